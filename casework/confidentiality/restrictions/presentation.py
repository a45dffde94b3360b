"""Who may open a file, how they come to, and who could before."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from casework.access.models import Worker
from casework.children.models import Allocation, Child, FileGrant
from casework.interface.words import full_day

PAST_SHOWN = 50


@dataclass
class Reader:
    """One person to whom the file is open, and every way it came to be."""

    worker: Worker
    ways: list[str] = field(default_factory=list)
    since: date | None = None


def readers_of(child: Child) -> list[Reader]:
    readers: dict[int, Reader] = {}
    parts = Allocation.objects.of_those_here().of_child(child).select_related("worker")
    for part in parts.order_by("started_on", "pk"):
        _add(readers, part.worker, part.get_role_display(), part.started_on)
    here = Worker.objects.working().order_by()
    grants = FileGrant.objects.in_force().of_child(child).filter(worker__in=here)
    for grant in grants.select_related("worker").order_by("started_on", "pk"):
        until = f" (until {full_day(grant.until)})" if grant.until else ""
        _add(readers, grant.worker, f"{grant.reason}{until}", grant.started_on)
    return list(readers.values())


def _add(readers: dict[int, Reader], worker: Worker, way: str, since: date) -> None:
    reader = readers.setdefault(worker.pk, Reader(worker, since=since))
    reader.ways.append(way)


@dataclass(frozen=True)
class Before:
    """Someone who could open the file once, until when, and why it ended."""

    worker: Worker
    way: str
    since: date
    until: date
    because: str


def readers_before(child: Child) -> list[Before]:
    today = timezone.localdate()
    ended = Allocation.objects.of_child(child).exclude(ended_on=None).select_related("worker")
    shut = FileGrant.objects.of_child(child).filter(until__lt=today).select_related("worker")
    lines = [
        Before(part.worker, part.get_role_display(), part.started_on, part.ended_on, part.reason)
        for part in ended.order_by("-ended_on")[:PAST_SHOWN]
    ]
    lines += [
        Before(
            grant.worker,
            grant.reason,
            grant.started_on,
            max(grant.until, grant.started_on),
            grant.ended_because,
        )
        for grant in shut.order_by("-until")[:PAST_SHOWN]
    ]
    return sorted(lines, key=lambda line: line.until, reverse=True)
