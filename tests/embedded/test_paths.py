"""Where embedded data lives, and who may read it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from casework.embedded import paths
from casework.embedded.binaries import check_reaches
from casework.embedded.paths import Trouble
from tests.embedded.watching import HOME

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends its servers an account")
AS_A_USER = pytest.mark.skipif(os.geteuid() == 0, reason="root has a place of its own")


def others_may(path: Path) -> str:
    return oct(path.stat().st_mode)[-1]


def test_the_environment_names_the_folder(monkeypatch):
    monkeypatch.setenv("CASEWORK_DATA_DIR", "~/kept here")
    assert paths.state_folder() == Path.home() / "kept here"


@AS_A_USER
def test_a_user_keeps_data_in_their_own_state_folder(monkeypatch):
    monkeypatch.delenv("CASEWORK_DATA_DIR", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", "/state")
    assert paths.state_folder() == Path("/state/casework")
    monkeypatch.delenv("XDG_STATE_HOME")
    assert paths.state_folder() == Path.home() / ".local/state/casework"


@AS_ROOT
def test_root_keeps_data_where_the_servers_account_can_reach_it(monkeypatch):
    monkeypatch.delenv("CASEWORK_DATA_DIR", raising=False)
    assert paths.state_folder() == Path("/var/lib/casework")


def test_the_data_folder_is_outside_the_clone(monkeypatch):
    monkeypatch.delenv("CASEWORK_DATA_DIR", raising=False)
    assert not paths.state_folder().is_relative_to(HOME)


def test_nobody_else_can_read_the_data_folder(tmp_path):
    data = tmp_path / "new/data"
    paths.prepare(data)
    assert others_may(data) == "0"
    data.chmod(0o755)
    paths.prepare(data)
    assert others_may(data) == "0"


def test_the_folders_above_the_data_keep_their_permissions(tmp_path):
    tmp_path.chmod(0o700)
    paths.prepare(tmp_path / "data")
    assert tmp_path.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(Trouble, match="holds something else"):
        paths.prepare(tmp_path)
    assert others_may(tmp_path) == "5"


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Trouble, match=r"file/data cannot hold the data.*CASEWORK_DATA_DIR"):
        paths.prepare(tmp_path / "file/data")


@AS_ROOT
def test_another_users_folder_is_left_alone(tmp_path):
    os.chown(tmp_path, 65534, 65534)
    with pytest.raises(Trouble, match="belongs to another user"):
        paths.prepare(tmp_path)


@AS_ROOT
def test_a_folder_that_the_servers_account_cannot_enter_is_named(tmp_path):
    tmp_path.chmod(0o700)
    data = paths.prepare(tmp_path / "data")
    with pytest.raises(Trouble, match="cannot enter .*CASEWORK_DATA_DIR"):
        check_reaches(paths.server_account(), data)


def test_sockets_stay_in_the_data_folder_if_its_path_is_short_and_plain():
    assert paths.socket_dir(Path("/var/lib/casework")) == Path("/var/lib/casework/sockets")


@pytest.mark.parametrize("path", ["/" + "long" * 30, "/a,b", "/a b", "/Zoë", "/a?b"])
def test_sockets_move_to_a_short_folder_otherwise(path):
    folder = paths.socket_dir(Path(path))
    assert len(str(folder / ".s.PGSQL.5432.lock")) < 103
    assert folder.parent == paths.SHORT_FOLDERS
    assert folder != paths.socket_dir(Path(path + "x"))


def test_a_folder_that_somebody_else_could_have_made_is_not_used(tmp_path):
    tmp_path.chmod(0o755)
    with pytest.raises(Trouble, match="is in the way"):
        paths.private_folder(tmp_path)


def test_a_link_that_somebody_else_could_have_made_is_not_followed(tmp_path):
    paths.private_folder(tmp_path / "elsewhere")
    (tmp_path / "sockets").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Trouble, match="is in the way"):
        paths.private_folder(tmp_path / "sockets")


def test_only_its_owner_reads_a_secret(tmp_path):
    paths.secret(tmp_path / "data", "secret-key")
    assert (tmp_path / "data/secret-key").stat().st_mode & 0o777 == 0o600


def test_processes_that_start_at_once_agree_on_a_secret(tmp_path):
    script = (
        "import sys; from pathlib import Path; from casework.embedded.paths import secret\n"
        "print(secret(Path(sys.argv[1]), 'secret-key'))"
    )
    asking = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "data")],
            cwd=HOME,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    assert len({process.communicate()[0] for process in asking}) == 1
