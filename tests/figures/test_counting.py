"""Each figure counts what it says, as of the day asked; small numbers are held back."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from casework.access.roles import ROLES, Permission, Role
from casework.figures.counting import FEWEST, Question, Reader, Tally, protect, tallies
from casework.figures.registry import figures
from casework.figures.spans import Span, months_before, twelve_months
from casework.timescales.sweep import sweep
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    AttendeeFactory,
    ChildFactory,
    ChildVisitFactory,
    ConferenceFactory,
    EpisodeOfNeedFactory,
    MeetingFactory,
    PlanFactory,
    ReferralFactory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def days_ago(number):
    return timezone.localdate() - timedelta(days=number)


def said(tally):
    return tally.counted, tally.of


def test_children_seen_and_seen_alone_and_heard(count, manager, child):
    ChildVisitFactory(child=child, held_on=DAY, seen=False, not_seen_because="Nobody was in")
    ChildVisitFactory(child=child, held_on=DAY, seen_alone=True, own_words="I like it here")
    ChildVisitFactory(child=child, held_on=DAY)
    assert said(count(manager, "visits.seen")) == (2, 3)
    assert said(count(manager, "visits.alone")) == (1, 2)
    assert said(count(manager, "visits.own_words")) == (1, 2)


def test_a_span_holds_its_first_day_and_its_last(count, manager, child):
    for held_on in (date(2026, 10, 20), date(2026, 10, 21), DAY, date(2026, 11, 21)):
        ChildVisitFactory(child=child, held_on=held_on)
    assert said(count(manager, "visits.seen", months=1)) == (2, 2)


@pytest.mark.parametrize(
    ("started_on", "counted"), [(date(2026, 2, 19), 1), (date(2026, 2, 20), 0)]
)
def test_a_plan_has_lasted_over_nine_months_the_day_after_nine_months(
    count, manager, child, started_on, counted
):
    PlanFactory(child=child, kind="protection", started_on=started_on)
    assert said(count(manager, "cp_plan.over_9")) == (counted, 1)


def test_a_plan_stands_until_the_day_before_it_ended(count, manager, child):
    PlanFactory(child=child, started_on=date(2025, 1, 1), ended_on=DAY)
    assert said(count(manager, "cp_plan.over_9", at=date(2026, 11, 19))) == (1, 1)
    assert said(count(manager, "cp_plan.over_9", at=DAY)) == (0, 0)


@pytest.mark.parametrize(
    ("received_on", "counted"), [(date(2026, 10, 2), 0), (date(2026, 10, 1), 1)]
)
def test_an_assessment_is_past_day_35_on_the_36th_working_day(
    count, manager, child, received_on, counted
):
    AssessmentFactory(child=child, referral_received_on=received_on, started_on=received_on)
    assert said(count(manager, "assessment.past_35")) == (counted, 1)
    assert said(count(manager, "assessment.past_45")) == (0, 1)


def test_an_assessment_authorised_since_was_open_then(count, manager, child):
    AssessmentFactory(
        child=child,
        referral_received_on=date(2026, 8, 3),
        started_on=date(2026, 8, 3),
        authorised_on=DAY,
        authorised_by=manager,
        outcome="no_action",
    )
    assert said(count(manager, "assessment.past_45", at=date(2026, 11, 19))) == (1, 1)
    assert said(count(manager, "assessment.past_45")) == (0, 0)


@pytest.mark.parametrize(
    ("closed_on", "counted"), [(date(2025, 11, 20), 1), (date(2025, 11, 19), 0)]
)
def test_a_referral_within_12_months_of_help_ending(count, manager, child, closed_on, counted):
    EpisodeOfNeedFactory(
        child=child, started_on=date(2025, 1, 1), closed_on=closed_on, closure_reason="RC1"
    )
    ReferralFactory(child=child, received_on=DAY)
    assert said(count(manager, "referral.since_closing")) == (counted, 1)


@pytest.mark.parametrize(("ended_on", "lately"), [(date(2024, 11, 21), 1), (date(2024, 11, 20), 0)])
def test_a_second_plan_is_counted_ever_and_within_two_years(
    count, manager, child, ended_on, lately
):
    PlanFactory(child=child, started_on=date(2024, 1, 1), ended_on=ended_on)
    PlanFactory(child=child, started_on=DAY)
    assert said(count(manager, "cp_plan.again")) == (1, 1)
    assert said(count(manager, "cp_plan.again_2_years")) == (lately, 1)


def test_earlier_plans_of_a_census_count_too(count, manager, child):
    PlanFactory(child=child, started_on=DAY, previous_plans=1)
    assert said(count(manager, "cp_plan.again")) == (1, 1)
    assert said(count(manager, "cp_plan.again_2_years")) == (0, 1)


def test_the_last_visit_says_whether_the_child_was_seen_alone(count, manager, child):
    PlanFactory(child=child, started_on=date(2026, 9, 1))
    ChildVisitFactory(child=child, held_on=date(2026, 10, 1), seen_alone=True)
    ChildVisitFactory(child=child, held_on=date(2026, 11, 2))
    assert said(count(manager, "plan.seen_alone", at=date(2026, 10, 31))) == (1, 1)
    assert said(count(manager, "plan.seen_alone")) == (0, 1)


def test_who_came_is_counted_once_for_brothers_and_sisters(count, manager, team):
    meeting = MeetingFactory(
        kind="conference",
        held=True,
        authority=team.authority,
        starts_at=datetime(2026, 11, 2, 10, tzinfo=ZoneInfo("Europe/London")),
    )
    meeting.children.set([ChildFactory(team=team), ChildFactory(team=team)])
    AttendeeFactory(meeting=meeting, agency="police", attendance="absent", report_asked=True)
    AttendeeFactory(meeting=meeting, agency="health", attendance="came")
    AttendeeFactory(meeting=meeting, agency="family", attendance="came")
    assert said(count(manager, "agencies.came")) == (1, 2)
    assert said(count(manager, "agencies.reports")) == (0, 1)


def test_a_child_is_heard_at_a_conference_or_not(count, manager, child):
    ConferenceFactory(child=child, held_on=DAY, taking_part="sent")
    ConferenceFactory(child=child, held_on=DAY, taking_part="not", not_heard_because="At school")
    assert said(count(manager, "conference.heard")) == (1, 2)


def test_a_clock_is_counted_by_the_day_it_fell_due(count, manager, child):
    """Done in time, done late, never done: and what is not yet due is not counted."""
    received = days_ago(200)
    AssessmentFactory(
        child=child,
        referral_received_on=received,
        started_on=received,
        authorised_on=days_ago(190),
        authorised_by=manager,
        outcome="no_action",
    )
    AssessmentFactory(
        child=child,
        referral_received_on=received,
        started_on=received,
        authorised_on=days_ago(10),
        authorised_by=manager,
        outcome="no_action",
    )
    AssessmentFactory(child=child, referral_received_on=received, started_on=received)
    AssessmentFactory(child=child, referral_received_on=days_ago(0), started_on=days_ago(0))
    sweep([child.pk])
    assert said(count(manager, "assessment.complete", at=days_ago(0))) == (1, 3)


def test_a_figure_counts_by_who_held_the_child_that_day(count, manager, team):
    """A child who has gone to another team since still counts for the team of that day."""
    other = TeamFactory(authority=team.authority, name="Another team")
    child = ChildFactory(team=team)
    before, now = WorkerFactory(team=other), WorkerFactory(team=team)
    AllocationFactory(
        child=child,
        worker=before,
        team=other,
        authority=other.authority,
        started_on=date(2026, 1, 1),
        ended_on=date(2026, 6, 1),
    )
    AllocationFactory(child=child, worker=now, team=team, started_on=date(2026, 6, 1))
    for held_on in (date(2026, 5, 31), date(2026, 6, 1)):
        ChildVisitFactory(child=child, held_on=held_on)
    assert said(count(manager, "visits.seen", team=str(other.pk))) == (1, 1)
    assert said(count(manager, "visits.seen", worker=str(now.pk))) == (1, 1)


@pytest.mark.parametrize(
    ("born_on", "band"),
    [
        (date(2025, 11, 21), "0"),
        (date(2025, 11, 20), "1"),
        (date(2016, 11, 21), "5"),
        (date(2016, 11, 20), "10"),
        (date(2010, 11, 20), "16"),
        (date(2026, 12, 1), "unborn"),
    ],
)
def test_a_child_has_the_age_of_the_day(count, manager, team, born_on, band):
    ChildVisitFactory(child=ChildFactory(team=team, person__born_on=born_on), held_on=DAY)
    assert said(count(manager, "visits.seen", age=band)) == (1, 1)


@pytest.mark.parametrize(
    ("facts", "cut", "value"),
    [
        ({"ethnicity": "CHNE"}, "ethnicity", "asian"),
        ({"ethnicity": "BOTH"}, "ethnicity", "black"),
        ({"ethnicity": "NOBT"}, "ethnicity", ""),
        ({"ethnicity": "OOTH"}, "ethnicity", "other"),
        ({"disabilities": ["AUT"]}, "disability", "yes"),
        ({"disabilities": ["NONE"]}, "disability", "no"),
        ({"disabilities": []}, "disability", ""),
    ],
)
def test_who_a_child_is_divides_a_figure(count, manager, team, facts, cut, value):
    child = ChildFactory(team=team, **{f"person__{name}": fact for name, fact in facts.items()})
    ChildVisitFactory(child=child, held_on=DAY)
    assert said(count(manager, "visits.seen", **{cut: value})) == (1, 1)


def test_need_and_plan_are_those_of_the_day(count, manager, child):
    EpisodeOfNeedFactory(child=child, started_on=date(2026, 1, 1), primary_need="N4")
    PlanFactory(child=child, kind="need", started_on=date(2026, 6, 1))
    ChildVisitFactory(child=child, held_on=date(2026, 5, 31))
    ChildVisitFactory(child=child, held_on=date(2026, 6, 1))
    assert said(count(manager, "visits.seen", need="N4")) == (2, 2)
    assert said(count(manager, "visits.seen", plan="need")) == (1, 1)
    assert said(count(manager, "visits.seen", plan="none")) == (1, 1)


def test_a_figure_never_counts_a_child_its_reader_may_not_know_of(
    count, manager, service_manager, restricted_child, elsewhere
):
    ChildVisitFactory(child=restricted_child, held_on=DAY)
    ChildVisitFactory(child=ChildFactory(team=elsewhere.team), held_on=DAY)
    assert said(count(manager, "visits.seen")) == (0, 0)
    assert count(service_manager, "visits.seen").of == 0


def test_every_figure_is_counted_in_one_query_and_one_for_whose(
    manager, child, django_assert_num_queries
):
    span = Span.of_months(12, DAY)
    questions = [Question(one, span) for one in figures]
    with django_assert_num_queries(2):
        tallies(Reader(manager), questions)


# Small numbers


@pytest.fixture
def opens_no_file(team, monkeypatch):
    """Somebody, or another system, that reads the figures of the service and may open no file."""
    figures_alone = Role(
        label="Reads figures",
        description="-",
        permissions=frozenset({Permission.SEE_WHOLE_SERVICE, Permission.SEE_FIGURES}),
    )
    monkeypatch.setitem(ROLES, "figures_alone", figures_alone)
    return WorkerFactory(team=None, authority=team.authority, role="figures_alone")


def leaves(reader, code, **where) -> Tally:
    question = Question(figures[code], Span.of_months(12, DAY))
    return tallies(Reader(reader, where, leaves=True), [question])[code, ""]


def visits(team, seen: int, not_seen: int):
    for number in range(seen + not_seen):
        ChildVisitFactory(
            child=ChildFactory(team=team),
            held_on=DAY,
            seen=number < seen,
            not_seen_because="" if number < seen else "Nobody was in",
        )


@pytest.mark.parametrize(
    ("seen", "not_seen", "words"),
    [
        (5, 0, "Fewer than 6"),
        (6, 0, "6 of 6"),
        (0, 6, "0 of 6"),
        (5, 6, "Fewer than 6 of 11"),
        (6, 5, "All but fewer than 6 of 11"),
        (6, 6, "6 of 12"),
    ],
)
def test_fewer_than_six_children_are_not_told_where_the_number_leaves(
    count, service_manager, manager, team, seen, not_seen, words
):
    visits(team, seen, not_seen)
    leaving = leaves(service_manager, "visits.seen")
    assert leaving.in_words == words
    assert (leaving.share is None) is ("ewer" in words)
    for reader in (manager, service_manager):
        assert count(reader, "visits.seen").in_words == f"{seen} of {seen + not_seen}"


def test_it_is_children_that_are_few_not_visits(service_manager, team):
    child = ChildFactory(team=team)
    for _ in range(8):
        ChildVisitFactory(child=child, held_on=DAY)
    assert leaves(service_manager, "visits.seen").in_words == "Fewer than 6"


def test_who_opens_no_file_is_told_numbers_alone_of_all_but_restricted_files(
    opens_no_file, team, restricted_child
):
    visits(team, 7, 0)
    ChildVisitFactory(child=restricted_child, held_on=DAY)
    question = Question(figures["visits.seen"], Span.of_months(12, DAY))
    reader = Reader(opens_no_file)
    assert said(tallies(reader, [question])["visits.seen", ""]) == (7, 7)
    assert reader.holds_back


def test_one_teams_number_cannot_be_taken_from_the_others(opens_no_file, team):
    """20 of 20 seen in the service and 17 in all teams but one would say that one saw 3."""
    teams = [team, *(TeamFactory(authority=team.authority, name=name) for name in ("B", "C"))]
    for one, number in zip(teams, (8, 3, 9), strict=True):
        visits(one, number, 0)
    words = [leaves(opens_no_file, "visits.seen", team=str(one.pk)).in_words for one in teams]
    assert words == ["Not shown", "Fewer than 6", "9 of 9"]
    assert leaves(opens_no_file, "visits.seen").in_words == "20 of 20"


def test_a_part_that_would_give_a_small_one_away_is_held_back_too():
    small = Tally(9, 3, few=True)
    parts = [Tally(40, 20), small, Tally(20, 10), Tally(30, 12)]
    assert [tally.in_words for tally in protect(parts)] == [
        "20 of 40",
        "Fewer than 6 of 9",
        "Not shown",
        "12 of 30",
    ]


def test_two_small_parts_hide_each_other_only_where_they_are_six_together():
    parts = [Tally(40, 20), Tally(9, 3, few=True), Tally(8, 3, few=True)]
    assert protect(parts) == parts
    fewer = [Tally(40, 20), Tally(9, 3, few=True), Tally(8, 2, few=True)]
    assert protect(fewer)[0].hidden


def by_taking_away(whole: Tally, parts: list[Tally]) -> tuple[int, int, list[Tally]]:
    """What a reader who knows the whole finds of what is hidden: how many, and how many counted."""
    of = whole.of - sum(part.of for part in parts if not (part.few_of or part.hidden))
    counted = whole.counted - sum(part.counted for part in parts if not part.held_back)
    return of, counted, [part for part in parts if part.held_back]


PARTS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (max(pair), min(pair))),
    min_size=2,
    max_size=9,
)


@given(PARTS)
def test_nothing_small_is_found_by_taking_what_is_shown_from_the_whole(numbers):
    whole = Tally(sum(of for of, _ in numbers), sum(counted for _, counted in numbers))
    safe = protect([Tally.of_children(*pair, holds_back=True) for pair in numbers])
    of, counted, hidden = by_taking_away(whole, safe)
    told = [part for part in safe if part.tells]
    alone = len(hidden) == 1
    small = any(0 < number < FEWEST for number in (of, counted))
    assert not (told and hidden and (alone or small)) or sum(bool(of) for of, _ in numbers) < 2
    for part in safe:
        if not part.held_back and part.of:
            assert part.counted == 0 or part.counted >= FEWEST
            assert part.of - part.counted == 0 or part.of - part.counted >= FEWEST


# Days


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.integers(1, 36))
def test_months_back_and_on_again_meet_or_fall_short_of_a_month_end(day, months):
    before = months_before(day, months)
    later = (before.year - day.year) * 12 + before.month - day.month
    assert later == -months
    assert before.day <= day.day
    assert before.day == day.day or months_before(before, -months).day < day.day


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)))
def test_twelve_months_follow_one_another_without_a_gap(day):
    spans = twelve_months(day)
    assert len(spans) == 12
    assert spans[-1].last == day
    for one, following in zip(spans, spans[1:], strict=False):
        assert (following.first - one.last).days == 1


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.sampled_from([1, 3, 6, 12]))
def test_the_span_before_ends_the_day_before(day, months):
    span = Span.of_months(months, day)
    earlier = span.earlier(months)
    assert (span.first - earlier.last).days == 1
    assert earlier.first <= earlier.last
