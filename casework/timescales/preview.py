"""When something would be due, asked of the database before anything is saved."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

from casework.timescales.allowances import LONDON
from casework.timescales.registry import Timescale


class CannotCount(Exception):
    """There is no due date, and the message says why in plain words."""


def due_at(rule: Timescale, start: date | datetime) -> datetime:
    """The instant ``rule`` falls due for a clock started at ``start``, in London time.

    A date-time given to a rule in days is first taken to its London day.

    Raises ``CannotCount`` where the rule has no number, was not in force at the start, counts hours
    from a bare date, or reaches past the calendar.
    """
    day = london_day(start)
    if rule.allows.amount is None:
        raise CannotCount(f"this duty has no number: it is due {rule.allows.words}")
    if not rule.in_force(day):
        raise CannotCount(f"no rule was in force on {day.isoformat()}")
    if rule.allows.in_hours and not isinstance(start, datetime):
        raise CannotCount("hours cannot be counted from a date without a time")
    due = _ask(rule, start if rule.allows.in_hours else day)
    if due is None:
        raise CannotCount(f"the working-day calendar does not reach from {day.isoformat()}")
    return due.astimezone(ZoneInfo(LONDON))


def london_day(start: date | datetime) -> date:
    if isinstance(start, datetime):
        return start.astimezone(ZoneInfo(LONDON)).date()
    return start


def _ask(rule: Timescale, start: date | datetime) -> datetime | None:
    kind = "timestamptz" if rule.allows.in_hours else "date"
    due = rule.allows.due("s.start")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {due} FROM (SELECT %s::{kind} AS start) s", [start])
        return cursor.fetchone()[0]
