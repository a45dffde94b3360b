"""The panel's sheet: every open family this worker may know of, in a fixed number of queries.

A step is a clock of the engine, with its own due date, state, lateness and reason, so that the
sheet says what every other page says. Only open processes are read, however many have ended.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from django.db.models import Q
from django.utils import timezone

from casework.children.extensions.shared_records import tell
from casework.children.models import Child
from casework.children.together.record import tell_apart
from casework.documents.letters.readability import age as reading_age
from casework.documents.models import Letter
from casework.interface.words import age_words, short_day
from casework.preproceedings.models import (
    AssessmentOfChild,
    ChildPreProceedings,
    PanelDecision,
    Parent,
    TrackerUpdate,
)
from casework.preproceedings.panel_sheet.families import ChildOnSheet, Family, Step
from casework.timescales.models import Deadline, Target
from casework.timescales.registry import registry


@dataclass(frozen=True)
class Kind:
    """How one clock stands on the sheet: its letter, its words, and what is done to meet it."""

    letter: str
    title: str
    short: str
    does: str


STEPS = {
    "plo.letter_sent": Kind(
        "L", "Letter before proceedings, each parent", "Letter", "send the letter"
    ),
    "plo.first_meeting": Kind("M", "First meeting", "First meeting", "hold the first meeting"),
    "plo.agreement": Kind("", "Written agreement copied", "Agreement", "copy the agreement"),
    "plo.review_meeting": Kind("R", "Review meeting", "Review", "hold the review meeting"),
    "plo.midpoint": Kind("H", "Halfway check", "Halfway check", "halfway check"),
    "plo.week_12": Kind("C", "Check at week 12", "Check at week 12", "check at week 12"),
    "plo.extend": Kind("E", "Decision by the new end", "Decision", "decide"),
    "plo.end": Kind("E", "Decision: step down or go to court", "Decision", "decide"),
    "plo.issue": Kind("I", "Application to the court", "Application", "apply to the court"),
}
APPLY = ChildPreProceedings.Outcome.APPLY
ENDED: dict[str, str] = {
    ChildPreProceedings.Outcome.STEP_DOWN: "Stepped down",
    ChildPreProceedings.Outcome.APPLY: "Going to court",
    ChildPreProceedings.Outcome.LEFT: "Left",
}


@dataclass(frozen=True)
class Sheet:
    """The families as they stand on one day, most weeks first."""

    day: date
    families: list[Family]

    @property
    def children(self) -> list[ChildOnSheet]:
        return [child for family in self.families for child in family.in_process]

    @property
    def unborn(self) -> int:
        return sum(child.unborn for child in self.children)

    @property
    def late(self) -> list[Family]:
        return [family for family in self.families if family.overdue]

    @property
    def overdue_steps(self) -> int:
        return sum(len(family.overdue) for family in self.families)

    @property
    def past_latest(self) -> list[Family]:
        return [family for family in self.families if family.past_latest]

    @property
    def near_end(self) -> list[Family]:
        return [family for family in self.families if family.near_end]

    @property
    def usual_days_to_letter(self) -> float | None:
        """The middle of the days from the decision to the letter, of letters sent."""
        days = [
            step.days
            for family in self.families
            for step in family.steps
            if step.letter == "L" and step.done_on and step.days is not None
        ]
        return median(days) if days else None

    def only(self, families: list[Family]) -> "Sheet":
        return replace(self, families=families)


def on_sheet(worker):
    """The rows of families of whom a child is in process, or goes to court and has not gone yet."""
    open_ones = ChildPreProceedings.objects.visible_to(worker).started().recorded_here()
    going = open_ones.filter(Q(outcome="") | Q(outcome=APPLY, applied_on=None))
    rows = open_ones.filter(process__in=going.values("process")).exclude(outcome="not_started")
    return rows.oldest_child_first().select_related(
        "child__person", "child__team", "process__case_manager"
    )


def sheet(worker) -> Sheet:
    day = timezone.localdate()
    by_process: dict[int, list[ChildPreProceedings]] = {}
    for row in on_sheet(worker):
        by_process.setdefault(row.process_id, []).append(row)
    facts = Facts.of([row for rows in by_process.values() for row in rows], worker)
    families = [_family(rows, facts, day) for rows in by_process.values()]
    return Sheet(day, sorted(families, key=lambda family: (family.began_on, family.name)))


def family_of(rows: list[ChildPreProceedings], worker) -> Family | None:
    """One family as the sheet has it, begun or ended: the same steps, drawing and days."""
    begun = [row for row in rows if row.started_on]
    if not begun:
        return None
    return _family(begun, Facts.of(begun, worker), timezone.localdate())


@dataclass(frozen=True)
class Facts:
    """All that the families' rows are read with, by the child's row."""

    deadlines: dict[int, list[Deadline]]
    assessments: dict[int, list[AssessmentOfChild]]
    extensions: dict[int, PanelDecision]
    updates: dict[int, TrackerUpdate]
    targets: list[Target]
    letter_ages: dict[int, int]
    parents: dict[int, int]

    @classmethod
    def of(cls, rows: list[ChildPreProceedings], worker) -> "Facts":
        keys = [row.pk for row in rows]
        decisions = PanelDecision.objects.extensions().filter(in_process__in=keys)
        updates = TrackerUpdate.objects.filter(in_process__in=keys).select_related("next_owner")
        parents = list(Parent.objects.filter(process__in={row.process_id for row in rows}))
        return cls(
            deadlines=_deadlines(rows),
            assessments=_by_row(
                AssessmentOfChild.objects.filter(in_process__in=keys, ordered__called_off_on=None)
                .select_related("ordered")
                .order_by("ordered__due_on", "pk")
            ),
            extensions={
                decision.in_process_id: decision
                for decision in decisions.order_by("decided_on", "pk")
            },
            updates={
                update.in_process_id: update
                for update in tell(updates.order_by("looked_on", "pk"), worker)
            },
            targets=list(Target.objects.of(worker.authority).filter(code__in=STEPS)),
            letter_ages=_letter_ages(parents),
            parents=_counted(parent.process_id for parent in parents),
        )


def _by_row(records) -> dict[int, list]:
    held: dict[int, list] = {}
    for record in records:
        held.setdefault(record.in_process_id, []).append(record)
    return held


def _counted(keys: Iterable[int]) -> dict[int, int]:
    counted: dict[int, int] = {}
    for key in keys:
        counted[key] = counted.get(key, 0) + 1
    return counted


def _deadlines(rows) -> dict[int, list[Deadline]]:
    """The clocks of each child in this process, not in an earlier or a later one; one that lapsed
    is left out."""
    began = {row.child_id: row for row in rows}
    clocks = (
        Deadline.objects.filter(child__in=began, code__in=STEPS, lapsed_at=None)
        .shown()
        .select_related("worker")
        .order_by("opened_at", "pk")
    )
    held: dict[int, list[Deadline]] = {}
    for clock in clocks:
        row = began[clock.child_id]
        if _is_of(clock, row):
            held.setdefault(row.pk, []).append(clock)
    return held


def _is_of(clock: Deadline, row: ChildPreProceedings) -> bool:
    """A clock of the child's row, or of a meeting held while it ran."""
    if clock.code != "plo.review_meeting":
        return clock.record_id == row.pk
    opened = timezone.localdate(clock.opened_at)
    return (row.started_on or opened) <= opened <= (row.outcome_on or opened)


