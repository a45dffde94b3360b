"""One worker sees the whole group of brothers and sisters: asked, agreed by each team, ended."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import ACROSS_THE_SERVICE
from casework.children.models import Child, FileGrant
from casework.children.models.known import DECIDERS
from casework.confidentiality.models import GroupAccess, GroupRequest
from casework.interface.words import full_day
from casework.notices.kinds import Kind
from casework.notices.recipients import tell

REASON = "One worker for the brothers and sisters"


@transaction.atomic
def ask(
    children: Iterable[Child], *, worker: Worker, because: str, until: date, by: Worker
) -> list[GroupAccess]:
    """The children of the asker's own team are agreed to by asking; of every other, a manager of
    their team is asked. Answers with those that wait."""
    children = list(children)
    request = GroupRequest.objects.create(
        authority_id=children[0].authority_id,
        asked_by=by,
        worker=worker,
        because=because,
        until=until,
    )
    waiting = []
    for child in children:
        access = GroupAccess.on_file_of(child, by, request=request)
        access.save()
        if by.team_id and child.team_id == by.team_id:
            agree(access, by=by)
        else:
            _ask_managers_of(access, by)
            waiting.append(access)
    return waiting


def _ask_managers_of(access: GroupAccess, by: Worker) -> None:
    managers = Worker.objects.of(access.authority_id).working().filter(role__in=DECIDERS)
    of_team = managers.filter(team=access.child.team_id, team__isnull=False)
    asked = of_team if of_team.exists() else managers.filter(role__in=ACROSS_THE_SERVICE)
    about = f"Asked of you: may {access.request.worker} see all the brothers and sisters?"
    tell(asked, child=access.child, kind=Kind.RESTRICTED, about=about, by=by)


@transaction.atomic
def agree(access: GroupAccess, *, by: Worker) -> None:
    """The child's file opens to the worker until the day that was asked for."""
    request = access.request
    grant = FileGrant.on_file_of(
        access.child, by, worker=request.worker, reason=REASON, until=request.until
    )
    grant.save()
    access.grant, access.decided_by, access.decided_at = grant, by, timezone.now()
    access.save()
    about = f"You see all the brothers and sisters, until {full_day(request.until)}"
    tell([request.worker], child=access.child, kind=Kind.RESTRICTED, about=about, by=by)


@transaction.atomic
def refuse(access: GroupAccess, *, because: str, by: Worker) -> None:
    access.decided_by, access.decided_at, access.not_agreed_because = by, timezone.now(), because
    access.save()
    about = f"It was not agreed that {access.request.worker} sees this file"
    tell([access.request.asked_by], child=access.child, kind=Kind.RESTRICTED, about=about, by=by)


@transaction.atomic
def end(access: GroupAccess, *, because: str, by: Worker) -> None:
    """This child's file shuts to the worker before the day that was agreed."""
    grant = access.grant
    if grant is None:
        return
    grant.until, grant.ended_because = timezone.localdate() - timedelta(days=1), because[:200]
    grant.save()
    tell(
        [access.request.asked_by],
        child=access.child,
        kind=Kind.RESTRICTED,
        about=f"{access.request.worker} sees this file no more",
        by=by,
    )
