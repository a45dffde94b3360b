"""Opening a file to oneself, closing it again, and looking at it afterwards."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from casework.access.models import Sight, Worker
from casework.access.roles import Permission
from casework.children.access_log import log_look
from casework.children.models import Child, FileGrant
from casework.confidentiality.models import Opening, Restriction
from casework.interface.words import clock
from casework.notices.kinds import Kind
from casework.notices.recipients import around, tell

WHY = {
    Opening.Kind.EMERGENCY: "Opened in an emergency",
    Opening.Kind.REASON: "Opened for a day, with a reason",
}


def kind_for(worker: Worker, child: Child) -> str:
    """Every opening is an emergency, unless the council lets people open what is not restricted
    with a reason."""
    with_reason = worker.authority and worker.authority.sight == Sight.REASON
    return Opening.Kind.REASON if with_reason and not child.restricted else Opening.Kind.EMERGENCY


def own_family(worker: Worker, child: Child) -> bool:
    return Restriction.objects.in_force().of_child(child).filter(family_of=worker).exists()


def ends_at(kind: str, now: datetime) -> datetime:
    """Minutes for an emergency; with a reason, midnight in London."""
    if kind == Opening.Kind.EMERGENCY:
        return now + timedelta(minutes=settings.EMERGENCY_MINUTES)
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))


@transaction.atomic
def open_file(child: Child, *, because: str, by: Worker) -> Opening:
    """From now the file is there for them as for those who work with the child, until it ends.

    Those around the child are told before the first page is read.
    """
    kind, now = kind_for(by, child), timezone.now()
    end = ends_at(kind, now)
    grant = FileGrant.on_file_of(
        child,
        by,
        worker=by,
        reason=f"{WHY[Opening.Kind(kind)]}: {because}"[:200],
        started_on=timezone.localdate(now),
        until=timezone.localdate(end),
        ends_at=end,
    )
    grant.save()
    those_around = list(around(child))
    emergency = kind == Opening.Kind.EMERGENCY
    opening = Opening.on_file_of(
        child,
        by,
        kind=kind,
        because=because,
        opened_at=now,
        grant=grant,
        reviewer=manager_among(those_around, child, by) if emergency else None,
    )
    opening.full_clean()
    opening.save()
    log_look(by, child, WHY[Opening.Kind(kind)].lower())
    if emergency:
        about = f"{by} opened the file in an emergency, until {clock(end)}"
        told = [*those_around, opening.reviewer]
        tell(told, child=child, kind=Kind.RESTRICTED, about=about[:120], by=by)
    return opening


def manager_among(people: list[Worker], child: Child, by: Worker) -> Worker | None:
    """Who is asked to look at it: a manager around the child; of a file that is not restricted and
    has none, a manager of the service."""
    managers = [worker for worker in people if worker.may(Permission.DECIDE) and worker.pk != by.pk]
    if managers or child.restricted:
        return managers[0] if managers else None
    service = Worker.objects.of(child.authority_id).who_may(Permission.SEE_WHOLE_SERVICE)
    others = (worker for worker in service.exclude(pk=by.pk) if worker.may(Permission.DECIDE))
    return next(others, None)


@transaction.atomic
def close_file(opening: Opening) -> None:
    """Whoever opened it is done before the time is over."""
    grant = opening.grant
    if grant and grant.ends_at and grant.ends_at > timezone.now():
        grant.ends_at, grant.ended_because = timezone.now(), "Closed by whoever opened it"
        grant.save()


@transaction.atomic
def review(opening: Opening, *, judged: str, found: str, by: Worker) -> None:
    opening.judged, opening.found = judged, found
    opening.reviewed_at, opening.reviewed_by = timezone.now(), by
    opening.full_clean()
    opening.save()
