"""bin/setup, in a small copy of the clone whose locks name no package."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.embedded.watching import HOME


@pytest.fixture
def clone(tmp_path):
    (tmp_path / "clone/bin").mkdir(parents=True)
    shutil.copy(HOME / "bin/setup", tmp_path / "clone/bin")
    for lock in ("requirements.lock", "requirements-test.lock"):
        (tmp_path / "clone" / lock).touch()
    return tmp_path / "clone"


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ready")
    subprocess.run(["cp", "-R", HOME / "bin", folder], check=True)
    for lock in ("requirements.lock", "requirements-test.lock"):
        (folder / lock).touch()
    assert set_up(folder).returncode == 0
    return folder


@pytest.fixture
def installed(ready, tmp_path):
    """A clone whose environment was made before."""
    subprocess.run(["cp", "-Rp", ready, tmp_path / "installed"], check=True)
    return tmp_path / "installed"


def set_up(clone, *words, path=None):
    environment = os.environ | {"PATH": path or os.environ["PATH"]}
    return subprocess.run(
        [clone / "bin/setup", *words], env=environment, capture_output=True, text=True
    )


def stand_in(folder, name, script):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.mark.long
def test_it_makes_an_environment_once(clone):
    first = set_up(clone)
    assert first.returncode == 0, first.stderr
    assert "Installing" in first.stderr
    assert (clone / ".venv/bin/python").exists()
    assert set_up(clone).stderr == ""


@pytest.mark.long
def test_what_the_tests_need_holds_all_that_running_needs(clone):
    assert set_up(clone, "test").returncode == 0
    assert set_up(clone).stderr == ""


@pytest.mark.long
def test_a_changed_lock_is_installed(installed):
    (installed / "requirements.lock").write_text("# changed\n")
    assert "Installing" in set_up(installed).stderr
    assert set_up(installed).stderr == ""


def test_adding_the_tests_packages_does_not_disturb_what_runs(installed):
    (installed / ".venv/in-use").touch()
    assert "Installing" in set_up(installed, "test").stderr
    assert (installed / ".venv/in-use").exists()


@pytest.mark.long
def test_an_environment_whose_python_has_gone_is_made_again(installed):
    (installed / ".venv/bin/python").unlink()
    assert "Installing" in set_up(installed).stderr
    assert (installed / ".venv/bin/python").exists()


@pytest.mark.long
def test_two_at_once_install_once(clone):
    both = [
        subprocess.Popen([clone / "bin/setup"], stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    told = [one.communicate()[1] for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert sum("Installing" in words for words in told) == 1


def test_a_python_that_is_found_but_does_not_run_is_passed_over(clone, tmp_path):
    """A version manager's stand-in for a version that is not installed."""
    stand_in(tmp_path / "found", "python3", "echo 'version not installed' >&2; exit 127")
    stand_in(tmp_path / "found", "python3.12", f'exec {sys.executable} "$@"')
    done = set_up(clone, path=f"{tmp_path}/found:/usr/bin:/bin")
    assert done.returncode == 0, done.stderr
    assert "not installed" not in done.stderr


def test_a_python_without_venv_names_the_package_to_install(clone, tmp_path):
    refuse = f'case "$2" in *ensurepip*) exit 1;; esac; exec {sys.executable} "$@"'
    stand_in(tmp_path / "found", "python3", refuse)
    done = set_up(clone, path=f"{tmp_path}/found:/usr/bin:/bin")
    assert done.returncode == 1
    assert "python3-venv" in done.stderr


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_names_no_host_and_hashes_every_package(lock):
    text = (HOME / lock).read_text()
    assert "://" not in text
    packages = [line for line in text.splitlines() if "==" in line]
    assert all(line.endswith("\\") for line in packages)
    assert text.count("--hash=sha256:") >= len(packages) > 50


def test_what_runs_the_product_brings_no_browser_driver():
    assert "playwright" not in (HOME / "requirements.lock").read_text()
