"""One person, to however many children: what may be read of them, and by whom."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from casework.children.models import Child, Person, PersonJoin, Relationship
from casework.children.models.likeness import plainly


def relationships_seen(person: Person, worker) -> QuerySet[Relationship]:
    """What this person is to the children whom this worker may know of, and to nobody else."""
    children = Child.objects.visible_to(worker)
    related = Relationship.objects.visible_to(worker).filter(relative=person)
    return (
        related.filter(person__child__in=children)
        .select_related("person__child", "relative")
        .order_by(F("ended_on").asc(nulls_first=True), "person__born_on", "pk")
    )


@dataclass(frozen=True)
class Tie:
    """What they are to one child, and what limits their contact with that child."""

    relationship: Relationship
    child: Child
    limits: list[Any]


def ties_of(person: Person, worker) -> list[Tie]:
    """The limits stand in a later app, and are reached from the child."""
    related = list(relationships_seen(person, worker))
    children = {row.person.child.pk: row.person.child for row in related}
    limits = person.contact_limits.visible_to(worker).filter(child__in=children)
    limits = list(limits.order_by("-started_on"))
    return [
        Tie(row, row.person.child, [limit for limit in limits if limit.child_id == child])
        for row in related
        for child in [row.person.child.pk]
    ]


def not_to_be_told(child: Child) -> set[int]:
    """The people with a reason not to be told: a limit on contact that is in force today."""
    today = timezone.localdate()
    limits = child.contactlimits.filter(started_on__lte=today)
    standing = limits.filter(Q(ended_on=None) | Q(ended_on__gt=today))
    return set(standing.values_list("person", flat=True))


def may_be_the_same(person: Person, child: Child, worker) -> list[Person]:
    """Other entries that may be this person: of the child's family, or alike in name on any file
    this worker may open. Two with files of their own are two files, and are not joined here."""
    seen = Relationship.objects.visible_to(worker).filter(
        person__child__in=Child.objects.visible_to(worker), relative=OuterRef("pk")
    )
    alike = Q(
        family_name__plainly__trigram_similar=plainly(person.family_name),
        given_name__plainly__trigram_similar=plainly(person.given_name),
    )
    kin = Relationship.objects.filter(person=child.person_id).values("relative")
    people = Person.objects.filter(authority=person.authority_id).exclude(pk=person.pk)
    people = people.filter(alike | Q(pk__in=kin)).filter(Exists(seen))
    if hasattr(person, "child"):
        people = people.filter(child=None)
    return list(people.select_related("child").order_by("family_name", "given_name", "pk")[:30])


def joins_of(person: Person) -> list[PersonJoin]:
    standing = PersonJoin.objects.filter(kept=person, undone_at=None)
    return list(standing.select_related("joined", "made_by").order_by("-pk"))
