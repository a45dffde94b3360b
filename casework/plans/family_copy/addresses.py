"""Addresses left out of what a family is given: a copy is shown around, and a parent may be living
where another must not find them."""

import re
from collections.abc import Iterable

from casework.children.models import Address

POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
LEFT_OUT = "(address left out)"


def first_lines(people: Iterable[int]) -> list[re.Pattern]:
    """The first line of every address of these people, the longest first."""
    addresses = Address.objects.filter(person__in=list(people))
    lines = {
        line.splitlines()[0].strip()
        for line in addresses.values_list("lines", flat=True)
        if line.strip()
    }
    return [
        re.compile(rf"\b{re.escape(line.rstrip(','))}\b", re.IGNORECASE)
        for line in sorted(lines, key=len, reverse=True)
        if len(line) > 4
    ]
