"""The number of a file as people type it, and the file it leads to now.

The old number of a file that was merged leads to the file that was kept: in every form that asks
for a number, as in every address.
"""

import re
from dataclasses import dataclass

from casework.children.models import Child, ChildQuerySet, even_merged
from casework.interface.plain_text import whole_number
from casework.interface.words import listed

NOT_FOUND = "No child you can see has this number"
APART = re.compile(r"[\s,;]+")
SOME = 5


@dataclass(frozen=True)
class Typed:
    """Every file named in a list of numbers, in the order of the list, and what leads to none."""

    files: list[Child]
    unknown: list[str]

    @property
    def wrong(self) -> str:
        """What is wrong with the list; nothing where every number leads to a file."""
        if not self.unknown:
            return ""
        return f"No child you can see has the number {listed(self.unknown[:SOME])}"


def number_of(typed: str) -> int:
    """C00042 and 42 are the same; 0 is the number of no file."""
    return whole_number(typed.strip().upper().removeprefix("C")) or 0


def file_numbered(typed: str, among: ChildQuerySet) -> Child | None:
    """The one of these files that this number leads to."""
    return among.numbered(number_of(typed)).with_person().first()


def files_numbered(typed: str, among: ChildQuerySet) -> Typed:
    """Those of these files that a list of numbers leads to, each once."""
    written = [part for part in APART.split(typed.strip()) if part]
    numbers = {part: number_of(part) for part in written}
    wanted = set(numbers.values())
    merged = even_merged().filter(pk__in=wanted, merged_into__isnull=False)
    leads_to = dict(merged.values_list("pk", "merged_into"))
    standing = {file.pk: file for file in among.numbered(*wanted).with_person()}
    files: dict[int, Child] = {}
    unknown = []
    for part, number in numbers.items():
        file = standing.get(leads_to.get(number, number))
        if file:
            files[file.pk] = file
        else:
            unknown.append(f"C{number:05d}" if number else part)
    return Typed(list(files.values()), unknown)
