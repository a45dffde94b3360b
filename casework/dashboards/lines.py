"""The lines of my work: what is due and where I must be, brothers and sisters on one line."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from casework.access.roles import Permission
from casework.actions.models import Action
from casework.children.families import by_family, children_of
from casework.children.models import Child
from casework.dashboards.attempts import tried
from casework.interface.words import LONDON, as_day, capital, day_and_time, listed, short_day
from casework.meetings.models import Meeting
from casework.timescales.models import Deadline
from casework.timescales.registry import registry

WEEKS_AHEAD = 4
TO_DO = {"action.due", "audit.action.due"}
OF_ACTIONS = {*TO_DO, "audit.action.check"}
PARTS = {"today": "Today", "overdue": "Overdue", "this_week": "This week", "later": "Later"}


@dataclass
class Line:
    """One thing to do for one child, or for brothers and sisters together."""

    title: str
    children: list[Child]
    on: datetime
    first: Deadline | None = None
    note: str = ""
    status: dict | None = None
    deed: dict | None = None

    @property
    def names(self) -> str:
        return listed(child.first_name for child in self.children)

    @property
    def say_why(self) -> str:
        return self.first.say_why if self.first else ""


# What is due


def due_for(worker) -> list[Deadline]:
    """What this worker must do in the next four weeks, and what is already late.

    A worker answers for the children they hold; a manager also for what only a manager can do in
    their team; a chair or coordinator for what is theirs across the service; anyone for an action
    that is theirs to do, whoever holds the child.
    """
    mine = Q(worker=worker) & ~Q(code__in=others_codes("social_worker"))
    owned = Action.objects.open().filter(owner_worker=worker)
    mine |= Q(code__in=TO_DO, record_id__in=owned.values("pk"))
    if worker.may(Permission.DECIDE) and worker.team_id:
        mine |= Q(code__in=registry.codes_for("team_manager"), team=worker.team_id)
    if worker.role in ("conference_chair", "missing_coordinator"):
        mine |= Q(code__in=registry.codes_for(worker.role))
    due = Deadline.objects.visible_to(worker).open().filter(mine, due_at__lt=four_weeks_on())
    due = due.with_state().with_lateness().with_reason().with_child().by_due_date()
    return list(due[:300])


def others_codes(role: str) -> list[str]:
    """Codes some other role answers for."""
    return [rule.code for rule in registry if rule.responsible != role]


def four_weeks_on() -> datetime:
    return start_of(timezone.localdate() + timedelta(weeks=WEEKS_AHEAD, days=1))


def start_of(day) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)


def name_actions(deadlines) -> None:
    """Give each deadline what is said of it: an action is called by its own words."""
    ids = [deadline.record_id for deadline in deadlines if deadline.code in OF_ACTIONS]
    what = Action.objects.only("what", "source", "agreed_on").in_bulk(ids) if ids else {}
    for deadline in deadlines:
        action = what.get(deadline.record_id) if deadline.code in OF_ACTIONS else None
        deadline.said = action.what if action else deadline.title
        deadline.note = where_agreed(action) if action else ""


def where_agreed(action: Action) -> str:
    agreed = short_day(action.agreed_on, timezone.now())
    return f"{action.get_source_display()}, agreed on {agreed}"


def due_lines(deadlines, families) -> list[Line]:
    """One line where brothers and sisters have the same thing due on the same day."""
    alike = (lambda one: one.code, lambda one: one.said, lambda one: one.due_on)
    together = by_family(deadlines, families, *alike)
    return [due_line(those) for those in together]


def due_line(those: list[Deadline]) -> Line:
    first = those[0]
    return Line(
        title=first.said, children=children_of(those), on=first.due_at, first=first,
        note=next((one.note for one in those if one.note), ""), deed=first.deed,
    )  # fmt: skip


# Where I must be


def meetings_for(worker) -> list[Meeting]:
    """What is planned from this morning on for four weeks, that they chair, are asked to or that
    is about a child they work with."""
    planned = Meeting.objects.visible_to(worker).planned().of_worker(worker)
    soon = planned.filter(
        starts_at__gte=start_of(timezone.localdate()), starts_at__lt=four_weeks_on()
    )
    soon = soon.select_related("chair").with_known_children(worker)
    return list(soon.order_by("starts_at", "pk")[:100])


def meeting_line(meeting: Meeting, worker) -> Line:
    now = timezone.now()
    today = as_day(meeting.starts_at) == as_day(now)
    return Line(
        title=str(meeting), children=sorted(meeting.known, key=lambda one: one.pk),
        on=meeting.starts_at, note=where_held(meeting, worker),
        status={
            "state": "due_soon" if today else "on_time",
            "words": capital(day_and_time(meeting.starts_at, now)), "when": meeting.starts_at,
        },
        deed={"label": "Open meeting" if today else "Prepare",
              "url": reverse("meeting", args=[meeting.pk])},
    )  # fmt: skip


def where_held(meeting: Meeting, worker) -> str:
    said = [meeting.get_way_display(), meeting.place]
    if meeting.chair:
        said.append("you chair" if meeting.chair == worker else f"chaired by {meeting.chair}")
    where = ", ".join(one for one in said if one)
    return f"{where}. Say whether it was held." if meeting.begun else where


# In parts


def lines_for(worker, due, meetings, families) -> dict[str, list[Line]]:
    """The parts of the page: in each, meetings by their hour and then what is due."""
    name_actions(due)
    for deadline, note in tried(due):
        deadline.note = note
    found: dict[str, list[Line]] = {name: [] for name in PARTS}
    booked = [meeting_line(one, worker) for one in meetings]
    for line in [*booked, *due_lines(due, families)]:
        found[part_of(line)].append(line)
    for name in ("this_week", "later"):
        found[name].sort(key=lambda line: as_day(line.on))
    return found


def part_of(line: Line) -> str:
    if line.first and line.first.state == "overdue":
        return "overdue"
    ahead = (as_day(line.on) - timezone.localdate()).days
    if ahead <= 0:
        return "today"
    return "this_week" if ahead <= 6 else "later"
