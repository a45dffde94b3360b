"""Visits seen through the plan they were made under."""

from django.db.models import F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Lead

from casework.plans.models import Plan
from casework.recording.models import ChildVisit


def visits_during(kind: Plan.Kind):
    """Visits at which the child was seen while on a plan of this kind, each with the next.

    Each visit opens the next, so no row is ever "the current one". A visit at which the child was
    not seen was an attempt, and neither meets nor opens a clock.
    """
    plans = Plan.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=OuterRef("held_on")),
        child=OuterRef("child"), kind=kind, started_on__lte=OuterRef("held_on"),
    ).order_by("-started_on")  # fmt: skip
    return (
        ChildVisit.objects.seen()
        .annotate(
            during_plan=Subquery(plans.values("pk")[:1]),
            plan_ended_on=Subquery(plans.values("ended_on")[:1]),
        )
        .filter(during_plan__isnull=False)
        .annotate(
            next_held_on=Window(
                Lead("held_on"),
                partition_by=["child", F("during_plan")],
                order_by=["held_on", "pk"],
            )
        )
    )
