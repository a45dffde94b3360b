"""Words of a letter that blame the person who reads it.

A parent who feels judged stops reading. The letter before proceedings says what happened, what
that is like for the child and what has to be different; whose fault it is belongs nowhere in it
(inspectors, 2019: language "overly professional and less meaningful to parents").
"""

import re

from casework.writing.checks.lists import word_lists
from casework.writing.checks.text import Span, straight

WORDS = word_lists(__file__)


def _phrases(name: str) -> re.Pattern:
    """Entries as they stand, each with its own alternatives; a space is any white space."""
    parts = sorted(WORDS[name], key=len, reverse=True)
    return re.compile(
        r"\b(?:" + "|".join(part.replace(" ", r"\s+") for part in parts) + r")\b", re.IGNORECASE
    )


BLAMES, NO_BLAME = _phrases("blames"), _phrases("no_blame")


def blame(text: str) -> list[Span]:
    """Where each such phrase first stands, in the order of the text."""
    plain = straight(text)
    spared = [match.span() for match in NO_BLAME.finditer(plain)]
    first: dict[str, Span] = {}
    for match in BLAMES.finditer(plain):
        if not any(start < match.end() and match.start() < end for start, end in spared):
            words = text[match.start() : match.end()]
            first.setdefault(words.lower(), Span(match.start(), match.end(), words))
    return list(first.values())
