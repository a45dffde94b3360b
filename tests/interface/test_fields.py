from datetime import UTC, date, datetime, time

import pytest
from django import forms
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from casework.interface.forms import DateField, DateTimeField, YesNo, YesNoField
from casework.interface.times import CannotRead, read_time
from casework.interface.words import LONDON
from tests.interface.forms import SeenForm, TwoDates


def boxes(day="", month="", year="", time=None):
    typed = {"day": day, "month": month, "year": year}
    return typed if time is None else typed | {"time": time}


def problem(field, typed):
    with pytest.raises(forms.ValidationError) as raised:
        field.clean(typed)
    error = raised.value.error_list[0]
    return error.messages[0], set((error.params or {}).get("boxes", ()))


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_date_typed_in_its_boxes_is_read(when):
    assert DateField().clean(boxes(str(when.day), str(when.month), str(when.year))) == when
    assert DateField().clean(when.isoformat()) == when


@pytest.mark.parametrize("month", ["11", "Nov", "november", "NOV."])
def test_a_month_may_be_a_number_or_a_name(month):
    assert DateField().clean(boxes("23", month, "2026")) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "words", "wrong"),
    [
        (("31", "", "2019"), "a month", {"month"}),
        (("", "", "2019"), "a day and month", {"day", "month"}),
        (("30", "2", "2026"), "a day that is in February 2026", {"day"}),
        (("32", "1", "2026"), "a day from 1 to 31", {"day"}),
        (("3", "13", "2026"), "a month from 1 to 12", {"month"}),
        (("3", "1", "26"), "the year in full, such as 2026,", {"year"}),
        (("3rd", "1", "2026"), "the day as a number", {"day"}),
        (("a", "b", "2026"), "the day and the month as numbers", {"day", "month"}),
    ],
)
def test_an_error_names_the_part_at_fault(typed, words, wrong):
    found = problem(DateField(named="visit date"), boxes(*typed))
    assert found == (f"Give {words} for the visit date", wrong)


def test_a_date_without_a_name_is_called_by_its_label():
    words, _ = problem(DateField(label="When did you visit?"), boxes("3", "", "2026"))
    assert words == "Give a month for “When did you visit?”"


def test_a_past_date_refuses_tomorrow_and_takes_today():
    field, today = DateField(named="visit date", past=True), timezone.localdate()
    assert field.clean(today) == today
    tomorrow = boxes("1", "1", str(today.year + 1))
    assert problem(field, tomorrow) == ("The visit date must be today or earlier", set())


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_whatever_is_typed_is_either_read_or_explained(day, month, year):
    form = TwoDates({"left_on_day": day, "left_on_month": month, "left_on_year": year})
    form.full_clean()
    read = form.cleaned_data.get("left_on")
    assert isinstance(read, date) is not bool(form.errors.get("left_on"))


def test_a_date_left_empty_is_no_date():
    assert DateField(required=False).clean(boxes()) is None


def test_what_was_typed_is_shown_again():
    form = TwoDates({"left_on_day": "31", "left_on_month": "xx", "left_on_year": "2026"})
    html = str(form["left_on"].value())
    assert "xx" in html
    assert "31" in html


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("9.15am", time(9, 15)),
        ("9:15", time(9, 15)),
        ("09:15", time(9, 15)),
        ("0915", time(9, 15)),
        ("9am", time(9)),
        ("9 pm", time(21)),
        ("9.15 p.m.", time(21, 15)),
        ("21.15", time(21, 15)),
        ("12am", time(0)),
        ("12.30pm", time(12, 30)),
        ("noon", time(12)),
        ("12 noon", time(12)),
        ("12noon", time(12)),
        ("Midday", time(12)),
        ("midnight", time(0)),
        ("21.15pm", time(21, 15)),
    ],
)
def test_a_time_is_read_however_it_is_written(text, read):
    assert read_time(text) == read


