"""bin/run as a process of its own, which a test starts, asks, kills and stops."""

import os
import re
import subprocess
import sys
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

from casework.embedded.paths import prepare
from casework.embedded.test_server import cache_folder, copy, state_of_migrations
from tests.embedded.conftest import new_folder
from tests.embedded.watching import HOME

RUNNING = re.compile(r"Casework is running at (http://\S+)")


def environment(data, **more) -> dict:
    kept = {name: os.environ[name] for name in os.environ if not name.endswith("_URL")}
    return kept | {"CASEWORK_DATA_DIR": str(data), "PYTHONUNBUFFERED": "1", **more}


def supervise(data, *words, **more) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "casework.embedded", *words],
        cwd=HOME,
        env=environment(data, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run(data, *words) -> tuple[int, str]:
    process = supervise(data, *words)
    return_code = process.communicate(timeout=120)[0]
    return process.returncode, return_code


def started(data, port: int = 0, **more) -> tuple[subprocess.Popen, str]:
    """A supervisor whose pages answer, and their address."""
    process = supervise(data, "--port", str(port), **more)
    for line in process.stdout:
        if found := RUNNING.match(line):
            return process, found[1]
    raise AssertionError("it ended before the pages answered")


def with_tables(folder: Path | None = None) -> Path:
    """Data with every migration applied, and nobody in it."""
    data = prepare(folder or new_folder())
    kept = cache_folder() / f"tests-{state_of_migrations()}"
    if kept.exists():
        copy(kept, data)
    manage(data, "migrate", "--verbosity", "0")
    return data


def manage(data, *words, **more) -> str:
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(
        command, cwd=HOME, env=environment(data, **more), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def part_of(supervisor: subprocess.Popen, words: str) -> int:
    """Of its children the one whose command says this."""
    return child_of(supervisor.pid, words)


def child_of(parent: int, words: str) -> int:
    """Of a process's children the first whose command says this."""
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(parent)], capture_output=True, text=True
    ).stdout
    return int(next(line for line in listed.splitlines() if words in line).split()[0])


def answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/health/", timeout=5) as page:
            return page.status == 200
    except OSError:
        return False


def lines_of(process: subprocess.Popen) -> list[str]:
    """What it says from now on, gathered while it runs."""
    said: list[str] = []
    Thread(target=lambda: said.extend(iter(process.stdout.readline, "")), daemon=True).start()
    return said
