"""The lines of my work: what is due and where I must be, brothers and sisters on one line."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Case, OuterRef, Q, Subquery, When
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Absence, Worker
from casework.access.roles import Permission
from casework.actions.models import Action
from casework.children.family.siblings import by_family, children_of
from casework.children.models import Child
from casework.children.readers import Kept
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
    action_link: dict | None = None

    @property
    def names(self) -> str:
        return listed(child.first_name for child in self.children)

    @property
    def say_why(self) -> str:
        return self.first.say_why if self.first else ""


# What is due


@dataclass
class DueItem:
    """A deadline as a list calls it: an action by its own words, all else by the duty's title."""

    deadline: Deadline
    title: str
    note: str = ""

    @property
    def child(self) -> Child:
        return self.deadline.child

    @property
    def child_id(self) -> int:
        return self.deadline.child_id


@Kept
def due_for_reader(worker):
    """What this worker must do in the next four weeks, and what is already late.

    A worker answers for the children they hold; a manager also for what only a manager can do in
    their team; a chair or coordinator for what is theirs across the service; anyone for an action
    that is theirs to do, whoever holds the child. Whoever covers for another answers for all that
    the other holds, those days.
    """
    whose = Q(worker=worker) | Q(worker__in=Absence.objects.covered_by(worker))
    mine = whose & ~Q(code__in=others_codes("social_worker"))
    owned = Action.objects.open().filter(
        Q(owner_worker=worker) | Q(owner_worker__in=Absence.objects.covered_by(worker))
    )
    mine |= Q(code__in=TO_DO, record_id__in=owned.values("pk"))
    if worker.may(Permission.DECIDE) and worker.team_id:
        mine |= Q(code__in=registry.codes_shown_to("team_manager"), team=worker.team_id)
    if worker.role in ("conference_chair", "missing_coordinator"):
        mine |= Q(code__in=registry.codes_for(worker.role))
    due = Deadline.objects.visible_to(worker).open().filter(mine, due_at__lt=four_weeks_on())
    return due.shown().with_child().annotate(action=agreed_action()).by_due_date()[:300]


def due_for(worker) -> list[Deadline]:
    return due_for_reader.read(worker)


def others_codes(role: str) -> list[str]:
    """Codes some other role answers for."""
    return [rule.code for rule in registry if rule.responsible != role]


def four_weeks_on() -> datetime:
    return start_of(timezone.localdate() + timedelta(weeks=WEEKS_AHEAD, days=1))


def start_of(day) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)


def agreed_action() -> Case:
    """Of a deadline, the action it is about, where it is about one."""
    facts = JSONObject(what="what", source="source", agreed_on="agreed_on")
    agreed = Action.objects.filter(pk=OuterRef("record_id")).values(facts=facts)
    return Case(When(code__in=sorted(OF_ACTIONS), then=Subquery(agreed)))


def named(deadlines) -> list[DueItem]:
    """The deadlines with what each is called, and where an action was agreed; each was read with
    its ``agreed_action``."""
    items = []
    for deadline in deadlines:
        agreed = deadline.action
        title, note = (agreed["what"], where_agreed(agreed)) if agreed else (deadline.title, "")
        items.append(DueItem(deadline, title, note))
    return items


def where_agreed(facts: dict) -> str:
    action = Action(source=facts["source"], agreed_on=date.fromisoformat(facts["agreed_on"]))
    agreed = short_day(action.agreed_on, timezone.now())
    return f"{action.get_source_display()}, agreed on {agreed}"


def due_lines(items: list[DueItem], families) -> list[Line]:
    """One line where brothers and sisters have the same thing due on the same day."""
    alike = (
        lambda item: item.deadline.code,
        lambda item: item.title,
        lambda item: item.deadline.due_on,
    )
    together = by_family(items, families, *alike)
    return [due_line(those) for those in together]


def due_line(those: list[DueItem]) -> Line:
    first = those[0].deadline
    return Line(
        title=those[0].title,
        children=children_of(those),
        on=first.due_at,
        first=first,
        note=next((item.note for item in those if item.note), ""),
        action_link=first.action_link,
    )


# Where I must be


def meetings_for(worker) -> list[Meeting]:
    """What is planned from this morning on for four weeks, that they chair, are asked to or that
    is about a child they work with."""
    visible = Meeting.objects.visible_to(worker).planned()
    away = Worker.objects.filter(pk__in=Absence.objects.covered_by(worker))
    planned = visible.of_worker(worker)
    for other in away:
        planned = planned | visible.of_worker(other)
    soon = planned.filter(
        starts_at__gte=start_of(timezone.localdate()), starts_at__lt=four_weeks_on()
    )
    soon = soon.select_related("chair").with_known_children(worker)
    return list(soon.order_by("starts_at", "pk")[:100])


def meeting_line(meeting: Meeting, worker) -> Line:
    now = timezone.now()
    today = as_day(meeting.starts_at) == as_day(now)
    return Line(
        title=str(meeting),
        children=sorted(meeting.known, key=lambda child: child.pk),
        on=meeting.starts_at,
        note=where_held(meeting, worker),
        status={
            "state": "due_soon" if today else "on_time",
            "words": capital(day_and_time(meeting.starts_at, now)),
            "when": meeting.starts_at,
        },
        action_link={
            "label": "Open meeting" if today else "Prepare",
            "url": reverse("meeting", args=[meeting.pk]),
        },
    )


def where_held(meeting: Meeting, worker) -> str:
    parts = [meeting.get_way_display(), meeting.place]
    if meeting.chair:
        parts.append("you chair" if meeting.chair == worker else f"chaired by {meeting.chair}")
    where = ", ".join(part for part in parts if part)
    return f"{where}. Say whether it was held." if meeting.begun else where


# In parts


def lines_for(worker, due, meetings, families) -> dict[str, list[Line]]:
    """The parts of the page: in each, meetings by their hour and then what is due."""
    items = named(due)
    attempts = {deadline.pk: note for deadline, note in tried(due)}
    for item in items:
        item.note = attempts.get(item.deadline.pk, item.note)
        item.note = item.note or for_whom(item.deadline, worker)
    parts: dict[str, list[Line]] = {name: [] for name in PARTS}
    booked = [meeting_line(meeting, worker) for meeting in meetings]
    for line in [*booked, *due_lines(items, families)]:
        parts[part_of(line)].append(line)
    for name in ("this_week", "later"):
        parts[name].sort(key=lambda line: as_day(line.on))
    return parts


def for_whom(deadline: Deadline, reader) -> str:
    """Whose it is, where the reader covers for them."""
    covers = deadline.worker_id and deadline.worker_id != reader.pk
    away = covers and any(gone.worker_id == deadline.worker_id for gone in covering(reader))
    return f"You cover for {deadline.worker}" if away else ""


def covering(worker) -> list[Absence]:
    """For whom this worker covers today; asked once a page."""
    if not hasattr(worker, "covers_today"):
        today = Absence.objects.today().filter(deputy=worker).with_people()
        worker.covers_today = list(today)
    return worker.covers_today


def part_of(line: Line) -> str:
    if line.first and line.first.state == "overdue":
        return "overdue"
    ahead = (as_day(line.on) - timezone.localdate()).days
    if ahead <= 0:
        return "today"
    return "this_week" if ahead <= 6 else "later"
