"""Who lives with whom, on any day: read from the addresses in force and nowhere else."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.dateparse import parse_date

from casework.children.codes import PROFESSIONAL_KINDS
from casework.children.models import Address, Child, HouseMove, Person, Relationship, living_at
from casework.interface.statements import FILES, Records, keys_of

Homes = dict[int, list[Address]]


def homes_of(people: Iterable[int], day: date | None = None) -> Homes:
    """Where each of these people lives that day; in one query, however many they are."""
    held: Homes = defaultdict(list)
    people = list(people)
    if not people:
        return {}
    for address in _in_force(day or timezone.localdate()).read({FILES: keys_of(people)}):
        held[address.person_id].append(address)
    return {person: living_at(addresses) for person, addresses in held.items()}


@lru_cache(maxsize=8)
def _in_force(day: date) -> Records:
    return Records(lambda: Address.objects.filter(person__in=[FILES]).on(day))


HELD = ("id", "person_id", "kind", "lines", "postcode", "move_id", "started_on")
"""Of an address, what tells which home it is and whether they live there."""


def homes_beside(person: str) -> ArraySubquery:
    """The addresses in force today of whom a row names: to be read with it, by ``read_homes``."""
    held = Address.objects.filter(person=OuterRef(person)).on(timezone.localdate())
    return ArraySubquery(held.order_by().values(facts=JSONObject(**{name: name for name in HELD})))


def read_homes(held: Iterable[dict]) -> list[Address]:
    return living_at(
        Address(**{**facts, "started_on": parse_date(facts["started_on"] or "")}) for facts in held
    )


def lives_at(person: Person, day: date | None = None) -> Address | None:
    """The one address to give for a person on a day."""
    return next(iter(homes_of([person.pk], day).get(person.pk, [])), None)


def share_a_home(one: Iterable[Address], other: Iterable[Address]) -> bool:
    return not {address.place for address in one}.isdisjoint(address.place for address in other)


def living_with(person: int, others: Iterable[int], homes: Homes) -> set[int]:
    """Those of the others who live where this person does."""
    own = homes.get(person, [])
    return {other for other in others if share_a_home(own, homes.get(other, []))}


def lives_elsewhere(one: Person, other: Person) -> bool:
    """Whether both have a home on file, and not the same."""
    homes = homes_of([one.pk, other.pk])
    apart = len(homes) == 2 and not share_a_home(homes[one.pk], homes[other.pk])
    return apart


def live_together(one: Person, other: Person) -> None:
    """Two who live together have one home: that of whoever has one on file, or one whose address
    is not written down yet."""
    homes = homes_of([one.pk, other.pk])
    known = next((home for pk in (one.pk, other.pk) for home in homes.get(pk, [])), None)
    if known is None:
        move = HouseMove.objects.create(authority_id=one.authority_id)
        known = Address(move=move)
    for person in (one, other):
        if person.pk not in homes:
            facts = {name: getattr(known, name) for name in ("kind", "lines", "postcode", "move")}
            Address.objects.create(person=person, **facts)
    Child.objects.filter(person__in=[one.pk, other.pk]).refresh_search()


def where_lived(person: Person, family: Iterable[Person]) -> list[Address]:
    """Every address of a person, those in force first, each with the names of the family who lived
    there in the same days as ``lived_with``."""
    people = {other.pk: other for other in family if other.pk != person.pk}
    own = list(person.addresses.select_related("move"))
    others = list(Address.objects.filter(person__in=people))
    for address in own:
        together = (
            other.person_id
            for other in others
            if other.place == address.place and overlap(address, other)
        )
        names = (people[pk].first_name or str(people[pk]) for pk in dict.fromkeys(together))
        address.lived_with = list(names)
    return sorted(own, key=lambda one: (one.over, -(one.started_on or date.min).toordinal()))


def overlap(one: Address, other: Address) -> bool:
    """Whether two addresses were in force on one same day."""
    starts = max(one.started_on or date.min, other.started_on or date.min)
    return starts < min(one.ended_on or date.max, other.ended_on or date.max)


def household_of(person: Person, worker) -> list[Person]:
    """Who may move together: the family this worker may know of, professionals left out."""
    related = Relationship.objects.visible_to(worker).standing().filter(person=person)
    related = related.exclude(kind__in=PROFESSIONAL_KINDS).filter(relative__died_on=None)
    people = {row.relative_id: row.relative for row in related.select_related("relative__child")}
    return list(people.values())
