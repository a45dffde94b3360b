"""A year of the demonstration authority, day by day: what the nights do, one night does.

And what was missed while nothing ran is told when it runs again, with its true date.
"""

from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import TestCase

from casework.access.job_runs import Run
from casework.access.models import Absence
from casework.demonstration.management.commands.load_demo import furnish
from casework.demonstration.world import World
from casework.notices.models import Notice, Told
from casework.notices.tasks import sweep_and_tell
from casework.timescales import sweep as sweep_module
from casework.timescales.models import Deadline
from casework.timescales.registry import registry
from casework.timescales.sweep import FIELDS, JUDGED_BY, sweep
from tests.timescales.deeds import EVERYONE, Deeds
from tests.timescales.travel import LONDON, travelling, undone

pytestmark = [pytest.mark.django_db, pytest.mark.long]

DAY = timedelta(days=1)
BEGINS = datetime(2026, 11, 2, 9, 0, tzinfo=LONDON)
"""A Monday. The plan of those that follow is the same for the same seed."""


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The demonstration authority as it stands that Monday; taken away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic(), travelling(BEGINS) as clock:
        made = World(children=60, seed=3, password="open sesame", now=BEGINS)
        furnish(made)
        made.clock = clock
        yield made
        transaction.set_rollback(True)


TOLD = ("worker", "kind", "deadline__code", "deadline__record_id", "happened_at", "was_due_at")
HAPPENED = TOLD.index("happened_at")


def deadlines() -> dict:
    """Every field of every deadline but its number and when it was flagged."""
    rows = Deadline.objects.values("code", "record_id", *FIELDS)
    return {(row.pop("code"), row.pop("record_id")): row for row in rows}


def notices() -> dict:
    """Who was told what of which deadline, and when it came about, by itself or in a line."""
    rows = list(Notice.objects.exclude(deadline=None).values(*TOLD))
    for line in Notice.objects.of_lines():
        counted = Told.objects.counted_in(line).values(*TOLD[1:])
        rows += [{"worker": line.worker_id, **told} for told in counted]
    return {tuple(row.values()): row for row in rows}


def key_of(told) -> tuple:
    return told["deadline__code"], told["deadline__record_id"]


class Walk:
    """Days at work, and the nights between them that were not missed."""

    def __init__(self, world, *, days, seed=5, missed=(), steady=False, on_save=True, nights=True):
        self.clock, self.days, self.missed = world.clock, days, missed
        self.on_save, self.nights = on_save, nights
        self.deeds = Deeds(world.clock, world.authority, seed=seed, steady=steady)
        self.refused, self.stood = [], {}

    def go(self):
        for number in range(self.days):
            morning = BEGINS + DAY * number
            for minutes, deed in enumerate(self.deeds.of_the_day()):
                self.clock.to(morning + timedelta(minutes=30 * minutes))
                self.do(deed)
            if self.nights and number not in self.missed:
                self.night(number)
        if not self.nights:
            self.clock.to(one_thirty_after(self.days - 1))
            sweep()
        return self

    def do(self, deed):
        """What the rules of the record refuse, such as a locked plan, is not done."""
        with TestCase.captureOnCommitCallbacks(execute=self.on_save):
            try:
                with transaction.atomic():
                    deed()
            except IntegrityError as refused:
                self.refused.append(str(refused).splitlines()[0])

    def night(self, number):
        self.clock.to(one_thirty_after(number))
        sweep_and_tell()
        if self.days < 30:
            self.stood[number] = deadlines()


def one_thirty_after(number: int) -> datetime:
    return datetime.combine((BEGINS + DAY * (number + 1)).date(), time(1, 30), LONDON)


def night_by_night(world, **how):
    """What stands at the end of it all, and the walk. No night left anything for the check of every
    file to put right."""
    with undone():
        walk = Walk(world, **how).go()
        runs = Run.objects.done()
        assert runs.count() == walk.days - len(walk.missed)
        assert {run.did["mended"] for run in runs} == {0}
        assert not walk.refused
        return deadlines(), notices(), walk


def in_one_night(world, **how):
    with undone():
        Deadline.objects.all().delete()
        Walk(world, on_save=False, nights=False, **how).go()
        return deadlines()


def judged_before(corrected, nightly: dict, once: dict) -> bool:
    """Closed before a date was put right, it keeps the dates it was judged by; all else is one."""
    closed = once["met_at"] or once["lapsed_at"]
    differ = {name for name in nightly if nightly[name] != once[name]}
    put_right = [corrected.get(of) for of in (once["child_id"], EVERYONE)]
    return closed and differ <= JUDGED_BY and any(at and at > closed for at in put_right)


def comes_to_the_same(world, **how) -> int:
    """How many deadlines; those that differ were closed before they were corrected."""
    nightly, _, walk = night_by_night(world, **how)
    once = in_one_night(world, **how)
    assert nightly.keys() == once.keys()
    differ = [key for key in once if nightly[key] != once[key]]
    corrected = walk.deeds.corrected
    assert [key for key in differ if not judged_before(corrected, nightly[key], once[key])] == []
    assert len(differ) < len(once) / 50
    return len(once)


