"""Who may hold a return home interview: those who write on files and may know of this one, and the
organisations that hold them for the council."""

from django.db.models import Q

from casework.access.models import Worker
from casework.access.roles import ROLES, Permission
from casework.children.models import Allocation, FileGrant
from casework.interface.words import moment
from casework.notices.models import Notice
from casework.notices.recipients import may_know, tell
from missing.models import InterviewProvider, ReturnInterview

NOT_THEIRS = "{who} may not open this file. A manager makes them the interviewer on it first"


def interviewers(child, *held):
    """The workers to choose from; ``held`` stay, who hold it already. Whoever is chosen is asked
    of ``visible_to`` once more."""
    near = Q(pk__in=Allocation.objects.open().of_child(child).values("worker"))
    near |= Q(pk__in=FileGrant.objects.in_force().filter(child=child).values("worker"))
    if not child.restricted:
        near |= Q(role__in=_roles(Permission.SEE_WHOLE_SERVICE))
        near |= Q(role__in=_roles(Permission.SEE_TEAM), team=child.team_id, team__isnull=False)
    who = Worker.objects.of(child.authority_id).who_may(Permission.RECORD).filter(near)
    return who.or_holding(*held)


def _roles(permission) -> list[str]:
    return [key for key, role in ROLES.items() if permission in role.permissions]


def providers(worker, *held):
    """The organisations that hold interviews for this council now."""
    theirs = InterviewProvider.objects.of(worker)
    return theirs.now() | theirs.filter(pk__in=[provider for provider in held if provider])


def why_not(interviewer, child) -> str:
    """Why this worker cannot hold the interview; nothing where they can."""
    if interviewer is None or may_know(interviewer, child):
        return ""
    return NOT_THEIRS.format(who=interviewer)


def tell_booked(interview: ReturnInterview, by) -> list[Worker]:
    """Whoever is to talk with the child is told when."""
    if interview.planned_at is None:
        return []
    about = f"You are to talk with them: {moment(interview.planned_at)}"
    kind = Notice.Kind.ALLOCATED
    return tell([interview.interviewer], child=interview.child, kind=kind, about=about, by=by)
