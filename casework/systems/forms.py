from django import forms

from casework.access.models import Team, Worker
from casework.access.roles import SYSTEMS
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.django_private import ModelForm
from casework.interface.forms import Checkboxes, Radios, Textarea, formfield
from casework.systems import scopes
from casework.systems.models import System

LASTS = [("30", "30 days"), ("90", "90 days"), ("180", "180 days"), ("365", "A year")]


class SystemForm(ConstraintErrorsMixin, ModelForm):
    """A system that reads. It is let in only when somebody who reads in bulk gives it a
    credential."""

    beside = {"system_name_once": "name", "system_of_a_team_has_one": "team"}

    sight = forms.ChoiceField(
        label="Which children may it know of?",
        choices=[(key, role.description) for key, role in SYSTEMS.items()],
        widget=Radios,
    )
    kinds = forms.MultipleChoiceField(
        label="What may it read?", choices=scopes.choices, widget=Checkboxes
    )

    class Meta:
        model = System
        fields = [
            "name",
            "purpose",
            "keeper",
            "sight",
            "team",
            "kinds",
            "addresses",
            "most_a_minute",
        ]
        formfield_callback = formfield
        widgets = {"purpose": Textarea(), "addresses": Textarea()}
        labels = {
            "name": "What it is called",
            "purpose": "What it reads for, and on what ground",
            "keeper": "Who answers for it",
            "team": "Which team",
            "addresses": "Addresses it may ask from",
            "most_a_minute": "How often it may ask in a minute",
        }
        help_texts = {
            "purpose": "Such as “The yearly return and the monthly report; data protection"
            " assessment of March 2026”",
            "team": "Only where it reads of one team’s children",
            "addresses": "One a line, such as 10.1.2.3 or 10.1.2.0/24. Empty: from anywhere",
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.authority = by.authority
        here = Worker.objects.of(by.authority).working()
        self.fields["keeper"].queryset = here.or_holding(self.instance.keeper_id)
        self.fields["team"].queryset = Team.objects.filter(authority=by.authority)

    def unchecked_fields(self):
        return super().unchecked_fields() - {"authority"}


class CredentialForm(forms.Form):
    days = forms.ChoiceField(label="How long is it good for?", choices=LASTS, widget=Radios)
