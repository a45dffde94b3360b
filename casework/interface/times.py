"""Reads dates and times as people write them. Nothing here counts days."""

import re
from datetime import date, time

MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
]  # fmt: skip
NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
CLOCK = re.compile(r"(\d{1,2})(?:[.:\s]?(\d{2}))?\s*([ap])?\.?\s*(?:m\.?)?")
TWENTY_FOUR_HOURS = re.compile(r"(\d{2})(\d{2})(?:\s*h(?:ou)?rs)?")
FIRST_YEAR, LAST_YEAR = 1900, 2100


class CannotRead(ValueError):
    """The message says what is wrong; ``boxes`` names the boxes of the date it is about."""

    def __init__(self, message: str, *boxes: str):
        super().__init__(message)
        self.boxes = boxes


def read_time(text: str) -> time:
    """A clock time: 9.15am, 9:15, 09:15, 0915, 9am, noon, midnight."""
    text = text.strip().lower()
    if (named := text.removeprefix("12").strip()) in NAMED_TIMES:
        return NAMED_TIMES[named]
    if found := TWENTY_FOUR_HOURS.fullmatch(text):
        return _time(int(found[1]), int(found[2]))
    found = CLOCK.fullmatch(text)
    if not found or not (found[2] or found[3]):
        raise CannotRead("a time such as 9.15am or 21:15", "time")
    return _time(_hour(int(found[1]), found[3]), int(found[2] or 0))


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
    said = " and ".join(f"the {name}" for name in wrong)
    return f"{said} as {'a number' if len(wrong) == 1 else 'numbers'}"


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
