"""The clocks of edge of care and family support, on both sides of their limits."""

from datetime import UTC, date, datetime, timedelta

import pytest

from casework.notices.assignees import assignees
from casework.timescales.models import Deadline, Target
from casework.timescales.nights.night import sweep_changed
from casework.timescales.sweep import sweep
from tests import factories as make

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 1, 5)
NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)


def clock(code) -> Deadline:
    sweep()
    return Deadline.objects.get(code=code)


def due(code) -> datetime:
    return clock(code).due_at


def in_time(code) -> bool:
    found = clock(code)
    return found.met_at <= found.due_at


@pytest.fixture
def case(child):
    """Asked for on a Monday at nine, and begun that moment."""
    return make.EdgeOfCareFactory(child=child, begun=True)


@pytest.fixture
def over(child):
    """Ended on 5 April 2026."""
    return make.EdgeOfCareFactory(child=child, over=True)


@pytest.mark.parametrize(("late", "kept"), [(0, True), (1, False)])
def test_somebody_meets_the_family_within_48_hours(child, late, kept):
    at = NINE + timedelta(hours=48, seconds=late)
    make.EdgeOfCareFactory(child=child, decision="accepted", decided_on=MONDAY, started_at=at)
    assert in_time("edge_of_care.start") is kept


def test_hours_are_real_hours_over_a_weekend(child):
    friday = datetime(2026, 1, 9, 16, 30, tzinfo=UTC)
    make.EdgeOfCareFactory(child=child, referral__referred_at=friday)
    assert due("edge_of_care.start") == friday + timedelta(hours=48)


def test_a_council_sets_its_own_number_of_hours(child, worker):
    """Local hours: a council that says 24 is judged by 24."""
    Target.objects.create(
        authority=child.authority,
        code="edge_of_care.start",
        amount=24,
        effective_from=date(2026, 1, 1),
        set_by=worker,
    )
    make.EdgeOfCareFactory(child=child)
    assert due("edge_of_care.start") == NINE + timedelta(hours=24)


def test_what_was_declined_waits_for_no_meeting(child):
    make.EdgeOfCareFactory(
        child=child, decision="declined", decided_on=MONDAY, decided_because="No risk of care"
    )
    assert clock("edge_of_care.start").lapsed_at is not None


@pytest.mark.parametrize(("decided", "kept"), [(6, True), (7, False)])
def test_it_is_decided_within_a_working_day(child, decided, kept):
    day = date(2026, 1, decided)
    make.EdgeOfCareFactory(
        child=child, decision="accepted", decided_on=day, started_at=NINE + timedelta(days=3)
    )
    assert in_time("edge_of_care.decision") is kept


@pytest.mark.parametrize(("agreed", "kept"), [(19, True), (20, False)])
def test_the_plan_is_agreed_within_ten_working_days(case, agreed, kept):
    make.SupportPlanFactory(child=case.child, case=case, agreed_on=date(2026, 1, agreed))
    assert in_time("edge_of_care.plan") is kept


@pytest.mark.parametrize(("held", "kept"), [(2, True), (3, False)])
def test_the_plan_is_first_reviewed_within_four_weeks(case, held, kept):
    make.SupportPlanFactory(child=case.child, case=case, agreed_on=MONDAY)
    make.EdgeReviewFactory(child=case.child, case=case, held_on=date(2026, 2, held))
    assert in_time("edge_of_care.review.first") is kept


@pytest.mark.parametrize(("held", "kept"), [(2, True), (3, False)])
def test_each_review_asks_for_the_next_within_four_weeks(case, held, kept):
    first = make.EdgeReviewFactory(child=case.child, case=case, held_on=MONDAY)
    make.EdgeReviewFactory(child=case.child, case=case, held_on=date(2026, 2, held))
    sweep()
    clocks = Deadline.objects.filter(code="edge_of_care.review")
    assert clocks.count() == 2
    kept_by = clocks.get(record_id=first.pk)
    assert (kept_by.met_at <= kept_by.due_at) is kept


def test_reviews_end_with_the_work(over):
    make.EdgeReviewFactory(child=over.child, case=over, held_on=date(2026, 3, 30))
    assert clock("edge_of_care.review").lapsed_at is not None


@pytest.mark.parametrize(
    ("months", "last"), [(3, date(2026, 7, 5)), (6, date(2026, 10, 5)), (12, date(2027, 4, 5))]
)
@pytest.mark.parametrize(("late", "kept"), [(0, True), (1, False)])
def test_how_the_child_lives_is_known_by_the_same_day_months_later(over, months, last, late, kept):
    found = last + timedelta(days=late)
    make.FollowUpFactory(child=over.child, case=over, months=months, known_on=found)
    assert in_time(f"edge_of_care.follow_up.{months}") is kept


def test_nobody_is_asked_after_a_child_who_died(over):
    over.child.person.died_on = date(2026, 5, 1)
    over.child.person.save()
    assert clock("edge_of_care.follow_up.3").lapsed_at is not None


def test_a_follow_up_withdrawn_leaves_its_clock_running(over, worker):
    known = make.FollowUpFactory(child=over.child, case=over)
    assert clock("edge_of_care.follow_up.3").met_at is not None
    known.withdrawn_at, known.withdrawn_by, known.withdrawn_because = NINE, worker, "Another child"
    known.save()
    assert clock("edge_of_care.follow_up.3").met_at is None


@pytest.mark.parametrize(("held", "kept"), [(19, True), (20, False)])
def test_family_support_begins_within_ten_working_days(child, held, kept):
    programme = make.SupportProgrammeFactory(child=child, started_on=MONDAY)
    day = date(2026, 1, held)
    make.ChildSessionFactory(child=child, programme=programme, held_on=day)
    assert in_time("family_support.first_session") is kept


@pytest.fixture
def ended_group():
    return make.GroupFactory(ended_on=MONDAY + timedelta(days=70), what_came="Calmer evenings")


@pytest.mark.parametrize(("after", "kept"), [(14, True), (15, False)])
def test_who_led_a_group_says_of_each_place_what_changed(child, ended_group, after, kept):
    left = ended_group.ended_on + timedelta(days=after)
    facts = {"left_on": left, "left_because": "finished", "what_changed": "Bedtime is quiet"}
    make.GroupPlaceFactory(child=child, group=ended_group, **facts)
    assert in_time("family_support.place_ended") is kept


def test_a_place_that_ended_before_its_group_is_asked_of_nobody(child, ended_group):
    left = ended_group.ended_on - timedelta(days=1)
    facts = {"left_on": left, "left_because": "could_not", "what_changed": "Nothing yet"}
    make.GroupPlaceFactory(child=child, group=ended_group, **facts)
    sweep()
    assert not Deadline.objects.filter(code="family_support.place_ended").exists()


def test_a_place_of_a_group_that_goes_on_has_no_clock_until_the_group_ends(child):
    place = make.GroupPlaceFactory(child=child)
    sweep()
    assert not Deadline.objects.filter(code="family_support.place_ended").exists()
    place.group.ended_on, place.group.what_came = MONDAY + timedelta(days=70), "Calmer evenings"
    place.group.save()
    sweep_changed()
    assert Deadline.objects.get(code="family_support.place_ended").record_id == place.pk


def test_whoever_led_the_group_is_who_must_say_it(child, ended_group):
    make.GroupPlaceFactory(child=child, group=ended_group)
    sweep()
    assert Deadline.objects.filter(assignees.of(ended_group.worker)).exists()
