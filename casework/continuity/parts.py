"""How each part of the product is, in a sentence, for whoever looks after it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from casework.access.health import broker_answers, disk_state
from casework.access.job_runs import guard
from casework.access.models import Run
from casework.embedded.paths import state_folder
from casework.governance.chain import CountsAfresh, oldest_waiting
from casework.governance.models import Seal
from casework.interface.replica import replica_standing
from casework.interface.replica.position import Standing, is_configured

A_SEAL_MISSED = timedelta(minutes=10)
DISK = {
    "ok": "room enough",
    "low": "little room: make some before a save fails",
    "full": "no room: saves may fail now",
}

REPLICA = {
    Standing.OK: "Figures, lists that are taken away and bulk pulls are read from it",
    Standing.LATE: "It is behind: all is read from the database meanwhile",
    Standing.AWAY: "Does not answer: all is read from the database meanwhile",
    Standing.PROMOTED: "It is a database of its own now, and is not read",
    Standing.ANOTHER: "It is no copy of this database, and is not read",
}


@dataclass(frozen=True)
class Part:
    name: str
    well: bool
    words: str
    at: datetime | None = None


def parts() -> Iterator[Part]:
    yield Part("Pages and database", well=True, words="This page was read from it")
    if is_configured():
        standing = replica_standing()
        yield Part("Read replica", standing == "ok", REPLICA[standing])
    answers = broker_answers()
    wait = "Does not answer: saving works, reminders and e-mails wait"
    yield Part("Broker", answers, "Answers" if answers else wait)
    yield disk()
    yield from nightly()
    yield sealing()
    yield done("backup", "Backup", timedelta(hours=36))
    yield done("carry-on", "Carry-on packs", timedelta(hours=36))


def disk() -> Part:
    state = disk_state()
    free = shutil.disk_usage(state_folder()).free / 1e9
    return Part("Disk", state == "ok", f"{free:,.1f} GB free, {DISK[state]}")


def nightly() -> Iterator[Part]:
    state = guard()
    for word, name in (("sweep", "Due dates worked out"), ("telling", "People told")):
        well = state[word] == "ok"
        words = {"ok": "In time", "late": "Too long ago", "not yet": "Not yet"}[state[word]]
        yield Part(name, well, words, state[f"last_{word}"])


def sealing() -> Part:
    """Quiet minutes make no seal, so that one is old says nothing by itself: what was added and
    waits does."""
    last = Seal.objects.order_by("-number").first()
    if last is None:
        return Part("Logs sealed", well=False, words="Not yet")
    try:
        waiting = oldest_waiting()
    except CountsAfresh as stopped:
        return Part("Logs sealed", well=False, words=str(stopped), at=last.at)
    if waiting and timezone.now() - waiting > A_SEAL_MISSED:
        words = "What was written since then waits to be sealed"
        return Part("Logs sealed", well=False, words=words, at=waiting)
    return Part("Logs sealed", well=True, words=f"{last.number:,} seals, the last", at=last.at)


def done(job: str, name: str, patience: timedelta) -> Part:
    at = Run.objects.last_done(job)
    if at is None:
        return Part(name, well=False, words="Not yet made by Casework itself")
    well = timezone.now() - at < patience
    return Part(name, well, "Made" if well else "Too long ago", at)
