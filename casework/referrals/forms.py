from django import forms
from django.utils import timezone

from casework.children.forms import RecordForm
from casework.interface.forms import Checkboxes, Radios, Textarea, YesNo
from casework.interface.words import as_day, full_day
from casework.referrals.codes import ClosureReason
from casework.referrals.deeds import OPENS_AN_EPISODE, decide, screen
from casework.referrals.family import BesideMixin, ChildPartForm
from casework.referrals.models import ChildContact, Contact, EpisodeOfNeed, Referral


class ContactForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Contact
        fields = [
            "received_at", "source", "contact_name", "contact_phone", "what_was_said",
            "family_knows", "without_consent_because",
        ]  # fmt: skip
        widgets = {
            "family_knows": YesNo(reveals={"no": "without_consent_because"}),
            "what_was_said": Textarea(rows=9),
        }
        labels = {
            "received_at": "When did it come in?",
            "source": "Who told us?",
            "family_knows": "Do the family know?",
            "without_consent_because": "Why we went ahead without telling them",
        }
        help_texts = {
            "what_was_said": "Use their words. It is written once and goes on each child’s file.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["received_at"].past = True
        self.fields["received_at"].named = "time it came in"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("family_knows") is False and not cleaned.get("without_consent_because"):
            self.add_error(
                "without_consent_because", "Say why you went ahead without the family knowing"
            )
        return cleaned


class ChildContactForm(ChildPartForm):
    made_on_saving = ("contact",)

    class Meta(RecordForm.Meta):
        model = ChildContact
        fields = ["worry"]
        labels = {"worry": "What it means for {name}"}


def has_open_episode(child) -> bool:
    return EpisodeOfNeed.objects.open().of_child(child).exists()


class ScreenForm(BesideMixin, RecordForm):
    """What to do about a contact, for one child."""

    beside = {"contact_outcome_has_a_date": "screened_on"}

    class Meta(RecordForm.Meta):
        model = ChildContact
        fields = ["outcome", "reasons", "screened_on"]
        widgets = {"outcome": Radios}
        labels = {"outcome": "What will we do?", "reasons": "Why"}

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        answer_now(self, "outcome", ChildContact.Outcome)
        self.fields["reasons"].required = True
        day_of_decision(self, "screened_on", "day it was screened")

    def clean_outcome(self):
        outcome = self.cleaned_data["outcome"]
        child = self.instance.child
        if outcome == ChildContact.Outcome.REFERRAL and has_open_episode(child):
            raise forms.ValidationError(
                f"{child.first_name} already has an open episode of need:"
                " choose “Passed to the worker the child already has”"
            )
        return outcome

    def clean_screened_on(self):
        screened_on, came_in = self.cleaned_data["screened_on"], self.instance.contact.received_at
        if screened_on < as_day(came_in):
            raise forms.ValidationError(
                f"The contact came in on {full_day(came_in)}: it cannot be screened before that"
            )
        return screened_on

    def save(self, commit=True):
        self.referral = screen(self.instance, self.worker)
        return self.instance


def answer_now(form, name, choices):
    """A decision taken here must be given; "not known yet" is no answer."""
    form.fields[name].required = True
    form.fields[name].choices = choices.choices


def day_of_decision(form, name, named):
    """Today unless the worker says otherwise; never to come."""
    field = form.fields[name]
    field.required, field.past, field.named = True, True, named
    form.initial[name] = form.initial.get(name) or timezone.localdate()


class ReferralForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Referral
        fields = ["received_on", "source", "primary_need", "reasons"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        day_of_decision(self, "received_on", "day it was received")
        self.fields["source"].required = self.fields["reasons"].required = True

    def clean(self):
        cleaned = super().clean()
        if not self._errors and has_open_episode(self.instance.child):
            self.add_error(
                None,
                f"{self.instance.child.first_name} already has an open episode of need."
                " Record a contact, and the worker will be told",
            )
        return cleaned


class DecideForm(BesideMixin, RecordForm):
    """A manager's decision on a referral, and on those of brothers and sisters made with it."""

    beside = {
        "referral_decided_after_received": "decided_on",
        "referral_decision_has_a_date": "decided_on",
    }
    siblings = forms.ModelMultipleChoiceField(
        Referral.objects.none(), required=False, widget=Checkboxes,
        label="Decide the same for",
        help_text="Tick a child only if this decision and these reasons are right for them too",
    )  # fmt: skip

    class Meta(RecordForm.Meta):
        model = Referral
        fields = ["decision", "decision_reasons", "primary_need", "decided_on", "referrer_told_on"]
        widgets = {"decision": Radios}
        help_texts = {"referrer_told_on": "Leave empty until they have been told"}

    def __init__(self, *args, worker, alongside, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        answer_now(self, "decision", Referral.Decision)
        self.fields["decision_reasons"].required = True
        day_of_decision(self, "decided_on", "day of the decision")
        self.fields["referrer_told_on"].past = True
        self.show_siblings(alongside)

    def show_siblings(self, alongside):
        self.fields["siblings"].queryset = alongside
        self.fields["siblings"].label_from_instance = lambda referral: referral.child.first_name
        if not self.fields["siblings"].queryset:
            del self.fields["siblings"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") in OPENS_AN_EPISODE:
            self.check_what_opens(cleaned)
        return cleaned

    def check_what_opens(self, cleaned):
        if not cleaned.get("primary_need"):
            self.add_error("primary_need", "Choose the main need")
        for referral in [self.instance, *cleaned.get("siblings", [])]:
            if has_open_episode(referral.child):
                self.add_error(
                    "decision",
                    f"{referral.child.first_name} already has an open episode of need:"
                    " choose another answer, or close that first",
                )

    def save(self, commit=True):
        same = {name: getattr(self.instance, name) for name in self._meta.fields}
        together = [self.instance, *self.cleaned_data.get("siblings", [])]
        for referral in together[1:]:
            vars(referral).update(same)
        self.together = together
        self.episodes = decide(together, self.worker)
        return self.instance


class CloseForm(BesideMixin, RecordForm):
    """Ends an episode of need, with what changed for the child."""

    beside = {
        "episode_closes_after_it_starts": "closed_on",
        "episode_closed_with_a_reason": "closure_reason",
    }

    class Meta(RecordForm.Meta):
        model = EpisodeOfNeed
        fields = ["closed_on", "closure_reason", "closing_summary"]
        widgets = {"closure_reason": Radios}
        help_texts = {
            "closing_summary": "What is different now, who will notice if it stops being, and"
            " whom the family can turn to"
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        answer_now(self, "closure_reason", ClosureReason)
        day_of_decision(self, "closed_on", "day it closed")
        self.fields["closing_summary"].required = True
