"""The forms by which a council keeps questions of its own."""

from django import forms
from django.utils import timezone

from audits.criteria import editions as criteria
from audits.forms import today_or_later
from audits.models import LocalCriterion
from casework.children.forms import RecordForm
from casework.interface.forms import Textarea

TAKEN = "This code is one of the edition’s: choose another"


class QuestionForm(RecordForm):
    """A question added to a section of the edition in force, from a day to come."""

    section = forms.ChoiceField(label="Section")

    class Meta(RecordForm.Meta):
        model = LocalCriterion
        fields = [
            "code",
            "section",
            "asks",
            "good",
            "look_in",
            "safety_critical",
            "compliance",
            "begins_on",
        ]
        widgets = {"good": Textarea(rows=3)}
        labels = {
            "safety_critical": "Safety-critical: answered “Not met”, Good and Outstanding close",
            "compliance": "It is about dates and boxes, not about quality",
        }
        help_texts = {"begins_on": "Audits that began before this day do not ask it"}
        error_messages = {"begins_on": {"required": "Give the day it is first asked"}}

    field_order = ["code", "section", "asks", "good", "look_in"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        edition = criteria.in_force(timezone.localdate())
        sections = [(section.key, section.title) for section in edition.for_child]
        self.fields["section"].choices = [("", "Choose one"), *sections]

    def clean_code(self):
        code = self.cleaned_data["code"].strip().upper()
        if any(edition.get(code) for edition in criteria.editions()):
            raise forms.ValidationError(TAKEN)
        return code

    def clean_begins_on(self):
        day = self.cleaned_data["begins_on"]
        if day == self.instance.begins_on:
            return day
        return today_or_later(day, "ask it from")


class EndForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = LocalCriterion
        fields = ["until"]
        labels = {"until": "The first day it is not asked"}
        help_texts = {"until": "Audits begun before then still ask it"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].required = True

    def clean_until(self):
        return today_or_later(self.cleaned_data["until"], "end it")
