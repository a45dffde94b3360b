"""The product as it stands on a machine: started once, its parts found and killed while it runs."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Thread

from casework.embedded.addresses import PAGES
from tests.browser.mortal import free_port
from tests.embedded.running import child_of, environment, manage, part_of, started, supervise
from tests.embedded.watching import (
    HOME,
    ask,
    eventually,
    keeper_process,
    processes_of,
    server_process,
)
from tests.endurance.browser import Browser
from tests.endurance.saving import Saver, check_whole

MAKE = "from tests.endurance.council import make; make({})"
COUNTS_AS_AWAY = 5
"""Seconds without an answer."""
A_PAGES_CONNECTION = """
SELECT (SELECT pid FROM pg_stat_activity WHERE usename = 'casework_pages' ORDER BY random() LIMIT 1)
"""
"""None while the database has only just come back."""


@dataclass
class Return:
    """How long after a kill the pages, and the part itself, were there again."""

    pages: float
    part: float


class Standing:
    def __init__(self, data: Path, *, workers: int, beat=False, **more: str):
        self.data, self.more, self.port = data, more, free_port()
        self.council = json.loads(
            manage(data, "shell", "--no-imports", "-c", MAKE.format(workers)).splitlines()[-1]
        )
        began = time.monotonic()
        self.process, self.address = started(data, self.port, **more)
        self.took_to_start = time.monotonic() - began
        self.said: list[str] = []
        self.listen()
        self.beat = self.start("celery", "--app", "casework", "beat") if beat else None
        self.prover = self.start("tests.endurance.sealing", stdin=-1, stdout=-1)
        assert self.prover.stdout.readline() == "ready\n"
        self.savers: list[Saver] = []

    def start(self, *words: str, **more) -> subprocess.Popen:
        """A process beside bin/run; of the product's own, with the account of the pages."""
        account = {PAGES: "1"} if words[0] == "celery" else {}
        options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "text": True} | more
        return subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=HOME,
            env=environment(self.data, **account, **self.more),
            **options,
        )

    def listen(self) -> None:
        def gather(lines):
            self.said += iter(lines.readline, "")

        Thread(target=gather, args=[self.process.stdout], daemon=True).start()

    @property
    def within(self) -> float:
        """Seconds until the pages answer again: thirty, or on a machine so busy that a start takes
        longer, half as long again as the first one."""
        return max(30, 1.5 * self.took_to_start)

    def begin_saving(self) -> None:
        self.savers = [Saver(self.address, worker) for worker in self.council[1:]]
        for saver in self.savers:
            saver.start()

    @property
    def acknowledged(self) -> list[str]:
        return [known_by for saver in self.savers for known_by in saver.acknowledged]

    def check(self) -> None:
        for saver in self.savers:
            assert not saver.fault, saver.fault
        check_whole(self.data, self.acknowledged)

    def prove(self) -> None:
        """The logs are sealed up to now, and whole."""
        self.prover.stdin.write("now\n")
        self.prover.stdin.flush()
        told = self.prover.stdout.readline()
        assert told.startswith("whole "), told

    # Its parts

    def find(self, part: str) -> int:
        return {
            "web worker": lambda: child_of(part_of(self.process, "gunicorn"), "gunicorn"),
            "web master": lambda: part_of(self.process, "gunicorn"),
            "Celery worker": lambda: part_of(self.process, " worker"),
            "beat": lambda: self.beat.pid,
            "broker": lambda: child_of(keeper_process(self.data, "valkey"), "valkey"),
            "PostgreSQL": lambda: server_process(self.data),
            "a connection of PostgreSQL": lambda: ask(self.data, A_PAGES_CONNECTION),
            "supervisor": lambda: self.process.pid,
        }[part]()

    def kill(self, part: str) -> Return:
        """Kill it, start again what no part of ours watches over, and wait until all is well."""
        killed_at = time.monotonic()
        return self.until_back(part, self.send_away(part), killed_at)

    def until_back(self, part: str, old: int, killed_at: float) -> Return:
        """Not only until the pages answer: those of a master that was killed do, for a moment."""
        last_away = part_back = killed_at
        well = 0
        while well < 3:
            came = self.pages_answer()
            last_away = last_away if came else time.monotonic()
            if part_back == killed_at and self.is_back(part, old):
                part_back = time.monotonic()
            well = well + 1 if came and part_back > killed_at and self.is_healthy() else 0
            assert time.monotonic() - killed_at < 4 * self.within, f"{part}: {self.said[-5:]}"
            time.sleep(0.1)
        return Return(last_away - killed_at, part_back - killed_at)

    def send_away(self, part: str) -> int:
        """What nothing catches; and of what no part of ours watches over, another is started."""
        old = eventually(lambda: self.find(part))
        os.kill(old, signal.SIGKILL)
        self.as_the_system_does(part)
        return old

    def as_the_system_does(self, part: str) -> None:
        """systemd starts bin/run again, and Docker beat, where they are told to."""
        if part == "supervisor":
            self.process.wait()
            self.process = supervise(self.data, "--port", str(self.port), **self.more)
            self.listen()
        if part == "beat":
            self.beat.wait()
            self.beat = self.start("celery", "--app", "casework", "beat")

    def is_back(self, part: str, old: int) -> bool:
        try:
            return self.find(part) not in (old, None)
        except Exception:
            return False

    def pages_answer(self) -> bool:
        """A page that reads the database and writes down who looked."""
        worker = self.council[0]
        return (
            Browser(self.address, worker["cookie"], COUNTS_AS_AWAY).get(worker["child"]).status
            == 200
        )

    def health(self) -> dict:
        text = Browser(self.address, "none=none", COUNTS_AS_AWAY).get("/health/").text
        return json.loads(text) if text.startswith("{") else {}

    def is_healthy(self) -> bool:
        return self.health().get("status") == "ok"

    def end(self) -> None:
        """In good order, and nothing of it is left."""
        for saver in self.savers:
            saver.stop()
        for beside in filter(None, [self.beat, self.prover]):
            beside.kill()
            beside.wait()
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(90) == 0
        eventually(lambda: processes_of(self.data) == [])

    def force_end(self) -> None:
        for one in filter(None, [self.beat, self.prover, self.process]):
            with suppress(ProcessLookupError):
                one.kill()


def moment(chance: Random) -> float:
    """Somewhere in a few saves."""
    return chance.uniform(0, 2.5)
