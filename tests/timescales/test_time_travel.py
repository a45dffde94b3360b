"""Weeks of the demonstration authority, day by day: what the nights do, one night does."""

from contextlib import contextmanager
from datetime import datetime, time, timedelta
from unittest import mock

import pytest
from django.db import IntegrityError, transaction
from django.test import TestCase

from casework.access.runs import Run
from casework.children.demo import World
from casework.children.management.commands.load_demo import shares
from casework.notices.tasks import sweep_and_tell
from casework.timescales.models import Deadline
from casework.timescales.sweep import FIELDS, Counts
from tests.timescales.deeds import Deeds
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
        for share in shares():
            share.load(made)
        made.clock = clock
        yield made
        transaction.set_rollback(True)


def deadlines() -> dict:
    """Every field of every deadline but its number and when it was flagged."""
    rows = Deadline.objects.values("code", "record_id", *FIELDS)
    return {(row.pop("code"), row.pop("record_id")): row for row in rows}


@contextmanager
def a_walk(world, **how):
    with undone():
        yield Walk(world, **how).go()


class Walk:
    """Days at work, and the nights between them that were not missed."""

    def __init__(self, world, *, days, missed=(), on_save=True, nights=True, corrections=True):
        self.clock, self.days, self.missed = world.clock, days, missed
        self.on_save, self.nights = on_save, nights
        self.deeds = Deeds(world.clock, world.authority, seed=5, corrections=corrections)
        self.refused = []
        self.ends = datetime.combine((BEGINS + DAY * days).date(), time(1, 30), LONDON)

    def go(self):
        for number in range(self.days):
            morning = BEGINS + DAY * number
            for minutes, deed in enumerate(self.deeds.of_the_day()):
                self.clock.to(morning + timedelta(minutes=30 * minutes))
                self.do(deed)
            if self.nights and number not in self.missed:
                self.night(number)
        if not self.nights:
            self.clock.to(self.ends)
            sweep_and_tell()
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
        self.clock.to(datetime.combine((BEGINS + DAY * (number + 1)).date(), time(1, 30), LONDON))
        sweep_and_tell()


def test_twenty_nights_come_to_what_one_night_comes_to(world):
    with a_walk(world, days=20) as walk:
        nightly = deadlines()
        assert Run.objects.done().count() == 20
        assert len(walk.refused) < 15, walk.refused
    with undone(), mock.patch("casework.timescales.forms.sweep", Counts):
        Deadline.objects.all().delete()
        Walk(world, days=20, on_save=False, nights=False).go()
        assert len(nightly) > 1500
        assert deadlines() == nightly


def test_ten_nights_without_the_sweep_change_no_deadline(world):
    with a_walk(world, days=20):
        nightly = deadlines()
    with a_walk(world, days=20, missed=range(5, 15)):
        assert Run.objects.done().count() == 10
        assert deadlines() == nightly
