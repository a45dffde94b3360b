"""The values a return carries, each read from the words of one element.

An item says which field it fills and what happens when its words cannot be read: it is left blank
and reported or, where it ``refuses``, its whole module is refused, since a record with a wrong day
would start or stop the wrong clock.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from casework.children.models import CHECK_LETTERS, upn_is_valid

LEFT_OUT = object()
"""What stands for a value that was given and could not be read."""

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)


class Unreadable(ValueError):
    """Why a value cannot be taken, in plain words."""


def words(element) -> str:
    return (element.text or "").strip()


def today() -> date:
    return timezone.localdate()


def day_of(text: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Unreadable("A date is written YYYY-MM-DD")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Unreadable("There is no such day in the calendar") from None
    if not EARLIEST <= day <= LATEST:
        raise Unreadable("This day is too far away to be right")
    return day


def code_of(text: str, choices) -> str:
    """A code of a list, in whatever case it is written, where that gives one."""
    alike = [text] if text in choices else [code for code in choices if same_letters(code, text)]
    if len(alike) != 1:
        raise Unreadable("This code is not in the list")
    return alike[0]


def same_letters(code: Any, text: str) -> bool:
    return isinstance(code, str) and text.isascii() and code.upper() == text.upper()


def before(tag: str, day: date) -> str:
    return f"It is before {tag.rpartition('/')[2]}, {day.isoformat()}"


@dataclass(frozen=True)
class Item:
    """One element's value; ``field`` is the model's field, or nothing where it only decides."""

    field: str = ""
    required: bool = False
    refuses: bool = False
    blank: Any = ""

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def wrong_with(self, value: Any, others: dict[str, Any]) -> str:
        """Why a value that could be read cannot be true beside what else was said."""
        return ""

    def take(self, elements: list, tell) -> Any:
        """The value, what stands for none, or ``LEFT_OUT``; ``tell`` hears what was wrong."""
        for extra in elements[1:]:
            tell(extra, "It is given more than once: the first one was kept")
        if not elements:
            return self.blank
        return self.take_one(elements[0], tell)

    def take_one(self, element, tell) -> Any:
        if not words(element):
            tell(element, "It is empty")
            return self.blank
        try:
            value = self.read(words(element))
        except Unreadable as why:
            tell(element, str(why))
            return LEFT_OUT
        if value != words(element) and same_letters(value, words(element)):
            tell(element, f"Read as {value}, as the list writes it", taken=True)
        return value


@dataclass(frozen=True)
class Day(Item):
    """A day something happened: it has come, and is not before the day it must follow."""

    refuses: bool = True
    blank: Any = None
    to_come: bool = False
    not_before: str = ""

    def read(self, text):
        return day_of(text)

    def wrong_with(self, value, others):
        earlier = others.get(self.not_before)
        if value and earlier and value < earlier:
            return before(self.not_before, earlier)
        if value and value > today() and not self.to_come:
            return "This day has not come yet"
        return ""


@dataclass(frozen=True)
class Code(Item):
    """One code of a set. ``older`` gives the code of today for one no longer used."""

    choices: Any = ()
    older: Any = ()

    def read(self, text):
        return code_of(dict(self.older).get(text, text), self.choices)


@dataclass(frozen=True)
class Codes(Item):
    """Several codes, an element each. ``alone`` is the code for *none*, which stands by itself."""

    blank: Any = ()
    choices: Any = ()
    alone: str = ""

    def read(self, text):
        return code_of(text, self.choices)

    def take(self, elements, tell):
        kept: dict[str, Any] = {}
        for element in elements:
            code = self.take_one(element, tell)
            if code in kept:
                tell(element, "This code is given twice")
            elif code and code is not LEFT_OUT:
                kept[code] = element
        if self.alone in kept and len(kept) > 1:
            tell(kept.pop(self.alone), "This code means none, and others are given beside it")
        return list(kept)


@dataclass(frozen=True)
class Truth(Item):
    """Yes or no: 1 and 0 since 2026, true and false in older files."""

    blank: Any = None

    def read(self, text):
        answers = {"1": True, "true": True, "0": False, "false": False}
        if text.lower() not in answers:
            raise Unreadable("This is neither 1 nor 0, true nor false")
        return answers[text.lower()]


@dataclass(frozen=True)
class Number(Item):
    blank: Any = 0

    def read(self, text):
        if not re.fullmatch(r"[0-9]{1,3}", text):
            raise Unreadable("This is not a whole number from 0 to 999")
        return int(text)


@dataclass(frozen=True)
class Identifier(Item):
    """A child's identifier in the council's own system (N00097)."""

    def read(self, text):
        if not re.fullmatch(r"[A-Za-z0-9]+", text):
            raise Unreadable("An identifier holds letters and digits only")
        if len(text) > 20:
            raise Unreadable(f"An identifier has at most 20 characters; this has {len(text)}")
        return text


@dataclass(frozen=True)
class PupilNumber(Item):
    """A unique pupil number whose check letter fits (rule 1510)."""

    def read(self, text):
        text = text.upper() if text.isascii() else text
        if upn_is_valid(text):
            return text
        for letter in CHECK_LETTERS:
            if upn_is_valid(f"{letter}{text[1:]}"):
                raise Unreadable(f"Its first letter should be {letter}: something is mistyped")
        raise Unreadable("A unique pupil number is a letter, 11 digits, then a digit or a letter")