def _letter_ages(parents: list[Parent]) -> dict[int, int]:
    """The reading age of the letters still being written, the hardest of each family."""
    of_family = {str(parent.pk): parent.process_id for parent in parents}
    drafts = Letter.objects.drafts().filter(
        template__source="before-proceedings", about__in=of_family
    )
    ages: dict[int, int] = {}
    for about, text in drafts.values_list("about", "text"):
        process = of_family[about]
        ages[process] = max(ages.get(process, 0), reading_age(text))
    return ages


def _family(rows: list[ChildPreProceedings], facts: Facts, day: date) -> Family:
    tell_apart([row.child for row in rows])
    children = [_child(lane, row, facts, day) for lane, row in enumerate(rows)]
    steps: dict[Step, list[int]] = {}
    for lane, row in enumerate(rows):
        for step in _steps(row, facts, day):
            steps.setdefault(step, []).append(lane)
    process = rows[0].process
    clocks = [clock for row in rows for clock in facts.deadlines.get(row.pk, [])]
    lead = next((str(clock.worker) for clock in clocks if clock.worker), "")
    together = [replace(step, lanes=tuple(lanes)) for step, lanes in steps.items()]
    return Family(
        key=rows[0].process_id or 0,
        name=_name(rows),
        worker=str(process.case_manager) if process and process.case_manager else lead,
        day=day,
        children=children,
        steps=sorted(together, key=lambda step: (step.shown_on or date.max, step.title)),
        letter_age=facts.letter_ages.get(rows[0].process_id or 0, 0),
    )


