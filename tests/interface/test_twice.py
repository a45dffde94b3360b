"""The hour that came twice: asked which of the two, in every form, by the one date-time field."""

from datetime import UTC, date, datetime

import pytest
from django import forms

from casework.interface.forms import DateTimeField

FIRST = datetime(2025, 10, 26, 0, 15, tzinfo=UTC)
SECOND = datetime(2025, 10, 26, 1, 15, tzinfo=UTC)


class When(forms.Form):
    at = DateTimeField(named="time")


class Back(forms.Form):
    at = DateTimeField(named="time", time_may_be_unknown=True)


def sent(day="26", month="10", time="1.15am", **more):
    return {"at_day": day, "at_month": month, "at_year": "2025", "at_time": time, **more}


def asked(form):
    widget = form["at"].field.widget
    context = widget.get_context("at", form["at"].value(), {"id": "id_at"})
    return context["widget"].get("twice", [])


def test_a_time_that_came_twice_is_asked_about_with_two_answers():
    form = When(sent())
    assert not form.is_valid()
    assert "showed it twice" in form.errors["at"][0]
    assert [answer["value"] for answer in asked(form)] == ["bst", "gmt"]
    assert not any(answer["checked"] for answer in asked(form))


@pytest.mark.parametrize(("which", "instant"), [("bst", FIRST), ("gmt", SECOND)])
def test_the_answer_says_which(which, instant):
    form = When(sent(at_which=which))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"] == instant


@pytest.mark.parametrize(("instant", "which"), [(FIRST, "bst"), (SECOND, "gmt")])
def test_one_that_is_kept_is_shown_with_its_answer_and_read_again_as_the_same(instant, which):
    form = When(initial={"at": instant})
    assert [one["value"] for one in asked(form) if one["checked"]] == [which]
    again = When(sent(at_which=which), initial={"at": instant})
    assert again.is_valid()
    assert not again.has_changed()


def test_an_answer_left_over_from_another_time_says_nothing():
    form = When(sent(time="3.15am", at_which="gmt"))
    assert form.is_valid()
    assert form.cleaned_data["at"] == datetime(2025, 10, 26, 3, 15, tzinfo=UTC)
    assert asked(form) == []


def test_the_hour_that_never_was_is_refused_and_asked_nothing():
    form = When(sent(day="30", month="3", time="1.30am"))
    assert "clocks went forward" in form.errors["at"][0]
    assert asked(form) == []


def test_where_the_time_may_be_unknown_the_day_is_enough():
    assert Back(sent(time="")).is_valid()
    form = Back(sent(time=""))
    form.is_valid()
    assert form.cleaned_data["at"] == date(2025, 10, 26)
    assert "Give a time" in When(sent(time="")).errors["at"][0]
    assert "showed it twice" in Back(sent()).errors["at"][0]
    assert not Back(sent(day="", time="1.15am")).is_valid()
