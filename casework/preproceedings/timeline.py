"""A family's milestones, read for a page: rows per child, marks by week, and the next step."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from casework.children.together.record import tell_apart
from casework.interface.words import as_day
from casework.preproceedings.models import (
    AssessmentOfChild,
    ChildPreProceedings,
    PanelDecision,
    ProcessMeeting,
)
from casework.timescales.models import Deadline

WEEKS_SHOWN = 20
LETTERS = {
    "plo.letter_sent": "L",
    "plo.first_meeting": "M",
    "plo.review_meeting": "R",
    "plo.midpoint": "H",
    "plo.week_12": "C",
    "plo.end": "E",
    "plo.extend": "E",
}
KEY = [
    ("D", "decision to begin"),
    ("L", "letter"),
    ("M", "first meeting"),
    ("R", "review"),
    ("H", "halfway check"),
    ("C", "check at week 12"),
    ("A", "assessment"),
    ("P", "panel extends"),
    ("E", "end: step down or go to court"),
]


@dataclass(frozen=True)
class Mark:
    """One milestone of one child: done on a day, or due on one."""

    letter: str
    label: str
    on: date | None = None
    due: date | None = None

    @property
    def day(self) -> date:
        day = self.on or self.due
        assert day is not None
        return day

    @property
    def late(self) -> bool:
        return self.due is not None and (self.on or timezone.localdate()) > self.due

    @property
    def state(self) -> str:
        """done, late or to_come: late whether it is done or not."""
        if self.late:
            return "late"
        return "done" if self.on else "to_come"

    @property
    def days_late(self) -> int:
        return ((self.on or timezone.localdate()) - self.due).days if self.due else 0


@dataclass
class ChildLine:
    """One child’s line of the timeline."""

    row: ChildPreProceedings
    marks: list[Mark] = field(default_factory=list)

    @property
    def child(self):
        return self.row.child

    @property
    def until(self) -> date:
        return self.row.outcome_on or timezone.localdate()

    @property
    def weeks(self) -> int:
        """Whole weeks in process."""
        return (self.until - self.row.started_on).days // 7 if self.row.started_on else 0

    def week_of(self, day: date) -> float:
        return (day - self.row.started_on).days / 7 if self.row.started_on else 0


@dataclass(frozen=True)
class StepRow:
    """One line of the table below the chart: when due, when done, how long since the step
    before."""

    label: str
    due: date | None
    on: date | None
    days_since: int | None
    aim: str
    late: bool
    days_late: int
    url: str = ""


def lines_of(rows: Iterable[ChildPreProceedings]) -> list[ChildLine]:
    """The lines of these children, in five queries however many there are."""
    begun = [row for row in rows if row.started_on]
    tell_apart([row.child for row in begun])
    clocks = _clocks(begun)
    meetings = _by_row(ProcessMeeting.objects.with_parents().order_by("held_on", "pk"), begun)
    assessments = _by_row(
        AssessmentOfChild.objects.with_dates().select_related("ordered").order_by("pk"), begun
    )
    decisions = _by_row(PanelDecision.objects.extensions().order_by("decided_on"), begun)
    return [
        ChildLine(
            row,
            sorted(
                [
                    *_own_marks(row, clocks[row.pk]),
                    *_review_marks(meetings[row.pk], clocks[row.pk]),
                    *_assessment_marks(assessments[row.pk]),
                    *(
                        Mark("P", "Panel extends", on=panel.decided_on)
                        for panel in decisions[row.pk]
                    ),
                ],
                key=lambda mark: mark.day,
            ),
        )
        for row in begun
    ]


def _by_row(records, rows) -> dict[int, list[Any]]:
    kept = defaultdict(list)
    for record in records.filter(in_process__in=rows):
        kept[record.in_process_id].append(record)
    return kept


def _clocks(rows) -> dict[int, dict[str, list[Deadline]]]:
    """The clocks of each child’s process, by code, the oldest first."""
    child_of = {row.child_id: row for row in rows}
    kept: dict[int, dict[str, list[Deadline]]] = {row.pk: defaultdict(list) for row in rows}
    deadlines = Deadline.objects.filter(child__in=child_of, code__startswith="plo.")
    for deadline in deadlines.order_by("due_at", "pk"):
        row = child_of[deadline.child_id]
        if as_day(deadline.opened_at) >= row.started_on:
            kept[row.pk][deadline.code].append(deadline)
    return kept


def _own_marks(row, clocks):
    yield Mark("D", "Decision to begin", on=row.started_on)
    for code, label, on in (
        ("plo.letter_sent", "Letter before proceedings", row.letters_sent_on),
        ("plo.first_meeting", "First meeting", row.first_meeting_on),
        ("plo.midpoint", "Halfway check", row.midpoint_on),
        ("plo.week_12", "Check at week 12", row.week_12_on),
    ):
        due = _due(clocks, code)
        if on or (due and not row.outcome and not _lapsed(clocks, code)):
            yield Mark(LETTERS[code], label, on=on, due=due)
    ends = _due(clocks, "plo.extend") or _due(clocks, "plo.end")
    if row.outcome_on or ends:
        yield Mark("E", row.get_outcome_display() or "Decide", on=row.outcome_on, due=ends)


def _due(clocks, code) -> date | None:
    return as_day(clocks[code][-1].due_at) if clocks[code] else None


def _lapsed(clocks, code) -> bool:
    return bool(clocks[code] and clocks[code][-1].lapsed_at)


def _review_marks(meetings, clocks):
    """Each review held, against the clock the meeting before it opened; then the next one due."""
    due_of = {clock.record_id: as_day(clock.due_at) for clock in clocks["plo.review_meeting"]}
    before = None
    for meeting in meetings:
        if meeting.kind == ProcessMeeting.Kind.REVIEW:
            due = due_of.get(before.pk) if before else None
            yield Mark("R", "Review meeting", on=meeting.held_on, due=due)
        before = meeting
    for clock in clocks["plo.review_meeting"]:
        if clock.met_at is None and clock.lapsed_at is None:
            yield Mark("R", "Review meeting", due=as_day(clock.due_at))


def _assessment_marks(parts):
    for part in parts:
        if part.called_off_on is None:
            yield Mark("A", str(part.ordered), on=part.received_on, due=part.due_on)


def table_of(lines: Iterable[ChildLine]) -> list[StepRow]:
    """The family’s steps in order; brothers and sisters who share a step are one line."""
    marks = {
        (mark.letter, mark.label, mark.on, mark.due): mark for line in lines for mark in line.marks
    }
    ordered = sorted(marks.values(), key=lambda mark: mark.day)
    rows: list[StepRow] = []
    last: date | None = None
    for mark in ordered:
        since = (mark.on - last).days if mark.on and last else None
        rows.append(
            StepRow(
                label=mark.label,
                due=mark.due,
                on=mark.on,
                days_since=since,
                aim="",
                late=mark.late,
                days_late=mark.days_late,
            )
        )
        last = mark.on or last
    return rows


def next_clock(process_rows: Iterable[ChildPreProceedings]) -> Deadline | None:
    """What is due first of all that runs for these children in the process or in court."""
    children = [row.child_id for row in process_rows]
    running = Deadline.objects.open().filter(child__in=children)
    running = running.filter(code__startswith="plo.") | running.filter(code__startswith="court.")
    return running.shown().by_due_date().first()
