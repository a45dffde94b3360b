"""Asking another team to take a child over, and its answer."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from casework.access.models import Team, Worker
from casework.access.roles import Permission
from casework.children.allocation.operations import allocate, end_leads
from casework.children.codes import AllocationRole
from casework.children.models import Allocation, Child, FileGrant
from casework.notices.kinds import Kind
from casework.notices.recipients import around, tell
from casework.transfers.models import Transfer
from casework.transfers.summary import summaries

READS_FOR = timedelta(days=90)
ASKED = "Asked to take this child over"


def managers_of(team: Team):
    return Worker.objects.of(team.authority_id).who_may(Permission.DECIDE).filter(team=team)


@transaction.atomic
def ask(asked: Transfer, children: Iterable[Child], *, by: Worker) -> list[Transfer]:
    """One request a child, each with their own summary. The managers asked may read the file until
    they have answered, and are told."""
    children = list(children)
    drawn, made = summaries(children, by), []
    for child in children:
        request = Transfer.on_file_of(
            child,
            by,
            to_team=asked.to_team,
            why=asked.why,
            added=asked.added,
            summary="\n".join(drawn[child.pk]),
        )
        request.save()
        for manager in managers_of(asked.to_team):
            until = request.asked_on + READS_FOR
            FileGrant.on_file_of(child, by, worker=manager, reason=ASKED, until=until).save()
        people = managers_of(asked.to_team)
        tell(people, child=child, kind=Kind.SUBMITTED, about=f"{request}: asked by {by}", by=by)
        made.append(request)
    return made


@transaction.atomic
def accept(request: Transfer, *, worker: Worker, by: Worker) -> None:
    """The new worker leads from today, and the file is the new team's from now on."""
    child, because = request.child, f"Transferred from {request.team or 'another team'}"
    told = list(around(child))
    request.accepted_at, request.decided_by = timezone.now(), by
    request.save()
    tell(told, child=child, kind=Kind.AUTHORISED, about=f"{request}: accepted by {by}", by=by)
    social_worker = worker.may(Permission.SOCIAL_WORK)
    part = AllocationRole.LEAD if social_worker else AllocationRole.LEAD_PRACTITIONER
    today = timezone.localdate()
    _only_leads(child, worker, part, today)
    end_leads([child], but=part, on=today, because=because)
    allocate([child], worker=worker, part=part, on=today, because=because, by=by)
    _close_file(request)


def _only_leads(child, worker, part, on) -> None:
    """Whoever takes the lead in a part they hold already does not hold it twice."""
    same = Allocation.objects.open().of_child(child).filter(worker=worker, role=part)
    for held in same:
        held.ended_on = max(on, held.started_on)
        held.save()


@transaction.atomic
def decline(request: Transfer, *, because: str, by: Worker) -> None:
    request.declined_at, request.decided_by = timezone.now(), by
    request.declined_because = because
    request.save()
    people = [request.recorded_by, *around(request.child)]
    told = {worker.pk: worker for worker in people if worker}.values()
    tell(told, child=request.child, kind=Kind.RETURNED, about=f"{request}: declined", by=by)
    _close_file(request)


@transaction.atomic
def call_off(request: Transfer) -> None:
    request.called_off_at = timezone.now()
    request.save()
    _close_file(request)


def _close_file(request: Transfer) -> None:
    """Whoever was asked reads the file no longer, unless it is theirs now."""
    yesterday = timezone.localdate() - timedelta(days=1)
    asked = FileGrant.objects.in_force().of_child(request.child).filter(reason=ASKED)
    for grant in asked.filter(worker__in=managers_of(request.to_team).values("pk")):
        grant.until = yesterday
        grant.save()
