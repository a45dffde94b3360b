"""Dates, times, ages and lateness in plain English.

Pure functions: they are given instants and counts and give back words. Nothing here works out when
something is due. Days are those of London.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

Kind = Literal["day", "moment"]
"""``day``: the limit ends at midnight, so no time is printed. ``moment``: it ends at a time."""

State = Literal["on_time", "due_soon", "overdue", "done", "done_late", "ended", "uncountable"]
SHAPES: dict[str, str] = {
    "on_time": "ring",
    "due_soon": "half",
    "overdue": "diamond",
    "done": "tick",
    "done_late": "tick",
    "ended": "dots",
    "uncountable": "dots",
    "waiting": "dots",
}


def local(instant: datetime) -> datetime:
    """An instant in London time."""
    return instant.astimezone(LONDON)


def is_whole_day(when: date | datetime) -> bool:
    """A date, or the last second of one, where limits in days end."""
    if not isinstance(when, datetime):
        return True
    return local(when).time().replace(microsecond=0) == time(23, 59, 59)


def is_day(when: object) -> bool:
    return isinstance(when, date)


def pounds(amount: Decimal) -> str:
    """£2,400, or £1,850.50: pence only where there are some."""
    whole = amount == amount.to_integral_value()
    return f"£{amount:,.0f}" if whole else f"£{amount:,.2f}"


def as_day(when: date | datetime) -> date:
    return local(when).date() if isinstance(when, datetime) else when


# Days and times


def full_day(when: date | datetime) -> str:
    """23 November 2026."""
    return _full(as_day(when))


@lru_cache(maxsize=8192)
def _full(on: date) -> str:
    """The days on the lists of one hour are mostly those of the hour before."""
    return f"{on:%-d %B %Y}"


def short_day(when: date | datetime, today: date | datetime) -> str:
    """23 November, with the year if it is not this one."""
    when, today = as_day(when), as_day(today)
    return f"{when:%-d %B}" if when.year == today.year else full_day(when)


def named_day(when: date | datetime, today: date | datetime) -> str:
    """Friday 4 December, with the year if it is not this one."""
    return f"{as_day(when):%A} {short_day(when, today)}"


def day(when: date | datetime, today: date | datetime) -> str:
    """Today, tomorrow, the weekday within six days, else the weekday and date.

    >>> day(date(2026, 11, 27), today=date(2026, 11, 23))
    'Friday'
    """
    ahead = (as_day(when) - as_day(today)).days
    if ahead in (0, 1):
        return ("today", "tomorrow")[ahead]
    return f"{as_day(when):%A}" if 1 < ahead <= 6 else named_day(when, today)


def clock(instant: datetime) -> str:
    """9.15pm, 10am, noon, midnight."""
    at = local(instant)
    if at.minute == 0 and at.hour in (0, 12):
        return "noon" if at.hour else "midnight"
    minutes = f".{at:%M}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'pm' if at.hour >= 12 else 'am'}"


def moment(instant: datetime) -> str:
    """9.15pm on 23 November 2026."""
    return f"{clock(instant)} on {full_day(instant)}"


def day_and_time(instant: datetime, today: date | datetime) -> str:
    """today at 2pm, Wednesday at 10am, Friday 4 December at noon."""
    return f"{day(instant, today)} at {clock(instant)}"


def event_day(when: date | datetime, today: date | datetime) -> str:
    """Today, 8.30am; otherwise 13 November 2026: for what has happened."""
    if as_day(when) != as_day(today):
        return full_day(when)
    return f"Today, {clock(when)}" if isinstance(when, datetime) else "Today"


def machine(when: date | datetime) -> str:
    """The same for machines: ISO 8601, instants in London time to the minute."""
    if isinstance(when, datetime):
        return local(when).isoformat(timespec="minutes")
    return when.isoformat()


# Counts and lists


ONE_OF = {"children": "child", "families": "family", "people": "person", "enquiries": "enquiry"}


def counted(number: int, thing: str) -> str:
    """1 working day, 2 working days, 3 children. ``thing`` is given in the plural."""
    if number != 1:
        return f"{number} {thing}"
    return f"1 {ONE_OF.get(thing, thing.removesuffix('s'))}"


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def spelled(number: int) -> str:
    """Three, in a sentence: up to ten in words, more in figures."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def listed(things: Iterable) -> str:
    """Ruby, Alfie and Noah."""
    *first, last = [str(thing) for thing in things] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def possessive(name: object) -> str:
    """Ruby’s, James’."""
    name = str(name)
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# Ages