@pytest.mark.parametrize("seed", range(40, 46))
def test_a_night_finds_all_that_was_written_though_nothing_was_swept_on_save(world, seed):
    """As if every save had been raw SQL: each night comes to what a sweep of everything does."""
    night_by_night(world, days=10, seed=seed, on_save=False)


@pytest.mark.parametrize("seed", range(5, 11))
def test_twenty_nights_come_to_what_one_night_comes_to(world, seed):
    assert comes_to_the_same(world, days=20, seed=seed) > 1500


@pytest.mark.long(sampled=False)
def test_a_year_of_nights_comes_to_what_one_night_comes_to(world):
    assert comes_to_the_same(world, days=365) > 3000


MISSED = range(5, 15)
BEFORE, BACK = 4, 15


def deputies() -> set[int]:
    """Who covers for someone, and is told what they are only for those days."""
    return set(Absence.objects.values_list("deputy", flat=True))


def changed_hands(walk) -> set:
    """Deadlines that came to another worker or team around the nights that were missed."""
    held = {}
    for number in range(BEFORE, BACK + 1):
        for key, row in walk.stood[number].items():
            held.setdefault(key, set()).add((row["worker_id"], row["team_id"]))
    return {key for key, hands in held.items() if len(hands) > 1}


def test_ten_nights_without_the_sweep_change_no_deadline_and_lose_no_notice(world):
    """Where each thing is written on its day and no child changes hands, but on a birthday.

    Of what was done on the very day it came to be due soon, the night told before anyone came to
    work; afterwards there is nothing to tell. Nor is a deputy told once those days are over.
    """
    stands, told, walk = night_by_night(world, days=20, steady=True)
    late, told_late, _ = night_by_night(world, days=20, steady=True, missed=MISSED)
    assert late == stands
    at_once = {row for row in told if stands[key_of(told[row])]["met_at"] == row[HAPPENED]}
    assert all("due_soon" in row for row in at_once)
    grown = {row for row in told.keys() | told_late.keys() if row[2:4] in changed_hands(walk)}
    covered = {row for row in told if row[0] in deputies()}
    apart = at_once | grown | covered
    assert told_late.keys() - apart == told.keys() - apart
    assert len(told) > 500 > 30 > len(at_once) + len(grown)


# What is told otherwise where records are written late and children change hands.


def why_not(told, walk) -> str:
    """Why what was told at night is not told ten days later: it is no longer so, or theirs."""
    stands = walk.stood[BACK].get(key_of(told))
    if stands is None:
        return "the record was taken back"
    if stands["due_at"] != told["was_due_at"]:
        return "its date was put right"
    stopped = stands["met_at"] or stands["lapsed_at"]
    if stopped and stopped <= told["happened_at"]:
        return "it was done in time, and written down later"
    if told["worker"] in deputies():
        return "they cover for nobody now"
    return "it is another's now" if key_of(told) in changed_hands(walk) else ""


def why_besides(told, walk) -> str:
    """Why something is told ten days later that was not told at night."""
    before, back = (walk.stood[night].get(key_of(told)) for night in (BEFORE, BACK))
    if before is None:
        return "it was written down when that was over"
    if before["due_at"] != back["due_at"]:
        return "its date was put right"
    return "it is another's now" if key_of(told) in changed_hands(walk) else ""


def test_what_is_told_otherwise_after_ten_nights_was_no_longer_so_or_is_anothers(world):
    stands, told, walk = night_by_night(world, days=20)
    late, told_late, _ = night_by_night(world, days=20, missed=MISSED)
    assert late == stands
    lost = {row: why_not(told[row], walk) for row in told.keys() - told_late.keys()}
    besides = {row: why_besides(told_late[row], walk) for row in told_late.keys() - told.keys()}
    assert "" not in {*lost.values(), *besides.values()}, (lost, besides)
    assert 0 < len(lost) + len(besides) < len(told) / 20


@pytest.mark.parametrize("seed", range(20, 23))
def test_a_save_puts_right_all_that_every_rule_would(world, monkeypatch, seed):
    """Only the rules that read what was written are asked, and the others had nothing to say."""
    asked, missed = [], []

    def checked(ids, *, rules):
        sweep(ids, rules=rules)
        asked.append(len(rules))
        if sweep(ids).written:
            missed.append((ids, [rule.code for rule in rules]))

    class Swept(Walk):
        def do(self, deed):
            sweep()
            super().do(deed)

    with undone():
        monkeypatch.setattr(sweep_module, "sweep", checked)
        Swept(world, days=12, seed=seed, nights=False).go()
    assert not missed
    assert len(asked) > 30
    assert min(asked) < len(registry) / 4
