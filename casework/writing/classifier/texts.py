"""The labelled texts: read, put together where they are near copies, and divided.

A group of near copies stands on one side of every division. Which side is decided by a hash of the
group's first text, so that a text added later moves none of the others.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "texts"
FOLDS = 5
ONE_IN = 6
"""Of the groups, the share that stands apart as the development part."""
RUN = 4
NEAR = 0.35
"""Texts are near copies where this share of the shorter one's runs of words is in the other."""
WORD = re.compile(r"[a-z0-9']+")


@dataclass(frozen=True)
class Labelled:
    kind: str
    text: str
    labels: dict[str, bool | list[str]]
    source: str
    fold: int
    apart: bool
    """In the development part."""


def labelled(files: Iterable[Path] | None = None) -> list[Labelled]:
    rows = [
        (file.stem, json.loads(line))
        for file in files or sorted(FOLDER.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    first = groups([row["text"] for _, row in rows])
    return [
        Labelled(
            row["kind"],
            row["text"],
            row["labels"],
            source,
            fold=_draw("fold", rows[at][1]["text"], FOLDS),
            apart=_draw("dev", rows[at][1]["text"], ONE_IN) == 0,
        )
        for (source, row), at in zip(rows, first, strict=True)
    ]


def _draw(what: str, text: str, of: int) -> int:
    return int(sha256((what + text).encode()).hexdigest(), 16) % of


def runs(text: str) -> set[str]:
    words = WORD.findall(text.lower())
    return {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}


def groups(texts: list[str]) -> list[int]:
    """For each text the place of the first of its near copies."""
    first = list(range(len(texts)))

    def root(at: int) -> int:
        while first[at] != at:
            at = first[at]
        return at

    has = [runs(text) for text in texts]
    seen: dict[str, list[int]] = defaultdict(list)
    for at, mine in enumerate(has):
        shared = Counter(other for run in sorted(mine) for other in seen[run])
        for other, number in shared.items():
            if number >= NEAR * min(len(mine), len(has[other])):
                low, high = sorted((root(at), root(other)))
                first[high] = low
        for run in mine:
            seen[run].append(at)
    return [root(at) for at in range(len(texts))]