@pytest.mark.parametrize("text", ["9", "25:00", "9.75am", "13am", "0.30pm", "soon", ""])
def test_a_time_that_could_mean_anything_is_asked_again(text):
    with pytest.raises(CannotRead):
        read_time(text)


def test_a_moment_is_an_instant_in_london():
    field = DateTimeField(named="visit date")
    summer = field.clean(boxes("1", "7", "2026", "9.15am"))
    assert summer == datetime(2026, 7, 1, 8, 15, tzinfo=UTC)


def test_a_moment_says_which_boxes_are_wrong():
    field = DateTimeField(named="visit date")
    words, wrong = problem(field, boxes("1", "13", "2026", "soon"))
    assert words == (
        "Give a month from 1 to 12 and a time such as 9.15am or 21:15 for the visit date"
    )
    assert wrong == {"month", "time"}


def test_the_hour_that_never_happened_is_refused():
    _, wrong = problem(DateTimeField(named="time"), boxes("29", "3", "2026", "1.30am"))
    assert wrong == {"time"}


@given(
    st.datetimes(
        datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(LONDON), allow_imaginary=False
    )
)
def test_a_moment_shown_and_sent_back_is_not_a_change(instant):
    field = DateTimeField()
    instant = instant.replace(second=0, microsecond=0, fold=0)
    shown = field.widget.format_value(instant)
    assert not field.has_changed(instant, shown)


@pytest.mark.parametrize("fold", [0, 1])
def test_nor_is_one_of_the_hour_that_came_twice(fold):
    instant = datetime(2008, 10, 26, 1, 0, tzinfo=LONDON, fold=fold)
    field = DateTimeField()
    assert not field.has_changed(instant, field.widget.format_value(instant))


def test_an_unanswered_yes_or_no_is_not_no():
    assert YesNoField(required=False).clean("") is None
    assert YesNoField().clean("no") is False
    assert YesNoField().clean("yes") is True


@pytest.mark.parametrize("value", [True, False, None])
def test_yes_and_no_shown_and_sent_back_are_not_a_change(value):
    field = YesNoField(required=False)
    assert not field.has_changed(value, field.prepare_value(value))


def test_a_boolean_of_djangos_own_may_use_the_yes_and_no_radios():
    form = SeenForm({"seen": "yes", "alone": "no"})
    assert form.is_valid()
    assert form.cleaned_data == {"seen": True, "alone": False}
    assert isinstance(form.fields["alone"].widget, YesNo)


NIGHTS = [
    ("29", "3", "2026", "1.30am", None, "went forward"),
    ("25", "10", "2026", "1.15am", None, "showed it twice"),
    ("25", "10", "2026", "1.15am BST", "2026-10-25T00:15:00+00:00", ""),
    ("25", "10", "2026", "01:15 GMT", "2026-10-25T01:15:00+00:00", ""),
    ("25", "10", "2026", "00:59", "2026-10-24T23:59:00+00:00", ""),
    ("25", "10", "2026", "2am", "2026-10-25T02:00:00+00:00", ""),
]


@pytest.mark.parametrize(("day", "month", "year", "at", "instant", "says"), NIGHTS)
def test_an_hour_that_never_was_is_refused_and_of_one_that_came_twice_it_is_asked_which(
    day, month, year, at, instant, says
):
    typed = {"day": day, "month": month, "year": year, "time": at}
    if says:
        with pytest.raises(forms.ValidationError, match=says):
            DateTimeField().clean(typed)
    else:
        assert DateTimeField().clean(typed) == datetime.fromisoformat(instant)


@pytest.mark.parametrize("instant", ["2026-10-25T00:15:00+00:00", "2026-10-25T01:15:00+00:00"])
def test_an_hour_that_came_twice_is_shown_so_that_it_is_read_again_as_the_same(instant):
    moment = datetime.fromisoformat(instant)
    field = DateTimeField()
    assert field.clean(field.widget.format_value(moment)) == moment
