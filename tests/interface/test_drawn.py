"""What is drawn without a template is, letter for letter, what Django's template draws."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from casework.interface.widgets import Drawn

CHOICES = [
    ("", "Any <team>"),
    (1, "A & B"),
    ("x'y", mark_safe("<b>bold</b>")),
    ("Group", [("g1", "One"), ("g2", "Two")]),
]
WIDGETS = [
    (forms.Select(choices=CHOICES), 1),
    (forms.Select(choices=CHOICES), None),
    (forms.Select(choices=CHOICES, attrs={"class": "a b", "disabled": True}), "g2"),
    (forms.Select(choices=[]), ""),
    (forms.TextInput(attrs={"autofocus": True, "required": False}), 'a "quoted" <word>'),
    (forms.TextInput(), None),
    (forms.NumberInput(attrs={"min": 0}), 0),
    (forms.HiddenInput(), mark_safe("a&amp;b")),
    (forms.EmailInput(), "a@example.org"),
    (forms.URLInput(), "https://example.org/?a=1&b=2"),
    (forms.DateInput(), "2026-12-01"),
    (forms.SelectMultiple(choices=CHOICES), [1, "g1"]),
    (forms.RadioSelect(choices=CHOICES), 1),
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_a_control_looks_as_django_draws_it(widget, value):
    ways = (
        widget.render("a'name", value, {"id": "id_name", "data-x": '"'}, renderer=renderer)
        for renderer in (Drawn(), DjangoTemplates())
    )
    ours, theirs = ways
    assert ours == theirs
