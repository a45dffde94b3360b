"""How often an address was refused in this minute: no credential, a wrong place, a wrong scope.

It is counted in memory, by each web process for itself: whoever knocks with what they made up makes
nothing be written. What is answered is never counted here, and what is counted here never takes
from what a system may ask: of two behind one address neither stops the other.
"""

from ipaddress import ip_address, ip_network
from threading import Lock
from time import time

ADDRESSES = 10_000
"""Counted apart at one time; any further ones together."""
OF_ONE_PLACE = 64
"""Bits of an IPv6 address that one household or office is given: the rest it chooses itself."""


class Refusals:
    def __init__(self) -> None:
        self.lock, self.minute = Lock(), 0
        self.counts: dict[str, int] = {}

    def one_more(self, address: str) -> int:
        """Counts it, and says how many that makes in this minute."""
        with self.lock:
            if self.minute != (minute := int(time() // 60)):
                self.minute, self.counts = minute, {}
            place = place_of(address)
            if place not in self.counts and len(self.counts) >= ADDRESSES:
                place = ""
            self.counts[place] = self.counts.get(place, 0) + 1
            return self.counts[place]


def place_of(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network((known, OF_ONE_PLACE), strict=False)) if known.version == 6 else address


refusals = Refusals()
