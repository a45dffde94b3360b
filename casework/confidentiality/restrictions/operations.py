"""Restricting a file and opening it again; who is named on it, and who is put out."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.models import Allocation, Child, FileGrant, tell_file_changed
from casework.confidentiality.models import Restriction, RestrictionReview
from casework.notices.kinds import Kind
from casework.notices.recipients import tell

PUT_OUT = "The file was restricted, and they are not named on it"
OPENED = "The file is no longer restricted"
LAST_MANAGER = "Name another manager first: somebody must be able to say who may open the file"


def may_open(child: Child, *, lasting: bool = False) -> list[Worker]:
    """Everyone who works with the child or to whom the file is open, whatever their role;
    ``lasting`` without whoever opened it to themselves for a while."""
    allocated = Allocation.objects.open().of_child(child).values("worker")
    grants = FileGrant.objects.in_force().of_child(child)
    granted = (grants.by_another() if lasting else grants).values("worker")
    return list(Worker.objects.working().filter(pk__in=allocated.union(granted)))


@transaction.atomic
def restrict(restriction: Restriction, named: Iterable[Worker], *, by: Worker) -> Restriction:
    """Restricts the file now; of a member of staff's family, asks a second person."""
    restriction.to_name = [worker.pk for worker in named]
    restriction.full_clean()
    restriction.save()
    if restriction.family_of_id:
        _ask_another(restriction, "Asked of you: should this file be restricted?")
    else:
        _start(restriction, by)
    return restriction


def _ask_another(restriction: Restriction, about: str) -> None:
    may = Worker.objects.of(restriction.authority_id).who_may(Permission.RESTRICT)
    others = may.exclude(pk=restriction.family_of_id)
    tell(others, child=restriction.child, kind=Kind.RESTRICTED, about=about, by=restriction.asker)


@transaction.atomic
def agree(restriction: Restriction, *, by: Worker) -> None:
    """A second person agrees that it starts, or that it ends."""
    if restriction.started_at is None:
        restriction.decided_by = by
        restriction.to_name = [*restriction.to_name, by.pk]
        restriction.full_clean()
        _start(restriction, by)
        asker, about = restriction.recorded_by, "It was agreed: the file is restricted"
    else:
        asker, about = restriction.ending_asked_by, "It was agreed: the file opens again"
        _end(restriction, by)
    tell([asker], child=restriction.child, kind=Kind.RESTRICTED, about=about, by=by)


@transaction.atomic
def refuse(restriction: Restriction, *, because: str, by: Worker) -> None:
    asker = restriction.asker
    if restriction.started_at is None:
        restriction.ended_at, restriction.ended_by = timezone.now(), by
        restriction.ended_because = because
        about = "It was not agreed: the file is not restricted"
    else:
        restriction.ending_asked_at = restriction.ending_asked_by = None
        restriction.ended_because = ""
        about = "It was not agreed: the file stays restricted"
    restriction.full_clean()
    restriction.save()
    tell([asker], child=restriction.child, kind=Kind.RESTRICTED, about=about, by=by)


def _start(restriction: Restriction, by: Worker) -> None:
    """From now on only those named may open it; everyone else is put out."""
    child = restriction.child
    restriction.started_at = timezone.now()
    restriction.save()
    Child.objects.filter(pk=child.pk).update(restricted=True)
    child.restricted = True
    named = set(restriction.to_name)
    for worker in may_open(child):
        if worker.pk not in named:
            _shut(child, worker, PUT_OUT)
    for worker in Worker.objects.working().filter(pk__in=named):
        name(restriction, worker, because="Named when the file was restricted", by=by)
    _review_next(restriction, restriction.review_on, by)
    tell_file_changed(child.pk)


def _review_next(restriction: Restriction, due_on: date, by: Worker) -> None:
    RestrictionReview.on_file_of(
        restriction.child, by, restriction=restriction, due_on=due_on
    ).save()


@transaction.atomic
def name(restriction: Restriction, worker: Worker, *, because: str, by: Worker) -> None:
    """The file opens to one more, until they are named no more. They are told."""
    child = restriction.child
    if worker.pk == restriction.family_of_id:
        raise ValidationError("It is this person’s own family: they may not open the file")
    if FileGrant.objects.named().of_child(child).filter(worker=worker).exists():
        return
    FileGrant.on_file_of(child, by, worker=worker, reason=because, until=None).save()
    about = "You may open this restricted file"
    tell([worker], child=child, kind=Kind.RESTRICTED, about=about, by=by)


@transaction.atomic
def put_out(restriction: Restriction, worker: Worker, *, because: str) -> None:
    """The file shuts to one who could open it; who is left must include a manager."""
    child = restriction.child
    if not any(other.pk != worker.pk for other in managers_of(child)):
        raise ValidationError(LAST_MANAGER)
    _shut(child, worker, because)
    tell_file_changed(child.pk)


def managers_of(child: Child) -> list[Worker]:
    """Who can say who may open it: never one who only opened it to themselves."""
    inside = may_open(child, lasting=True)
    return [worker for worker in inside if worker.may(Permission.RESTRICT)]


def _shut(child: Child, worker: Worker, because: str) -> None:
    """What they do for the child ends today, and nothing opens the file to them any more."""
    today = timezone.localdate()
    for part in Allocation.objects.open().of_child(child).filter(worker=worker):
        part.ended_on, part.reason = max(today, part.started_on), because[:200]
        part.save()
    _close(FileGrant.objects.in_force().of_child(child).filter(worker=worker), because)


def _close(grants, because: str) -> None:
    for grant in grants:
        grant.until = timezone.localdate() - timedelta(days=1)
        grant.ended_because = because[:200]
        grant.save()


@transaction.atomic
def keep(restriction: Restriction, *, until: date, because: str, by: Worker) -> None:
    """Looked at again: it stays, until the next day it is looked at."""
    _reviewed(restriction, kept=True, because=because, by=by)
    _review_next(restriction, until, by)


@transaction.atomic
def open_again(restriction: Restriction, *, because: str, by: Worker) -> bool:
    """Looked at again: it ends. Of a member of staff's family a second person is asked first;
    whether it ended is answered."""
    restriction.ended_because = because
    restriction.ending_asked_by, restriction.ending_asked_at = by, timezone.now()
    if restriction.family_of_id:
        restriction.full_clean()
        restriction.save()
        _ask_another(restriction, "Asked of you: should this file open again?")
        return False
    _end(restriction, by)
    return True


def _end(restriction: Restriction, by: Worker) -> None:
    child = restriction.child
    restriction.ended_at, restriction.ended_by = timezone.now(), by
    restriction.full_clean()
    restriction.save()
    _reviewed(restriction, kept=False, because=restriction.ended_because, by=by)
    _close(FileGrant.objects.named().of_child(child), OPENED)
    Child.objects.filter(pk=child.pk).update(restricted=False)
    child.restricted = False
    tell_file_changed(child.pk)


def _reviewed(restriction: Restriction, *, kept: bool, because: str, by: Worker) -> None:
    for review in restriction.reviews.due():
        review.reviewed_at, review.reviewed_by = timezone.now(), by
        review.kept, review.words = kept, because
        review.save()
