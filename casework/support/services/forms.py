from django import forms

from casework.children.forms import RecordForm
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import Checkboxes, Textarea
from casework.support.models import Service
from casework.support.services.needs import Need

QUESTIONS, LONGEST = 20, 200


class ServiceForm(ConstraintErrorsMixin, RecordForm):
    """What a service is, whom it is for and what its referral form asks."""

    beside = {
        "service_named_once": "name",
        "service_ages_in_order": "age_to",
        "service_answers_a_need": "needs",
        "service_cost_says_for_what": "cost_per",
        "service_ends_after_it_starts": "starts_on",
    }

    needs = forms.MultipleChoiceField(
        label="Which needs does it answer?",
        choices=Need.choices,
        widget=Checkboxes,
        error_messages={"required": "Say at least one need it answers"},
    )
    asks = forms.CharField(
        label="What does its referral form ask?",
        required=False,
        widget=Textarea(rows=5),
        help_text="One question a line. What is known of the child already need not be asked again",
    )

    class Meta(RecordForm.Meta):
        model = Service
        fields = [
            "name",
            "kind",
            "provider",
            "needs",
            "age_from",
            "age_to",
            "criteria",
            "capacity",
            "cost",
            "cost_per",
            "contact",
            "asks",
            "starts_on",
        ]
        widgets = {"criteria": Textarea(rows=4)}
        labels = {
            "age_from": "Youngest age, if there is one",
            "age_to": "Oldest age, if there is one",
            "capacity": "How many places at one time, if that is limited?",
            "cost": "What does it cost the council, in pounds?",
            "cost_per": "That is for",
        }
        help_texts = {
            "provider": "Such as: the council; the NHS trust; a charity by its name",
            "criteria": "In words a worker and a family understand",
            "cost": "Leave empty if nobody knows",
            "contact": "An address, a page or a number. No child’s name",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["asks"] = "\n".join(self.instance.asks)

    def clean_asks(self):
        asked = [line.strip() for line in self.cleaned_data["asks"].splitlines()]
        asked = [line for line in asked if line]
        if len(asked) > QUESTIONS:
            raise forms.ValidationError(f"Ask at most {QUESTIONS} questions")
        if any(len(line) > LONGEST for line in asked):
            raise forms.ValidationError(f"Keep each question under {LONGEST} letters")
        if len(set(asked)) < len(asked):
            raise forms.ValidationError("One question stands there twice")
        return asked

    def unchecked_fields(self):
        """The council is whoever adds it; a form cannot choose another."""
        return super().unchecked_fields() - {"authority"}


class EndServiceForm(ConstraintErrorsMixin, RecordForm):
    """It takes no more referrals from a day on: what was referred to it stays."""

    beside = {"service_ends_after_it_starts": "ends_on", "service_end_says_why": "ended_because"}

    class Meta(RecordForm.Meta):
        model = Service
        fields = ["ends_on", "ended_because"]
        labels = {
            "ends_on": "From which day does it take no more referrals?",
            "ended_because": "Why does it end, and what takes its place?",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].required = True
