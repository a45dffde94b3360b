"""A burned text as a page shows it: line by line, with bars in place of what is gone."""

from casework.disclosure.reasons import by_letter
from casework.disclosure.redaction import pieces_of


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
