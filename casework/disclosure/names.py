"""The names in what is given: found by the writing check, and by who is known on the file.

The writing check finds the names of an interview or a note that nobody wrote down as a person. The
file knows the relatives, the brothers and sisters, other families' children in the same records,
and who works here. Someone of whom the reader may not know is found as any stranger is: nothing
says that they have a file.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from casework.access.models import Worker
from casework.children.models import Child, PersonName, Relationship
from casework.children.models.likeness import Plainly
from casework.children.models.spellings import (
    APOSTROPHES,
    CAPITALS,
    MARKS,
    folded,
    places,
    spellings,
)
from casework.children.shared_words import LEFT_OUT
from casework.writing.checks.interviews import kind_of_name, names_places_intel

WORD = rf"[{CAPITALS}][\w{APOSTROPHES}{MARKS}-]*"
RUN = re.compile(rf"{WORD}(?:\s+{WORD}){{0,3}}")
HEADINGS = re.compile(r"^## .*$", re.MULTILINE)
TITLES_OF_PEOPLE = frozenset(("Mr", "Mrs", "Ms", "Miss", "Dr"))
PART, MOST, LONGEST = 4000, 500, 150
FAMILY, CHILDREN, WORKERS, OTHERS = "family", "children", "workers", "others"
TITLES = {
    CHILDREN: "Other children",
    OTHERS: "Other people, numbers and addresses",
    FAMILY: "Family on this file",
    WORKERS: "People who work here",
}
"""In the order they are asked: those most likely to be blacked out first."""


@dataclass(frozen=True)
class Who:
    group: str
    words: str


@dataclass(frozen=True)
class Found:
    """One name in what was picked, and how often it stands there."""

    name: str
    count: int
    records: int
    who: Who


NOBODY_KNOWN = Who(OTHERS, "")


class Known:
    """Who is known of those named in some texts, by each name they go by, however it is spelt; of
    relatives and other children only those whom this worker may know of."""

    def __init__(self, child: Child, worker, texts: Iterable[str]):
        self.child = child
        person = child.person
        names = [*name_words(person)]
        for former in PersonName.objects.filter(person=person):
            names += [former.given_name, former.family_name]
        self.own = {word for name in names for word in folded(name).split()}
        self.who: dict[str, Who] = {}
        named = {name for text in texts for name in runs_of(text)}
        self.add_workers(named)
        self.add_children(worker, named)
        self.add_family(worker)

    def add_workers(self, named: set[str]) -> None:
        first, last = both_names(named)
        here = Worker.objects.of(self.child.authority_id)
        here = here.alias(first=Plainly("first_name"), last=Plainly("last_name"))
        for colleague in here.filter(first__in=first, last__in=last):
            self.who[folded(colleague.name)] = Who(WORKERS, "works here")

    def add_children(self, worker, named: set[str]) -> None:
        """Children with a file, by first and last name together: of another family or of this."""
        first, last = both_names(named)
        called = Q(person__given_name__plainly__in=first) | Q(person__known_as__plainly__in=first)
        known = Child.objects.visible_to(worker).exclude(pk=self.child.pk)
        known = known.filter(called, person__family_name__plainly__in=last)
        known = known.select_related("person")
        for other in known[:MOST]:
            self.put(other.person, Who(CHILDREN, "a child with a file here"), first_names=False)

    def add_family(self, worker) -> None:
        around = Relationship.objects.visible_to(worker).filter(person=self.child.person_id)
        for row in around.select_related("relative"):
            group = WORKERS if row.relative.organisation else FAMILY
            self.put(row.relative, Who(group, row.get_kind_display().lower()), first_names=True)

    def put(self, person, who: Who, *, first_names: bool) -> None:
        called = {f"{given} {person.family_name}" for given in (person.given_name, person.known_as)}
        if first_names:
            called |= {person.given_name, person.known_as}
        self.who |= {folded(name): who for name in called if len(name.strip()) > 1}

    def is_own(self, name: str) -> bool:
        return all(word in self.own for word in folded(name).split())

    def found_in(self, text: str) -> dict[str, int]:
        """Every name but the child's own, with how often it stands there."""
        prose = HEADINGS.sub("", text).replace(LEFT_OUT, "")
        names = {name for name in runs_of(prose) if folded(name) in self.who}
        for part in parts_of(prose):
            names |= set(self.by_the_check(part))
        spelt = {folded(name): name for name in sorted(names, reverse=True)}
        others = sorted(name for name in spelt.values() if not self.is_own(name))
        counted = {name: len(places(name, text)) for name in others}
        return {
            name: count for name, count in counted.items() if count and name not in TITLES_OF_PEOPLE
        }

    def by_the_check(self, text: str) -> Iterable[str]:
        """What the writing check takes for a name, a number or an address."""
        for span in names_places_intel(text, self.child.first_name or " "):
            if kind_of_name(span.words) != "place" or span.words[0].isdigit():
                yield " ".join(span.words.split())[:LONGEST]

    def of(self, name: str) -> Who:
        return self.who.get(folded(name), NOBODY_KNOWN)


def both_names(named: Iterable[str]) -> tuple[set[str], set[str]]:
    """First names and last names, of those that have both, in every spelling."""
    parts = [name.partition(" ") for name in named if " " in name]
    first = {way for name, _, _ in parts for way in spellings(name)}
    return first, {way for _, _, name in parts for way in spellings(name)}


def runs_of(text: str) -> set[str]:
    """One to three words with a capital that stand together, as a name would."""
    names = set()
    for match in RUN.finditer(text):
        words = [re.sub(rf"[{APOSTROPHES}]s?$", "", word) for word in match.group().split()]
        for size in (1, 2, 3):
            starts = range(len(words) - size + 1)
            names |= {" ".join(words[start : start + size]) for start in starts}
    return names


def parts_of(text: str) -> Iterable[str]:
    """A text a few paragraphs at a time: the check is meant for one record."""
    part = ""
    for line in text.split("\n"):
        if len(part) + len(line) > PART and part:
            yield part
            part = ""
        part += f"{line}\n"
    yield part


def name_words(person) -> list[str]:
    return f"{person.given_name} {person.known_as} {person.family_name}".split()


def found_in_all(records, known: Known) -> list[Found]:
    """Those of all records together, the most frequent first within each group."""
    counts: dict[str, tuple[int, int]] = {}
    for record in records:
        for name, count in record.names.items():
            times, of_records = counts.get(name, (0, 0))
            counts[name] = (times + count, of_records + 1)
    order = list(TITLES)
    names = [Found(name, *count, known.of(name)) for name, count in counts.items()]
    return sorted(names, key=lambda entry: (order.index(entry.who.group), -entry.count, entry.name))
