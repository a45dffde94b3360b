"""Choosing six numbers, their targets, and who is sent them when."""

from typing import Any

from django import forms

from casework.access.roles import ROLES, Permission
from casework.dashboards.models import WallRule
from casework.figures.models import WALL_HOLDS, WallNumber
from casework.figures.registry import GROUPS, figures
from casework.interface.forms import Checkboxes

PLACES = range(1, WALL_HOLDS + 1)
TWICE = "This number is chosen already"
NO_NUMBER = "Choose the number this target is for"
NO_DIRECTION = "Say whether the target is the least or the most"
NO_TARGET = "Give the target in per cent, from 0 to 100"
SHORT = {"inputmode": "numeric", "class": "govuk-input--width-3"}
NONE = "Choose at least one number"
MAY_READ = [
    (key, role.label)
    for key, role in ROLES.items()
    if Permission.READ_FILES in role.permissions
    and role.permissions & {Permission.SEE_FIGURES, Permission.SEE_TEAM}
]


def offered() -> list[tuple[str, list[tuple[str, str]]]]:
    by_group: dict[str, list[tuple[str, str]]] = {}
    for figure in figures:
        by_group.setdefault(GROUPS[figure.group], []).append((figure.code, figure.title))
    return list(by_group.items())


class WallForm(forms.Form):
    """Six places; one left empty is left out."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", "None"), *offered()]
        for place in PLACES:
            self.fields[f"figure_{place}"] = forms.ChoiceField(
                label=f"Number {place}", choices=choices, required=False
            )
            self.fields[f"aim_{place}"] = forms.ChoiceField(
                label=f"Target of number {place}",
                choices=[("", "No target"), *WallNumber.Aim.choices],
                required=False,
            )
            self.fields[f"target_{place}"] = forms.IntegerField(
                label=f"Target of number {place}, per cent",
                min_value=0,
                max_value=100,
                required=False,
                widget=forms.TextInput(attrs=SHORT),
            )
        self.fields["day"] = forms.IntegerField(
            label="Day of the month it is sent on",
            min_value=1,
            max_value=28,
            widget=forms.TextInput(attrs=SHORT),
            help_text="From 1 to 28. It is of the month before",
            error_messages={"required": "Give a day from 1 to 28"},
        )
        self.fields["roles"] = forms.MultipleChoiceField(
            label="Who is told that it is ready",
            choices=MAY_READ,
            required=False,
            widget=Checkboxes(),
            help_text="Choose none, and nothing is sent",
        )

    @staticmethod
    def initial_of(authority) -> dict[str, Any]:
        rule = WallRule.objects.filter(authority=authority).first() or WallRule()
        initial: dict[str, Any] = {"day": rule.day, "roles": rule.roles}
        for number in WallNumber.objects.filter(authority=authority):
            for name in ("figure", "aim", "target"):
                initial[f"{name}_{number.place}"] = getattr(number, name)
        return initial

    def clean(self):
        cleaned = super().clean()
        chosen: set[str] = set()
        for place in PLACES:
            figure, aim, target = (
                cleaned.get(f"{name}_{place}") for name in ("figure", "aim", "target")
            )
            if figure and figure in chosen:
                self.add_error(f"figure_{place}", TWICE)
            chosen.add(figure)
            if not figure and (aim or target is not None):
                self.add_error(f"figure_{place}", NO_NUMBER)
            elif target is not None and not aim:
                self.add_error(f"aim_{place}", NO_DIRECTION)
            elif aim and target is None and f"target_{place}" not in self.errors:
                self.add_error(f"target_{place}", NO_TARGET)
        if not chosen - {"", None} and "figure_1" not in self.errors:
            self.add_error("figure_1", NONE)
        return cleaned

    def numbers(self) -> list[dict]:
        facts = [
            {name: self.cleaned_data[f"{name}_{place}"] for name in ("figure", "aim", "target")}
            for place in PLACES
        ]
        return [fact for fact in facts if fact["figure"]]
