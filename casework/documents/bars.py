"""A bar drawn for a document: parts of a whole, told apart by more than their colour.

Small PNGs made here, so that no drawing library is needed. The numbers stand beside each bar in its
table; the picture carries them in words as well.
"""

import struct
import zlib
from collections.abc import Sequence

WIDTH, HEIGHT, EDGE, STRIPE = 440, 24, 2, 12
TEAL, PALE, ORANGE, DARK, GREY, WHITE = (
    bytes.fromhex(colour) for colour in ("158187", "a9d3d6", "b7592a", "651b1b", "707171", "ffffff")
)
LOOKS = [(TEAL, TEAL), (PALE, TEAL), (None, ORANGE), (DARK, DARK), (WHITE, GREY)]
"""Each part's fill and edge, in its order; one is striped."""


def bar_png(shares: Sequence[float]) -> bytes:
    """A bar of parts, each a share of the whole from 0 to 1; what they leave stays white."""
    widths = [round(WIDTH * share) for share in shares]
    lines = []
    for y in range(HEIGHT):
        line = b"".join(_part(number, width, y) for number, width in enumerate(widths) if width)[
            : WIDTH * 3
        ]
        lines.append(b"\0" + line + WHITE * (WIDTH - len(line) // 3))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(b"".join(lines))),
            _chunk(b"IEND", b""),
        )
    )


def _part(number: int, width: int, y: int) -> bytes:
    fill, edge = LOOKS[number % len(LOOKS)]
    if y < EDGE or y >= HEIGHT - EDGE or width <= 2 * EDGE:
        return edge * width
    inside = width - 2 * EDGE
    if fill is None:
        middle = b"".join(edge if (x + y) % STRIPE < STRIPE // 2 else WHITE for x in range(inside))
    else:
        middle = fill * inside
    return edge * EDGE + middle + edge * EDGE


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
