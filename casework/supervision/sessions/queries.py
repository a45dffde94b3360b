"""What a manager and a worker look at together: the caseload, what is late, when they met."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from casework.access.models import Absence, Worker
from casework.children.models import Allocation, Child
from casework.interface.registry import Registry
from casework.interface.words import as_day
from casework.recording.models import ChildVisit
from casework.supervision.models import CaseSupervision
from casework.supervision.regularity import Due
from casework.timescales.models import Deadline

LATE_AFTER, LOOKED_BACK = 5, timedelta(days=90)
"""Days after a visit by which it is written, and how far back late ones are counted: local."""


@dataclass(frozen=True, kw_only=True)
class WorkerFact:
    """One thing facts of a worker in supervision, from an app on a higher floor: its caseload.

    ``reads`` gives, for a reader and some workers, the words of each by their key.
    """

    code: str
    label: str
    reads: Any


worker_facts = Registry[WorkerFact]("fact about a worker")


def facts_of(reader, workers) -> dict[int, list[tuple[str, Any]]]:
    """For each worker what every app says of them, in as many questions as there are facts."""
    facts: dict[int, list[tuple[str, Any]]] = {worker.pk: [] for worker in workers}
    for fact in worker_facts:
        for worker, words in fact.reads(reader, workers).items():
            facts[worker].append((fact.label, words))
    return facts


def children_of(worker: Worker, reader) -> list[Child]:
    """Whom the worker holds and the reader may know of: with the last talk about each, and when
    one is due, the longest ago first."""
    talks = CaseSupervision.objects.filter(child=OuterRef("pk")).newest_first()
    due = Deadline.objects.open().filter(child=OuterRef("pk"), code__startswith="supervision.child")
    held = Allocation.objects.open().filter(worker=worker).values("child")
    children = Child.objects.visible_to(reader).filter(pk__in=held).with_person()
    children = list(
        children.annotate(
            last_talk_on=Subquery(talks.values("held_on")[:1]),
            talk_due_at=Subquery(due.order_by("due_at").values("due_at")[:1]),
        ).order_by("talk_due_at", "person__family_name", "pk")
    )
    for child in children:
        child.talk_due = Due(child.last_talk_on, child.talk_due_at and as_day(child.talk_due_at))
    return children


def written_late(worker: Worker) -> tuple[int, int]:
    """How many of the worker's visits of the last three months were written down late, of all."""
    since = timezone.localdate() - LOOKED_BACK
    visits = ChildVisit.objects.filter(visit__worker=worker, held_on__gte=since)
    days = visits.annotate(written_on=TruncDate("recorded_at")).values_list("held_on", "written_on")
    gaps = [(written - held).days for held, written in days]
    return sum(gap > LATE_AFTER for gap in gaps), len(gaps)


def away(worker: Worker) -> list[Absence]:
    return list(Absence.objects.not_over().filter(worker=worker).order_by("started_on")[:5])
