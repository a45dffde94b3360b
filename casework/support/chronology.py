from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf

from casework.chronology.registry import Events, registry
from casework.support.models import (
    LIVES,
    ChildSession,
    EdgeOfCare,
    EdgeReview,
    FollowUp,
    GroupPlace,
    ShortBreak,
    SupportPlan,
)


def lives(field: str) -> Case:
    whens = (When(**{field: code}, then=Value(words.lower())) for code, words in LIVES.items())
    return Case(*whens, default=Value(""), output_field=CharField())


SERVICE = F("referral__service__name")
registry.add(
    Events(
        code="edge",
        records=EdgeOfCare.objects.all,
        happened="asked_on",
        title=Concat(Value("Help asked for on the edge of care: "), SERVICE),
        detail=F("referral__why_now"),
        significant=True,
        url="edge",
        kind="plans",
    ),
    Events(
        code="edge.decided",
        records=lambda: EdgeOfCare.objects.exclude(decision=""),
        happened="decided_on",
        title=Concat(
            SERVICE,
            Case(
                When(decision="declined", then=Value(" declined to help")),
                default=Value(" accepted to help"),
                output_field=CharField(),
            ),
        ),
        detail="decided_because",
        url="edge",
        kind="plans",
    ),
    Events(
        code="edge.started",
        records=EdgeOfCare.objects.worked_with,
        happened="started_at",
        title=Concat(SERVICE, Value(" met the family")),
        url="edge",
        kind="plans",
    ),
    Events(
        code="edge.plan",
        records=SupportPlan.objects.all,
        happened="agreed_on",
        title="Support plan agreed with the family",
        detail="hopes",
        url="edge",
        kind="plans",
    ),
    Events(
        code="edge.review",
        records=EdgeReview.objects.all,
        happened="held_on",
        title="Support plan reviewed",
        detail=Coalesce(NullIf("child_said", Value("")), F("what_changed")),
        url="edge",
        kind="plans",
    ),
    Events(
        code="edge.ended",
        records=EdgeOfCare.objects.ended,
        happened="ended_on",
        title=Concat(SERVICE, Value(" ended: "), lives("outcome")),
        detail="outcome_words",
        significant=True,
        url="edge",
        kind="plans",
        ends=True,
    ),
    Events(
        code="edge.after",
        records=FollowUp.objects.all,
        happened="known_on",
        title=Concat(Value("After edge of care: "), lives("lives")),
        detail="words",
        significant=Q(lives__in=["care_planned", "care_crisis"]),
        url="edge",
        kind="plans",
    ),
    Events(
        code="support.session",
        at="session__held_at",
        records=ChildSession.objects.all,
        happened="held_on",
        title=Case(
            When(took_part=False, then=Value("Family support session: did not take part")),
            default=Value("Family support session"),
            output_field=CharField(),
        ),
        detail=Coalesce(
            NullIf("own_words", Value("")),
            NullIf("what_changed", Value("")),
            F("session__what_happened"),
        ),
        url="support",
        kind="visits",
    ),
    Events(
        code="group.place",
        records=GroupPlace.objects.all,
        happened="joined_on",
        title=Concat(Value("A place in a group: "), F("group__name")),
        detail="hopes",
        url="groups-of-child",
        kind="plans",
    ),
    Events(
        code="group.left",
        records=lambda: GroupPlace.objects.exclude(left_on=None),
        happened="left_on",
        title=Concat(Value("The place in a group ended: "), F("group__name")),
        detail="what_changed",
        url="groups-of-child",
        kind="plans",
        ends=True,
    ),
    Events(
        code="short_break",
        records=ShortBreak.objects.happened,
        happened="starts_on",
        title=Concat(Value("Short break: "), F("service__name")),
        detail=Coalesce(NullIf("own_words", Value("")), F("how_it_was")),
        url="groups-of-child",
        kind="visits",
    ),
)
