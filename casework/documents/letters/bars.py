"""A bar drawn for a document: parts of a whole, told apart by more than their colour.

The typesetter draws it, as it does in a PDF. The numbers stand beside each bar in its table; the
picture carries them in words as well.
"""

from collections.abc import Sequence

import typst

WIDTH, HEIGHT = 440, 24  # points, and pixels at 72 to the inch
EDGE, STRIPE = 2, 12
TEAL, PALE, ORANGE, DARK, GREY, WHITE = ("158187", "a9d3d6", "b7592a", "651b1b", "707171", "ffffff")
LOOKS = [(TEAL, TEAL), (PALE, TEAL), (None, ORANGE), (DARK, DARK), (WHITE, GREY)]
"""Each part's fill and edge, in its order; one is striped."""

PAGE = "#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: white)\n"
PART = (
    "#place(dx: {left}pt, dy: {down}pt,"
    " rect(width: {width}pt, height: {height}pt, fill: {fill}, stroke: {edge}))\n"
)
COLOUR = 'rgb("#{}")'


def bar_png(shares: Sequence[float]) -> bytes:
    """A bar of parts, each a share of the whole from 0 to 1; what they leave stays white."""
    left, source = 0.0, PAGE.format(width=WIDTH, height=HEIGHT)
    for number, share in enumerate(shares):
        width = min(WIDTH * share, WIDTH - left)
        if width > 0:
            source += _part(number, left, width)
            left += width
    return typst.compile(source.encode(), format="png", ppi=72)


def _part(number: int, left: float, width: float) -> str:
    """The edge lies inside the part, so that parts beside each other do not cover one another."""
    fill, edge = LOOKS[number % len(LOOKS)]
    inside = max(width - EDGE, 0.1)
    return PART.format(
        left=left + EDGE / 2,
        down=EDGE / 2,
        width=inside,
        height=HEIGHT - EDGE,
        fill=COLOUR.format(fill) if fill else _stripes(edge),
        edge=f"{EDGE}pt + {COLOUR.format(edge)}",
    )


def _stripes(colour: str) -> str:
    stroke = f"{STRIPE // 3}pt + {COLOUR.format(colour)}"
    line = f"line(start: (0%, 100%), end: (100%, 0%), stroke: {stroke})"
    return f"tiling(size: ({STRIPE}pt, {STRIPE}pt))[#place({line})]"
