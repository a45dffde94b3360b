"""A picture as a child of the invented council might paint it: a house, sun and grass, as a PNG."""

import struct
import zlib

WIDTH, HEIGHT = 240, 180
SKY, GRASS, WALL = (214, 234, 248), (122, 178, 92), (240, 200, 120)
ROOF, DOOR, SUN = (176, 64, 56), (96, 72, 52), (250, 214, 74)


def painted() -> bytes:
    rows = b"".join(
        b"\0" + b"".join(bytes(colour(x, y)) for x in range(WIDTH)) for y in range(HEIGHT)
    )
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, data) for name, data in parts)


def chunk(name: bytes, data: bytes) -> bytes:
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def colour(x: int, y: int) -> tuple[int, int, int]:
    if (x - 200) ** 2 + (y - 36) ** 2 < 22**2:
        return SUN
    if 100 < x < 122 and y > 112 and y < 150:
        return DOOR
    if 60 < x < 160 and 80 < y < 150:
        return WALL
    if 40 <= y <= 80 and abs(x - 110) < (y - 36) * 1.4:
        return ROOF
    return GRASS if y >= 150 else SKY
