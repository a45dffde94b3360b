"""Deeds that write more than one model: an audit and the file it opens, or who is told."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from audits.models import Audit, CorrectiveAction
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.models import Allocation, Child, FileGrant
from casework.interface import words
from casework.notices.models import Notice

DAYS_TO_READ_ON = timedelta(days=14)
"""Local default: the file stays open to its auditor two weeks past the day to finish by."""


@transaction.atomic
def give_out(audit: Audit) -> Audit:
    """Save the audit and open the child's file to its auditor."""
    audit.save()
    open_file(audit)
    return audit


def open_file(audit: Audit) -> FileGrant:
    grant = FileGrant.on_file_of(
        audit.child,
        audit.recorded_by,
        worker=audit.auditor,
        reason=f"Practice audit, to finish by {words.full_day(audit.due_on)}",
        until=audit.due_on + DAYS_TO_READ_ON,
    )
    grant.save()
    return grant


@transaction.atomic
def promise(audit: Audit, action, *, checker, criterion="") -> CorrectiveAction:
    """An action to put something right, and who other than its owner will check it."""
    action.save()
    return CorrectiveAction.objects.create(
        audit=audit, action=action, checker=checker, criterion=criterion
    )


@transaction.atomic
def finish(audit: Audit) -> None:
    """Close the audit for good: from here the database holds every answer to be whole."""
    audit.scores.update(final=True)
    audit.completed_on = timezone.localdate()
    audit.save()


@transaction.atomic
def say_not_safe(audit: Audit) -> list[Worker]:
    """Tell the child's worker, their managers and the service's, and keep when it was said."""
    audit.not_safe_at = timezone.now()
    audit.save()
    told = [worker for worker in _to_tell(audit) if _may_know(worker, audit)]
    Notice.objects.bulk_create(
        Notice.on_file_of(
            audit.child, audit.auditor, worker=worker, kind=Notice.Kind.NOT_SAFE,
            about="An auditor says a child is not safe today",
        )
        for worker in told
    )  # fmt: skip
    return told


def _to_tell(audit: Audit):
    allocated = Allocation.objects.open().of_child(audit.child).values("worker")
    managers = Q(role="team_manager", team=audit.child.team_id) | Q(role="service_manager")
    working = Worker.objects.of(audit.authority_id).working().who_may(Permission.RECORD)
    return working.filter(Q(pk__in=allocated) | managers)


def _may_know(worker: Worker, audit: Audit) -> bool:
    return Child.objects.visible_to(worker).filter(pk=audit.child_id).exists()
