"""What a page shows of a disclosure: a record to pick, and a burned text line by line, with bars
in place of what is gone."""

from casework.disclosure.reasons import by_letter
from casework.disclosure.redaction import pieces_of
from casework.disclosure.texts import Candidate
from casework.interface.words import full_day

OPENING = 140
"""Letters of a record beside the box that picks it."""


def in_words(entry: Candidate) -> str:
    day = f"{full_day(entry.happened_on)}: " if entry.happened_on else ""
    several = " (about brothers and sisters too)" if entry.of_several else ""
    private = f" ({entry.private.lower()})" if entry.private else ""
    opening = " ".join(entry.opening.split())
    if len(opening) > OPENING:
        opening = f"{opening[:OPENING].rpartition(' ')[0]}…"
    return f"{day}{entry.label}{several}{private}. {opening}"


def shown(burned) -> list[dict]:
    return [{"record": record, "lines": lines_of(text)} for record, text in burned]


def lines_of(text: str) -> list[dict]:
    """A burned text line by line: what its headings are, and the pieces with why they are out."""
    reasons = by_letter()
    return [
        {
            "heading": line.startswith("## "),
            "pieces": [
                (piece, [reasons[letter].words for letter in piece] if bar else None)
                for piece, bar in pieces_of(line.removeprefix("## "))
            ],
        }
        for line in text.splitlines()
        if line.strip()
    ]
