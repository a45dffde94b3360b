"""What a chair keeps an eye on: what was decided lately, and plans that are long or begun again."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from casework.children.family.siblings import by_family, children_of, names_of
from casework.conferences.models import Conference
from casework.interface.words import full_day
from casework.plans.models import Plan
from casework.timescales.models import Deadline

LATELY = timedelta(days=7)
LONG = "cp_plan.long"
NTH = {1: "Second plan", 2: "Third plan", 3: "Fourth plan"}


class Decided(list):
    """Conferences, what was decided at one of them the same for brothers and sisters one line."""

    def lines(self) -> list[dict]:
        together: dict[tuple, list[Conference]] = {}
        for conference in self:
            key = (conference.meeting_id or f"alone {conference.pk}", conference.decision)
            together.setdefault(key, []).append(conference)
        return [decision_line(those) for those in together.values()]


def decided_lately(worker) -> Decided:
    """At the conferences this chair held in the last seven days."""
    held = (
        Conference.objects.visible_to(worker)
        .held()
        .filter(meeting__chair=worker, held_on__gte=timezone.localdate() - LATELY)
    )
    return Decided(held.newest_first().select_related("child__person", "meeting")[:60])


def decision_line(those: list[Conference]) -> dict:
    first, children = those[0], children_of(those)
    return {
        "names": names_of(children),
        "url": reverse("meeting", args=[first.meeting_id]),
        "note": f"{first.get_decision_display()}. {first.get_kind_display()},"
        f" {full_day(first.held_on)}",
    }


class Watched(list):
    """Plans, those of brothers and sisters that began on one day one line."""

    def lines(self, families) -> list[dict]:
        alike = (lambda plan: plan.started_on, lambda plan: plan.previous_plans)
        return [plan_line(those) for those in by_family(self, families, *alike)]


def long_or_again(worker) -> Watched:
    """Child protection plans past the council's own limit, or not the child's first, of the
    children whose conferences this chair has chaired. The oldest first."""
    chaired = Conference.objects.filter(child=OuterRef("child"), meeting__chair=worker)
    late = Deadline.objects.filter(code=LONG, record_id=OuterRef("pk"), due_at__lt=timezone.now())
    plans = Plan.objects.visible_to(worker).open().child_protection().filter(Exists(chaired))
    plans = plans.annotate(long=Exists(late)).filter(Q(long=True) | Q(previous_plans__gte=1))
    return Watched(plans.select_related("child__person").order_by("started_on", "pk")[:60])


def plan_line(those: list[Plan]) -> dict:
    first = those[0]
    note = [f"Since {full_day(first.started_on)}"]
    if first.previous_plans:
        note.insert(0, NTH.get(first.previous_plans, f"{first.previous_plans} plans before"))
    return {
        "names": names_of(children_of(those)),
        "url": reverse("plan", args=[first.child_id]),
        "note": ". ".join(note),
        "long": first.long,
    }
