"""Asking for a panel, carrying out what it decided, going to court and what goes on afterwards."""

from collections.abc import Iterable
from datetime import date
from typing import cast

from django.db import transaction
from django.db.models import F

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.actions.models import Action
from casework.actions.plan_needs import put_under_need
from casework.children.models import Child
from casework.interface.words import as_day
from casework.legal.models import LegalStatus
from casework.meetings.models import Meeting
from casework.notices.kinds import Kind
from casework.notices.recipients import around, tell
from casework.plans.ending.operations import open_plan
from casework.plans.models import Plan
from casework.preproceedings.models import (
    AssessmentOfChild,
    ChildInCourt,
    ChildPreProceedings,
    OrderedAssessment,
    PanelDecision,
    PreProceedings,
    Proceedings,
    TrackerUpdate,
)

Decision, Outcome = PanelDecision.Decision, ChildPreProceedings.Outcome


@transaction.atomic
def ask(process: PreProceedings, rows: Iterable[ChildPreProceedings], *, by: Worker) -> None:
    """Ask for a legal planning meeting about these children; those who decide there are told."""
    process.save()
    for row in rows:
        row.process = process
        row.save()
        tell(
            who_decide(row.child),
            child=row.child,
            kind=Kind.SUBMITTED,
            about=f"A legal planning meeting{', urgent' if process.urgent else ''}: asked by {by}",
            by=by,
        )


def who_decide(child: Child):
    """Whoever may record what a panel decided: those around the child, and the service."""
    return around(child, roles=["service_manager"]).who_may(Permission.CHAIR_PANEL)


@transaction.atomic
def hold_panel(
    meeting: Meeting, decisions: Iterable[PanelDecision], *, check_at: str, by: Worker
) -> None:
    """What the panel decided for each child, carried out the same day."""
    for decision in decisions:
        decision.meeting, decision.check_at = meeting, check_at
        decision.decided_on = as_day(meeting.starts_at)
        decision.save()
        carry_out(decision, by=by)


def carry_out(decision: PanelDecision, *, by: Worker) -> None:
    """Begin it, end it or go to court for this child; whoever works with them is told."""
    row, day = decision.in_process, decision.decided_on
    if decision.decision == Decision.START:
        begin(row, day, by=by)
    elif decision.decision in ENDS:
        if decision.decision == Decision.APPLY and row.started_on is None:
            begin(row, day, by=by)
        end(row, ENDS[decision.decision], day, decision.reasons, by=by)
    tell(
        around(row.child),
        child=row.child,
        kind=Kind.AUTHORISED,
        about=f"Panel: {decision.get_decision_display()[:1].lower()}"
        f"{decision.get_decision_display()[1:]}",
        by=by,
    )


ENDS: dict[str, str] = {
    Decision.NOT_START: Outcome.NOT_STARTED,
    Decision.STEP_DOWN: Outcome.STEP_DOWN,
    Decision.APPLY: Outcome.APPLY,
}


def begin(row: ChildPreProceedings, day, *, by: Worker) -> None:
    row.started_on = day
    row.save()
    stand(row.child, LegalStatus.Kind.PREPROCEEDINGS, day, by=by)


def end(row: ChildPreProceedings, outcome: str, day, because: str, *, by: Worker) -> None:
    """It ends for this child alone. A step down to a child in need plan opens one where no plan
    stands: a child protection plan starts and ends only by a conference."""
    row.outcome, row.outcome_on, row.outcome_because = outcome, day, because
    row.save()
    if outcome != Outcome.APPLY:
        stand_no_more(row.child, LegalStatus.Kind.PREPROCEEDINGS, day)
    to_need = row.stepped_to == ChildPreProceedings.Stepped.NEED
    if to_need and not Plan.objects.open().of_child(row.child).exists():
        open_plan(row.child, Plan.Kind.NEED, by, day)


def stand(child: Child, kind: str, day, *, by, replaces: str = "", **facts) -> None:
    """The legal status of the child from that day, where it does not stand already."""
    if replaces:
        stand_no_more(child, replaces, day)
    standing = LegalStatus.objects.of_child(child).filter(kind=kind, ended_on=None)
    if not standing.exists():
        LegalStatus.on_file_of(child, by, kind=kind, started_on=day, **facts).save()


def stand_no_more(child: Child, kind: str, day, because=LegalStatus.Ended.OTHER) -> None:
    for status in LegalStatus.objects.of_child(child).filter(kind=kind, ended_on=None):
        status.ended_on, status.ended_because = max(day, status.started_on), because
        status.save()


@transaction.atomic
def join(process: PreProceedings, child: Child, day, *, by: Worker) -> ChildPreProceedings:
    """A child comes into a process that goes on for brothers and sisters: begun that day."""
    row = ChildPreProceedings.on_file_of(child, by, process=process)
    begin(row, day, by=by)
    PanelDecision.on_file_of(
        child,
        by,
        in_process=row,
        check_at=PanelDecision.Check.OTHER,
        decided_on=day,
        decision=Decision.START,
        reasons="Joins the process of brothers and sisters",
    ).save()
    return row


