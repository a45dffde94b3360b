"""Who can hold a child's case, in which part, and how many children each holds now."""

from collections.abc import Iterable

from django.db.models import Count

from casework.access.models import Worker
from casework.children.allocation.parts import CAN_HOLD
from casework.children.codes import AllocationRole
from casework.children.models import Allocation
from casework.interface.words import counted


def can_hold(worker: Worker, part: str) -> bool:
    return worker.works_here and worker.role in CAN_HOLD[part]


def holds_more_than_their_role_lets_them(worker: Worker) -> str:
    held = Allocation.objects.open().filter(worker=worker.pk).values_list("role", flat=True)
    above = [part for part in held if worker.role not in CAN_HOLD[part]]
    if not above:
        return ""
    part = AllocationRole(above[0]).label.lower()
    children = counted(len(above), "children")
    return f"They are the {part} of {children}: a manager gives each to someone else first"


def who_can_hold(authority, parts: Iterable[str] = CAN_HOLD):
    roles = {role for part in parts for role in CAN_HOLD[part]}
    return Worker.objects.of(authority).working().filter(role__in=roles)


def loads(workers) -> dict[int, int]:
    """How many children each of these leads the work for now."""
    held = Allocation.objects.leading().filter(worker__in=workers.values("pk")).order_by()
    return dict(held.values_list("worker").annotate(number=Count("child")))


def choices(workers, own_team) -> list:
    """The workers by team, one's own first, each with what they hold."""
    held = loads(workers)
    groups: dict[str, list] = {}
    for worker in sorted(workers, key=lambda worker: _place(worker, own_team)):
        name = str(worker.team) if worker.team else "In no team"
        groups.setdefault(name, []).append((worker.pk, _words(worker, held.get(worker.pk, 0))))
    return [("", "Choose one"), *groups.items()]


def _place(worker, own_team) -> tuple:
    team = str(worker.team or "")
    first = own_team is None or worker.team_id != own_team.pk
    return first, not team, team, worker.last_name, worker.first_name, worker.pk


def _words(worker, held: int) -> str:
    children = "1 child" if held == 1 else f"{held} children"
    most = f", at most {worker.caseload_limit}" if worker.caseload_limit else ""
    leaving = f", leaves {worker.leaves_on:%-d %B %Y}" if worker.leaves_on else ""
    return f"{worker}, {worker.get_role_display().lower()}: {children}{most}{leaving}"
