"""The words a large council is made of: names as common as real ones are, and a few sentences.

Each kind is kept as 4,096 slots, so that a number from 0 to 4,095 is a word and a common one has
many. A statement joins them by an equality, at no cost.
"""

import io
import tomllib
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from casework.demonstration.names import NAMES

SLOTS = 4096
FOLDER = Path(__file__).parent
COMMON_SHARE = 0.3
"""Of people, those with one of the commonest surnames. Of the others nearly every name is rare."""


class Lore:
    def __init__(self):
        words = tomllib.loads((FOLDER / "lore.toml").read_text(encoding="utf-8"))
        self.slots = {
            "surname": slots(surnames(**words["names"])),
            **{kind: slots(given(bank)) for kind, bank in GIVEN.items()},
            **{kind: slots(dict.fromkeys(lines, 1)) for kind, lines in words["phrases"].items()},
        }

    def word(self, kind: str, slot: int) -> str:
        return self.slots[kind][slot % SLOTS]

    def write(self, cursor) -> None:
        """As a table of this transaction alone: kind, slot, word."""
        cursor.execute(
            "CREATE TEMP TABLE lore (kind text, slot int, word text, PRIMARY KEY (kind, slot))"
            " ON COMMIT DROP"
        )
        cursor.copy_expert("COPY lore FROM STDIN", io.StringIO("".join(self.rows())))
        cursor.execute("ANALYZE lore")

    def rows(self) -> Iterator[str]:
        for kind, words in self.slots.items():
            for slot, word in enumerate(words):
                yield f"{kind}\t{slot}\t{word}\n"


GIVEN = {"girl": "girls", "boy": "boys", "woman": "women", "man": "men"}


def surnames(*, surnames: list[str], stems: list[str], endings: list[str]) -> dict[str, float]:
    """The hundred-odd commonest by rank, as Zipf has it; the rare ones share what is left."""
    by_rank = {name: 1 / (rank + 1.5) ** 0.55 for rank, name in enumerate(surnames)}
    rare = {name for bank in NAMES.values() for name in bank["surnames"]}
    rare |= {stem + ending for stem in stems for ending in endings}
    rare -= by_rank.keys()
    left = sum(by_rank.values()) * (1 - COMMON_SHARE) / COMMON_SHARE
    return by_rank | {name: left / len(rare) for name in sorted(rare)}


def given(bank: str) -> dict[str, float]:
    """First names of every heritage, as often as it is met here, and by rank within it."""
    weights: dict[str, float] = {}
    for kind in NAMES.values():
        for rank, name in enumerate(kind[bank]):
            share = kind["weight"] / (rank + 6) ** 0.7
            weights[name] = weights.get(name, 0) + share
    return weights


def slots(weights: dict[str, float]) -> list[str]:
    """A word for each slot, as many slots as its weight."""
    words, ends = list(weights), list(accumulate(weights.values()))
    return [words[bisect(ends, (slot + 0.5) / SLOTS * ends[-1])] for slot in range(SLOTS)]
