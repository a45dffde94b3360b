"""Words professionals use, with what they mean to a family: a list anyone may edit, as data."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("plain_words.toml")


@dataclass(frozen=True)
class PlainWord:
    term: str
    means: str

    @property
    def pattern(self) -> re.Pattern:
        """Initials as they are written; anything else in any case, and in the plural."""
        initials = self.term.isupper() or any(letter.isdigit() for letter in self.term)
        return re.compile(rf"\b{re.escape(self.term)}s?\b", 0 if initials else re.IGNORECASE)


@cache
def plain_words() -> tuple[PlainWord, ...]:
    """Longest first, so that "care proceedings" is found before "care"."""
    words = tomllib.loads(LIST.read_text())["word"]
    return tuple(sorted((PlainWord(**word) for word in words), key=lambda word: -len(word.term)))


def words_in(text: str) -> list[PlainWord]:
    """The professional words a text uses, in the order of the alphabet; none inside another."""
    plain = []
    for word in plain_words():
        text, times = word.pattern.subn(" ", text)
        if times:
            plain.append(word)
    return sorted(plain, key=lambda word: word.term.lower())
