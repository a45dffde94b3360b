"""What is found by an address they have left is said to be found by that."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from casework.children.models import Address, terms


def say_where_they_lived(children: Iterable[Any], asked: str) -> None:
    """Beside each child ``former_homes``: those that hold what was asked for, where no address in
    force does."""
    listed = list(children)
    held: dict[int, list[Address]] = defaultdict(list)
    people = [child.person_id for child in listed]
    for address in Address.objects.filter(person__in=people).order_by("-ended_on", "pk"):
        if _holds(address, asked):
            held[address.person_id].append(address)
    for child in listed:
        matching = held[child.person_id]
        over = all(address.over for address in matching)
        child.former_homes = matching if over else []


def _holds(address: Address, asked: str) -> bool:
    """Every word asked for stands in it: a name that is also a street's is not meant."""
    text = f"{address.lines} {address.postcode.replace(' ', '')}".lower()
    parts = [part.lower() for part in terms(asked)]
    return bool(parts) and all(part in text for part in parts)
