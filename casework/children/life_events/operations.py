"""A birth, a death, a move accepted: the record of it, and what ends with it."""

from datetime import date
from typing import cast

from django.db import transaction

from casework.children.ages import EighteenOn, grown_up
from casework.children.extensions.endings import Cause, Ending, endings
from casework.children.life_events.reversal import undo_what_the_same_save_did
from casework.children.models import Child, LifeEvent, Move, Person


@transaction.atomic
def keep_birth(person: Person, worker) -> None:
    """The baby is who the unborn child was: same file, same clocks, nothing started again."""
    person.save()
    LifeEvent.on_file_of(
        person.child, worker, kind=LifeEvent.Kind.BORN, happened_on=person.born_on
    ).save()
    person.child.save()


@transaction.atomic
def keep_death(event: LifeEvent, worker) -> list[str]:
    """Everything open ends that day; says what did."""
    event.save()
    child = event.child
    child.person.died_on = event.happened_on
    child.person.save()
    return endings.end(Ending(child=child, day=event.happened_on, cause=Cause.DIED, by=worker))


@transaction.atomic
def accept_move(move: Move, worker) -> list[str]:
    """The other council is responsible from the day it accepted: what is open here ends then."""
    move.save()
    if not move.leaving:
        return []
    return endings.end(
        Ending(child=move.child, day=cast(date, move.accepted_on), cause=Cause.MOVED, by=worker)
    )


def end_what_ends_at_eighteen() -> int:
    """Nightly: plans and the like of those who have turned 18 end on their birthday. Catches up."""
    grown = grown_up(Child.objects.filter(person__died_on=None))
    ids = endings.children_with_something(Cause.GROWN, grown.values("pk"))
    for child in grown.filter(pk__in=ids).select_related("person"):
        _end_at_eighteen(child, child.eighteen_on)
    return len(ids)


def _end_at_eighteen(child: Child, birthday: date) -> None:
    endings.end(Ending(child=child, day=birthday, cause=Cause.GROWN))


def eighteen_on(child: Child) -> date | None:
    children = Child.objects.filter(pk=child.pk).annotate(day=EighteenOn("person__born_on"))
    return children.values_list("day", flat=True).get()


def undo_life_event(event: LifeEvent) -> None:
    """A birth or a death recorded in error: the person's day goes, and what it ended goes on."""
    field = "born_on" if event.kind == LifeEvent.Kind.BORN else "died_on"
    if getattr(event.child.person, field) == event.happened_on:
        setattr(event.child.person, field, None)
        event.child.person.save()
    undo_what_the_same_save_did(event)


def undo_move(move: Move) -> None:
    """What ended when the other council accepted goes on here."""
    if move.leaving and move.accepted_on:
        undo_what_the_same_save_did(move)
