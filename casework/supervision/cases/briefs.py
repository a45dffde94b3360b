"""What a manager needs beside them: read from the files of all the children in a fixed number of
questions of the database, however many brothers and sisters there are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment
from casework.actions.models import Action
from casework.children.extensions.shared_records import tell
from casework.children.models import Child
from casework.documents.models import ContactLimit
from casework.interface import words
from casework.legal.models import LegalStatus
from casework.plans.models import Plan
from casework.recording.models import ChildNote, ChildVisit, Note
from casework.supervision.models import CaseSupervision
from casework.timescales.models import Deadline
from casework.waits.ledger.lines import lines_of
from casework.waits.models import NeedForHelp
from missing.models import Finding

SHOWN = 8
PROMISES = ("action.due", "audit.action.due")
LONG_MONTHS: dict[str, int] = {Plan.Kind.PROTECTION: 15, Plan.Kind.NEED: 9}


@dataclass(frozen=True)
class Line:
    """One thing to know: its words, where it is read, and how it stands."""

    words: str
    url: str = ""
    state: str = ""
    status: str = ""
    note: str = ""


@dataclass
class Brief:
    """What is known of one child, under the headings a manager asks for, in their order."""

    facts: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    last: CaseSupervision | None = None

    @property
    def parts(self) -> list[tuple[str, list[Line]]]:
        return [(heading, self.facts[heading]) for heading in HEADINGS if self.facts.get(heading)]

    @property
    def late(self) -> int:
        return sum(line.state == "overdue" for lines in self.facts.values() for line in lines)


LATE, SEEN, SAID, LEARNED = "Late and due", "Seen", "What they said", "Not used yet"
AUDITED, WAITING, DRIFTING = "Asked for by an audit", "Being written or waiting", "How long"
UNMET = "Help not started"
LIMITS, BEFORE = "Who may not have contact", "Last supervision"
HEADINGS = (LATE, SEEN, SAID, UNMET, LEARNED, AUDITED, WAITING, DRIFTING, LIMITS, BEFORE)


def briefs(children: Iterable[Child], reader) -> dict[int, Brief]:
    ids = [child.pk for child in children]
    read = {pk: Brief() for pk in ids}
    for heading, part in PARTS:
        for child, line in part(ids, reader):
            if len(read[child].facts[heading]) < SHOWN:
                read[child].facts[heading].append(line)
    for last in newest(CaseSupervision.objects.with_discussion(), ids, "held_on"):
        read[last.child_id].last = last
    return read


def newest(rows, ids, day: str, *tie: str) -> Any:
    """The newest row of each child."""
    rows = rows.filter(child__in=ids).order_by("child", f"-{day}", *tie, "-pk")
    return rows.distinct("child")


def _due(ids, reader) -> Iterator:
    """Every clock that runs; what was promised stands beside, by its own words."""
    running = Deadline.objects.open().filter(child__in=ids).exclude(code__in=PROMISES)
    for deadline in running.shown().by_due_date():
        link = deadline.action_link
        yield (
            deadline.child_id,
            Line(deadline.title, link["url"] if link else "", deadline.shown_state, deadline.words),
        )


def _seen(ids, reader) -> Iterator:
    seen = ChildVisit.objects.seen().with_visit()
    for visit in newest(seen, ids, "held_on"):
        alone = "seen alone" if visit.seen_alone else "not seen alone"
        text = f"{words.full_day(visit.held_on)} by {visit.visit.worker}, {alone}"
        yield visit.child_id, Line(text, reverse("visit", args=[visit.child_id, visit.visit_id]))
    work = ChildNote.objects.filter(note__kind=Note.Kind.DIRECT_WORK).with_note()
    for part in tell(newest(work, ids, "note__happened_at"), reader):
        text = f"Direct work {words.full_day(words.as_day(part.at))}: {part.note.title}"
        yield part.child_id, Line(text, reverse("note", args=[part.child_id, part.note_id]))


def _said(ids, reader) -> Iterator:
    told = ChildVisit.objects.with_words().with_visit().select_related("child__person")
    for visit in tell(newest(told, ids, "held_on"), reader):
        url = reverse("visit", args=[visit.child_id, visit.visit_id])
        changed = visit.changed_because
        note = f"What changed: {changed}" if changed else "Nothing written of what changed"
        yield visit.child_id, Line(visit.said, url, note=note)


def _unmet(ids, reader) -> Iterator:
    """Each need that is still waited for, the longest wait first, with what helps meanwhile."""
    for line in lines_of(NeedForHelp.objects.filter(child__in=ids).waiting().longest_first()):
        url = reverse("help-needs", args=[line.need.child_id])
        note = f"Meanwhile: {line.need.meanwhile or 'nothing is written down'}"
        yield line.need.child_id, Line(f"{line.need}: {line.words}", url, note=note)


def _learned(ids, reader) -> Iterator:
    for finding in Finding.objects.unused().filter(child__in=ids).oldest_first():
        url = reverse("missing", args=[finding.child_id])
        yield finding.child_id, Line(finding.text, url, note="From a return home interview")


def _audited(ids, reader) -> Iterator:
    actions = Action.objects.open().from_audits().filter(child__in=ids).with_owner(reader)
    for action in actions.order_by("due_on", "pk"):
        url = reverse("actions", args=[action.child_id])
        yield (
            action.child_id,
            Line(action.what, url, action.state, action.state_words, str(action.owner)),
        )


def _waiting(ids, reader) -> Iterator:
    """What the worker is writing, and what a manager has: the text itself stays theirs."""
    assessments = Assessment.objects.open().filter(child__in=ids).order_by("started_on", "pk")
    plans = Plan.objects.open().filter(child__in=ids, authorised_on=None, imported=False)
    for rows, url in ((assessments, "assessments"), (plans.order_by("started_on", "pk"), "plan")):
        for row in rows:
            state = "waiting" if row.submitted_at else "on_time"
            status = "Waiting for a manager" if row.submitted_at else "Being written"
            yield row.child_id, Line(str(row), reverse(url, args=[row.child_id]), state, status)


def _drift(ids, reader) -> Iterator:
    before: dict[tuple, int] = defaultdict(int)
    today = timezone.localdate()
    for plan in Plan.objects.filter(child__in=ids).order_by("started_on", "pk"):
        key = plan.child_id, plan.kind
        before[key] += 1
        if plan.ended_on is None:
            months = (today.year - plan.started_on.year) * 12 + today.month - plan.started_on.month
            months -= today.day < plan.started_on.day
            long = months >= LONG_MONTHS[plan.kind]
            again = f", and had {words.counted(before[key] - 1, 'plans')} before it"
            yield (
                plan.child_id,
                Line(
                    f"{plan.get_kind_display()} for {words.counted(months, 'months')}"
                    f"{again if before[key] > 1 else ''}",
                    reverse("plan", args=[plan.child_id]),
                    "due_soon" if long else "",
                    "Long" if long else "",
                ),
            )
    for status in LegalStatus.objects.filter(child__in=ids, ended_on=None).order_by("started_on"):
        since = words.full_day(status.started_on)
        url = reverse("legal", args=[status.child_id])
        yield status.child_id, Line(f"{status.get_kind_display()} since {since}", url)


def _limits(ids, reader) -> Iterator:
    limits = ContactLimit.objects.standing().filter(child__in=ids).select_related("person__child")
    known = set(
        Child.objects.visible_to(reader)
        .filter(person__contact_limits__in=limits)
        .values_list("person", flat=True)
    )
    for limit in limits.order_by("pk"):
        has_file = getattr(limit.person, "child", None)
        named = limit.person if has_file is None or limit.person_id in known else "Someone"
        yield limit.child_id, Line(f"{named}: {limit.limit}")


def _before(ids, reader) -> Iterator:
    for last in newest(CaseSupervision.objects.all(), ids, "held_on"):
        url = reverse("case-supervision", args=[last.child_id, last.pk])
        text = f"{words.full_day(last.held_on)}: {last.what_changed}"
        yield last.child_id, Line(text, url, note=f"{last.get_decision_display()}")


PARTS = (
    (LATE, _due),
    (SEEN, _seen),
    (SAID, _said),
    (UNMET, _unmet),
    (LEARNED, _learned),
    (AUDITED, _audited),
    (WAITING, _waiting),
    (DRIFTING, _drift),
    (LIMITS, _limits),
    (BEFORE, _before),
)
