"""What holds for any date and any limit, asked of the database and counted again by hand here.

One statement answers thousands of cases: each asks the same SQL that the sweep runs.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from casework.timescales.allowances import (
    LAST_DAY,
    Allowance,
    calendar_days,
    every,
    hours,
    months,
    months_to_working_day,
    own_date,
    weeks,
    weeks_beginning,
    working_days,
)
from casework.timescales.models import Deadline, WorkingDay
from casework.timescales.nights.statements import _due
from casework.timescales.preview import due_at
from casework.timescales.registry import registry
from casework.timescales.sweep import sweep
from tests.factories import MissingEpisodeFactory

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FIRST, LAST = date(2012, 1, 1), date(2028, 12, 31)
EVERY_DAY = [FIRST + DAY * n for n in range((LAST - FIRST).days + 1)]

working_days_beginning = Allowance(amount=1, unit="working days", counting="WD1", warns=1)
KINDS = {
    "working days": working_days(1),
    "working days with the first": working_days_beginning,
    "days": calendar_days(1),
    "weeks": weeks(1),
    "weeks beginning": weeks_beginning(1),
    "months": months(1),
    "months to a working day": months_to_working_day(1),
    "hours": hours(1),
    "an interval": every(working_days(1)),
}
NUMBERED = [rule for rule in registry if rule.allows.amount is not None]


def ask(what: dict[str, str], starts, amounts, *, in_hours=False) -> list[tuple]:
    """(start, amount, each of ``what``) for every start and amount, in their order.

    ``what`` is SQL over ``r.opened_on`` or ``r.opened_at`` and ``own.amount``.
    """
    column, kind = ("opened_at", "timestamptz") if in_hours else ("opened_on", "date")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT r.{column}, own.amount, {', '.join(what.values())}"
            f" FROM (SELECT DISTINCT unnest(%s::{kind}[]) AS {column}) r"
            " CROSS JOIN unnest(%s::int[]) own (amount) ORDER BY 1, 2",
            [list(starts), list(amounts)],
        )
        return cursor.fetchall()


def column_of(allows) -> str:
    return "r.opened_at" if allows.in_hours else "r.opened_on"


def as_starts(allows, days):
    """The days themselves, or for a rule in hours an instant on each."""
    if not allows.in_hours:
        return days
    return [datetime.combine(day, time(day.day % 24, 17), UTC) for day in days]


def ask_due(allows, days, amounts) -> list[tuple]:
    sql = {"due": allows.due(column_of(allows), "own.amount")}
    return ask(sql, as_starts(allows, days), amounts, in_hours=allows.in_hours)


def last_days(allows, days, amounts) -> dict[tuple[date, int], date]:
    """The last day in time of each, having checked that it ends with its last second."""
    found = {}
    for start, amount, due in ask_due(allows, days, amounts):
        ends = due.astimezone(LONDON)
        assert ends.time() == time(23, 59, 59)
        found[start, amount] = ends.date()
    return found


ANY_DAYS = st.lists(st.dates(date(1992, 1, 1), date(2032, 1, 1)), min_size=20, max_size=60)
AMOUNTS = range(1, 61)
"""Sixty months from the last of these days end before the calendar of working days does."""


class ForAnyLimit(TestCase):
    """Sixty limits of each kind over many days, in one statement."""

    @settings(deadline=None, max_examples=8)
    @given(kind=st.sampled_from(sorted(KINDS)), days=ANY_DAYS)
    def test_a_longer_limit_is_never_due_earlier(self, kind, days):
        found = ask_due(KINDS[kind], days, AMOUNTS)
        assert len(found) == len(set(days)) * len(AMOUNTS)
        for (start, _, due), (next_start, _, longer) in pairwise(found):
            assert start != next_start or due < longer

    @settings(deadline=None, max_examples=8)
    @given(kind=st.sampled_from(sorted(KINDS)), days=ANY_DAYS)
    def test_a_later_start_is_never_due_earlier(self, kind, days):
        for amount in (1, 2, 15, 45):
            found = ask_due(KINDS[kind], days, [amount])
            assert all(due <= later for (_, _, due), (_, _, later) in pairwise(found))

    @settings(deadline=None, max_examples=2 * len(NUMBERED))
    @given(rule=st.sampled_from(NUMBERED), days=ANY_DAYS)
    def test_due_soon_never_begins_after_the_nearer_due_date(self, rule, days):
        """As the sweep asks it, with every number a council might set of itself."""
        allows = rule.allows
        numbers = {"allowed": allows.amount, "soon": allows.soon, "warns": allows.warns}
        numbered = re.compile(r"r\.(allowed|soon|warns)\b")
        sql = {
            name: numbered.sub(lambda number: str(numbers[number[1]]), how)
            for name, how in _due(rule).items()
        }
        starts = as_starts(rule.allows, days)
        for start, own, due, amber, own_due in ask(
            {name: sql[name] for name in ("due", "amber", "own_due")},
            starts,
            [None, *range(1, 91)],
            in_hours=rule.allows.in_hours,
        ):
            assert amber <= (own_due or due) <= due, (rule.code, start, own)


def test_every_kind_of_counting_is_among_those_proved():
    assert {kind.counting for kind in KINDS.values()} == {*LAST_DAY, "H"}
    assert {rule.allows.count_code for rule in NUMBERED} <= {k.count_code for k in KINDS.values()}


@pytest.mark.parametrize("rule", NUMBERED, ids=lambda rule: rule.code)
def test_a_longer_limit_of_this_rule_is_never_due_earlier(rule):
    """Every number up to twice the rule's own, from each tenth day of seventeen years."""
    found = ask_due(rule.allows, EVERY_DAY[::10], range(1, 2 * rule.allows.amount + 1))
    assert len(found) == len(EVERY_DAY[::10]) * 2 * rule.allows.amount
    for (start, _, due), (next_start, _, longer) in pairwise(found):
        assert start != next_start or due < longer


