"""A month's numbers on one sheet of A4, to be printed and hung up."""

import json
from pathlib import Path

import typst
from django.utils import timezone

from casework.dashboards.wall.numbers import WallLine
from casework.documents.letters.as_pdf import ANYONE_CAN_READ_IT, fonts
from casework.interface.plain_text import plain
from casework.interface.words import full_day

SHEET = Path(__file__).parent / "wall.typ"
HOW = (
    "Of every child whose file is not restricted. Fewer than 6 children are not shown, nor the next"
    " number that would give them away"
)


def pdf_of(authority, last, lines: list[WallLine]) -> bytes:
    """Held to PDF/UA: the sentence under each drawing says what it shows."""
    today = timezone.localdate()
    data = {
        "title": f"Our numbers, {last:%B %Y}",
        "council": plain(authority.name),
        "how": HOW,
        "made": f"Over the 12 months to {full_day(last)}. Made on {full_day(today)}",
        "lines": [_drawn(line) for line in lines],
    }
    return typst.compile(
        str(SHEET),
        root=str(SHEET.parent),
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"wall": json.dumps(data)},
        pdf_standards=ANYONE_CAN_READ_IT,
    )


def _drawn(line: WallLine) -> dict:
    return {
        "title": line.title,
        "figure": line.in_words if line.share is None else f"{line.share}%",
        "of": line.of if line.share is None else line.counted,
        "sentence": line.sentence,
        "standing": line.standing,
        "before": f"The year before: {line.before}",
        "reached": line.reached,
        "target": line.target,
        "trend": line.trend_words,
        "months": [{"letter": month["label"][:1], "share": month["share"]} for month in line.trend],
    }
