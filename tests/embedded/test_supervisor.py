"""bin/run: everything starts, is proved to work, and stops in good order."""

import os
import re
import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest

from casework.embedded.paths import prepare
from casework.embedded.test_server import cache_folder, copy, state_of_migrations
from tests.embedded.conftest import new_folder
from tests.embedded.watching import HOME, eventually, processes_of

RUNNING = re.compile(r"Casework is running at (http://\S+)")
COUNT = "from casework.children.models import Child; print(Child.objects.count())"
NEW_CHILD = "from tests.factories import ChildFactory; ChildFactory()"


def environment(data) -> dict:
    kept = {name: os.environ[name] for name in os.environ if not name.endswith("_URL")}
    return kept | {"CASEWORK_DATA_DIR": str(data), "PYTHONUNBUFFERED": "1"}


def supervise(data, *words) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "casework.embedded", *words],
        cwd=HOME,
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run(data, *words) -> tuple[int, str]:
    process = supervise(data, *words)
    return_code = process.communicate(timeout=120)[0]
    return process.returncode, return_code


def started(data) -> tuple[subprocess.Popen, str]:
    """A supervisor whose pages answer, and their address."""
    process = supervise(data, "--port", "0")
    for line in process.stdout:
        if found := RUNNING.match(line):
            return process, found[1]
    raise AssertionError("it ended before the pages answered")


@pytest.fixture(scope="module")
def furnished():
    """Data with every migration applied and one child, so that no demonstration is loaded."""
    data = with_tables()
    manage(data, "shell", "--no-imports", "-c", NEW_CHILD)
    yield data
    subprocess.run(["rm", "-r", data], check=True)


@pytest.fixture
def nobody_here():
    """Data with every migration applied, and nobody in it."""
    data = with_tables()
    yield data
    subprocess.run(["rm", "-r", data], check=True)


def with_tables():
    data = prepare(new_folder())
    kept = cache_folder() / f"tests-{state_of_migrations()}"
    if kept.exists():
        copy(kept, data)
    manage(data, "migrate", "--verbosity", "0")
    return data


def manage(data, *words) -> str:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(
        command, cwd=HOME, env=environment(data), check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.long
def test_a_check_proves_every_part_and_stops(furnished):
    code, told = run(furnished, "--check")
    assert code == 0, told
    assert told.splitlines()[-1] == "ready"
    assert processes_of(furnished) == []


@pytest.mark.long
def test_a_second_run_on_the_same_data_says_so_and_ends(furnished):
    first, address = started(furnished)
    try:
        for words in [(), ("--check",)]:
            code, told = run(furnished, *words)
            assert code == 3
            assert f"{furnished} is in use" in told
            assert address in told
    finally:
        first.send_signal(signal.SIGINT)
        told = first.communicate(timeout=60)[0]
    assert first.returncode == 0, told
    assert processes_of(furnished) == []


@pytest.mark.long
def test_a_killed_supervisor_leaves_no_orphan_and_the_next_start_recovers(furnished):
    first, _ = started(furnished)
    first.kill()
    first.communicate()
    code, told = run(furnished, "--check")
    assert code == 0, told
    eventually(lambda: processes_of(furnished) == [])


@pytest.mark.long
def test_the_pages_open_while_the_demonstration_loads_and_stopping_leaves_none_of_it(nobody_here):
    first, address = started(nobody_here)
    with urlopen(f"{address}/account/login/") as page:
        assert "Nobody can sign in yet" in page.read().decode()
    first.send_signal(signal.SIGINT)
    first.communicate(timeout=60)
    assert first.returncode == 0
    assert processes_of(nobody_here) == []
    assert manage(nobody_here, "shell", "--no-imports", "-c", COUNT).strip() == "0"


@pytest.mark.long
def test_it_stops_and_says_why_when_a_part_ends(furnished):
    first, _ = started(furnished)
    listed = subprocess.check_output(
        ["ps", "-o", "pid=,args=", "--ppid", str(first.pid)], text=True
    )
    worker = next(line for line in listed.splitlines() if " worker" in line)
    os.kill(int(worker.split()[0]), signal.SIGKILL)
    told = first.communicate(timeout=60)[0]
    assert first.returncode == 1
    assert "worker has ended, so Casework stops." in told
    assert processes_of(furnished) == []


def test_a_port_that_is_taken_is_told_before_anything_starts(data):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        code, told = run(data, "--port", port)
    assert code == 1
    assert f"Port {port} is taken" in told
    assert not (data / "logs").exists()
