from django.db.models import Exists, OuterRef
from django.urls import reverse

from assessments.models import Assessment
from casework.plans.models import Plan
from casework.referrals.models import EpisodeOfNeed


def in_work(children):
    """The children with an open episode of need."""
    return children.filter(Exists(EpisodeOfNeed.objects.open().filter(child=OuterRef("pk"))))


def waiting_for(worker) -> list[dict]:
    """What was sent to a manager to authorise, the oldest first."""
    found = [
        record
        for model in (Assessment, Plan)
        for record in model.objects.visible_to(worker)
        .waiting_for_manager()
        .select_related("child__person")
        .order_by("submitted_at")[:20]
    ]
    return [
        {
            "label": f"{record}: {record.child.name}",
            "url": reverse("authorise"),
            "since": record.submitted_at,
        }
        for record in sorted(found, key=lambda record: record.submitted_at)
    ]
