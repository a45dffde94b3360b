"""What each clock of edge of care and family support reads, with the days it opens and is met."""

from functools import partial

from django.db.models import Case, DateField, F, OuterRef, Q, Subquery, When

from casework.support.models import (
    ChildSession,
    EdgeOfCare,
    EdgeReview,
    FollowUp,
    GroupPlace,
    Programme,
    SupportPlan,
)


def first_of(records, path: str, *, case="case"):
    return Subquery(records.filter(**{case: OuterRef("pk")}).order_by(path).values(path)[:1])


def asked():
    """Each referral with the instant it was made, and the day it came to nothing."""
    unbegun = Case(
        When(decision=EdgeOfCare.Decision.DECLINED, then="decided_on"),
        When(Q(started_on=None), then="ended_on"),
        output_field=DateField(),
    )
    return EdgeOfCare.objects.annotate(asked_at=F("referral__referred_at"), over_on=unbegun)


def begun():
    return EdgeOfCare.objects.worked_with().annotate(
        plan_agreed_on=first_of(SupportPlan.objects, "agreed_on")
    )


def planned():
    """Each support plan, with the first review held since."""
    reviews = EdgeReview.objects.filter(case=OuterRef("case")).order_by("held_on")
    return SupportPlan.objects.annotate(
        first_review_on=Subquery(reviews.values("held_on")[:1]), case_ended_on=F("case__ended_on")
    )


def followed(months: int):
    """Ended work, with the day it was known how the child lived so many months later."""
    known = FollowUp.objects.filter(months=months)
    return EdgeOfCare.objects.ended().annotate(
        followed_on=first_of(known, "known_on"), died_on=F("child__person__died_on")
    )


def follow_up_records(months: int):
    return partial(followed, months)


def programmes():
    return Programme.objects.annotate(
        first_session_on=first_of(ChildSession.objects, "held_on", case="programme")
    )


def places_of_ended_groups():
    """Each place that was open when its group ended."""
    ends = F("group__ended_on")
    then_open = Q(left_on=None) | Q(left_on__gte=ends)
    places = GroupPlace.objects.filter(then_open, group__ended_on__isnull=False)
    return places.annotate(group_ended_on=ends)
