"""A letter as tagged PDF: headings, lists and tables that a screen reader can go through.

The words are given to the typesetter as data, never as its language, so nothing written in a
letter can be run. It reads its own sheet and our fonts, and reaches no network.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

from casework.documents.letters.letter import Paper

HERE = Path(__file__).parent
SHEET, FONTS = HERE / "letter.typ", HERE / "fonts"
ANYONE_CAN_READ_IT: list[Any] = ["ua-1"]
"""PDF/UA-1, the standard of PDFs that assistive technology can read (ISO 14289-1)."""


def as_pdf(paper: Paper) -> bytes:
    """Held to PDF/UA; where a name has a letter that our fonts lack, it is tagged all the same."""
    try:
        return set_in(paper, ANYONE_CAN_READ_IT)
    except typst.TypstError as problem:
        if "could not be displayed" not in str(problem):
            raise
        return set_in(paper, [])


def set_in(paper: Paper, standards: list[Any], kind: Any = "pdf", **more: Any) -> bytes:
    return typst.compile(
        str(SHEET),
        root=str(HERE),
        font_paths=fonts(),
        format=kind,
        sys_inputs={"paper": json.dumps(paper.as_data())},
        pdf_standards=standards,
        **more,
    )


@cache
def fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