def _name(rows) -> str:
    """What the most of the children are called; a baby not yet born has the others’ name."""
    names = [row.child.person.family_name for row in rows if row.child.person.family_name]
    return max(names, key=names.count) if names else str(rows[0].child)


def _child(lane: int, row: ChildPreProceedings, facts: Facts, day: date) -> ChildOnSheet:
    update, child = facts.updates.get(row.pk), row.child
    return ChildOnSheet(
        lane=lane,
        child_id=row.child_id,
        name=_child_name(child, day),
        note=row.lives or ("not born yet" if child.person.unborn else ""),
        began_on=row.started_on or day,
        outcome=ENDED.get(row.outcome, row.get_outcome_display()) if row.outcome else "",
        outcome_on=row.outcome_on,
        extended_to=row.extended_to,
        why_late=update.why_late if update else "",
        for_panel=update.for_panel if update else "",
        owner=str(update.next_owner) if update and update.next_owner else "",
        unborn=child.person.unborn,
        waits=row.outcome == APPLY and row.applied_on is None,
    )


def _child_name(child: Child, day: date) -> str:
    person = child.person
    if person.unborn:
        due = f", due {short_day(person.expected_on, day)}" if person.expected_on else ""
        return f"{child.first_name or 'Baby'}{due}"
    words = age_words(person.born_on, day).removesuffix(" years old")
    return f"{child.first_name}, {words}"


def _steps(row: ChildPreProceedings, facts: Facts, day: date):
    for clock in facts.deadlines.get(row.pk, []):
        yield _of_clock(clock, facts)
    for assessment in facts.assessments.get(row.pk, []):
        yield _of_assessment(assessment.ordered, day)
    if extension := facts.extensions.get(row.pk):
        yield Step(
            "P",
            f"Extended to {short_day(extension.new_end or day, day)}",
            "Extension",
            "",
            "done",
            f"Done {short_day(extension.decided_on, day)}",
            done_on=extension.decided_on,
            because=extension.reasons,
        )


def _of_clock(clock: Deadline, facts: Facts) -> Step:
    kind = STEPS[clock.code]
    opened = timezone.localdate(clock.opened_at)
    done_on = timezone.localdate(clock.met_at) if clock.met_at else None
    return Step(
        kind.letter,
        kind.title,
        kind.short,
        kind.does,
        clock.shown_state,
        clock.words,
        due_on=timezone.localdate(clock.due_at),
        done_on=done_on,
        days=(done_on - opened).days if done_on and not clock.rule.allows.ahead else None,
        aim=aim_words(clock.code, facts.targets, opened),
        because=getattr(clock, "late_because", None) or "",
        owner=str(clock.worker or ""),
    )


def aim_words(code: str, targets: list[Target], opened: date) -> str:
    """The council's own number in force when the clock began, or the rule's."""
    own = [target for target in targets if target.code == code and target.effective_from <= opened]
    newest = max(own, key=lambda target: target.effective_from, default=None)
    return newest.words if newest else registry[code].limit_words


def _of_assessment(ordered, day: date) -> Step:
    state, words = _judged(ordered.due_on, ordered.received_on, day)
    promised = (
        f"now promised for {short_day(ordered.promised_for, day)}" if ordered.promised_for else ""
    )
    kind = ordered.get_kind_display()
    return Step(
        "A",
        f"{kind}, ordered {short_day(ordered.ordered_on, day)}",
        kind,
        f"{kind.lower()} is due",
        state,
        words,
        due_on=ordered.due_on,
        done_on=ordered.received_on,
        days=(ordered.received_on - ordered.ordered_on).days if ordered.received_on else None,
        aim=f"{(ordered.due_on - ordered.ordered_on).days} days",
        because="; ".join(part for part in (ordered.late_because, promised) if part),
        owner=ordered.expert,
    )


def _judged(due: date, done: date | None, day: date) -> tuple[str, str]:
    """An assessment is due on the day its order says: no clock of ours counts it."""
    late = ((done or day) - due).days
    if done:
        sentence = f"Done {short_day(done, day)}"
        return ("done_late", f"{sentence}, {late_words(late)}") if late > 0 else ("done", sentence)
    if late > 0:
        return "overdue", late_words(late)
    return ("due_soon" if late > -7 else "on_time"), f"Due {short_day(due, day)}"


def late_words(days: int) -> str:
    weeks = days // 7
    if days % 7 or not weeks:
        return f"{days} day{'s' if days != 1 else ''} late"
    return f"{weeks} week{'s' if weeks != 1 else ''} late"
