"""A birth, a death, a move accepted: the record of it, and what ends with it."""

from datetime import date

from django.db import transaction

from casework.children.ages import EighteenOn, grown_up
from casework.children.endings import Cause, Ending, endings
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
    return endings.end(Ending(child=move.child, day=move.accepted_on, cause=Cause.MOVED, by=worker))


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
    found = Child.objects.filter(pk=child.pk).annotate(day=EighteenOn("person__born_on"))
    return found.values_list("day", flat=True).get()
