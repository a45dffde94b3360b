"""Text taken apart: spans by code point, sentences, and words that stand for a class of words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """Words of a text and where they stand: code points, the end not counted."""

    start: int
    end: int
    words: str

    @classmethod
    def of(cls, match: re.Match, group: int | str = 0) -> "Span":
        return cls(match.start(group), match.end(group), match.group(group))


SENTENCE = re.compile(r"(?:[^.!?;\n]|[.](?=\d)){1,300}(?:[.!?;\n]+|$)?")
TITLES = re.compile(r"\b(Mr|Mrs|Ms|Dr|St|Sgt|no)\.", re.IGNORECASE)


def sentences(text: str) -> Iterator[Span]:
    """The sentences, also those a semicolon or a new line parts. A full stop after Mr ends none.
    One of over 300 characters is taken in parts, so that no text takes long to read."""
    plain = TITLES.sub(lambda title: title.group(1) + " ", text)
    for match in SENTENCE.finditer(plain):
        if match.group().strip():
            yield Span(match.start(), match.end(), text[match.start() : match.end()])


def any_of(*words: str) -> str:
    """A pattern of any of these, the longest first. A space stands for any white space."""
    longest_first = sorted(
        {word for group in words for word in group.split("|")}, key=len, reverse=True
    )
    return "(?:" + "|".join(word.replace(" ", r"\s+") for word in longest_first) + ")"


def either(words: Iterable[str]) -> str:
    """A pattern of these in the order given. A space stands for any white space."""
    return "(?:" + "|".join(word.replace(" ", r"\s+") for word in words) + ")"


def any_word(words: Iterable[str]) -> re.Pattern:
    """Any of these as words of their own, large or small."""
    return pattern(rf"\b{either(words)}\b")


def pattern(form: str, *, cased: bool = False) -> re.Pattern:
    return re.compile(form, 0 if cased else re.IGNORECASE)


def straight(text: str) -> str:
    """With straight quotes, length kept: people type either."""
    return text.translate(QUOTES)


def in_small_letters(text: str) -> str:
    """Length kept: the one letter that becomes two, a Turkish I, stays as it is."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)


QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


LARGE = re.compile(r"[A-Z]")
SMALL = re.compile(r"[a-z]")


def is_shouted(text: str) -> bool:
    """Capitals throughout, but for a few letters: a way of typing, not short forms."""
    large = len(LARGE.findall(text))
    return large > 12 and large > 3 * len(SMALL.findall(text))
