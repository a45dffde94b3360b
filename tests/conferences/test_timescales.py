"""Both sides of each clock's last day, from the meeting that starts it to the one that meets it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    AssessmentFactory,
    ChildInNeedMeetingFactory,
    ConferenceFactory,
    CoreGroupFactory,
    PlanFactory,
    Section47Factory,
    StrategyDiscussionFactory,
)

pytestmark = pytest.mark.django_db
THURSDAY = date(2026, 12, 17)


def deadline(code):
    sweep()
    return Deadline.objects.filter(code=code).earliest("due_at")


def due_on(code):
    return timezone.localtime(deadline(code).due_at).date()


def in_time(code):
    clock = deadline(code)
    return clock.met_at is not None and clock.met_at <= clock.due_at


@pytest.mark.parametrize(
    ("held", "on_time"), [(date(2027, 1, 12), True), (date(2027, 1, 13), False)]
)
def test_a_conference_is_held_within_15_working_days_of_the_strategy_discussion(
    child, held, on_time
):
    strategy = StrategyDiscussionFactory(child=child, held_on=THURSDAY)
    enquiry = Section47Factory(child=child, strategy=strategy, started_on=THURSDAY)
    ConferenceFactory(child=child, section_47=enquiry, held_on=held)
    assert in_time("icpc.hold") is on_time
    assert due_on("icpc.hold") == date(2027, 1, 12)


def test_an_adjourned_conference_is_not_held_and_keeps_the_first_due_date(child):
    enquiry = Section47Factory(child=child, started_on=THURSDAY)
    ConferenceFactory(
        child=child, section_47=enquiry, held_on=date(2027, 1, 5), held=False, decision=""
    )
    assert deadline("icpc.hold").met_at is None
    assert due_on("icpc.hold") == date(2027, 1, 12)


def test_the_clock_runs_from_the_discussion_that_started_the_enquiry_not_the_last(child):
    first = StrategyDiscussionFactory(child=child, held_on=THURSDAY)
    Section47Factory(child=child, strategy=first, started_on=THURSDAY)
    StrategyDiscussionFactory(child=child, held_on=THURSDAY + timedelta(days=7))
    assert due_on("icpc.hold") == date(2027, 1, 12)


def test_an_enquiry_that_needs_no_conference_ends_the_clock(child, manager):
    Section47Factory(
        child=child,
        started_on=date(2026, 1, 5),
        ended_on=date(2026, 1, 12),
        outcome="not_substantiated",
        conference_not_needed=True,
        authorised_by=manager,
    )
    assert timezone.localtime(deadline("icpc.hold").lapsed_at).date() == date(2026, 1, 12)


@pytest.mark.parametrize(("held", "on_time"), [(date(2027, 1, 5), True), (date(2027, 1, 6), False)])
def test_the_first_core_group_meets_within_10_working_days(child, held, on_time):
    plan = PlanFactory(child=child, started_on=THURSDAY)
    CoreGroupFactory(child=child, plan=plan, held_on=held)
    assert in_time("core_group.first") is on_time


@pytest.mark.parametrize(
    ("held", "on_time"), [(date(2026, 2, 16), True), (date(2026, 2, 17), False)]
)
def test_core_groups_meet_every_six_weeks(child, held, on_time):
    plan = PlanFactory(child=child, started_on=date(2026, 1, 5))
    CoreGroupFactory(child=child, plan=plan, held_on=date(2026, 1, 5))
    CoreGroupFactory(child=child, plan=plan, held_on=held)
    assert in_time("core_group.next") is on_time


@pytest.mark.parametrize(
    ("held", "on_time"), [(date(2027, 2, 28), True), (date(2027, 3, 1), False)]
)
def test_the_first_review_is_within_three_months(child, held, on_time):
    plan = PlanFactory(child=child, started_on=date(2026, 11, 30))
    ConferenceFactory(child=child, plan=plan, kind="review", decision="continue", held_on=held)
    assert in_time("cp_review.first") is on_time


def test_a_review_counts_from_the_last_one_held_even_if_it_was_late(child):
    plan = PlanFactory(child=child, started_on=date(2026, 1, 5))
    late = date(2026, 8, 31)
    ConferenceFactory(child=child, plan=plan, kind="review", decision="continue", held_on=late)
    assert due_on("cp_review.next") == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("held", "on_time"), [(date(2026, 9, 28), True), (date(2026, 9, 29), False)]
)
def test_reviews_are_never_more_than_six_months_apart(child, held, on_time):
    plan = PlanFactory(child=child, started_on=date(2026, 1, 5))
    for day in (date(2026, 3, 28), held):
        ConferenceFactory(child=child, plan=plan, kind="review", decision="continue", held_on=day)
    assert in_time("cp_review.next") is on_time


def test_a_plan_that_ends_stops_its_clocks(child):
    PlanFactory(child=child, started_on=date(2026, 1, 5), ended_on=date(2026, 1, 9))
    for code in ("core_group.first", "cp_review.first", "cp_visit.first"):
        assert timezone.localtime(deadline(code).lapsed_at).date() == date(2026, 1, 9)


@pytest.mark.parametrize(
    ("held", "on_time"), [(date(2026, 1, 19), True), (date(2026, 1, 20), False)]
)
def test_a_child_in_need_meeting_follows_the_assessment_in_10_working_days(
    child, manager, held, on_time
):
    AssessmentFactory(
        child=child, authorised_on=date(2026, 1, 5), authorised_by=manager, outcome="cin_plan"
    )
    ChildInNeedMeetingFactory(child=child, kind="first", held_on=held)
    assert in_time("cin_plan.first_meeting") is on_time


@pytest.mark.parametrize(
    ("held", "on_time"), [(date(2026, 2, 16), True), (date(2026, 2, 17), False)]
)
def test_a_child_in_need_plan_is_reviewed_every_six_weeks(child, held, on_time):
    plan = PlanFactory(child=child, kind="need", started_on=date(2026, 1, 5))
    for day in (date(2026, 1, 5), held):
        ChildInNeedMeetingFactory(child=child, plan=plan, held_on=day)
    assert in_time("cin_review.next") is on_time


def test_brothers_and_sisters_have_a_clock_each(child):
    other = PlanFactory(child__team=child.team, started_on=date(2026, 2, 2))
    PlanFactory(child=child, started_on=date(2026, 1, 5))
    sweep()
    days = dict(
        Deadline.objects.filter(code="cp_review.first").values_list("child", "due_at__date")
    )
    assert days == {child.pk: date(2026, 4, 5), other.child_id: date(2026, 5, 2)}


@pytest.mark.parametrize(
    ("sent", "on_time"), [(date(2027, 1, 19), True), (date(2027, 1, 20), False)]
)
def test_minutes_go_out_within_20_working_days(child, sent, on_time):
    ConferenceFactory(child=child, held_on=THURSDAY, meeting__minutes_sent_on=sent)
    assert in_time("icpc.minutes") is on_time
    assert due_on("icpc.minutes") == date(2027, 1, 19)


def test_a_conference_that_was_not_held_has_no_minutes_to_send(child):
    ConferenceFactory(child=child, held_on=THURSDAY, held=False, decision="")
    sweep()
    assert not Deadline.objects.filter(code="icpc.minutes").exists()
