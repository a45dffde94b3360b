"""Which meeting meets which duty: on its first day, of its own plan, of its own enquiry."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from casework.conferences import sequence
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    AssessmentFactory,
    ChildFactory,
    ChildInNeedMeetingFactory,
    ConferenceFactory,
    CoreGroupFactory,
    EpisodeOfNeedFactory,
    PlanFactory,
    Section47Factory,
    StrategyDiscussionFactory,
)

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 1, 5)
DAY = timedelta(days=1)


@pytest.fixture
def plan(child):
    return PlanFactory(child=child, started_on=MONDAY)


@pytest.fixture
def enquiry(child):
    return Section47Factory(child=child, started_on=MONDAY)


def review(plan, held_on, **facts):
    return ConferenceFactory(
        child=plan.child, plan=plan, kind="review", decision="continue", held_on=held_on, **facts
    )


# Review conferences


@pytest.mark.parametrize(("held_on", "met"), [(MONDAY, False), (MONDAY + DAY, True)])
def test_a_review_on_the_day_the_plan_started_is_not_its_first(plan, held_on, met):
    review(plan, held_on)
    assert sequence.plans_with_first_review().get().first_review_on == (held_on if met else None)


def test_the_first_review_is_the_earliest_held_of_this_plan(plan):
    before = PlanFactory(
        child=plan.child, started_on=date(2025, 1, 6), ended_on=date(2025, 6, 2), end_reason="Met"
    )
    review(before, date(2026, 1, 6))
    review(plan, MONDAY + 1 * DAY, held=False)
    for days in (9, 3, 6):
        review(plan, MONDAY + days * DAY)
    reviewed_on = {plan.pk: plan.first_review_on for plan in sequence.plans_with_first_review()}
    assert reviewed_on == {before.pk: date(2026, 1, 6), plan.pk: MONDAY + 3 * DAY}


def test_an_initial_conference_is_no_review(plan):
    ConferenceFactory(child=plan.child, plan=plan, held_on=MONDAY + DAY)
    assert sequence.plans_with_first_review().get().first_review_on is None
    assert not sequence.review_conferences().exists()


def test_a_review_that_was_not_held_or_is_of_no_plan_opens_no_other(plan):
    review(plan, MONDAY + DAY, held=False)
    ConferenceFactory(
        child=plan.child, kind="review", decision="continue", held_on=MONDAY + 2 * DAY
    )
    assert not sequence.review_conferences().exists()


def test_each_review_of_a_plan_is_followed_by_the_next_of_the_same_plan(plan):
    later, first = review(plan, MONDAY + 9 * DAY), review(plan, MONDAY + 2 * DAY)
    other = PlanFactory(child__team=plan.child.team, started_on=MONDAY)
    theirs = review(other, MONDAY + 5 * DAY)
    next_on = {review.pk: review.next_held_on for review in sequence.review_conferences()}
    assert next_on == {first.pk: later.held_on, later.pk: None, theirs.pk: None}


def test_a_plan_in_need_has_no_review_conference_and_no_core_group_clock(child):
    PlanFactory(child=child, kind="need", started_on=MONDAY)
    assert not sequence.plans_with_first_review().exists()
    assert not sequence.plans_with_first_core_group().exists()


# Core groups


def test_the_first_core_group_is_the_earliest_held_of_this_plan(plan):
    other = PlanFactory(child__team=plan.child.team, started_on=MONDAY)
    CoreGroupFactory(child=other.child, plan=other, held_on=MONDAY)
    CoreGroupFactory(child=plan.child, plan=plan, held_on=MONDAY + DAY, held=False)
    for days in (9, 3, 6):
        CoreGroupFactory(child=plan.child, plan=plan, held_on=MONDAY + days * DAY)
    met_on = {plan.pk: plan.core_group_on for plan in sequence.plans_with_first_core_group()}
    assert met_on == {other.pk: MONDAY, plan.pk: MONDAY + 3 * DAY}


def test_core_groups_of_two_plans_do_not_follow_each_other(plan):
    before = PlanFactory(
        child=plan.child, started_on=date(2025, 1, 6), ended_on=MONDAY, end_reason="Met"
    )
    last = CoreGroupFactory(child=plan.child, plan=before, held_on=MONDAY - DAY)
    first = CoreGroupFactory(child=plan.child, plan=plan, held_on=MONDAY + DAY)
    CoreGroupFactory(child=plan.child, plan=plan, held_on=MONDAY + 2 * DAY, held=False)
    next_on = {
        group.pk: (group.next_held_on, group.plan_ended_on) for group in sequence.core_groups()
    }
    assert next_on == {last.pk: (None, MONDAY), first.pk: (None, None)}


# The conference of an enquiry


def test_a_conference_of_another_enquiry_does_not_meet_this_ones_clock(child, enquiry):
    other = Section47Factory(child=ChildFactory(team=child.team), started_on=MONDAY)
    ConferenceFactory(child=other.child, section_47=other, held_on=MONDAY + DAY)
    held_on = {
        enquiry.pk: enquiry.conference_on for enquiry in sequence.enquiries_with_conference()
    }
    assert held_on == {enquiry.pk: None, other.pk: MONDAY + DAY}


def test_the_first_held_conference_meets_it_and_a_review_never_does(child, enquiry, plan):
    review(plan, MONDAY + DAY, section_47=enquiry)
    for days in (9, 3):
        ConferenceFactory(child=child, section_47=enquiry, held_on=MONDAY + days * DAY)
    assert sequence.enquiries_with_conference().get().conference_on == MONDAY + 3 * DAY


@pytest.mark.parametrize(
    ("facts", "ends"),
    [
        ({"outcome": "no_conference"}, True),
        ({"outcome": "not_substantiated"}, True),
        ({"outcome": "substantiated"}, False),
        ({"outcome": "substantiated", "conference_not_needed": True}, True),
    ],
)
def test_no_conference_is_due_where_none_is_needed(child, manager, facts, ends):
    Section47Factory(
        child=child, started_on=MONDAY, ended_on=MONDAY + 7 * DAY, authorised_by=manager, **facts
    )
    enquiry = sequence.enquiries_with_conference().get()
    assert enquiry.no_conference_on == (MONDAY + 7 * DAY if ends else None)


def test_no_conference_is_due_after_the_episode_closed(child):
    episode = EpisodeOfNeedFactory(child=child, closed_on=MONDAY + 9 * DAY, closure_reason="RC1")
    Section47Factory(child=child, started_on=MONDAY, episode=episode)
    sweep()
    clock = Deadline.objects.get(code="icpc.hold")
    assert timezone.localtime(clock.lapsed_at).date() == MONDAY + 9 * DAY


def test_the_clock_starts_with_the_discussion_and_without_one_with_the_enquiry(child):
    strategy = StrategyDiscussionFactory(child=child, held_on=MONDAY)
    after = Section47Factory(child=child, strategy=strategy, started_on=MONDAY + DAY)
    alone = Section47Factory(child=ChildFactory(team=child.team), started_on=MONDAY + DAY)
    discussed_on = {
        enquiry.pk: enquiry.strategy_held_on for enquiry in sequence.enquiries_with_conference()
    }
    assert discussed_on == {after.pk: MONDAY, alone.pk: MONDAY + DAY}


# Child in need meetings


@pytest.mark.parametrize(("held_on", "met"), [(MONDAY - DAY, False), (MONDAY, True)])
def test_a_planning_meeting_may_be_on_the_day_the_assessment_was_authorised(child, held_on, met):
    AssessmentFactory(child=child, authorised=True, referral_received_on=date(2025, 12, 1))
    ChildInNeedMeetingFactory(child=child, kind="first", held_on=held_on)
    assessment = sequence.needing_plan_meeting().get()
    assert (assessment.meeting_on == held_on) is met


def test_only_an_assessment_that_ended_in_a_plan_needs_a_meeting_of_this_child(child):
    AssessmentFactory(child=child, authorised=True, outcome="no_action")
    AssessmentFactory(child=ChildFactory(team=child.team))
    assert not sequence.needing_plan_meeting().exists()
    needing = AssessmentFactory(child=ChildFactory(team=child.team), authorised=True)
    ChildInNeedMeetingFactory(child=child, kind="first", held_on=MONDAY + DAY)
    ChildInNeedMeetingFactory(child=needing.child, kind="first", held_on=MONDAY + DAY, held=False)
    for days in (9, 4):
        ChildInNeedMeetingFactory(child=needing.child, kind="first", held_on=MONDAY + days * DAY)
    assert sequence.needing_plan_meeting().get().meeting_on == MONDAY + 4 * DAY


def test_only_a_plan_that_stepped_down_has_a_first_review_counted_from_its_start(child):
    ended = PlanFactory(
        child=child, started_on=date(2025, 1, 6), ended_on=MONDAY, end_reason="Stepped down"
    )
    down = PlanFactory(child=child, kind="need", started_on=MONDAY, follows=ended)
    before = PlanFactory(
        child=ChildFactory(team=child.team),
        kind="need",
        started_on=date(2025, 1, 6),
        ended_on=MONDAY,
        end_reason="Met",
    )
    PlanFactory(child=before.child, kind="need", started_on=MONDAY, follows=before)
    ChildInNeedMeetingFactory(child=child, plan=down, held_on=MONDAY + DAY, held=False)
    for days in (9, 4):
        ChildInNeedMeetingFactory(child=child, plan=down, held_on=MONDAY + days * DAY)
    stepped_down = sequence.plans_stepped_down().get()
    assert (stepped_down.pk, stepped_down.first_review_on) == (down.pk, MONDAY + 4 * DAY)


def test_a_meeting_without_a_plan_or_not_held_opens_no_review(child):
    plan = PlanFactory(child=child, kind="need", started_on=MONDAY)
    ChildInNeedMeetingFactory(child=child, held_on=MONDAY)
    ChildInNeedMeetingFactory(child=child, plan=plan, held_on=MONDAY + DAY, held=False)
    assert not sequence.in_need_meetings().exists()
    ChildInNeedMeetingFactory(child=child, plan=plan, held_on=MONDAY + 2 * DAY)
    assert sequence.in_need_meetings().get().next_held_on is None


# Minutes


def test_minutes_are_due_of_conferences_held_here(child):
    ConferenceFactory(child=child, held_on=MONDAY, held=False, decision="")
    ConferenceFactory(child=child, held_on=MONDAY + DAY, imported=True)
    kept = ConferenceFactory(child=child, held_on=MONDAY + 2 * DAY)
    assert sequence.conferences_with_minutes().get() == kept


# What only looks like it


def test_a_conference_put_off_does_not_meet_the_enquirys_clock(child, enquiry):
    ConferenceFactory(
        child=child, section_47=enquiry, held_on=MONDAY + DAY, held=False, decision=""
    )
    assert sequence.enquiries_with_conference().get().conference_on is None


def test_a_plan_proposed_and_not_yet_authorised_needs_no_meeting(child):
    AssessmentFactory(child=child, outcome="cin_plan")
    assert not sequence.needing_plan_meeting().exists()


def test_a_protection_plan_after_another_did_not_step_down(child):
    ended = PlanFactory(
        child=child, started_on=date(2025, 1, 6), ended_on=MONDAY, end_reason="Moved away"
    )
    PlanFactory(child=child, started_on=MONDAY, follows=ended)
    assert not sequence.plans_stepped_down().exists()


def test_a_meeting_of_another_plan_is_not_the_first_review_after_stepping_down(child):
    ended = PlanFactory(
        child=child, started_on=date(2025, 1, 6), ended_on=MONDAY, end_reason="Stepped down"
    )
    down = PlanFactory(child=child, kind="need", started_on=MONDAY, follows=ended)
    other = PlanFactory(child__team=child.team, kind="need", started_on=MONDAY)
    ChildInNeedMeetingFactory(child=other.child, plan=other, held_on=MONDAY + DAY)
    stepped_down = sequence.plans_stepped_down().get()
    assert (stepped_down.pk, stepped_down.first_review_on) == (down.pk, None)