@pytest.mark.parametrize("rule", list(registry), ids=lambda rule: rule.code)
def test_due_soon_begins_between_the_start_of_a_clock_and_its_end(rule):
    sql = {
        "due": rule.allows.due(column_of(rule.allows)),
        "amber": rule.allows.amber(column_of(rule.allows)),
    }
    found = ask(sql, as_starts(rule.allows, EVERY_DAY), [0], in_hours=rule.allows.in_hours)
    assert len(found) == len(EVERY_DAY)
    for start, _, due, amber in found:
        assert amber <= due, start
        if rule.allows.amount is not None:
            assert amber.astimezone(LONDON).date() >= (
                start if type(start) is date else start.date()
            )


def test_what_carries_its_own_date_is_due_soon_three_days_before_it():
    sql = {"due": own_date().due("r.opened_on"), "amber": own_date().amber("r.opened_on")}
    for start, _, due, amber in ask(sql, EVERY_DAY, [0]):
        assert due.astimezone(LONDON).date() == start
        assert amber.astimezone(LONDON) == datetime.combine(start - 3 * DAY, time(), LONDON)


# Counted by hand: the calendar gives its holidays, the days of the week come from Python.


def holidays() -> set[date]:
    return set(WorkingDay.objects.exclude(holiday="").values_list("day", flat=True))


def walk(start: date, longest: int, not_worked: set[date]):
    """Yield the 1st, 2nd, 3rd … working day after the start, one day at a time."""
    day, count = start, 0
    while count < longest:
        day += DAY
        if day.weekday() < 5 and day not in not_worked:
            count += 1
            yield day


LIMITS = sorted(
    {1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60}
    | {rule.allows.amount for rule in NUMBERED if rule.allows.unit == "working days"}
)


def test_working_days_equal_a_count_day_by_day_from_2012_to_2028():
    not_worked = holidays()
    counted = last_days(working_days(1), EVERY_DAY, LIMITS)
    assert len(counted) == len(EVERY_DAY) * len(LIMITS)
    for start in EVERY_DAY:
        walked = list(walk(start, max(LIMITS), not_worked))
        for limit in LIMITS:
            assert counted[start, limit] == walked[limit - 1], (start, limit)


def test_with_the_first_day_counted_a_limit_ends_a_working_day_sooner_if_it_is_worked():
    not_worked = holidays()
    counted = last_days(working_days_beginning, EVERY_DAY, [1, 10, 26])
    for start in EVERY_DAY:
        walked = list(walk(start - DAY, 26, not_worked))
        for limit in (1, 10, 26):
            assert counted[start, limit] == walked[limit - 1], (start, limit)


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("days", lambda amount: amount),
        ("weeks", lambda amount: 7 * amount),
        ("weeks beginning", lambda amount: 7 * amount - 1),
    ],
)
def test_days_and_weeks_run_through_weekends_and_holidays(kind, days):
    counted = last_days(KINDS[kind], EVERY_DAY, [1, 6, 16, 26, 52])
    assert len(counted) == len(EVERY_DAY) * 5
    for (start, amount), last in counted.items():
        assert last == start + DAY * days(amount)


