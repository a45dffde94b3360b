"""The words of a letter as blocks: what DOCX, PDF and the page on screen are all made from.

The few marks a writer needs: ``# `` and ``## `` make headings, ``- `` a list, ``> `` quotes what
someone said, ``| a | b |`` a table whose first row is its heading, ``**bold**`` bold words; an
empty line ends a paragraph.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

HEADING, SMALLER, POINTS, QUOTE, TABLE, WORDS, BARS = (
    "heading",
    "smaller",
    "points",
    "quote",
    "table",
    "words",
    "bars",
)


@dataclass(frozen=True)
class Block:
    """``bars`` is a table whose second column is drawn: for each row of its body the shares of the
    parts of a bar, none where nothing is drawn. No letter's text makes one. ``widest`` is the
    column that has the most room, where it is not the last."""

    kind: str
    text: str = ""
    items: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    bars: list[list[float]] = field(default_factory=list)
    widest: int = -1

    @property
    def head(self) -> list[str]:
        return self.rows[0]

    @property
    def body(self) -> list[list[str]]:
        return self.rows[1:]


def blocks_of(text: str) -> list[Block]:
    lines = [line.strip() for line in text.replace("\r\n", "\n").splitlines()]
    return [block for kind, run in groupby(lines, kind_of) for block in _made(kind, list(run))]


def kind_of(line: str) -> str:
    if not line:
        return ""
    if line.startswith("## "):
        return SMALLER
    for mark, kind in (("# ", HEADING), ("- ", POINTS), ("• ", POINTS), ("> ", QUOTE)):
        if line.startswith(mark):
            return kind
    return TABLE if line.startswith("|") and line.endswith("|") and len(line) > 1 else WORDS


def _made(kind: str, lines: list[str]) -> Iterator[Block]:
    if kind in (HEADING, SMALLER):
        yield from (Block(kind, line.lstrip("# ").strip()) for line in lines)
    elif kind == POINTS:
        yield Block(kind, items=[line[2:].strip() for line in lines])
    elif kind == QUOTE:
        yield Block(kind, "\n".join(line[2:].strip() for line in lines))
    elif kind == TABLE:
        yield Block(kind, rows=_even([_cells(line) for line in lines]))
    elif kind == WORDS:
        yield Block(kind, "\n".join(lines))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def _even(rows: list[list[str]]) -> list[list[str]]:
    """A row short of a cell keeps its place in the table."""
    most = max(map(len, rows))
    return [row + [""] * (most - len(row)) for row in rows]


def runs(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is bold. A pair of stars that stands alone is read
    as it is written."""
    parts = text.split("**")
    if len(parts) % 2 == 0:
        parts[-2:] = ["**".join(parts[-2:])]
    return [(part, number % 2 == 1) for number, part in enumerate(parts) if part]


def in_a_cell(text: object) -> str:
    """Words that stand in one cell of a table, whatever was typed in them."""
    return " ".join(str(text or "").replace("|", "/").split())


def in_a_line(text: object) -> str:
    """Words put into a letter as they were written, never read as a mark of ours."""
    lines = (line.strip() for line in str(text or "").splitlines())
    return "\n".join(
        line.lstrip("#>|- ") if kind_of(line) not in ("", WORDS) else line for line in lines
    )
