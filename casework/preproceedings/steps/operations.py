"""A step of a family that was written down in error: withdrawn, or moved to the right family."""

from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone

from casework.access.models import Worker
from casework.children.models import tell_file_changed
from casework.corrections.operations import and_beneath
from casework.legal.models import LegalStatus
from casework.preproceedings.models import (
    AssessmentOfChild,
    ChildPreProceedings,
    FamilyRow,
    OrderedAssessment,
    Parent,
    PreProceedings,
    Proceedings,
    keep,
)
from casework.preproceedings.operations import order_assessment
from casework.timescales.models import Deadline


@transaction.atomic
def withdraw(step: FamilyRow, *, because: str, by: Worker) -> None:
    """It counts no more, nor does what cannot be without it; its history keeps it.

    An application that was never sent made no legal status either: what stood before stands again.
    """
    if isinstance(step, Proceedings) and step.issued_on:
        undo_status(step, step.issued_on, because=because, by=by)
    process = step.process_id
    for row in and_beneath(step, same_form=False):
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_because = timezone.now(), by, because
        row.save()
    judge_again(process)


def undo_status(court: Proceedings, issued_on: date, *, because: str, by: Worker) -> None:
    """The legal status the issue gave each child goes, and the one it ended goes on."""
    Kind = LegalStatus.Kind
    for part in court.children.select_related("child"):
        given = LegalStatus.objects.of_child(part.child).filter(
            kind=Kind.PROCEEDINGS, started_on=issued_on, ended_on=None
        )
        for status in given:
            status.withdrawn_at, status.withdrawn_by = timezone.now(), by
            status.withdrawn_because = because
            status.save()
        ended = LegalStatus.objects.of_child(part.child).filter(
            kind=Kind.PREPROCEEDINGS, ended_on=issued_on
        )
        for status in ended if given else ():
            status.ended_on, status.ended_because = None, ""
            status.save()


@transaction.atomic
def move(step: FamilyRow, to: PreProceedings, *, because: str, by: Worker) -> None:
    """To the family it is about: a parent with their letters, an assessment for all the children
    still in the process there. Why is kept in the history of the step."""
    was = step.process_id
    with pghistory.context(moved_to_process=to.pk, moved_from_process=was, moved_because=because):
        if isinstance(step, OrderedAssessment):
            for part in AssessmentOfChild.objects.filter(ordered=step):
                part.withdrawn_at, part.withdrawn_by = timezone.now(), by
                part.withdrawn_because = because
                part.save()
        step.process = to
        step.save()
        if isinstance(step, Parent):
            for letter in step.letters.all():
                letter.process = to
                letter.save()
        if isinstance(step, OrderedAssessment):
            order_assessment(step, children_of(to), by=by)
    judge_again(was, to.pk)


def children_of(process: PreProceedings) -> list[ChildPreProceedings]:
    """Those still in it; where it has ended for all, every child who was."""
    begun = ChildPreProceedings.objects.started().filter(process=process).select_related("child")
    return list(begun.running()) or list(begun)


def judge_again(*processes: int) -> None:
    """What is worked out from the steps of these families is worked out again."""
    keep(processes)
    rows = ChildPreProceedings.objects.filter(process__in=processes)
    children = list(rows.values_list("child", flat=True))
    Deadline.objects.filter(child__in=children).judge_again()
    tell_file_changed(*children)
