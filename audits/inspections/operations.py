"""Opening the files of a sample to inspectors, and closing them again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from audits import sampling
from audits.programmes.eligibility import POPULATIONS
from casework.access.models import Worker
from casework.children.models import Child, FileAccess, FileGrant

SHOWN = 500


def draw(population: str, size: int, by: Worker) -> tuple[list[int], str]:
    """The children drawn by lot, and in words how, so that anyone can draw them again."""
    known = Child.objects.visible_to(by).filter(POPULATIONS[population][1](), restricted=False)
    frame = [(pk, "") for pk in known.order_by("pk").values_list("pk", flat=True)]
    seed = sampling.new_seed()
    return sampling.draw(frame, size, seed), f"drawn from {len(frame)} by the seed {seed}"


@transaction.atomic
def open_sample(
    children: Iterable[int], inspectors: Iterable[Worker], *, reason: str, until: date, by: Worker
) -> int:
    """Opens each file to each inspector until a day; for how many children."""
    known = list(Child.objects.visible_to(by).filter(pk__in=children))
    for inspector in inspectors:
        for child in known:
            FileGrant.on_file_of(child, by, worker=inspector, reason=reason, until=until).save()
    return len(known)


@transaction.atomic
def close_sample(reason: str, authority) -> int:
    """From this moment the files are shut: what was opened stays in the history."""
    grants = opened_in(authority).filter(reason=reason)
    yesterday = timezone.localdate() - timedelta(days=1)
    for grant in grants:
        grant.until = yesterday
        grant.save()
    return len({grant.child_id for grant in grants})


def opened_in(authority):
    """What stands open to inspectors of this council today."""
    grants = FileGrant.objects.until_a_day().filter(authority=authority, worker__role="inspector")
    return grants.select_related("worker", "child__person").order_by("reason", "until", "pk")


@dataclass
class Sample:
    reason: str
    until: date
    inspectors: dict[int, Worker] = field(default_factory=dict)
    children: dict[int, Child] = field(default_factory=dict)
    unknown: set[int] = field(default_factory=set)
    looks: list[FileAccess] = field(default_factory=list)


def samples_for(reader: Worker) -> list[Sample]:
    """Each sample with its children, those the reader may know of by name, and the looks so far."""
    grants = list(opened_in(reader.authority_id)[:SHOWN])
    known = set(
        Child.objects.visible_to(reader)
        .filter(pk__in={grant.child_id for grant in grants})
        .values_list("pk", flat=True)
    )
    samples: dict[str, Sample] = {}
    for grant in grants:
        sample = samples.setdefault(grant.reason, Sample(grant.reason, grant.until))
        sample.inspectors[grant.worker_id] = grant.worker
        if grant.child_id in known:
            sample.children[grant.child_id] = grant.child
        else:
            sample.unknown.add(grant.child_id)
    for sample in samples.values():
        looks = FileAccess.objects.filter(
            worker__in=sample.inspectors, child__in=sample.children
        ).select_related("worker", "child__person")
        sample.looks = list(looks.order_by("-at")[:20])
    return list(samples.values())
