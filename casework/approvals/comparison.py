"""What waits for a manager beside the last one they authorised, part by part."""

from dataclasses import dataclass
from typing import Any

from casework.interface.differences import GONE, Piece, changed, difference

WAYS = {
    "beside": "Beside the last one",
    "changes": "Only what changed",
    "as-written": "As it was written",
}


@dataclass(frozen=True)
class Compared:
    """One part: what stood in the last one, what stands now, and the difference."""

    question: str
    before: str
    now: str
    pieces: list[Piece]

    @classmethod
    def of(cls, question: str, before: str, now: str) -> "Compared":
        return cls(question, before, now, difference(before, now))

    @property
    def changed(self) -> bool:
        return changed(self.pieces)

    @property
    def new(self) -> list[Piece]:
        """What stands now, with what is new in it marked."""
        return [piece for piece in self.pieces if piece.kind != GONE]


class Comparison:
    """A record and the last authorised one (``last``), read in one of three ways (``?read=``).

    Parts empty in both are left out.
    """

    def __init__(self, last: Any, sections: list[Compared], way: str):
        self.last, self.way = last, way if way in WAYS else "beside"
        self.sections = [section for section in sections if section.before or section.now]

    @property
    def ways(self) -> list[dict]:
        return [
            {"label": label, "url": f"?read={way}", "current": way == self.way}
            for way, label in WAYS.items()
        ]

    @property
    def changed(self) -> list[Compared]:
        return [section for section in self.sections if section.changed]

    @property
    def unchanged(self) -> list[Compared]:
        return [section for section in self.sections if not section.changed]
