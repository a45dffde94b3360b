"""When the next visit will be due: asked of the database before saving, read from it after.

Visits follow a child's plan, and plans are made further on in the journey than visits. So the
running clocks say which rule comes next.
"""

from dataclasses import dataclass
from datetime import date, datetime

from casework.access.roles import Permission
from casework.interface import words
from casework.recording.models import ChildVisit
from casework.recording.visitors import makes_the_leads_visit
from casework.timescales.models import Deadline
from casework.timescales.preview import CannotCount, due_at, london_day
from casework.timescales.registry import Timescale, registry
from casework.timescales.sweep import sweep

Purpose = ChildVisit.Purpose
PURPOSES = {"cp_visit": Purpose.PROTECTION, "cin_visit": Purpose.NEED}
NOT_YET = "give the date of the visit and this will say when the next one is due."
WRONG = "put the date right and this will say when the next one is due."
NO_CLOCK = "no date is set by this visit: nothing on these files asks for visits at set times."


def visit_codes() -> list[str]:
    """The clocks of visits to a plan; others that a visit stops do not start again."""
    return [rule.code for rule in registry if rule.code.rpartition(".")[0] in PURPOSES]


def running(child_ids) -> dict[int, Deadline]:
    """The first visit due for each child who has one."""
    open_clocks = Deadline.objects.open().filter(child__in=child_ids, code__in=visit_codes())
    return {clock.child_id: clock for clock in open_clocks.order_by("-due_at")}


def purpose(clock: Deadline | None) -> str:
    return PURPOSES.get(family(clock), Purpose.OTHER) if clock else Purpose.OTHER


def family(clock: Deadline) -> str:
    return clock.code.rpartition(".")[0]


@dataclass(frozen=True)
class NextVisit:
    """What one child's next visit would be: ``rule`` is None where this visit changes nothing."""

    due: datetime | None
    rule: Timescale | None = None
    because: str = ""
    not_counted: str = ""


SOCIAL_WORKERS = (
    "a child protection visit is made by the child’s social worker, whoever covers for them, or a"
    " social worker the plan names"
)
LEADS_VISIT = (
    "a child in need visit is made by a social worker, whoever leads the work, or whom the plan"
    " names"
)


def not_counted(clock: Deadline, worker, on: date) -> str:
    """Why this worker's visit does not meet the clock; nothing where it does. The same rule as the
    clock's own (``ChildVisitQuerySet``), asked before there is a visit."""
    protects = purpose(clock) == Purpose.PROTECTION
    does_the_work = worker.may(Permission.SOCIAL_WORK)
    if not protects and does_the_work:
        return ""
    if (does_the_work or not protects) and makes_the_leads_visit(clock.child_id, worker, on):
        return ""
    return SOCIAL_WORKERS if protects else LEADS_VISIT


def after(clock: Deadline, on: date) -> NextVisit:
    """The next visit, if the child is seen on this day."""
    if on < london_day(clock.opened_at):
        return NextVisit(clock.due_at)
    rule = registry[family(clock)]
    try:
        return NextVisit(due_at(rule, on), rule)
    except CannotCount as why:
        return NextVisit(None, because=str(why))


def preview(children, on: date | None, worker, *, wrong: bool = False) -> dict:
    """What the form says saving will start. ``wrong`` is a date that was given and cannot be."""
    if on is None or wrong:
        return {"note": WRONG if wrong else NOT_YET}
    clocks = running([child.pk for child in children])
    if not clocks:
        return {"note": NO_CLOCK}
    return {"lines": _lines(children, clocks, on, worker)}


def _lines(children, clocks, on: date, worker) -> list[dict]:
    """One line for the children whose next visit is the same."""
    grouped: dict[NextVisit, list[str]] = {}
    visits: dict[tuple, NextVisit] = {}
    for child in children:
        if clock := clocks.get(child.pk):
            why = not_counted(clock, worker, on)
            key = (family(clock), clock.opened_at, clock.due_at, why)
            if key not in visits:
                visits[key] = NextVisit(clock.due_at, not_counted=why) if why else after(clock, on)
            grouped.setdefault(visits[key], []).append(child.first_name)
    everyone = len(grouped) == 1 and len(clocks) == len(children)
    return [
        {"next": next_, "names": "" if everyone else words.listed(names)}
        for next_, names in grouped.items()
    ]


def saved_words(children, today: date) -> str:
    """The days the sweep sets, by child where they differ. Asked within the save, it runs first."""
    sweep([child.pk for child in children])
    clocks = running([child.pk for child in children])
    days: dict[str, list[str]] = {}
    for child in children:
        if clock := clocks.get(child.pk):
            day = words.named_day(clock.due_at, today)
            days.setdefault(day, []).append(child.first_name)
    if not days:
        return ""
    if len(days) == 1 and len(clocks) == len(children):
        return f"Next visit due by {next(iter(days))}."
    parts = [f"{day} for {words.listed(names)}" for day, names in days.items()]
    return f"Next visit due by {words.listed(parts)}."
