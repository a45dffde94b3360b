"""Runs the whole product on one machine and stops it in good order: what bin/run starts.

The servers stand behind keepers (shared_server.py), so they end after everything that uses them.
The pages and the worker, which keeps the time as well, are children of this process, and die with
it even if it is killed. Once everything runs, a part that ends is started again, and the others go
on meanwhile: pages are read while the worker is away, and written while the broker is.
"""

import argparse
import contextlib
import os
import signal
import socket
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from subprocess import Popen

from casework.embedded import checks, preparation
from casework.embedded.addresses import PAGES
from casework.embedded.commands import unnamed_servers
from casework.embedded.locks import Lock
from casework.embedded.paths import Trouble, prepare, state_folder
from casework.embedded.processes import start, stop
from casework.embedded.shared_server import begin_server, is_ready, last_words, using

USUAL_PORT = 8000
PATIENCE = 60
IN_USE = 3
BEAT_WITHIN = "CASEWORK_BEAT_WITHIN"
"""Tells the worker to keep the time itself: a process of its own for that is one too many here."""


class InUse(Trouble):
    """Another bin/run has this data."""


def main(words=None) -> int:
    options = read(words)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_once)
    try:
        run(options)
    except Trouble as trouble:
        print(f"casework: {trouble}", file=sys.stderr)
        return IN_USE if isinstance(trouble, InUse) else 1
    if options.check:
        say("ready")
    return 0


def read(words):
    parser = argparse.ArgumentParser(
        prog="bin/run",
        description="Runs Casework on this machine until Ctrl-C.",
        epilog="DATABASE_URL and BROKER_URL name servers to use instead of the embedded ones. "
        "CASEWORK_DATA_DIR says where embedded data lives.",
    )
    parser.add_argument("--port", type=int, help=f"where the pages are ({USUAL_PORT} if not given)")
    parser.add_argument(
        "--check",
        action="store_true",
        help="start everything, prove that it works, say ready, and stop; takes a free port",
    )
    parser.add_argument(
        "--empty",
        action="store_true",
        help="the first time, load no invented council: you make your own in the browser",
    )
    return parser.parse_args(words)


def stop_once(*_):
    """The first Ctrl-C stops everything in order; another must not break that order."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    say("Stopping.")
    sys.exit(0)


def say(words: str) -> None:
    print(words, flush=True)


def run(options) -> None:
    data = prepare(state_folder())
    with only_one(data) as held:
        port = choose_port(options)
        address = f"http://127.0.0.1:{port}"
        held.write(address)
        say(f"Starting in {data}.")
        needed = unnamed_servers()
        with using(data, needed) as users:
            preparation.prepare(data)
            with Processes(data, needed, [held, *users]) as processes:
                first = begin_council(processes, options, address)
                processes.start_pages(port)
                processes.wait_until(lambda: checks.page_answers(address))
                processes.start_worker()
                if options.check:
                    checks.check_all(address, processes)
                    processes.wait_for_demonstration()
                else:
                    say(f"\nCasework is running at {address}\nCtrl-C stops it.")
                    if first:
                        preparation.manage("first_day", "--address", address)
                    processes.watch()


def begin_council(processes, options, address) -> bool:
    """The invented council is made while the pages are open; the sign-in page says so. Whether a
    council of one's own is still to be made."""
    if preparation.no_council_is_known() and options.empty:
        return True
    if preparation.no_council_is_known():
        say("Loading the demonstration authority. Who may sign in is told here when it is done.")
        processes.load_demonstration()
    else:
        preparation.remind_who_may_sign_in()
    return False


@contextlib.contextmanager
def only_one(data: Path):
    """One run at a time. The lock that its processes hold outlives a run that was killed."""
    run_lock, processes = Lock(data / "run.lock"), Lock(data / "run.processes")
    try:
        if not run_lock.take():
            raise InUse(f"{data} is in use: Casework already runs there. {processes.read()}")
        if not processes.take():
            say("Waiting for the processes of the last run to end.")
            processes.take(wait=True)
        yield processes
    finally:
        processes.close()
        run_lock.close()


def choose_port(options) -> int:
    port = 0 if options.check and options.port is None else options.port
    port = USUAL_PORT if port is None else port
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            raise Trouble(f"Port {port} is taken. Choose another with --port.") from problem
        return probe.getsockname()[1]


