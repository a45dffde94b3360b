"""A keeper runs one server for as long as anybody uses it.

Every user (a command, or the supervisor with all its processes) shares the ``users`` lock. The
first to need the server starts a keeper, a process of its own; the keeper stops the server once it
can have the ``users`` lock for itself alone, which is when its last user has ended, however that
ended. It holds ``keeper`` while it lives, and the server holds it too, so that no second server
ever meets the first one's data. It holds ``ready`` while the server can be used.
"""

import contextlib
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

from casework.embedded.locks import Lock, is_held
from casework.embedded.paths import Trouble, prepare
from casework.embedded.processes import open_log, start, stop

SERVERS = {"postgres": "Postgres", "valkey": "Valkey"}
"""The module of each server here, and its class in it: a keeper loads its own alone."""
PATIENCE = 60
RECOVERS = 600
"""Seconds. A database that was killed reads its log again before it answers, which takes a large
council's minutes: ended for that, it would begin anew each time and never come back."""
GLANCE = 0.05


def lock_path(data: Path, server: str, lock: str) -> Path:
    return data / f"{server}.{lock}"


def is_ready(data: Path, server: str) -> bool:
    return is_held(lock_path(data, server, "ready"))


# The user's side


@contextlib.contextmanager
def using(data: Path, servers):
    """The servers run at least as long as this block. Yields what says so, for one's children."""
    prepare(data)
    with contextlib.ExitStack() as held:
        yield [held.enter_context(using_one(data, server)) for server in servers]


@contextlib.contextmanager
def using_one(data: Path, server: str):
    users = Lock(lock_path(data, server, "users"))
    try:
        # Waits here while a keeper is stopping the server.
        users.take(shared=True, wait=True)
        wait_until_ready(data, server)
        yield users
    finally:
        users.close()
        see_off(data, server)


def wait_until_ready(data: Path, server: str) -> None:
    """Starts a keeper if there is none; says what it said if it fails."""
    keeper = None
    log = data / "logs" / f"{server}.log"
    give_up_at = time.monotonic() + RECOVERS
    while not is_ready(data, server):
        if keeper and keeper.poll():
            raise Trouble(last_words(log))
        if keeper is None or keeper.poll() is not None:
            keeper = start_keeper(data, server, log)
        if time.monotonic() > give_up_at:
            raise Trouble(f"{server} did not start within {RECOVERS} seconds. Its log is {log}.")
        time.sleep(GLANCE)


def begin_server(data: Path, server: str) -> None:
    """A keeper for a server whose own has ended; its users hold their lock already. Of several, the
    first is the keeper and the others end."""
    start_keeper(data, server, data / "logs" / f"{server}.log")


def start_keeper(data: Path, server: str, log: Path):
    with open_log(log) as output:
        return subprocess.Popen(
            [sys.executable, "-m", "casework.embedded.shared_server", server, str(data)],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def last_words(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    messages = [line for line in lines[-20:] if line.startswith("casework: ")]
    return messages[-1].removeprefix("casework: ") if messages else "\n".join(lines[-5:])


def see_off(data: Path, server: str) -> None:
    """Leaves nothing behind: waits for the keeper to stop, unless others still use the server."""
    soon = time.monotonic() + 10 * GLANCE
    while is_held(lock_path(data, server, "keeper")):
        if is_ready(data, server) and time.monotonic() > soon:
            return
        time.sleep(GLANCE)


# The keeper's side


def main(name: str, folder: str) -> int:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    try:
        kinds = import_module(f"casework.embedded.{name}")
        return keep(Path(folder), getattr(kinds, SERVERS[name]))
    except Trouble as trouble:
        print(f"casework: {trouble}", flush=True)
        return 1


def keep(data: Path, kind) -> int:
    keeper = Lock(lock_path(data, kind.name, "keeper"))
    if not take_over(data, kind.name, keeper):
        return 0
    users = Lock(lock_path(data, kind.name, "users"))
    server = kind(data)
    server.prepare()
    process = start(
        server.command(),
        log=data / "logs" / f"{kind.name}.log",
        last_signal=server.stop_signal,
        account=server.account,
        holding=[keeper],
        cwd="/",
    )
    try:
        wait_until_answers(server, process)
        ready = Lock(lock_path(data, kind.name, "ready"))
        ready.take(wait=True)
        return watch(process, users, ready)
    finally:
        stop(process, server.stop_signal)


def take_over(data: Path, name: str, keeper: Lock) -> bool:
    """One server at a time. Where a keeper was killed, its server is still ending: wait for it."""
    give_up_at = time.monotonic() + PATIENCE
    while not keeper.take():
        if is_ready(data, name):
            return False
        if time.monotonic() > give_up_at:
            raise Trouble(f"A {name} started earlier is still using {data}.")
        time.sleep(GLANCE)
    return True


def wait_until_answers(server, process) -> None:
    give_up_at = time.monotonic() + RECOVERS
    while not server.answers(process):
        if process.poll() is not None:
            raise Trouble(f"{server.name} ended at once; its log is in {server.data / 'logs'}.")
        if time.monotonic() > give_up_at:
            raise Trouble(f"{server.name} did not answer within {RECOVERS} seconds.")
        time.sleep(GLANCE)


def watch(process, users: Lock, ready: Lock) -> int:
    """Until the last user has gone, which is no trouble, or the server has, which is."""
    while process.poll() is None:
        if users.take():
            ready.close()
            return 0
        time.sleep(2 * GLANCE)
    ready.close()
    raise Trouble("The server ended while it was in use.")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
