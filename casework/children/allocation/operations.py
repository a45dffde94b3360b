from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from casework.access.models import Worker
from casework.children.allocation.parts import LEADS, bars
from casework.children.codes import AllocationRole
from casework.children.models import Allocation, Child


@transaction.atomic
def allocate(
    children: Iterable[Child], *, worker: Worker, part: str, on: date, because: str, by: Worker
) -> None:
    """Gives each child to a worker: whoever held the part before ends, and the reason is kept.

    Raises ``ValidationError`` where this worker may not work with one of them."""
    for child in children:
        if reasons := bars(child, worker):
            raise ValidationError(reasons)
        if before := holder(child, part):
            before.ended_on, before.reason = max(on, before.started_on), because
            before.save()
        given = Allocation.on_file_of(
            child, by, worker=worker, role=part, started_on=on, reason=because
        )
        if part in LEADS and not (part != AllocationRole.LEAD and holder(child, LEADS[0])):
            given.team_id = worker.team_id
            Child.objects.filter(pk=child.pk).update(team=worker.team_id)
        given.save()


def end_leads(children: Iterable[Child], *, but: str, on: date, because: str) -> None:
    """One person leads the work: who is given it takes the place of whoever led in another part."""
    for child in children:
        for part in LEADS:
            if part != but and (before := holder(child, part)):
                before.ended_on, before.reason = max(on, before.started_on), because
                before.save()


def held(child, part: str):
    of_child = Allocation.objects.open().of_child(child).filter(role=part)
    return of_child.select_related("worker").order_by("pk")


def holder(child, part: str) -> Allocation | None:
    return held(child, part).first()
