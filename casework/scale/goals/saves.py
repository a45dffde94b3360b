"""What a person who has just pressed Save waits for."""

from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from casework.children.models import ChildRecord
from casework.recording.models import ChildVisit, Visit
from casework.scale.goals.meters import statements, undone
from casework.scale.goals.race import Result, race


def visit_of(child, worker) -> tuple[Visit, ChildVisit]:
    now = timezone.now()
    visit = Visit(
        authority_id=child.authority_id,
        recorded_by=worker,
        worker=worker,
        worker_role=worker.role,
        held_at=now,
        who_was_seen="Mum",
        what_happened="The house was warm and there was food in the kitchen.",
    )
    facts = {"held_on": timezone.localdate(), "purpose": "need", "seen": True}
    return visit, ChildVisit.on_file_of(child, worker, **facts)


def save_visit(child, worker) -> None:
    """The records, their history, and the child's clocks counted again."""
    with undone(), TestCase.captureOnCommitCallbacks(execute=True):
        visit, mine = visit_of(child, worker)
        visit.save()
        mine.visit = visit
        mine.save()


def plain_save(child, worker) -> None:
    """The two rows and their history, and nothing told to anybody."""
    with undone(), TestCase.captureOnCommitCallbacks():
        visit, mine = visit_of(child, worker)
        visit.save()
        mine.visit = visit
        super(ChildRecord, mine).save()


def save(visitors) -> Result:
    result = Result("P16", "A visit saved: the records, their history, the clocks counted again")
    worker = visitors.worker("social_worker")
    child = visitors.child(worker)
    won = race(lambda: save_visit(child, worker), lambda: plain_save(child, worker))
    with statements() as asked:
        save_visit(child, worker)
    result.at_most("times the rows alone", won.ratio, 5, won.words)
    result.at_most("statements", len(asked.statements), 12)
    result.beside |= {"times": won.times, "by the form": posted(visitors, worker, child)}
    return result


def posted(visitors, worker, child) -> str:
    """The same through the page, as a browser sends it."""
    client, day = visitors.signed_in("social_worker"), timezone.localdate() - timedelta(days=1)
    data = {
        "held_at_day": day.day,
        "held_at_month": day.month,
        "held_at_year": day.year,
        "held_at_time": "9.15am",
        "place": "home",
        "planned": "yes",
        "reason": "other",
        "what_happened": "The house was warm and there was food in the kitchen.",
        f"{child.number}-seen": "yes",
        f"{child.number}-seen_alone": "no",
        f"{child.number}-bedroom_seen": "yes",
    }
    with undone(), TestCase.captureOnCommitCallbacks(execute=True), statements() as asked:
        answer = client.post(reverse("visit-add", args=[child.pk]), data)
    return f"{len(asked.statements)} statements, answered {answer.status_code}"
