from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casework.interface import words

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, 15, tzinfo=UTC)
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
instants = st.datetimes(
    datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC), allow_imaginary=False
)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (MONDAY, "today"),
        (date(2026, 11, 24), "tomorrow"),
        (date(2026, 11, 25), "Wednesday"),
        (date(2026, 11, 29), "Sunday"),
        (date(2026, 11, 30), "Monday 30 November"),
        (date(2027, 1, 6), "Wednesday 6 January 2027"),
        (date(2026, 11, 20), "Friday 20 November"),
    ],
)
def test_a_day_is_said_as_people_say_it(when, said):
    assert words.day(when, MONDAY) == said


@given(days, days)
def test_two_days_within_a_year_never_read_the_same(one, other):
    same_words = words.day(one, MONDAY) == words.day(other, MONDAY)
    assert same_words is (one == other)


@given(days)
def test_the_year_is_said_unless_it_is_this_one(when):
    said = words.short_day(when, MONDAY)
    assert said.endswith(str(when.year)) is (when.year != MONDAY.year)


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (datetime(2026, 11, 23, 21, 15, tzinfo=UTC), "9.15pm on 23 November 2026"),
        (datetime(2026, 11, 23, 12, 0, tzinfo=UTC), "noon on 23 November 2026"),
        (datetime(2026, 11, 23, 0, 0, tzinfo=UTC), "midnight on 23 November 2026"),
        (datetime(2026, 11, 23, 10, 0, tzinfo=UTC), "10am on 23 November 2026"),
        (datetime(2026, 11, 23, 0, 5, tzinfo=UTC), "12.05am on 23 November 2026"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "12.30am on 1 July 2026"),
    ],
)
def test_a_moment_is_said_in_london_time(instant, said):
    assert words.moment(instant) == said


@given(instants)
def test_a_clock_time_can_be_read_back(instant):
    from casework.interface.times import read_time

    at = words.local(instant).time().replace(second=0, microsecond=0)
    assert read_time(words.clock(instant)) == at


@pytest.mark.parametrize(
    ("born_on", "said"),
    [
        (date(2019, 3, 14), "7 years old"),
        (date(2024, 11, 23), "2 years old"),
        (date(2024, 11, 24), "23 months old"),
        (date(2025, 1, 30), "21 months old"),
        (date(2026, 9, 23), "2 months old"),
        (date(2026, 9, 24), "8 weeks old"),
        (date(2026, 11, 17), "6 days old"),
        (date(2026, 11, 22), "1 day old"),
        (date(2026, 11, 23), "0 days old"),
    ],
)
def test_an_age_is_in_years_then_months_then_weeks(born_on, said):
    assert words.age_words(born_on, MONDAY) == said


def test_a_baby_not_born_yet_is_said_by_when_it_is_due():
    assert words.age_words(None, MONDAY, expected_on=date(2027, 2, 2)) == "due 2 February 2027"


@given(days, days)
def test_an_age_goes_up_by_one_on_each_birthday(born_on, other):
    assume((born_on.month, born_on.day) != (2, 29))
    born_on, today = sorted((born_on, other))
    birthday = (today.month, today.day) == (born_on.month, born_on.day)
    assert words.age(born_on, today) - words.age(born_on, today - timedelta(days=1)) == birthday


def test_someone_born_on_29_february_is_a_year_older_on_1_march():
    assert words.age(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert words.age(date(2008, 2, 29), date(2026, 3, 1)) == 18


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Ruby", "Alfie", "Noah"], "Ruby, Alfie and Noah"),
        (["Ruby", "Alfie"], "Ruby and Alfie"),
        (["Ruby"], "Ruby"),
        ([], ""),
    ],
)
def test_names_are_listed_as_in_speech(names, said):
    assert words.listed(names) == said


@pytest.mark.parametrize(
    ("number", "thing", "said"),
    [
        (1, "working days", "1 working day"),
        (2, "working days", "2 working days"),
        (0, "weeks", "0 weeks"),
        (1, "children", "1 child"),
        (1, "families", "1 family"),
    ],
)
def test_one_of_a_thing_is_singular(number, thing, said):
    assert words.counted(number, thing) == said


def test_lateness_uses_the_unit_of_the_rule():
    assert words.lateness(2, "working days") == "2 working days late"
    assert words.lateness(1, "months") == "1 month late"


def said(state, **facts):
    facts = {"due": NOW, "kind": "day", "now": NOW} | facts
    return words.status_words(state, **facts)


def at(day, hour, minute=0, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words_said", "expected"),
    [
        (said("on_time", due=at(27, 23, 59)), "Due Friday"),
        (said("on_time", due=at(4, 23, 59, month=12)), "Due Friday 4 December"),
        (said("on_time", due=at(25, 10), kind="moment"), "Due Wednesday at 10am"),
        (said("due_soon", due=at(23, 23, 59)), "Due today"),
        (said("due_soon", due=at(24, 23, 59)), "Due tomorrow"),
        (said("due_soon", due=at(23, 21, 15), kind="moment"), "9 hours left, until 9.15pm today"),
        (said("due_soon", due=at(23, 21, 14), kind="moment"), "8 hours left, until 9.14pm today"),
        (said("due_soon", due=at(25, 9), kind="moment"), "44 hours left, until 9am on Wednesday"),
        (said("overdue", late=2), "2 working days late"),
        (said("overdue", late=1, unit="months"), "1 month late"),
        (said("overdue", due=at(20, 23, 59)), "Late: was due Friday 20 November"),
        (said("overdue", due=at(23, 7), kind="moment"), "Late by 5 hours"),
        (said("overdue", due=at(23, 12), kind="moment"), "Late by 15 minutes"),
        (said("overdue", due=at(18, 7), kind="moment"), "Late by 5 days"),
        (said("done", done=date(2026, 11, 13)), "Done 13 November"),
        (said("done_late", done=at(6, 12), late=3, unit="weeks"), "Done 6 November, 3 weeks late"),
        (said("done_late", done=date(2025, 11, 6)), "Done 6 November 2025, late"),
        (said("ended", because="moved to another council"), "Ended: moved to another council"),
        (said("ended"), "Ended: no longer applies"),
        (said("uncountable", because="cannot count"), "Time not known: cannot count"),
    ],
)
def test_a_deadline_says_where_it_stands(words_said, expected):
    assert words_said == expected


def test_a_limit_in_days_never_prints_a_time():
    for state in ("on_time", "due_soon", "overdue"):
        words_said = said(state, due=at(28, 23, 59), late=3)
        assert "pm" not in words_said
        assert "midnight" not in words_said


@given(st.timedeltas(timedelta(minutes=1), timedelta(hours=71)))
def test_time_left_is_never_more_than_there_is(left):
    words_said = words.time_left(NOW + left, NOW)
    number, unit = words_said.split()[:2]
    assert timedelta(**{f"{unit.rstrip('s')}s": int(number)}) <= left


def test_what_is_overdue_also_says_when_it_was_due():
    assert words.was_due(at(19, 23, 59), "day", NOW) == "Was due Thursday 19 November"
    assert words.was_due(at(19, 9), "moment", NOW) == "Was due Thursday 19 November at 9am"


def test_what_happened_today_says_the_time():
    assert words.event_day(at(23, 8, 30), NOW) == "Today, 8.30am"
    assert words.event_day(at(13, 8, 30), NOW) == "13 November 2026"


@pytest.mark.parametrize("state", ["on_time", "overdue", "done_late", "waiting", "uncountable"])
def test_every_state_has_a_shape(state):
    assert words.SHAPES[state]
