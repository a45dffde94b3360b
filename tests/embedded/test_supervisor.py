"""bin/run: everything starts, is proved to work, and stops in good order."""

import os
import signal
import socket
import subprocess
from urllib.request import urlopen

import pytest

from casework.embedded.supervisor import Patience
from tests.embedded.running import answers, lines_of, manage, part_of, run, started, with_tables
from tests.embedded.watching import eventually, keeper_process, processes_of, server_process

COUNT = "from casework.children.models import Child; print(Child.objects.count())"
NEW_CHILD = "from tests.factories import ChildFactory; ChildFactory()"


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
    assert waits == [1, 2, 4, 8, 15, 15, 15, 15, 15]
    now += 3600
    assert patience.ended() == Patience.FIRST


def test_a_port_that_is_taken_is_told_before_anything_starts(data):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        code, told = run(data, "--port", port)
    assert code == 1
    assert f"Port {port} is taken" in told
    assert not (data / "logs").exists()
