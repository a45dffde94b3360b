"""Who supervises whom: those of a manager's team, and whoever an agreement names."""

from django.db.models import OuterRef, Q, Subquery

from casework.access.models import Worker, WorkerQuerySet
from casework.access.roles import Permission
from casework.supervision.models import Agreement


def with_supervisor(workers: WorkerQuerySet) -> WorkerQuerySet:
    """With whom each one's newest agreement names."""
    agreed = Agreement.objects.filter(worker=OuterRef("pk")).newest_first()
    return workers.annotate(supervised_by=Subquery(agreed.values("supervisor")[:1]))


def supervised_by(manager) -> WorkerQuerySet:
    """Whom a manager may hold supervision with and see the regularity of: their own team, or the
    whole service where they work across it, and anyone whose agreement names them."""
    others = with_supervisor(Worker.objects.of(manager.authority_id).working())
    others = others.exclude(pk=manager.pk)
    if not manager.may(Permission.SUPERVISE):
        return others.none()
    if manager.may(Permission.SEE_WHOLE_SERVICE):
        return others
    return others.filter(Q(team=manager.team_id, team__isnull=False) | Q(supervised_by=manager.pk))


def own_team(manager) -> WorkerQuerySet:
    """Those a manager sees first: whoever an agreement says is theirs, and of the others those of
    their own team whom no agreement gives to someone else."""
    theirs = Q(supervised_by=manager.pk)
    nobodys = Q(supervised_by=None, team=manager.team_id, team__isnull=False)
    return supervised_by(manager).filter(theirs | nobodys)
