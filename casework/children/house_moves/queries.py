"""What is found by an address they have left is said to be found by that."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import TextField, Value
from django.db.models.functions import Concat, Lower, Replace

from casework.children.models import Address, terms
from casework.children.models.search import WORDS
from casework.interface.statements import FILES, Records, keys_of


def say_where_they_lived(children: Iterable[Any], asked: str) -> None:
    """Beside each child ``former_homes``: those that hold what was asked for, where no address in
    force does."""
    listed = list(children)
    held: dict[int, list[Address]] = defaultdict(list)
    for address in _addresses([child.person_id for child in listed], terms(asked)):
        if _holds(address, asked):
            held[address.person_id].append(address)
    for child in listed:
        matching = held[child.person_id]
        over = all(address.over for address in matching)
        child.former_homes = matching if over else []


def _addresses(people: list[int], parts: list[str]) -> Iterable[Address]:
    """Of these people, those that may hold what was asked for. PostgreSQL looks for what is written
    in plain letters, of which it and Python know the small ones alike."""
    if not people or not parts:
        return []
    plain = [part for part in parts if part.isascii()][: len(WORDS)]
    stands_for = WORDS[: len(plain)]
    values: dict[Any, Any] = {FILES: keys_of(people), **dict(zip(stands_for, plain, strict=True))}
    return _written(stands_for).read(values)


@cache
def _written(words: tuple[str, ...]) -> Records:
    postcode = Replace("postcode", Value(" "), Value(""))
    text = Lower(Concat("lines", Value(" "), postcode, output_field=TextField()))
    addresses = Address.objects.filter(person__in=[FILES]).alias(words_of_it=text)
    for word in words:
        addresses = addresses.filter(words_of_it__contains=Lower(Value(word)))
    return Records(lambda: addresses.order_by("-ended_on", "pk"))


def _holds(address: Address, asked: str) -> bool:
    """Every word asked for stands in it: a name that is also a street's is not meant."""
    text = f"{address.lines} {address.postcode.replace(' ', '')}".lower()
    parts = [part.lower() for part in terms(asked)]
    return bool(parts) and all(part in text for part in parts)
