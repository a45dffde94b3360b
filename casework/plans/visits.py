"""Visits seen through the plan they were made under."""

from django.db.models import F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Lead

from casework.plans.models import Plan
from casework.recording.models import ChildVisit


def with_first_visit(kind: Plan.Kind):
    """Plans of this kind that were begun here, each with the first visit that counts for it."""
    return Plan.objects.filter(kind=kind).recorded_here().with_first_visit(counted_for(kind))


def counted_for(kind: Plan.Kind):
    """The visits that meet what a plan of this kind asks for."""
    protects = kind == Plan.Kind.PROTECTION
    visits = ChildVisit.objects
    return visits.by_lead_social_worker() if protects else visits.by_lead()


def visits_during(kind: Plan.Kind):
    """Visits that count for a plan of this kind, made while the child was on one, each with the
    next.

    Each visit opens the next, so no row is ever "the current one". A visit at which the child was
    not seen was an attempt, and neither meets nor opens a clock.
    """
    plans = Plan.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=OuterRef("held_on")),
        child=OuterRef("child"),
        kind=kind,
        started_on__lte=OuterRef("held_on"),
    ).order_by("-started_on")
    return (
        counted_for(kind)
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
