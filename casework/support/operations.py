"""Asking for edge of care help, deciding on it, reviewing and ending it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.allocation.operations import allocate, holder
from casework.children.codes import AllocationRole
from casework.children.models import Allocation, Child
from casework.interface.words import as_day
from casework.notices.kinds import Kind
from casework.notices.recipients import around, tell
from casework.support.models import EdgeOfCare, EdgeReferral, EdgeReview, Goal, GoalScore, Programme

Stage = GoalScore.Stage


@transaction.atomic
def ask(referral: EdgeReferral, cases: Iterable[EdgeOfCare], *, by: Worker) -> None:
    """Ask for help for these children; whoever may decide is told."""
    referral.save()
    for case in cases:
        case.referral = referral
        case.save()
        tell(
            around(case.child, roles=["service_manager"]).who_may(Permission.DECIDE),
            child=case.child,
            kind=Kind.SUBMITTED,
            about=f"{referral.service}: help on the edge of care is asked for by {by}",
            by=by,
        )


@transaction.atomic
def decide(case: EdgeOfCare, *, by: Worker) -> None:
    """Accepted, the key worker stands beside whoever leads the work; whoever asked is told."""
    case.save()
    if case.decision == EdgeOfCare.Decision.ACCEPTED and case.key_worker:
        stand_beside(
            case.child, case.key_worker, case.decided_on, f"{case.referral.service}", by=by
        )
    tell(
        [*around(case.child), case.referral.recorded_by],
        child=case.child,
        kind=Kind.AUTHORISED,
        about=f"{case.referral.service}: {case.get_decision_display().lower()}",
        by=by,
    )


def stand_beside(child: Child, worker: Worker, on: date, because: str, *, by: Worker) -> None:
    """The worker is the child’s family support worker from that day, where they are not yet."""
    if worker.role != "family_support" or _works_already(child, worker):
        return
    before = holder(child, AllocationRole.FAMILY_SUPPORT)
    if before:
        on = max(on, before.started_on)
    allocate(
        [child],
        worker=worker,
        part=AllocationRole.FAMILY_SUPPORT,
        on=on,
        because=because[:200],
        by=by,
    )


def _works_already(child: Child, worker: Worker) -> bool:
    held = Allocation.objects.open().of_child(child)
    return held.filter(worker=worker, role=AllocationRole.FAMILY_SUPPORT).exists()


@transaction.atomic
def set_goal(goal: Goal, score: int, *, on: date, by: Worker) -> None:
    goal.save()
    _score(goal, score, Stage.START, on, by=by)


@transaction.atomic
def review(held: EdgeReview, scores: dict[Goal, int], *, by: Worker) -> None:
    held.save()
    for goal, score in scores.items():
        _score(goal, score, Stage.REVIEW, held.held_on, by=by, review=held)


@transaction.atomic
def end(case: EdgeOfCare, scores: dict[Goal, int], *, by: Worker) -> None:
    """The work ends: where the child lives, and where each goal stands, are kept with it."""
    case.save()
    for goal, score in scores.items():
        _score(goal, score, Stage.END, case.ended_on, by=by)
    tell(
        around(case.child),
        child=case.child,
        kind=Kind.AUTHORISED,
        about=f"{case.referral.service} ended: {case.get_outcome_display().lower()}",
        by=by,
    )


def _score(goal: Goal, score: int, stage: str, on, *, by: Worker, review=None) -> None:
    facts = {"goal": goal, "score": score, "stage": stage, "scored_on": on, "review": review}
    GoalScore.on_file_of(goal.child, by, **facts).save()


@transaction.atomic
def begin_programme(programme: Programme, *, by: Worker) -> None:
    """A programme with its worker, who stands beside the lead worker from its first day."""
    programme.save()
    stand_beside(
        programme.child, programme.worker, as_day(programme.started_on), programme.purpose, by=by
    )
