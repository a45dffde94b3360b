"""Deeds of a round: drawing its sample, and changing who judges one file of it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from audits import criteria, deeds, drawing, sampling
from audits.models import Audit
from audits.programmes import Programme
from casework.access.models import Worker
from casework.children.models import Allocation, Child, FileGrant

NO_ONE_TO_DRAW = "There is no one to draw from"


class CannotDraw(ValueError):
    """Why a sample cannot be drawn, in words for the page."""


@transaction.atomic
def draw_sample(programme: Programme, worker: Worker) -> list[Audit]:
    """Draw once and for all: keep the seed and the frame, and give each file to the independent
    auditor with the fewest open audits."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    found = drawing.find(programme, worker)
    _refuse(programme, found)
    programme.seed, programme.frame = sampling.new_seed(), found.frame
    programme.left_out, programme.drawn_at = found.left_out, timezone.now()
    programme.save()
    drawn = sampling.draw(found.frame, programme.size, programme.seed)
    children = Child.objects.with_person().in_bulk(drawn)
    judges = {judge.pk: judge for able in found.judges.values() for judge in able}
    load = drawing.workload(judges.values())
    leads = _leads(drawn)
    return [
        deeds.give_out(_audit(programme, children[number], judge, worker, leads))
        for number in drawn
        for judge in share_out(found.judges[number], load, programme.readers)
    ]


def _refuse(programme: Programme, found: drawing.Found) -> None:
    if programme.drawn_at:
        raise CannotDraw("This sample has been drawn already")
    if programme.due_on < timezone.localdate():
        raise CannotDraw("The date to finish by has passed: change it first")
    if not found.frame:
        raise CannotDraw(NO_ONE_TO_DRAW)


def share_out(able: list[Worker], load: dict[int, int], number: int) -> list[Worker]:
    """Those of the able with the fewest open audits, and one more counted for each."""
    chosen = sorted(able, key=lambda one: (load[one.pk], one.pk))[:number]
    for one in chosen:
        load[one.pk] += 1
    return chosen


def _leads(children: list[int]) -> dict[int, int]:
    """Who leads the work with each child now."""
    leading = Allocation.objects.leading().filter(child__in=children)
    return dict(leading.values_list("child_id", "worker_id"))


def _audit(programme, child, judge, worker, leads) -> Audit:
    begins = max(programme.begins_on, timezone.localdate())
    because = f"On the list given for “{programme.title}”"
    return Audit.on_file_of(
        child, worker, auditor=judge, programme=programme, kind=programme.kind,
        sampling=programme.sampling, chosen_from=len(programme.frame),
        chosen_because=because if programme.sampling == Programme.Sampling.LIST else "",
        edition=criteria.in_force(programme.begins_on).code, graded=programme.graded,
        worker_id=leads.get(child.pk), started_on=begins, due_on=programme.due_on,
    )  # fmt: skip


def may_change_auditor(audit: Audit) -> bool:
    """Until judging begins: afterwards the reading is somebody's own."""
    return not audit.finished and not audit.scores.exists()


@transaction.atomic
def change_auditor(audit: Audit, auditor: Worker, worker: Worker) -> None:
    """Give the audit to someone else: the file opens to them, and closes to who had it."""
    grants = FileGrant.objects.in_force().of_child(audit.child).filter(worker=audit.auditor)
    others = Audit.objects.open().of_child(audit.child).by_auditor(audit.auditor)
    if not others.exclude(pk=audit.pk).exists():
        for grant in grants:
            grant.until = timezone.localdate() - timedelta(days=1)
            grant.save()
    audit.auditor, audit.recorded_by = auditor, worker
    deeds.give_out(audit)