class Patience:
    """How long to wait before a part is started again: longer each time it does not stay, and never
    so long that the pages would be away half a minute after what kept them away is over."""

    FIRST, LONGEST, STAYS = 0.5, 15, 60

    def __init__(self):
        self.wait, self.due, self.started = self.FIRST, 0.0, time.monotonic()

    def ended(self) -> float:
        """It has ended: in how many seconds it is started again."""
        now = time.monotonic()
        stayed = now - self.started > self.STAYS
        self.wait = self.FIRST if stayed else min(self.wait * 2, self.LONGEST)
        self.due = now + self.wait
        return self.wait

    def is_due(self) -> bool:
        return time.monotonic() >= self.due

    def begin(self) -> None:
        self.started, self.due = time.monotonic(), 0.0


class Processes:
    """The pages, the worker with beat inside it, and at the very first the command that loads the
    demonstration; the last started is the first stopped."""

    def __init__(self, data: Path, servers: list[str], holding: list[Lock]):
        self.data = data
        self.servers = servers
        self.holding = holding
        self.running: dict[str, Popen] = {}
        self.starts: dict[str, Callable[[], None]] = {}
        self.patience: dict[str, Patience] = defaultdict(Patience)
        self.demonstration: Popen | None = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in reversed(self.running.values()):
            stop(process)
        if self.demonstration:
            stop(self.demonstration)

    def load_demonstration(self) -> None:
        """In one transaction: stopped half-way it leaves nothing, and the next start loads it."""
        self.demonstration = preparation.start_command("load_demo", holding=self.holding)

    def wait_for_demonstration(self) -> None:
        while self.demonstration:
            self.check()
            time.sleep(0.1)

    def start_pages(self, port: int) -> None:
        self.start(
            "web",
            "gunicorn",
            "--config",
            "python:casework.embedded.web",
            "--bind",
            f"127.0.0.1:{port}",
            "casework.wsgi",
        )

    def start_worker(self) -> None:
        """Once the pages answer: they are waited for, and the worker is not."""
        self.start(
            "worker",
            "celery",
            "--app",
            "casework",
            "worker",
            "--pool",
            "threads",
            "--concurrency",
            "2",
            "--without-mingle",
            "--without-gossip",
            **{BEAT_WITHIN: "1"},
        )

    def start(self, name: str, *command: str, **environment: str) -> None:
        self.starts[name] = partial(self.start, name, *command, **environment)
        self.running[name] = start(
            [sys.executable, "-m", *command],
            log=self.log(name),
            holding=self.holding,
            cwd=preparation.HOME,
            env={"MALLOC_ARENA_MAX": "2", PAGES: "1"} | os.environ | environment,
        )

    def log(self, name: str) -> Path:
        return self.data / "logs" / f"{name}.log"

    def wait_until(self, condition) -> None:
        give_up_at = time.monotonic() + PATIENCE
        while not condition():
            self.check()
            if time.monotonic() > give_up_at:
                raise Trouble(f"The pages did not answer. Their log is {self.log('web')}.")
            time.sleep(0.1)

    def watch(self) -> None:
        """For as long as anybody wants it: what ended is started again, the rest goes on."""
        while True:
            for server in self.servers:
                alive = is_ready(self.data, server)
                self.look_after(server, alive, partial(begin_server, self.data, server))
            for name, process in list(self.running.items()):
                self.look_after(name, process.poll() is None, self.starts[name])
            self.look_at_demonstration()
            time.sleep(0.25)

    def look_after(self, name: str, alive: bool, start_again: Callable[[], None]) -> None:
        patience = self.patience[name]
        if alive:
            if patience.due:
                say(f"{name} runs again.")
                patience.begin()
        elif not patience.due:
            wait = patience.ended()
            say(f"{name} has ended. It is started again in {wait:g} seconds; {self.log(name)}.")
        elif patience.is_due():
            patience.due += patience.LONGEST
            start_again()

    def look_at_demonstration(self) -> None:
        if self.demonstration and self.demonstration.poll() is not None:
            if self.demonstration.returncode:
                say("The demonstration could not be loaded. Everything else runs.")
            self.demonstration = None

    def check(self) -> None:
        for name, process in self.running.items():
            if process.poll() is not None:
                raise Trouble(f"{name} has ended, so Casework stops.\n{last_words(self.log(name))}")
        if self.demonstration and self.demonstration.poll() is not None:
            if self.demonstration.returncode:
                raise Trouble("The demonstration could not be loaded, so Casework stops.")
            self.demonstration = None
        for server in self.servers:
            if not is_ready(self.data, server):
                raise Trouble(f"{server} has ended, so Casework stops. See {self.log(server)}.")
