"""Both sides of the last day on which a child is seen, discussed, or an enquiry finished."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    AssessmentFactory,
    ChildVisitFactory,
    EpisodeOfNeedFactory,
    ReferralFactory,
    Section47Factory,
    StrategyDiscussionFactory,
)

pytestmark = pytest.mark.django_db
THURSDAY = date(2026, 12, 17)
NEXT_DAY = date(2026, 12, 18)
TEN = date(2027, 1, 5)
FIFTEEN = date(2027, 1, 12)
LATER = timedelta(days=1)


def deadline(code):
    sweep()
    return Deadline.objects.get(code=code)


def due_on(found):
    return timezone.localtime(found.due_at).date()


def in_time(code):
    found = deadline(code)
    return found.met_at is not None and found.met_at <= found.due_at


def assessment(child, **facts):
    facts = {"referral_received_on": THURSDAY, "started_on": THURSDAY} | facts
    return AssessmentFactory(child=child, **facts)


@pytest.mark.parametrize(("seen", "on_time"), [(TEN, True), (TEN + LATER, False)])
def test_a_child_is_seen_within_10_working_days_of_the_start_of_an_assessment(child, seen, on_time):
    assessment(child, child_seen_on=seen)
    assert in_time("assessment.child_seen") is on_time
    assert due_on(deadline("assessment.child_seen")) == TEN


def test_a_visit_at_which_the_child_was_seen_is_enough(child):
    assessment(child)
    ChildVisitFactory(child=child, held_on=THURSDAY, seen=False, not_seen_because="Nobody in")
    assert deadline("assessment.child_seen").met_at is None
    ChildVisitFactory(child=child, held_on=TEN)
    assert in_time("assessment.child_seen")


def test_a_visit_before_it_began_does_not_count(child):
    assessment(child)
    ChildVisitFactory(child=child, held_on=THURSDAY - LATER)
    assert deadline("assessment.child_seen").met_at is None


def test_a_baby_can_be_seen_from_the_birth(child):
    child.person.born_on = THURSDAY
    child.person.save()
    assessment(child, started_on=date(2026, 9, 1), referral_received_on=date(2026, 9, 1))
    assert due_on(deadline("assessment.child_seen")) == TEN


def test_nobody_is_asked_to_see_a_child_not_yet_born(child):
    child.person.born_on, child.person.expected_on = None, date(2027, 3, 1)
    child.person.sex = "U"
    child.person.save()
    assessment(child, kind="prebirth")
    sweep()
    assert not Deadline.objects.filter(code="assessment.child_seen").exists()


@pytest.mark.parametrize(("seen", "on_time"), [(NEXT_DAY, True), (NEXT_DAY + LATER, False)])
def test_a_child_is_seen_by_the_day_after_an_enquiry_starts(child, seen, on_time):
    Section47Factory(child=child, started_on=THURSDAY, child_seen_on=seen)
    assert in_time("s47.child_seen") is on_time
    assert due_on(deadline("s47.child_seen")) == NEXT_DAY


@pytest.mark.parametrize(("ended", "on_time"), [(FIFTEEN, True), (FIFTEEN + LATER, False)])
def test_an_enquiry_is_finished_within_15_working_days(child, ended, on_time):
    Section47Factory(child=child, started_on=THURSDAY, ended_on=ended, outcome="not_substantiated")
    assert in_time("s47.complete") is on_time
    assert due_on(deadline("s47.complete")) == FIFTEEN


def test_an_enquiry_left_open_ends_with_its_episode(child):
    began, closed = date(2026, 3, 2), date(2026, 3, 3)
    episode = EpisodeOfNeedFactory(
        child=child, started_on=began, closed_on=closed, closure_reason="RC7"
    )
    Section47Factory(child=child, episode=episode, started_on=began)
    found = deadline("s47.complete")
    assert found.met_at is None
    assert timezone.localtime(found.lapsed_at).date() == closed


@pytest.mark.parametrize(("held", "on_time"), [(NEXT_DAY, True), (NEXT_DAY + LATER, False)])
def test_a_strategy_discussion_follows_the_decision_within_a_working_day(child, held, on_time):
    ReferralFactory(child=child, received_on=THURSDAY, decision="strategy", decided_on=THURSDAY)
    StrategyDiscussionFactory(child=child, held_on=held)
    assert in_time("strategy.hold") is on_time
    assert due_on(deadline("strategy.hold")) == NEXT_DAY


@pytest.mark.parametrize(("held", "on_time"), [(NEXT_DAY, True), (NEXT_DAY + LATER, False)])
def test_an_assessment_can_ask_for_a_strategy_discussion_too(child, manager, held, on_time):
    """One held before the assessment began is not the one it led to."""
    decided = {"outcome": "strategy", "authorised_on": THURSDAY, "authorised_by": manager}
    AssessmentFactory(child=child, referral_received_on=THURSDAY, started_on=THURSDAY, **decided)
    StrategyDiscussionFactory(child=child, held_on=THURSDAY - LATER)
    StrategyDiscussionFactory(child=child, held_on=held)
    assert in_time("strategy.hold.assessed") is on_time
    assert due_on(deadline("strategy.hold.assessed")) == NEXT_DAY


def test_one_held_while_the_assessment_was_written_is_the_one_it_led_to(child, manager):
    AssessmentFactory(
        child=child,
        referral_received_on=THURSDAY - LATER,
        started_on=THURSDAY - LATER,
        outcome="strategy",
        authorised_on=NEXT_DAY,
        authorised_by=manager,
    )
    StrategyDiscussionFactory(child=child, held_on=THURSDAY)
    assert in_time("strategy.hold.assessed")


def test_a_discussion_that_was_put_off_is_not_one(child):
    ReferralFactory(child=child, received_on=THURSDAY, decision="strategy", decided_on=THURSDAY)
    StrategyDiscussionFactory(
        child=child, held_on=NEXT_DAY, meeting__held=False, meeting__not_held_because="Snow"
    )
    assert deadline("strategy.hold").met_at is None


def test_a_referral_for_an_assessment_asks_for_no_strategy_discussion(child):
    ReferralFactory(child=child, received_on=THURSDAY, decision="assess", decided_on=THURSDAY)
    sweep()
    assert not Deadline.objects.filter(code="strategy.hold").exists()
