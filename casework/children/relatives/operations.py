"""What is said of two people is said from both sides, once."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from casework.children.codes import SIBLING_KINDS
from casework.children.models import Child, Person, PersonName, Relationship, tell_file_changed

SAME_BOTH_WAYS = (*SIBLING_KINDS, "cousin", "friend", "partner")
BY_SEX = ("brother", "sister")


def other_way_round(relationship: Relationship):
    return Relationship.objects.filter(
        person=relationship.relative_id, relative=relationship.person_id
    )


def seen_from_there(kind: str) -> str:
    """A half-sister's brother is her half-brother; a sister's brother is her brother or sister."""
    return "sibling" if kind in BY_SEX else kind


@transaction.atomic
def change_relationship(relationship: Relationship, *, was: Relationship) -> None:
    """The other side says the same: of what, from when, until when, and why it ended."""
    relationship.save()
    there = other_way_round(relationship)
    kinds = SAME_BOTH_WAYS if was.kind in SAME_BOTH_WAYS else None
    there = there.filter(kind__in=kinds) if kinds else there.exclude(kind__in=SAME_BOTH_WAYS)
    for back in there.filter(ended_on=was.ended_on):
        if relationship.kind != was.kind and relationship.kind in SAME_BOTH_WAYS:
            back.kind = seen_from_there(relationship.kind)
        back.started_on, back.ended_on = relationship.started_on, relationship.ended_on
        back.ended_because = relationship.ended_because
        back.save()
    look_again([relationship.person_id, relationship.relative_id])


def look_again(people: Iterable[int]) -> None:
    children = Child.objects.filter(person__in=list(people))
    children.refresh_search()
    tell_file_changed(*children.values_list("pk", flat=True))


def look_again_around(person: Person) -> None:
    """Every file on which this person stands."""
    around = Relationship.objects.filter(relative=person).values_list("person", flat=True)
    look_again([person.pk, *around])


@transaction.atomic
def change_person(person: Person, *, was: tuple[str, str]) -> None:
    """A name that changes is kept as a former name; who died lives nowhere and with nobody."""
    person.save()
    given_name, family_name = was
    if any(was) and was != (person.given_name, person.family_name):
        PersonName.objects.create(
            person=person,
            given_name=given_name,
            family_name=family_name,
            until=timezone.localdate(),
        )
    look_again_around(person)


@transaction.atomic
def separate(person: Person, other: Person, *, day: date, because: str) -> None:
    """A couple is a couple no more; what each is to the children stays."""
    couple = Q(person=person, relative=other) | Q(person=other, relative=person)
    rows = Relationship.objects.standing().filter(couple, kind="partner")
    if not rows:
        for one_way, other_way in ((person, other), (other, person)):
            Relationship.objects.create(
                person=one_way,
                relative=other_way,
                kind="partner",
                ended_on=day,
                ended_because=because,
            )
    for row in rows:
        row.ended_on, row.ended_because = day, because
        row.save()


Pair = tuple[int, int]


@transaction.atomic
def link_siblings(child: Child, said: dict[int, str]) -> int:
    """The child and those named, as brothers and sisters of each other; says how many links were
    written. What each is to the child is as said; among themselves, as that or their parents tell,
    and where neither does, nothing is written."""
    me = child.person_id
    people = [me, *said]
    stand = {(row.person_id, row.relative_id): row for row in _sibling_rows(people)}
    parents = _parents_of(people)
    wanted: dict[Pair, str] = {}
    for number, other in enumerate(people):
        for another in people[number + 1 :]:
            told = said[another] if other == me else among(said[other], said[another])
            told = told or by_parents(parents, other, another)
            if told and (other == me or (other, another) not in stand):
                wanted[other, another] = wanted[another, other] = told
    written = _write(wanted, stand)
    look_again(people)
    return written


def _sibling_rows(people):
    return Relationship.objects.standing().filter(
        person__in=people, relative__in=people, kind__in=SIBLING_KINDS
    )


def _parents_of(people) -> dict[int, set[int]]:
    parents: dict[int, set[int]] = {person: set() for person in people}
    rows = Relationship.objects.standing().filter(
        person__in=people, kind__in=("mother", "father", "parent")
    )
    for person, relative in rows.values_list("person", "relative"):
        parents[person].add(relative)
    return parents


def among(one: str, other: str) -> str:
    """What two brothers or sisters of a child are to each other; empty where that does not tell."""
    full = ("sibling", "twin", *BY_SEX)
    if one == other == "twin":
        return "twin"
    if one in full and other in full:
        return "sibling"
    if one in full or other in full:
        return other if one in full else one
    return ""


def by_parents(parents: dict[int, set[int]], one: int, other: int) -> str:
    shared = parents[one] & parents[other]
    return "sibling" if len(shared) > 1 else "half_sibling" if shared else ""


def _write(wanted: dict[Pair, str], stand: dict[Pair, Relationship]) -> int:
    new, written = [], 0
    for (person, relative), kind in wanted.items():
        row = stand.get((person, relative))
        if row is None:
            new.append(Relationship(person_id=person, relative_id=relative, kind=kind))
        elif kind != seen_from_there(row.kind):
            row.kind = kind
            row.save()
            written += 1
    Relationship.objects.bulk_create(new)
    return (written + len(new)) // 2
