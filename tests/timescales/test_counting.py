"""How limits are counted: the worked examples, and what holds for any date."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from casework.timescales.allowances import (
    at_once,
    calendar_days,
    every,
    hours,
    months,
    weeks,
    weeks_beginning,
    working_days,
)
from casework.timescales.models import Deadline, WorkingDay
from casework.timescales.preview import CannotCount, due_at
from casework.timescales.registry import WORKING_TOGETHER, Timescale, registry
from casework.timescales.sweep import sweep
from tests.factories import AssessmentFactory

pytestmark = pytest.mark.django_db


def rule(allows, **facts):
    return Timescale(
        code="test", title="", source="", records=list, opens="", met="", allows=allows, **facts
    )


def last_day(allows, start):
    return due_at(rule(allows), start).date()


@pytest.mark.parametrize(
    ("start", "allows", "due"),
    [
        (date(2026, 11, 23), working_days(45), date(2027, 1, 28)),
        (date(2026, 11, 21), working_days(1), date(2026, 11, 23)),
        (date(2026, 4, 2), working_days(1), date(2026, 4, 7)),
        (date(2026, 12, 17), working_days(15), date(2027, 1, 12)),
        (date(2026, 12, 17), working_days(10), date(2027, 1, 5)),
        (date(2026, 12, 11), working_days(20), date(2027, 1, 13)),
        (date(2023, 4, 28), working_days(15), date(2023, 5, 23)),
        (date(2022, 9, 5), working_days(15), date(2022, 9, 27)),
        (date(2026, 11, 30), months(3), date(2027, 2, 28)),
        (date(2026, 8, 31), months(6), date(2027, 2, 28)),
        (date(2027, 2, 28), months(6), date(2027, 8, 28)),
        (date(2024, 2, 29), months(12), date(2025, 2, 28)),
        (date(2026, 11, 23), weeks_beginning(26), date(2027, 5, 23)),
        (date(2026, 11, 23), weeks(16), date(2027, 3, 15)),
        (date(2026, 11, 23), calendar_days(8), date(2026, 12, 1)),
    ],
)
def test_the_worked_examples_fall_due_as_published(start, allows, due):
    assert last_day(allows, start) == due


def test_a_limit_in_days_ends_with_the_last_second_of_its_day_in_london():
    assert due_at(rule(months(6)), date(2026, 11, 30)).isoformat() == "2027-05-30T23:59:59+01:00"


def test_72_hours_run_through_the_night_the_clocks_go_back():
    returned = datetime.fromisoformat("2026-10-24T10:00:00+01:00")
    assert due_at(rule(hours(72)), returned).isoformat() == "2026-10-27T09:00:00+00:00"


def test_an_instant_is_taken_to_its_london_day_before_days_are_counted():
    late_evening_in_new_york = datetime.fromisoformat("2026-11-23T23:30:00-05:00")
    assert last_day(working_days(45), late_evening_in_new_york) == date(2027, 1, 29)


def test_hours_cannot_be_counted_from_a_bare_date():
    with pytest.raises(CannotCount, match="without a time"):
        due_at(rule(hours(72)), date(2026, 11, 23))


def test_a_duty_without_a_number_has_no_due_date():
    with pytest.raises(CannotCount, match="at once"):
        due_at(rule(at_once()), date(2026, 11, 23))


def test_a_rule_is_used_from_the_day_it_came_into_force_until_the_day_it_left():
    forty_five = rule(
        working_days(45), effective_from=date(2013, 4, 15), effective_to=date(2020, 1, 1)
    )
    with pytest.raises(CannotCount, match="no rule was in force on 2013-04-14"):
        due_at(forty_five, date(2013, 4, 14))
    assert due_at(forty_five, date(2013, 4, 15))
    assert due_at(forty_five, date(2019, 12, 31))
    with pytest.raises(CannotCount):
        due_at(forty_five, date(2020, 1, 1))


def test_a_start_outside_the_calendar_is_said_in_plain_words():
    with pytest.raises(CannotCount, match="calendar does not reach"):
        due_at(rule(working_days(10), effective_from=date(1900, 1, 1)), date(1950, 1, 1))


def test_every_rule_says_where_it_comes_from_and_has_a_known_deed():
    for declared in registry:
        assert declared.source
        assert declared.action_link
        assert declared.effective_from


def test_an_interval_is_counted_like_its_length_and_called_an_interval():
    assert every(working_days(10)).count_code == "INT"
    assert last_day(every(working_days(10)), date(2026, 11, 23)) == date(2026, 12, 7)


DAYS = st.dates(date(1992, 1, 1), date(2035, 12, 31))


class ForAnyDate(TestCase):
    @settings(deadline=None, max_examples=60)
    @given(start=DAYS, amount=st.integers(1, 60))
    def test_working_days_are_counted_one_by_one(self, start, amount):
        """The indexed look-up agrees with walking the calendar day by day."""
        walked, left = start, amount
        working = set(
            WorkingDay.objects.filter(day__gt=start, working=True)
            .order_by("day")
            .values_list("day", flat=True)[:amount]
        )
        while left:
            walked += timedelta(days=1)
            left -= walked in working
        assert last_day(working_days(amount), start) == walked

    @settings(deadline=None, max_examples=60)
    @given(start=DAYS, amount=st.integers(1, 24))
    def test_months_end_on_the_same_day_number_or_the_months_last(self, start, amount):
        due = last_day(months(amount), start)
        assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == amount
        assert due.day == start.day or (due + timedelta(days=1)).day == 1

    @settings(deadline=None, max_examples=60)
    @given(start=DAYS, amount=st.integers(1, 45))
    def test_a_later_start_is_never_due_earlier(self, start, amount):
        later = start + timedelta(days=1)
        assert last_day(working_days(amount), start) <= last_day(working_days(amount), later)

    @settings(deadline=None, max_examples=40)
    @given(
        start=st.datetimes(datetime(2014, 2, 1), datetime(2035, 1, 1)).map(
            lambda naive: naive.replace(tzinfo=datetime.fromisoformat("2026-01-01T00:00Z").tzinfo)
        )
    )
    def test_hours_are_real_hours(self, start):
        assert due_at(rule(hours(72)), start) - start == timedelta(hours=72)


@pytest.mark.parametrize(
    ("began", "edition"),
    [
        (date(2019, 2, 4), "Working Together 2018"),
        (date(2023, 12, 14), "Working Together 2018"),
        (date(2023, 12, 15), "Working Together 2023"),
        (date(2026, 3, 18), "Working Together 2023"),
        (date(2026, 3, 19), "Working Together 2026"),
    ],
)
def test_a_rule_cites_the_edition_in_force_when_its_clock_began(child, began, edition):
    AssessmentFactory(child=child, referral_received_on=began, started_on=began)
    sweep([child.pk])
    source = Deadline.objects.get(code="assessment.complete").source
    assert source == f"{edition}: at most 45 working days from referral"


def test_editions_follow_one_another_without_a_day_between():
    editions = WORKING_TOGETHER.editions
    assert [one.effective_to for one in editions] == [
        *(one.effective_from for one in editions[1:]),
        None,
    ]
