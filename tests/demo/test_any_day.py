"""Whatever the day it is made on, the demonstration shows each clock on every side."""

from collections import defaultdict
from datetime import datetime

import pytest
from django.db import connection, transaction

from casework.demonstration.management.commands.load_demo import furnish
from casework.demonstration.world import World
from casework.timescales.models import Deadline
from tests.demo.test_load_demo import EVERY_SIDE, wanted
from tests.timescales.travel import LONDON, travelling, undone

pytestmark = [pytest.mark.django_db, pytest.mark.long]

DAYS = [
    "2026-11-23",
    "2026-11-24",
    "2026-11-25",
    "2026-11-26",
    "2026-11-27",
    "2026-11-28",
    "2026-11-29",
    "2026-12-24",
    "2026-12-27",
    "2027-01-04",
    "2027-03-29",
    "2027-08-31",
]
"""A week, and days around holidays."""


def number_from(first: int) -> None:
    """What is drawn by a record's number is drawn the same, whatever tests ran before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, %s)"
            " FROM pg_sequences WHERE schemaname = 'public'",
            [first],
        )


@pytest.mark.parametrize("day", DAYS)
def test_each_clock_has_children_on_every_side_of_it_on_any_day(day):
    now = datetime.fromisoformat(f"{day}T10:40").replace(tzinfo=LONDON)
    with undone(), travelling(now), transaction.atomic():
        number_from(100_000)
        world = World(children=60, seed=7, password="open sesame", now=now)
        furnish(world)
        states = defaultdict(set)
        for code, state in Deadline.objects.with_state().values_list("code", "state"):
            states[code].add(state)
    assert {code: missing for code in EVERY_SIDE if (missing := wanted(code) - states[code])} == {}
