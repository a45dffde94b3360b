"""Telling the people around a child what happened, and no one who may not know of the child."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.db.models.signals import post_save
from django.utils import timezone

from casework.access.models import Absence, Worker
from casework.children.models import Allocation, Child, FileGrant
from casework.children.models.known import DECIDERS
from casework.notices.kinds import Kind
from casework.notices.models import Notice

A_MONTH = timedelta(days=30)


def around(child, *, roles=()):
    """Those who work with the child and the managers of their team; of these roles, everyone.

    A restricted file is known only to those allocated to the child or named: the managers among
    these are told what the managers of the team would be.
    """
    allocated = Allocation.objects.open().of_child(child).values("worker")
    known = Q(pk__in=allocated)
    if child.restricted:
        named = Q(pk__in=FileGrant.objects.named().of_child(child).values("worker"))
        known |= named & Q(role__in=[*DECIDERS, *roles])
    else:
        known |= Q(role="team_manager", team=child.team_id, team__isnull=False) | Q(role__in=roles)
    return Worker.objects.of(child.authority_id).working().filter(known)


def may_know(worker, child) -> bool:
    return Child.objects.visible_to(worker).filter(pk=child.pk).exists()


def tell(
    people: Iterable[Worker | None],
    *,
    child: Child,
    kind: Kind,
    about: str,
    by: Worker | None = None,
) -> list[Worker]:
    """Tell each of them who may know of the child now, but whoever did it (``by``) themselves; and
    whoever covers today for one of them.

    The one way anything is told of a child; it answers with those who were told.
    """
    told = [
        worker
        for worker in with_deputies(people)
        if worker and (by is None or worker.pk != by.pk) and may_know(worker, child)
    ]
    Notice.objects.bulk_create(
        Notice.on_file_of(child, by, worker=worker, kind=kind, about=about) for worker in told
    )
    return told


def with_deputies(people: Iterable[Worker | None]) -> list[Worker]:
    """These and, of each who is away today, the deputy: nobody twice."""
    told = {worker.pk: worker for worker in people if worker}
    away = Absence.objects.today().filter(worker__in=told).with_people()
    return list({**told, **{gone.deputy_id: gone.deputy for gone in away}}.values())


def tell_of_allocation(sender, instance, created, raw=False, **kwargs) -> None:
    """Whoever is given a child by someone else is told. Nobody is told of years gone by."""
    allocation = instance
    if raw or not created or allocation.recorded_by_id in (None, allocation.worker_id):
        return
    if allocation.ended_on is None and allocation.started_on >= timezone.localdate() - A_MONTH:
        tell(
            [allocation.worker],
            child=allocation.child,
            kind=Notice.Kind.ALLOCATED,
            about=f"You are now their {allocation.get_role_display().lower()}",
            by=allocation.recorded_by,
        )


def listen() -> None:
    post_save.connect(tell_of_allocation, sender=Allocation, dispatch_uid="tell of allocation")
