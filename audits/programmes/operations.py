"""What is done to a programme: drawing its sample, and changing who judges one file of it."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from audits import operations, sampling
from audits.criteria import editions as criteria
from audits.models import Audit, Programme
from audits.programmes import eligibility
from casework.access.models import Worker
from casework.children.models import Allocation, Child, FileGrant

NO_ONE_TO_DRAW = "There is no one to sample from"


class CannotDraw(ValueError):
    """Why a sample cannot be drawn, in words for the page."""


@transaction.atomic
def draw_sample(programme: Programme, worker: Worker) -> list[Audit]:
    """Draw once and for all: keep the seed and the frame, and give each file to the independent
    auditor with the fewest open audits."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    eligible = eligibility.find(programme, worker)
    _refuse(programme, eligible)
    programme.seed, programme.frame = sampling.new_seed(), eligible.frame
    programme.left_out, programme.drawn_at = eligible.left_out, timezone.now()
    programme.save()
    drawn = sampling.draw(eligible.frame, programme.size, programme.seed)
    children = Child.objects.with_person().in_bulk(drawn)
    judges = {judge.pk: judge for able in eligible.judges.values() for judge in able}
    load = eligibility.workload(judges.values())
    leads = _leads(drawn)
    audits = [
        operations.give_out(_audit(programme, children[number], judge, worker, leads))
        for number in drawn
        for judge in share_out(eligible.judges[number], load, programme.readers)
    ]
    keep_dates(programme)
    return audits


def _refuse(programme: Programme, eligible: eligibility.Eligible) -> None:
    if programme.drawn_at:
        raise CannotDraw("This sample has been drawn already")
    if programme.due_on < timezone.localdate():
        raise CannotDraw("The date to finish by has passed: change it first")
    if not eligible.frame:
        raise CannotDraw(NO_ONE_TO_DRAW)


def share_out(able: list[Worker], load: dict[int, int], number: int) -> list[Worker]:
    """Those of the able with the fewest open audits, and one more counted for each."""
    chosen = sorted(able, key=lambda judge: (load[judge.pk], judge.pk))[:number]
    for judge in chosen:
        load[judge.pk] += 1
    return chosen


def _leads(children: list[int]) -> dict[int, int]:
    """Who leads the work with each child now."""
    leading = Allocation.objects.leading().filter(child__in=children)
    return dict(leading.values_list("child_id", "worker_id"))


def _audit(programme, child, judge, worker, leads) -> Audit:
    begins = max(programme.begins_on, timezone.localdate())
    because = f"On the list given for “{programme.title}”"
    return Audit.on_file_of(
        child,
        worker,
        auditor=judge,
        programme=programme,
        kind=programme.kind,
        sampling=programme.sampling,
        chosen_from=len(programme.frame),
        chosen_because=because if programme.sampling == Programme.Sampling.LIST else "",
        edition=criteria.in_force(programme.begins_on).code,
        graded=programme.graded,
        worker_id=leads.get(child.pk),
        started_on=begins,
        due_on=programme.due_on,
    )


def keep_dates(programme: Programme) -> None:
    """A programme begins with its first audit and is to be finished by the day of its last: drawn
    later, or given more time, it says so."""
    dates = Audit.objects.filter(programme=programme, follows=None).aggregate(
        begins_on=Min("started_on"), due_on=Max("due_on")
    )
    if dates["begins_on"]:
        programme.begins_on, programme.due_on = dates["begins_on"], dates["due_on"]
        programme.save(update_fields=["begins_on", "due_on"])


def may_change_auditor(audit: Audit) -> bool:
    """Until judging begins: afterwards the reading is somebody's own."""
    return not audit.finished and not audit.scores.exists()


@transaction.atomic
def change_auditor(audit: Audit, auditor: Worker, worker: Worker) -> None:
    """Give the audit to someone else: the file opens to them, and closes to who had it."""
    grants = FileGrant.objects.until_a_day().of_child(audit.child).filter(worker=audit.auditor)
    others = Audit.objects.open().of_child(audit.child).by_auditor(audit.auditor)
    if not others.exclude(pk=audit.pk).exists():
        for grant in grants:
            grant.until = timezone.localdate() - timedelta(days=1)
            grant.save()
    audit.auditor, audit.recorded_by = auditor, worker
    operations.give_out(audit)