@transaction.atomic
def order_assessment(
    ordered: OrderedAssessment, rows: Iterable[ChildPreProceedings], *, by: Worker
) -> None:
    """An assessment with the children it is about; those no longer named are taken off it."""
    rows = list(rows)
    ordered.save()
    standing = AssessmentOfChild.objects.filter(ordered=ordered)
    for gone in standing.exclude(in_process__in=rows):
        gone.delete()
    there = set(standing.values_list("in_process", flat=True))
    for row in rows:
        if row.pk not in there:
            AssessmentOfChild.on_file_of(row.child, by, in_process=row, ordered=ordered).save()


@transaction.atomic
def apply_to_court(court: Proceedings, rows: Iterable[ChildPreProceedings], *, by: Worker) -> None:
    """The application with its children; once the court issued it, their legal status says so.

    Where the day of issue is corrected, the status it gave moves with it.
    """
    was = Proceedings.objects.filter(pk=court.pk).values_list("issued_on", flat=True).first()
    court.save()
    if was and court.issued_on and was != court.issued_on:
        _move_issue(court, was, court.issued_on)
    for row in rows:
        if not ChildInCourt.objects.filter(proceedings=court, in_process=row).exists():
            ChildInCourt.on_file_of(row.child, by, in_process=row, proceedings=court).save()
    if court.issued_on:
        for child in ChildInCourt.objects.filter(proceedings=court).select_related("child"):
            stand(
                child.child,
                LegalStatus.Kind.PROCEEDINGS,
                court.issued_on,
                by=by,
                replaces=LegalStatus.Kind.PREPROCEEDINGS,
                court=court.court,
                case_number=court.case_number,
            )


def _move_issue(court: Proceedings, was: date, now: date) -> None:
    """The status that began, and the one that ended, on the day of issue as it was written."""
    children = ChildInCourt.objects.filter(proceedings=court).values("child")
    statuses = LegalStatus.objects.filter(child__in=children)
    began = statuses.filter(kind=LegalStatus.Kind.PROCEEDINGS, started_on=was)
    ended = statuses.filter(kind=LegalStatus.Kind.PREPROCEEDINGS, ended_on=was)
    for status in began:
        status.started_on = now
        status.save()
    for status in ended:
        status.ended_on = max(now, status.started_on)
        status.save()


ORDERS = {
    ChildInCourt.Order.CARE: LegalStatus.Kind.CARE,
    ChildInCourt.Order.PLACEMENT: LegalStatus.Kind.PLACEMENT,
    ChildInCourt.Order.SUPERVISION: LegalStatus.Kind.SUPERVISION,
    ChildInCourt.Order.GUARDIANSHIP: LegalStatus.Kind.GUARDIANSHIP,
    ChildInCourt.Order.ARRANGEMENTS: LegalStatus.Kind.ARRANGEMENTS,
}


@transaction.atomic
def record_final_order(record: ChildInCourt, *, by: Worker) -> None:
    """The court's last word for one child: their legal status is the order from that day."""
    record.save()
    if not record.final_on:
        return
    stand_no_more(record.child, LegalStatus.Kind.PROCEEDINGS, record.final_on)
    if kind := ORDERS.get(ChildInCourt.Order(record.final_order)):
        court = record.proceedings
        stand(
            record.child,
            kind,
            record.final_on,
            by=by,
            court=court.court,
            case_number=court.case_number,
        )


@transaction.atomic
def look(process: PreProceedings, said: TrackerUpdate, *, by: Worker) -> int:
    """Somebody looked at the milestones: written for every child still in the process."""
    rows = ChildPreProceedings.objects.running().filter(process=process).select_related("child")
    for row in rows:
        TrackerUpdate.on_file_of(
            row.child,
            by,
            in_process=row,
            looked_on=said.looked_on,
            why_late=said.why_late,
            for_panel=said.for_panel,
            next_owner=said.next_owner,
        ).save()
    return len(rows)


@transaction.atomic
def go_on(actions: dict[Action, str], *, by: Worker) -> int:
    """What goes on from the panel into the child's plan: each action under the need chosen."""
    for action, choice in actions.items():
        put_under_need(action, choice)
    return len(actions)


def open_directions(child: Child):
    """What a panel directed for this child and is not done yet."""
    actions = Action.objects.open().of_child(child).filter(source=Action.Source.PANEL)
    return actions.order_by(F("due_on").asc(nulls_last=True), "pk")


def open_row(child: Child) -> ChildPreProceedings | None:
    rows = ChildPreProceedings.objects.open().recorded_here().of_child(child)
    return cast("ChildPreProceedings | None", rows.select_related("process").first())
