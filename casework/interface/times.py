"""Reads dates and times as people write them. Nothing here counts days."""

import re
from datetime import UTC, date, datetime, time

from casework.interface import words

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
CLOCK = re.compile(r"(\d{1,2})(?:[.:\s]?(\d{2}))?\s*([ap])?\.?\s*(?:m\.?)?")
TWENTY_FOUR_HOURS = re.compile(r"(\d{2})(\d{2})(?:\s*h(?:ou)?rs)?")
ZONES = ("bst", "gmt")
TWICE = "the first or the second {0} (the clocks went back and showed it twice)"
FIRST_YEAR, LAST_YEAR = 1900, 2100


class CannotRead(ValueError):
    """The message says what is wrong; ``boxes`` names the boxes of the date it is about."""

    def __init__(self, message: str, *boxes: str):
        super().__init__(message)
        self.boxes = boxes


def read_time(text: str) -> time:
    """A clock time: 9.15am, 9:15, 09:15, 0915, 9am, noon, midnight, with BST or GMT after it."""
    text = zone_and_rest(text)[1]
    if (named := text.removeprefix("12").strip()) in NAMED_TIMES:
        return NAMED_TIMES[named]
    if match := TWENTY_FOUR_HOURS.fullmatch(text):
        return _time(int(match[1]), int(match[2]))
    match = CLOCK.fullmatch(text)
    if not match or not (match[2] or match[3]):
        raise CannotRead("a time such as 9.15am or 21:15", "time")
    return _time(_hour(int(match[1]), match[3]), int(match[2] or 0))


def zone_and_rest(text: str) -> tuple[str, str]:
    """What a time says of the clocks ("bst", "gmt" or nothing), and the rest of it."""
    text = text.strip().lower()
    zone = next((zone for zone in ZONES if text.endswith(zone)), "")
    return zone, text.removesuffix(zone).strip()


def instant_in_london(on: date, at: time, zone: str = "") -> datetime:
    """The instant, in UTC, at which London's clocks showed this.

    In spring an hour never was: a time in it is refused. In autumn an hour came twice: which of the
    two is asked, unless ``zone`` says "bst" (the first) or "gmt" (the second). Both by raising
    ``CannotRead``. An instant is given in UTC because Python compares two times of one zone by what
    the clocks showed.
    """
    first = datetime.combine(on, at, tzinfo=words.LONDON)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if first.utcoffset() < second.utcoffset():  # type: ignore[operator]
        raise CannotRead("a time before 1am or after 2am, when the clocks went forward,", "time")
    if not zone:
        raise CannotRead(TWICE.format(words.clock(first)), "time")
    return (second if zone == "gmt" else first).astimezone(UTC)


def came_twice(on: date, at: time) -> bool:
    """Whether London's clocks showed this time twice, as they do for an hour each October."""
    first = datetime.combine(on, at, tzinfo=words.LONDON)
    return first.utcoffset() > first.replace(fold=1).utcoffset()  # type: ignore[operator]


def was_shown_twice(instant: datetime) -> str:
    """ "BST" or "GMT" for an instant of the hour that came twice, nothing for any other."""
    local = words.local(instant)
    other = local.replace(fold=1 - local.fold)
    if local.utcoffset() == other.utcoffset():
        return ""
    return "GMT" if local.fold else "BST"


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        # "21.15pm" says the same thing twice, and means it.
        return hour if half == "p" and 12 < hour < 24 else 99
    return hour % 12 + (12 if half == "p" else 0)


def _time(hour: int, minute: int) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise CannotRead("a time such as 9.15am or 21:15", "time") from None


def read_day(day: str, month: str, year: str) -> date:
    """A date from its three boxes; the month may be a number or a name."""
    read = {"day": _number(day), "month": read_month(month), "year": _number(year)}
    parts = {name: value for name, value in read.items() if value is not None}
    if wrong := [name for name in read if name not in parts]:
        raise CannotRead(_as_numbers(wrong), *wrong)
    _check_ranges(parts)
    try:
        return date(parts["year"], parts["month"], parts["day"])
    except ValueError:
        raise CannotRead(_not_in_month(parts), "day") from None


def _as_numbers(wrong: list[str]) -> str:
    names = " and ".join(f"the {name}" for name in wrong)
    return f"{names} as {'a number' if len(wrong) == 1 else 'numbers'}"


def _check_ranges(parts: dict) -> None:
    if not 1 <= parts["day"] <= 31:
        raise CannotRead("a day from 1 to 31", "day")
    if not 1 <= parts["month"] <= 12:
        raise CannotRead("a month from 1 to 12", "month")
    if not FIRST_YEAR <= parts["year"] <= LAST_YEAR:
        raise CannotRead("the year in full, such as 2026,", "year")


def _not_in_month(parts: dict) -> str:
    month = MONTHS[parts["month"] - 1].capitalize()
    return f"a day that is in {month} {parts['year']}"


def read_month(text: str) -> int | None:
    """11, Nov or November."""
    text = text.strip().lower().rstrip(".")
    if len(text) >= 3:
        for number, name in enumerate(MONTHS, start=1):
            if name.startswith(text) or text == "sept" and number == 9:
                return number
    return _number(text)


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
