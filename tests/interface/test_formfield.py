"""What a model's own fields become in a form."""

from django import forms
from django.db import models

from casework.interface.forms import DateField, DateTimeField, Radios, YesNoField, formfield


class Letters(models.TextChoices):
    A = "a", "First"
    B = "b", "Second"


def made(field, **kwargs):
    field.set_attributes_from_name("a_thing")
    return formfield(field, **kwargs)


def test_dates_get_boxes_with_the_columns_own_label_hint_and_default():
    field = made(models.DateField("the day", help_text="Any day", default="2026-01-05", blank=True))
    assert isinstance(field, DateField)
    assert (field.label, field.help_text, field.required) == ("The day", "Any day", False)
    assert field.initial == "2026-01-05"
    assert isinstance(made(models.DateTimeField()), DateTimeField)


def test_a_boolean_that_may_be_unknown_is_asked_as_yes_or_no():
    assert isinstance(made(models.BooleanField(null=True)), YesNoField)
    assert isinstance(made(models.BooleanField(default=False)), forms.BooleanField)


def test_long_text_counts_down_and_cuts_nothing_off():
    field = made(models.TextField(max_length=300))
    assert field.widget.count == 300
    assert "maxlength" not in field.widget.attrs


def test_a_required_choice_as_radios_offers_no_empty_answer():
    column = models.CharField(max_length=1, choices=Letters)
    assert [value for value, _ in made(column, widget=Radios()).choices] == ["a", "b"]


def test_an_optional_choice_says_its_empty_answer_in_words():
    column = models.CharField(max_length=1, choices=Letters, blank=True)
    assert made(column).choices[0] == ("", "Choose one")
    assert made(column, widget=Radios()).choices[0] == ("", "Not known yet")
