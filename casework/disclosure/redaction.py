"""Blacking out: where marked words stand in a text, and the text without them.

What is burned in is another text: the words are no longer in it, so no copy made from it can hold
them. A bar carries the letters of its reasons between two full blocks.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from casework.children.models.spellings import places

BLOCK = "\u2588"
BAR = re.compile(f"{BLOCK}([A-Z]+){BLOCK}")
EVERYWHERE = 0


@dataclass(frozen=True)
class Mark:
    """Words to take out and the letter of the reason: every time they stand there, or the
    ``place``-th time only."""

    words: str
    letter: str
    place: int = EVERYWHERE


def burned(text: str, marks: Iterable[Mark]) -> str:
    """The text with every marked stretch gone: stretches that overlap become one bar."""
    spans = sorted(
        (start, end, mark.letter) for mark in marks for start, end in _marked(mark, text)
    )
    pieces, done = [], 0
    for start, end, letters in _merged(spans):
        pieces += [text[done:start], f"{BLOCK}{letters}{BLOCK}"]
        done = end
    return "".join([*pieces, text[done:]])


def _marked(mark: Mark, text: str) -> list[tuple[int, int]]:
    spans = places(mark.words, text)
    if mark.place == EVERYWHERE:
        return spans
    return spans[mark.place - 1 : mark.place]


def _merged(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    merged: list[tuple[int, int, str]] = []
    for start, end, letter in spans:
        if merged and start < merged[-1][1]:
            first, last, letters = merged[-1]
            letters = "".join(sorted({*letters, letter}))
            merged[-1] = (first, max(last, end), letters)
        else:
            merged.append((start, end, letter))
    return merged


def without_blocks(text: str) -> str:
    """A text in which only what is blacked out looks so."""
    return text.replace(BLOCK, "")


def still_there(text: str, marks: Iterable[Mark]) -> bool:
    """Whether words that were to go everywhere stand in a text all the same."""
    bare = BAR.sub("\0", text)
    return any(mark.place == EVERYWHERE and places(mark.words, bare) for mark in marks)


def pieces_of(text: str) -> list[tuple[str, bool]]:
    """A burned text in order, each piece with whether it is a bar; then it is its letters."""
    cut = BAR.split(text)
    return [(piece, number % 2 == 1) for number, piece in enumerate(cut) if piece]
