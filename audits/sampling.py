"""Draws that can be proved: from the frame and the seed anyone draws the same children again.

Each child's lot is the SHA-256 digest of the seed, a colon and the child's number; the lowest lots
are drawn. It needs no random numbers of a particular language or version, so a spreadsheet can
check it. Within groups, each group gets its share of the places by largest remainder (Hamilton's
method), and at least one where there are enough places for every group.
"""

import secrets
from collections import Counter
from hashlib import sha256

Frame = list[tuple[int, str]]
"""Every child a sample could have drawn: the child's number, and the group drawn within."""


def new_seed() -> str:
    return secrets.token_hex(8)


def lot(seed: str, child: int) -> str:
    return sha256(f"{seed}:{child}".encode()).hexdigest()


def draw(frame: Frame, size: int, seed: str) -> list[int]:
    """The children drawn, in the order of their lots; all of them where the frame is smaller.

    Every group of the frame has its share; a frame of one group is a simple random sample.
    """
    places = shares(Counter(group for _, group in frame), min(size, len(frame)))
    drawn = []
    for group, number in places.items():
        lots = sorted((lot(seed, child), child) for child, of in frame if of == group)
        drawn += lots[:number]
    return [child for _, child in sorted(drawn)]


def shares(groups: dict[str, int], size: int) -> dict[str, int]:
    """How many places each group gets of ``size``: never more than it has children."""
    total = sum(groups.values())
    if not total:
        return {}
    exact = {group: size * number / total for group, number in groups.items()}
    given = {group: int(share) for group, share in exact.items()}
    if size >= len(groups):
        given = {group: max(1, number) for group, number in given.items()}
    order = sorted(groups, key=lambda group: (given[group] - exact[group], group))
    while sum(given.values()) < size:
        group = next(name for name in order if given[name] < groups[name])
        given[group] += 1
        order.sort(key=lambda name: (given[name] - exact[name], name))
    while sum(given.values()) > size:
        most = max(
            (name for name in given if given[name] > 1), key=lambda name: given[name] - exact[name]
        )
        given[most] -= 1
    return given
