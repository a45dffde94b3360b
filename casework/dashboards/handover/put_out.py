"""Who may open a restricted file no more and still has something to do for the child."""

from dataclasses import dataclass

from audits.models import Audit
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.actions.models import Action
from casework.children.models import Allocation, Child, Draft, FileGrant
from casework.dashboards.handover.queries import Holding
from casework.meetings.models import Meeting

SHOWN = 20


class PutOutHolding(Holding):
    """What one worker still holds of the restricted files the reader may open and they may not."""

    def __init__(self, worker: Worker, reader: Worker):
        super().__init__(worker, reader)
        self.known = self.known.filter(restricted=True).unknown_to(worker)

    unknown = 0


@dataclass(frozen=True)
class PutOut:
    worker: Worker
    words: list[str]


def put_out_for(manager) -> list[PutOut]:
    """Each with what they hold, for the managers named on the files."""
    if not manager.may(Permission.RESTRICT):
        return []
    known = Child.objects.visible_to(manager).filter(restricted=True)
    files = list(known.values_list("pk", flat=True))
    if not files:
        return []
    outside = _holding_something(files) - _inside(files)
    workers = Worker.objects.filter(pk__in={worker for worker, _ in outside}, is_active=True)
    holdings = [PutOutHolding(worker, manager) for worker in workers.exclude(pk=manager.pk)[:SHOWN]]
    return [PutOut(held.worker, held.words) for held in holdings if not held.empty]


def _holding_something(files) -> set[tuple[int, int]]:
    """Who holds something of which of these files."""
    records = (
        (Action.objects.open(), "owner_worker", "child"),
        (Draft.objects.kept(), "worker", "child"),
        (Audit.objects.open(), "auditor", "child"),
        (Meeting.objects.planned(), "chair", "children"),
    )
    pairs: set[tuple[int, int]] = set()
    for rows, holder, child in records:
        of_files = rows.filter(**{f"{child}__in": files}).exclude(**{holder: None}).order_by()
        pairs |= set(of_files.values_list(holder, child))
    return pairs


def _inside(files) -> set[tuple[int, int]]:
    allocated = Allocation.objects.open().filter(child__in=files)
    granted = FileGrant.objects.in_force().filter(child__in=files)
    return {pair for rows in (allocated, granted) for pair in rows.values_list("worker", "child")}
