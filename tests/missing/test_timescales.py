"""The clocks of a missing child: what starts each, its last moment, and what stops it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from missing.models import Finding, LogEntry, MissingEpisode, ReturnInterview
from tests.factories import (
    ChildFactory,
    MeetingFactory,
    MissingEpisodeFactory,
    ReturnInterviewFactory,
)

pytestmark = pytest.mark.django_db

WENT = datetime(2026, 1, 5, 20, 0, tzinfo=UTC)  # a Monday
BACK = datetime(2026, 1, 8, 10, 0, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
NINETY_DAYS = timedelta(days=90)


def away(child, **facts):
    return MissingEpisodeFactory(child=child, **{"went_at": WENT, **facts})


def back(child, **answer):
    """A child who came back, with what came of the interview."""
    interview = ReturnInterviewFactory(child=child, offered_at=BACK + HOUR, **answer)
    return away(child, returned_at=BACK, interview=interview)


def log(episode, kind, at):
    LogEntry.on_file_of(episode.child, None, episode=episode, kind=kind, at=at, said="Said").save()


def clock(code):
    sweep()
    return Deadline.objects.filter(code=code).first()


def last_day(code):
    return timezone.localtime(clock(code).due_at).date()


# The interview


@pytest.mark.parametrize(
    ("answer", "lapses"), [("not_possible", True), ("declined", True), ("accepted", False)]
)
def test_an_interview_that_is_declined_or_not_possible_is_no_longer_due(child, answer, lapses):
    said_at = BACK + 2 * HOUR
    back(child, answer=answer, answered_at=said_at, not_held_because="He would not speak")
    assert clock("rhi.complete").lapsed_at == (said_at if lapses else None)
    assert ReturnInterview.objects.declined().exists() is lapses


@pytest.mark.parametrize("code", ["rhi.offer", "rhi.complete"])
def test_no_interview_is_due_where_a_manager_decided_so(child, manager, code):
    away(
        child,
        returned_at=BACK,
        no_interview_at=BACK + HOUR,
        no_interview_by=manager,
        no_interview_because="They were with nan, who forgot to ring",
    )
    assert clock(code).lapsed_at == BACK + HOUR


@pytest.mark.parametrize(("late", "in_time"), [(0 * SECOND, True), (SECOND, False)])
def test_the_interview_is_held_within_72_hours_to_the_second(child, late, in_time):
    back(child, held_at=BACK + 72 * HOUR + late, own_words="I missed my dog")
    found = clock("rhi.complete")
    assert found.due_at == BACK + 72 * HOUR
    assert (found.met_at <= found.due_at) is in_time


def test_an_interview_held_in_another_talk_meets_it_too(child):
    covering = ReturnInterviewFactory(child=child, held_at=BACK + HOUR, own_words="I was cold")
    back(child, covered_by=covering)
    assert clock("rhi.complete").met_at == BACK + HOUR


@pytest.mark.parametrize("answer", ["declined", "not_possible"])
def test_where_the_child_is_not_spoken_with_their_carer_is_within_72_hours(child, answer):
    asked_at = BACK + 70 * HOUR
    back(
        child,
        answer=answer,
        answered_at=BACK + HOUR,
        not_held_because="No",
        parent_asked_at=asked_at,
    )
    found = clock("rhi.declined_parent")
    assert (found.due_at, found.met_at) == (BACK + 72 * HOUR, asked_at)


def test_no_carer_need_be_asked_where_the_child_said_yes(child):
    back(child, answer="accepted", answered_at=BACK + HOUR)
    assert clock("rhi.declined_parent") is None


def test_attempts_end_with_the_third_within_ten_working_days_of_the_first(child):
    episode = back(child)
    for hours in (5, 2, 30):
        log(episode, "attempt", BACK + hours * HOUR)
    found = clock("rhi.retry")
    assert (found.opened_at, found.met_at) == (BACK + 2 * HOUR, BACK + 30 * HOUR)
    assert last_day("rhi.retry") == date(2026, 1, 22)


def test_no_attempt_is_due_before_one_failed_nor_after_the_child_answered(child):
    episode = back(child, answer="accepted", answered_at=BACK + 9 * HOUR)
    assert clock("rhi.retry") is None
    log(episode, "attempt", BACK + HOUR)
    assert clock("rhi.retry").lapsed_at == BACK + 9 * HOUR


def test_an_interview_is_on_the_file_by_the_next_working_day(child):
    held_at = BACK + HOUR
    back(child, held_at=held_at, own_words="I missed my dog", shared_at=held_at + 3 * HOUR)
    assert last_day("rhi.record_shared") == date(2026, 1, 9)
    assert clock("rhi.record_shared").met_at == held_at + 3 * HOUR


def test_an_interview_that_was_not_held_is_not_shared(child):
    back(child)
    assert clock("rhi.record_shared") is None


# The first hours


def test_police_are_told_at_once_and_of_a_child_away_without_leave_not_at_all(child):
    away(child)
    assert clock("missing.report").due_at == WENT + 24 * HOUR
    MissingEpisode.objects.update(kind="A")
    assert clock("missing.report") is None


def test_police_tell_us_by_the_next_working_day(child):
    away(child, reported_at=WENT + HOUR)
    assert last_day("missing.notify_authority") == date(2026, 1, 6)


@pytest.mark.parametrize("code", ["missing.notify_authority", "missing.safe_and_well"])
def test_police_owe_nothing_of_what_was_never_reported(child, code):
    away(child, returned_at=BACK)
    assert clock(code) is None


def test_police_check_on_the_day_of_return(child):
    episode = away(child, reported_at=WENT, returned_at=BACK)
    assert clock("missing.safe_and_well").due_at == BACK + 24 * HOUR
    for hours in (3, 1):
        log(episode, "check", BACK + hours * HOUR)
    assert clock("missing.safe_and_well").met_at == BACK + HOUR


@pytest.mark.parametrize(
    ("missing_from", "told", "met_after"),
    [
        ("care", ["parents"], 1),
        ("care", ["host"], None),
        ("care_out", ["parents"], None),
        ("care_out", ["host"], None),
        ("care_out", ["parents", "host"], 2),
        ("care_out", ["host", "parents"], 2),
    ],
)
def test_of_a_child_in_care_everyone_who_must_know_is_told(child, missing_from, told, met_after):
    episode = away(child, missing_from=missing_from, reported_at=WENT + HOUR / 2)
    for hours, kind in enumerate(told, start=1):
        log(episode, kind, WENT + hours * HOUR)
    found = clock("missing.notify_placing_authority")
    assert found.due_at == WENT + 1.5 * HOUR
    assert found.met_at == (WENT + met_after * HOUR if met_after else None)


def test_of_a_child_at_home_no_other_council_is_told(child):
    away(child)
    assert clock("missing.notify_placing_authority") is None


@pytest.mark.parametrize(
    ("risk", "high", "other"),
    [("high", True, False), ("medium", False, True), ("low", False, True), ("none", False, True)],
)
def test_one_strategy_discussion_is_due_sooner_where_the_risk_is_high(child, risk, high, other):
    away(child, risk=risk)
    assert (clock("missing.strategy_high_risk") is not None) is high
    assert (clock("missing.strategy") is not None) is other


@pytest.mark.parametrize(
    ("facts", "counts"),
    [
        ({"starts_at": WENT}, True),
        ({"starts_at": WENT - SECOND}, False),
        ({"kind": "missing"}, True),
        ({"kind": "conference"}, False),
        ({"held": False}, False),
    ],
)
def test_a_meeting_counts_that_was_held_about_it_from_then_on(child, facts, counts):
    away(child)
    meeting = MeetingFactory(**{"kind": "strategy", "starts_at": WENT + HOUR, **facts})
    meeting.children.add(child)
    assert (clock("missing.strategy").met_at == meeting.starts_at) is counts


def test_a_meeting_about_another_child_does_not_count(child):
    away(child)
    meeting = MeetingFactory(kind="strategy", starts_at=WENT + HOUR)
    meeting.children.add(ChildFactory(team=child.team))
    assert clock("missing.strategy").met_at is None


# Missing often


@pytest.mark.parametrize(
    ("ago", "times"), [(NINETY_DAYS, 2), (NINETY_DAYS - SECOND, 3), (NINETY_DAYS + SECOND, 2)]
)
def test_a_time_90_days_ago_is_no_longer_counted(child, ago, times):
    for since in (ago, 40 * 24 * HOUR, 0 * HOUR):
        away(child, went_at=WENT - since, returned_at=WENT - since + HOUR)
    last = MissingEpisode.objects.with_times_in_90_days().latest("went_at")
    assert last.times == times
    assert (clock("missing.review_care_plan") is not None) is (times == 3)


def test_only_this_childs_times_are_counted_and_none_that_came_after(child):
    for days in (0, 1, 2):
        went = WENT + days * 24 * HOUR
        away(child, went_at=went, returned_at=went + HOUR)
    away(ChildFactory(team=child.team), went_at=WENT + HOUR)
    found = MissingEpisode.objects.with_times_in_90_days().order_by("went_at")
    assert [one.times for one in found] == [1, 1, 2, 3]


def test_the_meeting_after_a_third_time_is_within_ten_working_days(child):
    for days in (2, 1, 0):
        went = WENT - days * 24 * HOUR
        away(child, went_at=went, returned_at=went + HOUR)
    assert last_day("missing.review_care_plan") == date(2026, 1, 19)
    assert Deadline.objects.filter(code="missing.review_care_plan").count() == 1


# Which are waiting


@pytest.mark.parametrize(
    ("facts", "is_open"),
    [({}, True), ({"returned_at": BACK}, False), ({"ended_on": date(2026, 1, 6)}, False)],
)
def test_a_child_is_missing_until_they_are_back_or_grown(child, facts, is_open):
    away(child, **facts)
    assert MissingEpisode.objects.open().exists() is is_open


def test_a_time_away_waits_for_a_talk_until_there_was_one(child, manager):
    still = away(child)
    assert not MissingEpisode.objects.waiting_to_talk().exists()
    still.returned_at = BACK
    still.save()
    assert MissingEpisode.objects.to_offer_or_hold().get() == still
    still.interview = ReturnInterviewFactory(child=child, offered_at=BACK)
    still.save()
    assert MissingEpisode.objects.to_offer_or_hold().get() == still
    still.no_interview_at, still.no_interview_because = BACK, "Nan forgot to ring"
    still.save()
    assert MissingEpisode.objects.waiting_to_talk().get() == still
    assert not MissingEpisode.objects.to_offer_or_hold().exists()
    ReturnInterview.objects.update(held_at=BACK + HOUR, own_words="I missed my dog")
    assert not MissingEpisode.objects.waiting_to_talk().exists()


def test_what_is_done_with_a_finding_is_said_within_five_working_days(child):
    interview = back(child, held_at=BACK + HOUR, own_words="A man drove me").interview
    finding = Finding.on_file_of(child, None, interview=interview, kind="risk", text="A man")
    finding.save()
    Finding.objects.update(recorded_at=BACK)
    assert last_day("rhi.inform_plan") == date(2026, 1, 15)