def corresponding(start: date, amount: int) -> date:
    """The same day number that many months on, or that month's last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + amount, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def test_months_end_on_the_corresponding_day_from_the_end_of_every_month():
    ends = [day for day in EVERY_DAY if day.day > 27 or day.day == 1]
    assert sum(day.month == 2 and day.day == 29 for day in ends) == 5  # 2012 to 2028
    counted = last_days(months(1), ends, range(1, 37))
    assert len(counted) == len(ends) * 36
    for (start, amount), last in counted.items():
        assert last == corresponding(start, amount), (start, amount)


@pytest.mark.parametrize(
    ("start", "amount", "last"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 1, date(2024, 3, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 8, 30), 6, date(2024, 2, 29)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 12, 31), 15, date(2028, 3, 31)),
    ],
)
def test_a_month_is_a_calendar_month(start, amount, last):
    assert last_days(months(1), [start], [amount]) == {(start, amount): last}


def test_months_to_a_working_day_end_on_the_first_day_worked_from_the_corresponding_day():
    not_worked = holidays()
    counted = last_days(months_to_working_day(1), EVERY_DAY, [1, 2, 3])
    assert len(counted) == len(EVERY_DAY) * 3
    for (start, amount), last in counted.items():
        day_before = corresponding(start, amount) - DAY
        assert last == next(walk(day_before, 1, not_worked)), (start, amount)


# The clocks of London change twice a year; 72 hours are 72 hours.


def changes_of_the_clock() -> list[datetime]:
    """One in the morning, universal time, of the last Sunday of March and of October."""
    lasts = [date(year, month, 31) for year in range(2014, 2029) for month in (3, 10)]
    sundays = [last - DAY * ((last.weekday() + 1) % 7) for last in lasts]
    return [datetime.combine(sunday, time(1), UTC) for sunday in sundays]


def test_the_clock_of_london_changes_at_these_moments():
    for change in changes_of_the_clock():
        before, after = (change - HOUR).astimezone(LONDON), change.astimezone(LONDON)
        assert before.utcoffset() != after.utcoffset()


def test_an_interview_has_72_real_hours_across_every_change_of_the_clock():
    allows = registry["rhi.complete"].allows
    starts = [change + HOUR * n for change in changes_of_the_clock() for n in range(-75, 4)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.start, extract(epoch FROM {allows.due('s.start')} - s.start)::int"
            " FROM unnest(%s::timestamptz[]) s (start)",
            [starts],
        )
        found = dict(cursor.fetchall())
    assert len(found) == 30 * 79
    assert set(found.values()) == {72 * 3600}


BOTH_CHANGES = [
    ("2026-03-28T10:00+00:00", "2026-03-31T11:00+01:00"),
    ("2026-03-29T00:59+00:00", "2026-04-01T01:59+01:00"),
    ("2026-03-26T01:30+00:00", "2026-03-29T02:30+01:00"),
    ("2026-10-24T10:00+01:00", "2026-10-27T09:00+00:00"),
    ("2026-10-25T01:30+01:00", "2026-10-28T00:30+00:00"),
    ("2026-10-25T01:30+00:00", "2026-10-28T01:30+00:00"),
]


@pytest.mark.parametrize(("returned", "due"), BOTH_CHANGES)
def test_a_child_home_before_the_clocks_change_is_due_an_interview_72_hours_on(returned, due):
    """The form's words beforehand, and the deadline that stands afterwards."""
    returned = datetime.fromisoformat(returned)
    assert due_at(registry["rhi.complete"], returned).isoformat(timespec="minutes") == due
    episode = MissingEpisodeFactory(went_at=returned - 5 * HOUR, returned_at=returned)
    sweep([episode.child_id])
    deadline = Deadline.objects.get(code="rhi.complete", child=episode.child_id)
    assert deadline.due_at == datetime.fromisoformat(due)
    assert deadline.due_at - deadline.opened_at == 72 * HOUR


def test_a_limit_in_days_ends_at_midnight_in_london_on_both_sides_of_a_change():
    """The day the clocks change has 23 or 25 hours, and is one day."""
    for change in changes_of_the_clock():
        sunday = change.date()
        counted = last_days(calendar_days(1), [sunday - DAY, sunday], [1])
        assert counted == {(sunday - DAY, 1): sunday, (sunday, 1): sunday + DAY}
