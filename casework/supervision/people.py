"""Who supervises whom: those of a manager's team, and whoever an agreement names."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from casework.access.models import Worker, WorkerQuerySet
from casework.access.roles import Permission
from casework.supervision.models import Agreement
from casework.supervision.models.sessions import SIGNED_BY_BOTH
from casework.supervision.regularity import with_agreement_due


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


SOON = timedelta(days=28)


def to_agree_again(manager) -> list:
    """Those of a manager's own whose agreement is a year old, or soon will be, the oldest first.
    One whose newer agreement waits for a signature is not asked for another."""
    waits = Agreement.objects.filter(worker=OuterRef("pk")).exclude(SIGNED_BY_BOTH)
    soon = timezone.localdate() + SOON
    theirs = with_agreement_due(own_team(manager)).filter(agree_again_on__lte=soon)
    theirs = theirs.exclude(Exists(waits.filter(agreed_on__gt=OuterRef("agreed_on"))))
    return list(theirs.order_by("agree_again_on", "last_name", "pk"))


def own_team(manager) -> WorkerQuerySet:
    """Those a manager sees first: whoever an agreement says is theirs, and of the others those of
    their own team whom no agreement gives to someone else."""
    theirs = Q(supervised_by=manager.pk)
    nobodys = Q(supervised_by=None, team=manager.team_id, team__isnull=False)
    return supervised_by(manager).filter(theirs | nobodys)
