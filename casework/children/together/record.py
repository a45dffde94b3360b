"""What is written once for brothers and sisters, and kept on the file of each."""

import re
from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from casework.children.models import Child, tell_file_changed
from casework.interface.words import age

NUMBER = re.compile("C[0-9]{5,18}")
COUNTS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@transaction.atomic
def save_together(shared, parts, *, link: str) -> None:
    """The shared row and each child's own beneath it: all of them, or none."""
    shared.save()
    for part in parts:
        setattr(part, link, shared)
    type(parts[0]).objects.bulk_create(parts)
    tell_file_changed(*(part.child_id for part in parts))


def tell_apart(children: Iterable[Child]) -> list[Child]:
    """The same children; those who share a first name are called by it and their age, or by their
    number where that is the same too, wherever a page names them."""
    told = list(children)
    names = Counter(child.first_name for child in told)
    shared = {child.pk: child.first_name for child in told if names[child.first_name] > 1}
    ages = Counter((name, _age_of(child)) for child in told if (name := shared.get(child.pk)))
    for child in told:
        if name := shared.get(child.pk):
            age = _age_of(child)
            child.called = f"{name} ({age if ages[name, age] == 1 else child.number})"
    return told


def _age_of(child: Child) -> str:
    born_on = child.person.born_on
    if born_on is None:
        return "not yet born" if child.person.unborn else "age not known"
    return f"{child.person.about}{age(born_on, timezone.localdate())}"


def numbers(named) -> set[int]:
    """The children of these casework numbers; anything else typed is nobody's."""
    return {int(number[1:]) for number in named if NUMBER.fullmatch(number)}


def for_all(children) -> str:
    """For how many a shared form writes: nothing for one, "both", "all three"."""
    many = len(children)
    if many < 3:
        return "both" if many == 2 else ""
    return f"all {COUNTS[many] if many < len(COUNTS) else many}"
