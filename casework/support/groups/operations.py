"""Giving a place in a group, keeping its register, planning its sessions."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from casework.access.models import Worker
from casework.children.codes import AllocationRole
from casework.children.models import Allocation, Child
from casework.support.models import Group, GroupAttendance, GroupDay, GroupPlace


def knows_of(worker: Worker, child: Child) -> bool:
    return Child.objects.visible_to(worker).filter(pk=child.pk).exists()


@transaction.atomic
def open_for_leader(place: GroupPlace, *, by: Worker) -> None:
    """Whoever leads the group and may not yet know of the child stands on the file while the place
    lasts, so that they can keep the register: the form lets only a manager do that."""
    leader = place.group.worker
    if knows_of(leader, place.child):
        return
    place.opened = Allocation.on_file_of(
        place.child,
        by,
        worker=leader,
        role=AllocationRole.OTHER,
        started_on=min(place.joined_on, timezone.localdate()),
        reason=f"Leads the group {place.group}"[:200],
    )
    place.opened.save()
    place.save()


@transaction.atomic
def end_place(place: GroupPlace) -> None:
    """What was opened for the group closes with the place, unless another place still needs it."""
    place.save()
    if place.left_on:
        close_opened(place, place.left_on, "The place in the group ended")


def withdraw_place(place: GroupPlace) -> None:
    """Recorded in error: the file that it opened to whoever leads the group closes."""
    close_opened(place, timezone.localdate(), "The place in the group was recorded in error")


def put_place_back(place: GroupPlace) -> None:
    """The place stands again, and the file it opened is open again while it lasts."""
    if place.left_on is None and place.opened and not knows_of(place.opened.worker, place.child):
        place.opened.ended_on = None
        place.opened.save()


def close_opened(place: GroupPlace, day: date, because: str) -> None:
    opened = place.opened
    if opened is None or opened.ended_on or _handed_on(place, opened):
        return
    opened.ended_on, opened.reason = max(day, opened.started_on), because
    opened.save()


def _handed_on(place: GroupPlace, opened: Allocation) -> bool:
    """Whether another place of the same child keeps open what this one opened."""
    others = GroupPlace.objects.open().of_child(place.child).exclude(pk=place.pk)
    other = others.filter(group__worker=opened.worker_id).first()
    if other and other.opened_id is None:
        other.opened = opened
        other.save()
    return other is not None


def places_to_hand_over(group: Group, *, by: Worker):
    """Only children of whom whoever hands over may know: of others nobody decides unseen."""
    places = GroupPlace.objects.visible_to(by).filter(group=group).open()
    return places.select_related("child__person", "opened__worker", "group__worker")


@transaction.atomic
def hand_over(group: Group, *, by: Worker) -> None:
    """Another worker leads the group: what its places opened to the one before closes, and they
    stand on the files in their place."""
    for place in places_to_hand_over(group, by=by):
        close_opened(place, timezone.localdate(), f"{group.worker} leads the group now"[:200])
        place.group, place.opened = group, None
        place.save()
        open_for_leader(place, by=by)


@transaction.atomic
def plan_sessions(group: Group, first: date, many: int, weeks: int) -> list[GroupDay]:
    """So many days, so many weeks apart; a day that stands already is left as it is."""
    days = [first + timedelta(weeks=weeks * place) for place in range(many)]
    stands = set(group.sessions.filter(held_on__in=days).values_list("held_on", flat=True))
    made = [GroupDay(group=group, held_on=day) for day in days if day not in stands]
    for session in made:
        session.save()
    return made


@transaction.atomic
def keep_register(
    session: GroupDay, told: Mapping[int, dict], places: Iterable[GroupPlace], *, by: Worker
) -> None:
    """What was said of each place, by its number; what is as it stood is not written again."""
    kept = GroupAttendance.objects.filter(session=session, place__in=told)
    stood = {row.place_id: row for row in kept}
    for place in places:
        if place.pk in told:
            row = stood.get(place.pk)
            _write(row, session, place, told[place.pk], by)


def _write(row, session, place, facts: dict, by: Worker) -> None:
    if row is None:
        row = GroupAttendance.on_file_of(place.child, by, place=place, session=session)
    elif all(getattr(row, name) == value for name, value in facts.items()):
        return
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
