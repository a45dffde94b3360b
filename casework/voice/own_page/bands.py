"""The words of a child's own page: by their age, and for a child who does not speak."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from casework.children.models import Child
from casework.interface import words

LIST = Path(__file__).with_name("bands.toml")
WATCHED = "watched"
NO_AGE = "middle"


@dataclass(frozen=True)
class Band:
    """``until`` is the age from which the next band's words are used."""

    key: str
    until: int
    large: bool
    of_them: bool
    title: str
    opening: str
    said: str
    showed: str
    changed: str
    not_yet: str
    cannot: str
    heard: str
    waiting: str
    empty: str
    meetings: str
    helper: str
    no_helper: str
    more: str

    def spoken_to(self, name: str, call: str) -> dict[str, str]:
        """The words with the child's name in them."""
        texts = [part.name for part in fields(self) if part.type in (str, "str")]
        return {text: getattr(self, text).format(name=name, call=call) for text in texts}


@cache
def bands() -> dict[str, Band]:
    rows = tomllib.loads(LIST.read_text(encoding="utf-8"))["band"]
    return {row["key"]: Band(**row) for row in rows}


def band_of(child: Child, today, *, watched: bool) -> Band:
    """A baby's words, then those for a child who does not speak, then by age. A child whose age
    nobody knows is spoken to as one of eight."""
    known = bands()
    born_on = child.person.born_on
    if child.person.unborn or (born_on and words.age(born_on, today) < known["baby"].until):
        return known["baby"]
    if watched:
        return known[WATCHED]
    if born_on is None:
        return known[NO_AGE]
    years = words.age(born_on, today)
    return next(band for band in known.values() if years < band.until)
