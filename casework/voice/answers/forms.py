from datetime import timedelta

from django import forms
from django.db.models import Q
from django.utils import timezone

from casework.actions.models import Action
from casework.children.forms import RecordForm
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import Radios, Textarea
from casework.interface.words import full_day
from casework.meetings.models import Meeting
from casework.plans.models import Plan
from casework.voice.models import VoiceAnswer

NOWHERE = ""
LATELY = timedelta(days=183)
PLACES = {"action": Action, "plan": Plan, "meeting": Meeting}


def place_choices(child, worker) -> list[tuple[str, str]]:
    """Where a change may stand: an action, a plan or a meeting of this child, the newest first."""
    since = timezone.localdate() - LATELY
    lately = Q(done_on=None) | Q(done_on__gte=since)
    actions = Action.objects.of_child(child).outside_audits().filter(lately, dropped_on=None)
    plans = Plan.objects.of_child(child).filter(Q(ended_on=None) | Q(ended_on__gte=since))
    meetings = Meeting.objects.visible_to(worker).filter(children=child)
    meetings = meetings.held_ones().filter(starts_at__date__gte=since).newest_first()
    return [
        (NOWHERE, "Nowhere else: what we did is said above"),
        *(
            (f"action-{row.pk}", f"Action: {row.what}")
            for row in actions.order_by("-agreed_on")[:40]
        ),
        *((f"plan-{row.pk}", f"The plan of {full_day(row.started_on)}") for row in plans),
        *(
            (f"meeting-{row.pk}", f"What was decided: {row}, {full_day(row.starts_at)}")
            for row in meetings[:10]
        ),
    ]


class AnswerForm(ConstraintErrorsMixin, RecordForm):
    """What changed because the child said it, and where that stands; or why not yet."""

    beside = {
        "voice_not_yet_is_looked_at_again": "again_on",
        "voice_again_after_the_answer": "again_on",
        "voice_told_after_the_answer": "told_on",
        "voice_stands_somewhere_once_changed": "stands_in",
    }

    stands_in = forms.ChoiceField(
        label="Where does the change stand?",
        required=False,
        error_messages={"invalid_choice": "Choose an action, a plan or a meeting of this child"},
    )

    class Meta(RecordForm.Meta):
        model = VoiceAnswer
        fields = ["outcome", "what", "answered_on", "again_on", "told_on", "told_how"]
        widgets = {
            "outcome": Radios(reveals={"changed": "stands_in", "not_yet": "again_on"}),
            "what": Textarea(rows=3),
        }
        help_texts = {
            "told_on": "Leave it empty until they have been told",
            "told_how": "Such as: Dan showed her the new bedroom door lock",
        }

    field_order = ["outcome", "stands_in", "again_on", "what", "answered_on", "told_on", "told_how"]

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        child = self.instance.child
        self.fields["stands_in"].choices = place_choices(child, worker)
        self.fields["outcome"].error_messages["required"] = "Say what became of it"
        self.fields["what"].error_messages["required"] = "Write what changed, or why not"
        self.fields["what"].label = f"What changed, or why not, in words for {child.first_name}"
        self.fields["told_on"].label = f"When was {child.first_name} told?"
        for name in ("answered_on", "told_on"):
            self.fields[name].past = True
        self.fields["answered_on"].named = "day of the answer"
        self.initial["answered_on"] = timezone.localdate()

    def clean_answered_on(self):
        day = self.cleaned_data["answered_on"]
        if day < self.instance.voice.held_on:
            began = full_day(self.instance.voice.held_on)
            raise forms.ValidationError(f"It was said on {began}: the answer cannot be before that")
        return day

    def clean(self):
        cleaned = super().clean()
        kind, _, number = cleaned.get("stands_in", "").partition("-")
        for place in PLACES:
            setattr(self.instance, f"{place}_id", int(number) if place == kind else None)
        if cleaned.get("told_how") and not cleaned.get("told_on") and "told_on" not in self.errors:
            self.add_error("told_on", "Say on which day they were told")
        return cleaned


class ToldForm(ConstraintErrorsMixin, RecordForm):
    """The child was told what became of what they said."""

    beside = {"voice_told_after_the_answer": "told_on"}

    class Meta(RecordForm.Meta):
        model = VoiceAnswer
        fields = ["told_on", "told_how"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        told = self.fields["told_on"]
        told.required, told.past, told.named = True, True, "day they were told"
        self.initial["told_on"] = timezone.localdate()
