from django import forms

from casework.children.extensions.endings import Cause, endings
from casework.children.forms import RecordForm
from casework.children.models import Allocation
from casework.children.together.forms import ChildPartForm
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.decisions import answer_now, day_of_decision
from casework.interface.forms import Checkboxes, Radios, Textarea, YesNo
from casework.interface.words import as_day, full_day
from casework.referrals.codes import ClosureReason
from casework.referrals.models import ChildContact, Contact, EpisodeOfNeed, Referral
from casework.referrals.operations import OPENS_AN_EPISODE, close, decide, screen
from casework.timescales.preview_views import StartsClocks


class ContactForm(StartsClocks, RecordForm):
    starts = {"received_at": ("contact.screen",)}

    class Meta(RecordForm.Meta):
        model = Contact
        fields = [
            "received_at",
            "source",
            "contact_name",
            "contact_phone",
            "what_was_said",
            "family_knows",
            "without_consent_because",
        ]
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
            "what_was_said": "Use their words. It is written once and goes on each child’s file."
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


class TogetherMixin(RecordForm):
    """One decision for a child, and for the brothers and sisters it is right for too."""

    siblings = forms.ModelMultipleChoiceField(
        Referral.objects.none(),
        required=False,
        widget=Checkboxes,
        label="Decide the same for",
        help_text="Tick a child only if this decision and these reasons are right for them too",
    )

    def show_siblings(self, alongside):
        self.fields["siblings"].queryset = alongside
        self.fields["siblings"].label_from_instance = lambda record: record.child.first_name
        if not self.fields["siblings"].queryset:
            del self.fields["siblings"]

    @property
    def chosen(self) -> list:
        return [self.instance, *self.cleaned_data.get("siblings", [])]

    def keep_together(self) -> list:
        """The siblings' own records with the same answers, not yet saved."""
        same = {name: getattr(self.instance, name) for name in self._meta.fields or ()}
        self.together = self.chosen
        for record in self.together[1:]:
            vars(record).update(same)
        return self.together


class ScreenForm(ConstraintErrorsMixin, TogetherMixin):
    """What to do about a contact, for one child or for those it is about."""

    beside = {"contact_outcome_has_a_date": "screened_on"}

    class Meta(RecordForm.Meta):
        model = ChildContact
        fields = ["outcome", "reasons", "screened_on"]
        widgets = {"outcome": Radios}
        labels = {"outcome": "What will we do?", "reasons": "Why"}

    def __init__(self, *args, worker, alongside, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        answer_now(self, "outcome", ChildContact.Outcome)
        self.fields["reasons"].required = True
        day_of_decision(self, "screened_on", "day it was screened")
        self.show_siblings(alongside)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == ChildContact.Outcome.REFERRAL:
            for part in self.chosen:
                if has_open_episode(part.child):
                    self.add_error(
                        "outcome",
                        f"{part.child.first_name} already has an open episode of need:"
                        " choose “Passed to the worker the child already has”",
                    )
        return cleaned

    def clean_screened_on(self):
        screened_on, came_in = self.cleaned_data["screened_on"], self.instance.contact.received_at
        if screened_on < as_day(came_in):
            raise forms.ValidationError(
                f"The contact came in on {full_day(came_in)}: it cannot be screened before that"
            )
        return screened_on

    def save(self, commit=True):
        self.referrals = screen(self.keep_together(), self.worker)
        return self.instance


class ReferralForm(StartsClocks, RecordForm):
    starts = {"received_on": ("referral.decision", "assessment.complete")}

    class Meta(RecordForm.Meta):
        model = Referral
        fields = ["received_on", "source", "primary_need", "reasons"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        day_of_decision(self, "received_on", "day it was received")
        self.fields["source"].required = self.fields["reasons"].required = True

    def clean(self):
        cleaned = super().clean()
        if not self.errors and has_open_episode(self.instance.child):
            self.add_error(
                None,
                f"{self.instance.child.first_name} already has an open episode of need."
                " Record a contact, and the worker will be told",
            )
        return cleaned


class DecideForm(ConstraintErrorsMixin, TogetherMixin):
    """A manager's decision on a referral, and on those of brothers and sisters made with it."""

    beside = {
        "referral_decided_after_received": "decided_on",
        "referral_decision_has_a_date": "decided_on",
    }

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

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") in OPENS_AN_EPISODE:
            self.check_what_opens(cleaned)
        return cleaned

    def check_what_opens(self, cleaned):
        if not cleaned.get("primary_need"):
            self.add_error("primary_need", "Choose the main need")
        for referral in self.chosen:
            if has_open_episode(referral.child):
                self.add_error(
                    "decision",
                    f"{referral.child.first_name} already has an open episode of need:"
                    " choose another answer, or close that first",
                )

    def save(self, commit=True):
        self.episodes = decide(self.keep_together(), self.worker)
        return self.instance


class CloseForm(ConstraintErrorsMixin, RecordForm):
    """Ends an episode of need: what changed, what the family are told, and what becomes of whatever
    is still open. Nothing is left open by forgetting it."""

    beside = {
        "episode_closes_after_it_starts": "closed_on",
        "episode_closed_with_a_reason": "closure_reason",
    }

    class Meta(RecordForm.Meta):
        model = EpisodeOfNeed
        fields = ["closed_on", "closure_reason", "closing_summary", "for_family", "family_told_on"]
        widgets = {"closure_reason": Radios, "for_family": Textarea(rows=7)}
        labels = {"for_family": "What you tell the family, in their words"}
        help_texts = {
            "closing_summary": "What is different now, who will notice if it stops being, and"
            " whom the family can turn to",
            "for_family": "Plain words a parent and an older child can read: why we worked with"
            " you, what has changed, who to ring if things get hard again. It can be printed.",
            "family_told_on": "Leave empty until you have told them",
        }

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        answer_now(self, "closure_reason", ClosureReason)
        day_of_decision(self, "closed_on", "day it closed")
        self.fields["closing_summary"].required = self.fields["for_family"].required = True
        self.fields["family_told_on"].past = True
        self.still_open = endings.each_open_for(self.instance.child, Cause.CLOSED)
        for name, (kind, record) in self.still_open.items():
            label = kind.label(record)
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=ENDS_OR_GOES_ON,
                widget=Radios(inline=True),
                error_messages={"required": f"Say whether this ends or goes on: {label}"},
            )

    @property
    def of_the_episode(self):
        return [self[name] for name in self._meta.fields]

    @property
    def of_what_is_open(self):
        return [self[name] for name in self.still_open]

    def clean(self):
        cleaned = super().clean()
        child = self.instance.child
        held = [
            name for name, (_, record) in self.still_open.items() if isinstance(record, Allocation)
        ]
        if child.restricted and held and all(cleaned.get(name) == "ends" for name in held):
            self.add_error(
                held[0],
                "This file is restricted: somebody must stay with it, or nobody could open it",
            )
        return cleaned

    def save(self, commit=True):
        ends = [
            self.still_open[name] for name in self.still_open if self.cleaned_data[name] == "ends"
        ]
        self.instance.goes_on = "\n".join(
            kind.label(record)
            for name, (kind, record) in self.still_open.items()
            if self.cleaned_data[name] == "goes_on"
        )
        return close(self.instance, ends, self.worker)


ENDS_OR_GOES_ON = [("ends", "Ends now"), ("goes_on", "Goes on")]
