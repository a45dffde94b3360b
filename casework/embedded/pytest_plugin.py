"""Gives the tests a PostgreSQL of their own, thrown away after them.

pytest loads this by name (see pyproject.toml), because Django's settings are read before any
conftest.py: a server started there would come too late.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from casework.embedded.addresses import database_url
from casework.embedded.keeper import wait_until_answers
from casework.embedded.places import prepare
from casework.embedded.postgres import Postgres
from casework.embedded.processes import start, stop

running = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    """Before Django's settings. Workers of a parallel run inherit the address."""
    asked = early_config.known_args_namespace
    if running or os.environ.get("DATABASE_URL") or asked.help or asked.collectonly:
        return
    data = Path(tempfile.mkdtemp(prefix="casework-", dir="/tmp"))
    os.environ["CASEWORK_DATA_DIR"] = str(prepare(data))
    os.environ.setdefault("BROKER_URL", "memory://")
    start_server(data)
    os.environ["DATABASE_URL"] = database_url()


def start_server(data: Path) -> None:
    server = Postgres(data, throwaway=True)
    server.prepare()
    process = start(
        server.command(),
        log=data / "logs" / "postgres.log",
        last_signal=server.stop_signal,
        account=server.account,
        cwd="/",
    )
    running.append((server, process))
    wait_until_answers(server, process)


def pytest_unconfigure():
    while running:
        server, process = running.pop()
        stop(process, server.stop_signal)
        shutil.rmtree(server.data, ignore_errors=True)
