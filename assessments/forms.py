from django import forms
from django.utils import timezone

from assessments.models import Assessment
from assessments.operations import last_of_episode, start
from casework.approvals.operations import send_back, submit
from casework.children.forms import RecordForm
from casework.children.models import Child
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.decisions import answer_now, day_of_decision
from casework.interface.forms import Checkboxes, Radios
from casework.interface.words import full_day
from casework.referrals.forms import has_open_episode
from casework.timescales.preview_views import StartsClocks


class StartForm(ConstraintErrorsMixin, StartsClocks, RecordForm):
    """Starts an assessment within an open episode, also for the brothers and sisters ticked."""

    beside = {"assessment_starts_after_referral": "started_on"}
    starts = {
        "referral_received_on": ("assessment.complete",),
        "started_on": ("assessment.child_seen",),
    }
    siblings = forms.ModelMultipleChoiceField(
        Child.objects.none(),
        required=False,
        widget=Checkboxes,
        label="Assess together with",
        help_text="One family assessment; each child has an analysis and an end of their own",
    )

    class Meta(RecordForm.Meta):
        model = Assessment
        fields = ["kind", "referral_received_on", "started_on", "review_on"]
        widgets = {"kind": Radios}
        labels = {
            "referral_received_on": "Referral received, or decided to assess again",
            "review_on": "First review point with your manager",
        }
        help_texts = {"referral_received_on": "45 working days are counted from it."}

    def __init__(self, *args, worker, siblings, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        self.fields["referral_received_on"].past = True
        day_of_decision(self, "started_on", "day it started")
        self.fields["siblings"].queryset = siblings
        self.fields["siblings"].label_from_instance = lambda child: child.first_name
        if not siblings:
            del self.fields["siblings"]

    def clean(self):
        cleaned = super().clean()
        child = self.instance.child
        if not has_open_episode(child):
            self.add_error(
                None, f"{child.first_name} has no open episode of need: record a referral first"
            )
        elif Assessment.objects.open().of_child(child).exists():
            self.add_error(
                None, f"{child.first_name} already has an assessment open: go on with that one"
            )
        self.check_clock(cleaned.get("referral_received_on"))
        return cleaned

    def check_clock(self, since):
        """A referral answered by one assessment is not the start of the next."""
        episode = self.instance.child.episodeofneeds.open().first()
        before = last_of_episode(episode) if episode else None
        over = before and (before.authorised_on or before.stopped_on)
        if since and over and since < over:
            self.add_error(
                "referral_received_on",
                f"The last assessment was finished on {full_day(over)}: give the day it was decided"
                " to assess again, on or after that",
            )

    def save(self, commit=True):
        facts = {name: self.cleaned_data[name] for name in self._meta.fields}
        children = [self.instance.child, *self.cleaned_data.get("siblings", [])]
        return start(children, self.worker, **facts)[0]


class WholeAssessmentForm(RecordForm):
    """A form about an assessment as it stands: the child's own part and what the family shares."""

    def writes_in(self):
        return [self.instance, *filter(None, [self.instance.family])]


class SubmitForm(WholeAssessmentForm):
    """Sends an assessment to a manager, once it holds what they cannot decide without."""

    as_seen = True

    class Meta(RecordForm.Meta):
        model = Assessment
        fields: list[str] = []

    def __init__(self, *args, worker, together=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        ready = [assessment for assessment in together if not assessment.still_needed]
        self.ready = {assessment.child.number: assessment for assessment in ready}
        self.not_ready = [assessment for assessment in together if assessment.still_needed]
        if self.ready:
            self.fields["sent_with"] = forms.MultipleChoiceField(
                choices=[
                    (number, assessment.child.name) for number, assessment in self.ready.items()
                ],
                initial=list(self.ready),
                required=False,
                widget=Checkboxes,
                label="Send with it",
                help_text="Each is still read and decided on its own",
            )

    def clean(self):
        for words in self.instance.still_needed.values():
            self.add_error(None, words)
        return super().clean()

    @property
    def sent(self) -> list[Assessment]:
        """This child's assessment, and those of brothers and sisters that go with it."""
        chosen = self.cleaned_data.get("sent_with", [])
        return [self.instance, *(self.ready[number] for number in chosen)]

    def save(self, commit=True):
        for assessment in self.sent:
            submit(assessment, by=self.worker)
        return self.instance


class AuthoriseForm(ConstraintErrorsMixin, WholeAssessmentForm):
    """A manager's analysis and decision. The outcome is the manager's own."""

    as_seen = True

    class Meta(RecordForm.Meta):
        model = Assessment
        fields = ["outcome", "manager_analysis", "late_because"]
        widgets = {"outcome": Radios}
        labels = {
            "outcome": "What happens next",
            "manager_analysis": "Your analysis",
            "late_because": "Why it took longer than 45 working days",
        }
        help_texts = {
            "manager_analysis": "What you weighed, whether the child’s voice is heard in it,"
            " and why this is the right next step"
        }

    def __init__(self, *args, worker, late, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        answer_now(self, "outcome", Assessment.Outcome)
        self.fields["manager_analysis"].required = True
        self.fields["late_because"].required = True
        if not late:
            del self.fields["late_because"]

    def clean(self):
        self.instance.authorised_by = self.worker
        self.instance.authorised_on = timezone.localdate()
        for words in self.instance.still_needed.values():
            self.add_error(None, f"{words}: send it back with what is missing")
        return super().clean()


class ReturnForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Assessment
        fields = ["returned_because"]
        labels = {"returned_because": "What needs to be put right"}
        help_texts = {"returned_because": "Say what is missing for the child, one thing a line"}

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        self.initial["returned_because"] = ""
        self.fields["returned_because"].required = True

    def save(self, commit=True):
        send_back(self.instance, by=self.worker)
        return self.instance
