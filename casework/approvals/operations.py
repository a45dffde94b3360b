"""Sending a record to a manager, sending it back and authorising it, whatever the record is.

A record is any that is ``Authorised`` and stands on a child's file. Who sent it and who decides are
two people: the database holds that, and ``why_not_decide`` says it before anyone tries.
"""

from django.db import transaction
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.notices.kinds import Kind
from casework.notices.recipients import tell


@transaction.atomic
def submit(record, *, by: Worker) -> None:
    """Send it to the managers of the child's team."""
    record.submitted_at, record.submitted_by = timezone.now(), by
    record.save()
    tell_managers(record, by=by)


@transaction.atomic
def send_back(record, *, by: Worker) -> None:
    """``returned_because`` says already what is to be put right."""
    record.submitted_at, record.returned_at = None, timezone.now()
    record.returned_by = by
    record.save()
    tell_author(record, Kind.RETURNED)


@transaction.atomic
def authorise(record, *, by: Worker) -> None:
    """It stands from now on, and is locked: who wrote it is told."""
    record.authorised_on, record.authorised_by = timezone.localdate(), by
    record.save()
    tell_author(record, Kind.AUTHORISED)


def tell_author(record, kind: Kind) -> None:
    tell([record.submitted_by], child=record.child, kind=kind, about=str(record))


def tell_managers(record, *, by: Worker) -> None:
    """Everyone in the child's team who could decide on it, but whoever sent it."""
    managers = Worker.objects.of(record.authority).who_may(Permission.AUTHORISE)
    tell(
        managers.filter(team=record.child.team),
        child=record.child,
        kind=Kind.SUBMITTED,
        about=str(record),
        by=by,
    )