def age(born_on: date, today: date | datetime) -> int:
    """Whole years. Someone born on 29 February has their birthday on 1 March in other years."""
    today = as_day(today)
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def age_words(
    born_on: date | None, today: date | datetime, *, expected_on: date | None = None
) -> str:
    """7 years old; under two in months; before birth, when the baby is due."""
    if born_on is None:
        return f"due {full_day(expected_on)}" if expected_on else "age not known"
    years, today = age(born_on, today), as_day(today)
    if years >= 2 or born_on > today:
        return f"{max(years, 0)} years old"
    months = years * 12 + _months_since_birthday(born_on, today)
    if months >= 2:
        return f"{months} months old"
    days = (today - born_on).days
    return f"{counted(days // 7, 'weeks')} old" if days >= 14 else f"{counted(days, 'days')} old"


def _months_since_birthday(born_on: date, today: date) -> int:
    return (today.month - born_on.month - (today.day < born_on.day)) % 12


# Due, late, done


def lateness(amount: int, unit: str) -> str:
    """2 working days late. ``unit`` is that of the rule, in the plural."""
    return f"{counted(amount, unit)} late"


def late_by(due: datetime, now: datetime) -> str:
    """Late by 5 hours: for limits in hours, counted down to whole hours."""
    return f"Late by {_length(now - due)}"


def time_left(due: datetime, now: datetime) -> str:
    """9 hours left, until 9.15pm today. Never more than there is."""
    return f"{_length(due - now)} left, until {clock(due)} {_on_day(due, now)}"


def _length(length: timedelta) -> str:
    minutes = max(int(length.total_seconds()) // 60, 0)
    if minutes < 60:
        return counted(minutes, "minutes")
    hours = minutes // 60
    return counted(hours, "hours") if hours < 72 else counted(hours // 24, "days")


def _on_day(when: datetime, today: datetime) -> str:
    words = day(when, today)
    return words if words in ("today", "tomorrow") else f"on {words}"


def due_words(due: datetime, kind: Kind, now: datetime) -> str:
    """Due Friday, or, for a limit in hours, Due Wednesday at 10am."""
    return f"Due {day(due, now) if kind == 'day' else day_and_time(due, now)}"


def was_due(due: datetime, kind: Kind, now: datetime) -> str:
    """Was due Thursday 19 November: the second line of anything overdue."""
    at = f" at {clock(due)}" if kind == "moment" else ""
    return f"Was due {named_day(due, now)}{at}"


def status_words(
    state: State,
    *,
    due: datetime,
    kind: Kind,
    now: datetime,
    late: int = 0,
    unit: str = "working days",
    done: date | datetime | None = None,
    because: str = "",
) -> str:
    """What a deadline says beside its shape.

    ``late`` is the lateness in the rule's own ``unit``, counted by the database: so far for what is
    overdue, at the end for what was done late. ``because`` says why a clock ended or cannot be
    counted.
    """
    if state == "on_time":
        return due_words(due, kind, now)
    if state == "due_soon":
        return _due_soon(due, kind, now)
    if state == "overdue":
        return _overdue(due, kind, now, late, unit)
    if state in ("done", "done_late"):
        sentence = f"Done {short_day(done, now)}" if done else "Done"
        after = f", {lateness(late, unit)}" if late else ", late"
        return sentence + after if state == "done_late" else sentence
    if state == "ended":
        return f"Ended: {because or 'no longer applies'}"
    return f"Time not known: {because or 'cannot be counted'}"


def _due_soon(due: datetime, kind: Kind, now: datetime) -> str:
    soon = kind == "moment" and timedelta(0) <= due - now < timedelta(hours=72)
    return time_left(due, now) if soon else due_words(due, kind, now)


def _overdue(due: datetime, kind: Kind, now: datetime, late: int, unit: str) -> str:
    if kind == "moment":
        return late_by(due, now)
    return lateness(late, unit) if late else f"Late: was due {named_day(due, now)}"
