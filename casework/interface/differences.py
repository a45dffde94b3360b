"""What changed between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|[^\s]+")
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True)
class Piece:
    """Words that stand in both texts (``same``), only in the earlier (``gone``) or the later."""

    kind: str
    words: str


def difference(before: str, now: str) -> list[Piece]:
    """The later text, with what is gone from the earlier one in its place."""
    was, stands = (WORDS.findall(text.replace("\r\n", "\n").strip()) for text in (before, now))
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, was, stands, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(SAME, "".join(stands[c:d])))
            continue
        pieces += [Piece(GONE, "".join(was[a:b]))] * (b > a)
        pieces += [Piece(NEW, "".join(stands[c:d]))] * (d > c)
    return pieces


def changed(pieces: list[Piece]) -> bool:
    return any(piece.kind != SAME and piece.words.strip() for piece in pieces)
