"""The forms of the hours a child is missing and of what follows: the log, a decision, the sheet."""

from typing import Any

from django import forms
from django.utils import timezone

from casework.children.forms import RecordForm
from casework.documents.choices import offer
from casework.documents.models import ChildDocument, Document
from casework.interface import words
from casework.interface.forms import Checkboxes, DateTimeField, Radios, Textarea
from missing.models import (
    CRITERIA,
    ONCE_BACK,
    WHILE_AWAY,
    InterviewReview,
    LogEntry,
    Mark,
    MissingEpisode,
    PoliceSheet,
    ReturnInterview,
)


class LogForm(RecordForm):
    """What was done, at one time. Several people told at once are written down once."""

    kinds = forms.MultipleChoiceField(
        label="Who was told, or what was done?",
        widget=Checkboxes,
        error_messages={"required": "Choose what was done"},
    )
    at = DateTimeField(label="When?", named="time it was done", past=True)

    class Meta(RecordForm.Meta):
        model = LogEntry
        fields = ["at", "whom", "said"]
        help_texts = {"whom": "Their name and how to reach them"}
        widgets = {"said": Textarea(rows=3)}

    field_order = ["kinds", "at", "whom", "said"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = WHILE_AWAY if self.instance.episode.returned_at is None else ONCE_BACK
        self.fields["kinds"].choices = [(kind.value, kind.label) for kind in kinds]
        self.initial["at"] = self.instance.at or timezone.now()

    def clean_at(self):
        at, episode = self.cleaned_data["at"], self.instance.episode
        if at < episode.went_at:
            since = words.moment(episode.went_at)
            raise forms.ValidationError(f"This is before the child went missing, {since}")
        return at

    def clean(self):
        cleaned = super().clean()
        kinds = set(cleaned.get("kinds") or ())
        if kinds & {"looked", "seen", "learned", "attempt"} and not cleaned.get("said"):
            self.add_error("said", "Write down what was said or done")
        back = self.instance.episode.returned_at
        if back and kinds & {"check", "attempt"} and (cleaned.get("at") or back) < back:
            self.add_error("at", f"This is before the child came back, {words.moment(back)}")
        return cleaned

    def unchecked_fields(self):
        """Each kind ticked becomes a row of its own, asked for above."""
        return super().unchecked_fields() | {"kind"}

    def save(self, commit=True):
        for kind in self.cleaned_data["kinds"]:
            self.instance.pk, self.instance.kind = None, kind
            self.instance.save(force_insert=True)
        return self.instance


class NoInterviewForm(RecordForm):
    """A manager's decision, with its reason. The time away still counts as not offered."""

    class Meta(RecordForm.Meta):
        model = MissingEpisode
        fields = ["no_interview_because"]
        labels = {"no_interview_because": "Why is no interview offered?"}
        widgets = {"no_interview_because": Textarea(rows=3)}

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        field = self.fields["no_interview_because"]
        field.required, field.error_messages["required"] = True, "Say why no interview is offered"

    def save(self, commit=True):
        self.instance.no_interview_at = timezone.now()
        self.instance.no_interview_by = self.worker
        return super().save()


class ActedForm(RecordForm):
    """What was done on what a child told, on which someone had to act that day."""

    acted_at = DateTimeField(label="When was it done?", named="time it was done", past=True)

    class Meta(RecordForm.Meta):
        model = ReturnInterview
        fields = ["what_was_done", "acted_at"]
        labels = {"what_was_done": "What was done, and by whom?"}
        widgets = {"what_was_done": Textarea(rows=4)}

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        field = self.fields["what_was_done"]
        field.required, field.error_messages["required"] = True, "Say what was done"

    def unchecked_fields(self):
        """Who leads the work may have been put right since: what was done is written all the
        same."""
        return super().unchecked_fields() | {"independent"}

    def clean_acted_at(self):
        acted_at = self.cleaned_data["acted_at"]
        if acted_at and acted_at < self.instance.held_at:
            raise forms.ValidationError("This is before the talk: check the time")
        return acted_at

    def save(self, commit=True):
        self.instance.acted_by = self.worker
        return super().save()


class SheetForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = PoliceSheet
        fields = [
            "looks",
            "wears",
            "photograph",
            "places",
            "people",
            "reached",
            "health",
            "why_at_risk",
            "approach",
            "ring",
        ]
        help_texts = {
            "looks": "Height, build, hair, marks, glasses; how they look older or younger",
            "photograph": "From the child’s documents. Choose a recent one of their face",
            "reached": "Numbers, names they use, passwords a carer knows of",
            "approach": "Who they trust, what calms, what makes it worse",
        }
        widgets = {
            name: Textarea(rows=3)
            for name in (
                "looks",
                "places",
                "people",
                "reached",
                "health",
                "why_at_risk",
                "approach",
                "ring",
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        pictures = ChildDocument.objects.of_child(self.instance.child).standing()
        pictures = pictures.filter(document__kind=Document.Kind.PICTURE)
        field: Any = self.fields["photograph"]
        if not offer(field, pictures, self.instance.recorded_by):
            del self.fields["photograph"]


class ReviewForm(RecordForm):
    """One answer a criterion, then what goes back to the writer."""

    class Meta(RecordForm.Meta):
        model = InterviewReview
        fields = ["strength", "feedback"]
        widgets = {"strength": Textarea(rows=3), "feedback": Textarea(rows=3)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        marks = {
            name_of(code): forms.ChoiceField(
                label=criterion,
                choices=Mark.choices,
                widget=Radios(inline=True),
                error_messages={"required": "Choose an answer"},
            )
            for code, criterion in CRITERIA.items()
        }
        self.fields = marks | self.fields

    def clean(self):
        cleaned = super().clean()
        self.instance.marks = {
            code: cleaned[name_of(code)] for code in CRITERIA if cleaned.get(name_of(code))
        }
        return cleaned


def name_of(code: str) -> str:
    """HP.RHI.3 as a field's name."""
    return code.lower().replace(".", "_")
