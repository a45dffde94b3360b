"""One move of a family: where everyone lived ends, where they live now begins; and back again."""

from collections.abc import Iterable
from datetime import date
from typing import cast

from django.db import transaction

from casework.children.models import (
    Address,
    Child,
    HouseMove,
    Person,
    Relationship,
    even_withdrawn,
    tell_file_changed,
)

KINDS = Address.Kind
ENDS = {
    KINDS.HOME: (KINDS.HOME, KINDS.STAYING, KINDS.PLACEMENT),
    KINDS.PLACEMENT: (KINDS.PLACEMENT, KINDS.STAYING),
    KINDS.STAYING: (KINDS.STAYING,),
    KINDS.OTHER: (),
}
"""What a new address of each kind takes the place of: who stays with a nan keeps a home."""
WORDS = ("kind", "lines", "postcode", "started_on")


@transaction.atomic
def move_house(
    move: HouseMove, people: Iterable[Person], *, kind: str, lines="", postcode="", keeps=False
) -> None:
    """``keeps``: they live at the old address too, as a child of parents apart may."""
    move.save()
    moved = list(people)
    for person in moved:
        new = Address(person=person, kind=kind, lines=lines, postcode=postcode, move=move)
        _move_one(new, move, cast(date, move.moved_on), keeps)
    look_again(moved)


def _move_one(new: Address, move: HouseMove, day: date, keeps: bool) -> None:
    """The address in force that day ends; a move of later days, recorded before, stays."""
    before = new.person.addresses.on(day)
    same = (address for address in before if address.is_same_as(new))
    home = next(same, None)
    if not keeps:
        for address in before.filter(kind__in=ENDS[KINDS(new.kind)]):
            if home is None or address.pk != home.pk:
                address.ended_on, address.ended_by = day, move
                address.save()
    if home is None:
        later = new.person.addresses.filter(kind=new.kind, started_on__gt=day)
        if after := later.order_by("started_on").first():
            new.ended_on, new.ended_by = after.started_on, after.move
        new.started_on = day
        new.save()


def look_again(people: Iterable[Person]) -> None:
    """What is worked out from an address is worked out again."""
    children = Child.objects.filter(person__in=[person.pk for person in people])
    children.refresh_search()
    tell_file_changed(*children.values_list("pk", flat=True))


def moved_together(address: Address) -> Iterable[Address]:
    """The same mistake: what one form wrote for the rest of the family."""
    if address.move_id is None:
        return []
    return Address.objects.filter(move=address.move_id).exclude(pk=address.pk)


def undo_house_move(address: Address) -> None:
    """They never moved: where each lived before goes on, as long as the mistake did."""
    if address.move_id is None:
        return
    wrong = even_withdrawn(Address).filter(move=address.move_id)
    until = {address.person_id: address for address in wrong}
    reopened = list(Address.objects.filter(ended_by=address.move_id).select_related("person"))
    for before in reopened:
        after = until.get(before.person_id)
        before.ended_on = after.ended_on if after else None
        before.ended_by = after.ended_by if after else None
        before.save()
    look_again([address.person, *(before.person for before in reopened)])


def leave_the_others(address: Address, child: Child) -> None:
    """One address goes to the right child: the family's move stays theirs."""
    for before in address.person.addresses.filter(ended_by=address.move_id or 0):
        before.ended_on, before.ended_by = address.ended_on, address.ended_by
        before.save()
    even_withdrawn(Address).filter(pk=address.pk).update(move=None, ended_by=None)


def keep_together(address: Address) -> None:
    """What is corrected of an address is corrected for all the family who live there, and where
    they lived before ends on the corrected day."""
    was = even_withdrawn(Address).get(pk=address.pk)
    facts = {name: getattr(address, name) for name in WORDS}
    if all(getattr(was, name) == value for name, value in facts.items()):
        return
    same = Address.objects.filter(**{name: getattr(was, name) for name in WORDS})
    kin = Relationship.objects.filter(person=address.person_id).values("relative")
    together = same.filter(move=address.move_id) if address.move_id else same.filter(person__in=kin)
    others = list(together.exclude(pk=address.pk).select_related("person"))
    for other in others:
        for name, value in facts.items():
            setattr(other, name, value)
        other.save()
    if address.move_id and was.started_on != address.started_on:
        left = Address.objects.filter(ended_by=address.move_id, ended_on=was.started_on)
        for before in left:
            before.ended_on = address.started_on
            before.save()
        HouseMove.objects.filter(pk=address.move_id).update(moved_on=address.started_on)
    look_again(other.person for other in others)
