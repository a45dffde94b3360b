"""Each meeting with the one that follows it, and each duty with the meeting that meets it."""

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When, Window
from django.db.models.functions import Coalesce, Lead

from assessments.models import Assessment, Section47
from casework.conferences.models import ChildInNeedMeeting, Conference, CoreGroup
from casework.plans.models import Plan

LEADS = {"partition_by": ["child", "plan"], "order_by": ["held_on", "pk"]}


def enquiries_with_conference():
    """Section 47 enquiries with their strategy discussion, their conference, or when none is due:
    not needed, or the episode of need closed.
    """
    held = Conference.objects.held().filter(
        ~Q(kind=Conference.Kind.REVIEW), section_47=OuterRef("pk")
    )
    not_needed = Q(conference_not_needed=True) | Q(
        outcome__in=[Section47.Outcome.NO_CONFERENCE, Section47.Outcome.NOT_SUBSTANTIATED]
    )
    return Section47.objects.annotate(
        strategy_held_on=Coalesce("strategy__held_on", "started_on"),
        conference_on=Subquery(held.order_by("held_on").values("held_on")[:1]),
        no_conference_on=Case(
            When(not_needed, then=Coalesce("ended_on", "started_on")),
            default=F("episode__closed_on"),
        ),
    )


def enquiry_answered_on(child, day) -> Section47 | None:
    """The enquiry that a conference about the child on this day answers: the newest begun by then
    that has had none. One that was adjourned was not held, so the next still answers it.
    """
    held = Conference.objects.held().filter(section_47=OuterRef("pk"))
    begun = Section47.objects.of_child(child).filter(~Exists(held), started_on__lte=day)
    return begun.exclude(conference_not_needed=True).newest_first().first()


def conferences_with_minutes():
    """Conferences held, with the day their minutes went out."""
    held = Conference.objects.held().filter(imported=False)
    return held.annotate(minutes_sent_on=F("meeting__minutes_sent_on"))


def plans_with_first_core_group():
    """Child protection plans with the first core group of each."""
    first = CoreGroup.objects.held().filter(plan=OuterRef("pk")).order_by("held_on")
    return (
        Plan.objects.child_protection()
        .recorded_here()
        .annotate(core_group_on=Subquery(first.values("held_on")[:1]))
    )


def core_groups():
    return CoreGroup.objects.held().annotate(
        next_held_on=Window(Lead("held_on"), **LEADS), plan_ended_on=F("plan__ended_on")
    )


def plans_with_first_review():
    """Child protection plans with the first review conference of each.

    A plan starts at the conference that made it (CIN census rule 2885), so the plan's start stands
    for that conference even where an import has lost it. A birth does not restart the clock.
    """
    first = (
        Conference.objects.held()
        .review()
        .filter(plan=OuterRef("pk"), held_on__gt=OuterRef("started_on"))
    )
    return Plan.objects.child_protection().annotate(
        first_review_on=Subquery(first.order_by("held_on").values("held_on")[:1])
    )


def review_conferences():
    """Review conferences of a child protection plan, each with the next."""
    return (
        Conference.objects.held()
        .review()
        .filter(plan__isnull=False)
        .annotate(next_held_on=Window(Lead("held_on"), **LEADS), plan_ended_on=F("plan__ended_on"))
    )


def needing_plan_meeting():
    """Authorised assessments that ended in a child in need plan, with its first meeting."""
    meeting = ChildInNeedMeeting.objects.held().filter(
        child=OuterRef("child"), held_on__gte=OuterRef("authorised_on")
    )
    return Assessment.objects.filter(
        outcome=Assessment.Outcome.CIN_PLAN, authorised_on__isnull=False
    ).annotate(
        meeting_on=Subquery(meeting.order_by("held_on").values("held_on")[:1]),
        episode_closed_on=F("episode__closed_on"),
    )


def plans_stepped_down():
    """Child in need plans that followed a child protection plan, with the first meeting of each."""
    first = ChildInNeedMeeting.objects.held().filter(plan=OuterRef("pk")).order_by("held_on")
    return (
        Plan.objects.child_in_need()
        .filter(follows__kind=Plan.Kind.PROTECTION)
        .annotate(first_review_on=Subquery(first.values("held_on")[:1]))
    )


def in_need_meetings():
    return (
        ChildInNeedMeeting.objects.held()
        .filter(plan__isnull=False)
        .annotate(next_held_on=Window(Lead("held_on"), **LEADS), plan_ended_on=F("plan__ended_on"))
    )


def said_no_longer_needed():
    """The last meeting of each open child in need plan, where it said that none is needed: a
    manager decides whether the plan ends."""
    later = ChildInNeedMeeting.objects.held().filter(
        plan=OuterRef("plan"), held_on__gt=OuterRef("held_on")
    )
    last = ChildInNeedMeeting.objects.held().filter(~Exists(later), plan__isnull=False)
    return last.filter(plan__ended_on=None, decision=ChildInNeedMeeting.Decision.END)


def plan_to_end(child) -> int | None:
    decisions = said_no_longer_needed().of_child(child).newest_first()
    return decisions.values_list("plan", flat=True).first()
