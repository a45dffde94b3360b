"""Offering family help, the family's answer, and how it ended."""

from django import forms

from casework.children.forms import RecordForm
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.decisions import answer_now, day_of_decision
from casework.interface.forms import Radios
from casework.interface.words import full_day
from casework.referrals.family_help.models import FamilyHelp
from casework.referrals.forms import has_open_episode
from casework.referrals.operations import end_family_help


class OfferForm(ConstraintErrorsMixin, RecordForm):
    beside = {"family_help_answered_after_offer": "offered_on"}

    class Meta(RecordForm.Meta):
        model = FamilyHelp
        fields = ["offered_on", "help_with"]
        labels = {"help_with": "What would the help be for, in words the family would use?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        day_of_decision(self, "offered_on", "day it was offered")


class AnswerForm(ConstraintErrorsMixin, RecordForm):
    beside = {
        "family_help_answer_has_a_day": "answered_on",
        "family_help_answered_after_offer": "answered_on",
        "family_help_has_a_lead": "lead",
        "family_help_starts_after_offer": "started_on",
    }

    class Meta(RecordForm.Meta):
        model = FamilyHelp
        fields = ["answer", "answered_on", "started_on", "lead"]
        widgets = {"answer": Radios(inline=True)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        answer_now(self, "answer", FamilyHelp.Answer)
        day_of_decision(self, "answered_on", "day they answered")
        self.fields["started_on"].past = True
        self.fields["started_on"].help_text = "Only if they said yes"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == FamilyHelp.Answer.ACCEPTED and not cleaned.get("started_on"):
            cleaned["started_on"] = cleaned.get("answered_on")
        if cleaned.get("answer") == FamilyHelp.Answer.DECLINED:
            cleaned["started_on"] = None
        return cleaned


class EndForm(ConstraintErrorsMixin, RecordForm):
    """How family help ended. Stepped up, it begins a referral with what is known."""

    beside = {
        "family_help_ends_with_a_reason": "ended_because",
        "family_help_ends_after_offer": "ended_on",
    }

    class Meta(RecordForm.Meta):
        model = FamilyHelp
        fields = ["ended_because", "ended_on", "what_changed"]
        widgets = {"ended_because": Radios}
        help_texts = {
            "what_changed": "If you step it up, this is the reason for the referral: say what you"
            " are worried about now"
        }

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        answer_now(self, "ended_because", FamilyHelp.Ended)
        day_of_decision(self, "ended_on", "day it ended")
        self.fields["what_changed"].required = True
        self.fields["ended_on"].help_text = (
            f"The help was offered on {full_day(self.instance.offered_on)}. If you step it up, the"
            " referral is received on this day and its clocks begin then"
        )

    def clean_ended_because(self):
        because = self.cleaned_data["ended_because"]
        child = self.instance.child
        if because == FamilyHelp.Ended.STEPPED_UP and has_open_episode(child):
            raise forms.ValidationError(
                f"{child.first_name} already has an open episode of need: choose another reason"
            )
        return because

    def save(self, commit=True):
        self.referral = end_family_help(self.instance, self.worker)
        return self.instance
