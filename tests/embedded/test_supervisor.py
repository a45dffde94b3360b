"""bin/run: everything starts, is proved to work, and stops in good order."""

import os
import re
import signal
import socket
import subprocess
import sys
from threading import Thread
from urllib.request import urlopen

import pytest

from casework.embedded.paths import prepare
from casework.embedded.supervisor import Patience
from casework.embedded.test_server import cache_folder, copy, state_of_migrations
from tests.embedded.conftest import new_folder
from tests.embedded.watching import HOME, eventually, keeper_process, processes_of, server_process

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


def part_of(supervisor: subprocess.Popen, words: str) -> int:
    """Of its children the one whose command says this."""
    listed = subprocess.check_output(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(supervisor.pid)], text=True
    )
    return int(next(line for line in listed.splitlines() if words in line).split()[0])


def answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/health/", timeout=5) as page:
            return page.status == 200
    except OSError:
        return False


def lines_of(process: subprocess.Popen) -> list[str]:
    """What it says from now on, gathered while it runs."""
    said = []
    Thread(target=lambda: said.extend(iter(process.stdout.readline, "")), daemon=True).start()
    return said


@pytest.mark.long(sampled=False)
def test_a_part_that_is_killed_is_started_again_and_the_pages_come_back(furnished):
    first, address = started(furnished)
    said = lines_of(first)
    try:
        for name, process in (
            ("worker", lambda: part_of(first, " worker")),
            ("web", lambda: part_of(first, "gunicorn")),
            ("postgres", lambda: server_process(furnished)),
            ("valkey", lambda: keeper_process(furnished, "valkey")),
            ("postgres", lambda: keeper_process(furnished, "postgres")),
        ):
            said.clear()
            os.kill(process(), signal.SIGKILL)
            eventually(lambda n=name: any(f"{n} has ended. It is" in line for line in said), 30)
            eventually(lambda n=name: any(f"{n} runs again" in line for line in said), 30)
            eventually(lambda: answers(address), 30)
            assert any(str(furnished / "logs") in line for line in said)
    finally:
        first.send_signal(signal.SIGINT)
        first.wait(60)
    assert first.returncode == 0
    assert processes_of(furnished) == []


def test_a_part_that_does_not_stay_is_waited_for_longer_each_time(monkeypatch):
    now = 0.0
    monkeypatch.setattr("casework.embedded.supervisor.time.monotonic", lambda: now)
    patience, waits = Patience(), []
    for _ in range(9):
        waits.append(patience.ended())
        assert not patience.is_due()
        now += waits[-1]
        assert patience.is_due()
        patience.begin()
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    now += 3600
    assert patience.ended() == Patience.FIRST


def test_a_port_that_is_taken_is_told_before_anything_starts(data):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        code, told = run(data, "--port", port)
    assert code == 1
    assert f"Port {port} is taken" in told
    assert not (data / "logs").exists()
