"""Telling the people around a child what happened, and no one who may not know of the child."""

from datetime import timedelta

from django.db.models import Q
from django.db.models.signals import post_save
from django.utils import timezone

from casework.access.models import Worker
from casework.children.models import Allocation
from casework.notices.models import Notice

A_MONTH = timedelta(days=30)


def around(child, *, roles=()):
    """Those who work with the child and the managers of their team; of these roles, everyone.

    A restricted file is known only to those allocated to the child.
    """
    allocated = Allocation.objects.open().of_child(child).values("worker")
    known = Q(pk__in=allocated)
    if not child.restricted:
        known |= Q(role="team_manager", team=child.team_id, team__isnull=False) | Q(role__in=roles)
    return Worker.objects.of(child.authority_id).working().filter(known)


def tell_people(workers, child, kind, about, *, by=None) -> int:
    """Tell each of them now, but whoever did it themselves; return how many were told."""
    notices = [
        Notice.on_file_of(child, by, worker=worker, kind=kind, about=about)
        for worker in workers
        if by is None or worker.pk != by.pk
    ]
    return len(Notice.objects.bulk_create(notices))


def tell_of_allocation(sender, instance, created, raw=False, **kwargs) -> None:
    """Whoever is given a child by someone else is told. Nobody is told of years gone by."""
    allocation = instance
    if raw or not created or allocation.recorded_by_id in (None, allocation.worker_id):
        return
    if allocation.ended_on is None and allocation.started_on >= timezone.localdate() - A_MONTH:
        tell_people(
            [allocation.worker], allocation.child, Notice.Kind.ALLOCATED,
            f"You are now their {allocation.get_role_display().lower()}", by=allocation.recorded_by,
        )  # fmt: skip


def listen() -> None:
    post_save.connect(tell_of_allocation, sender=Allocation, dispatch_uid="tell of allocation")
