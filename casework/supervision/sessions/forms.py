"""Booking, moving and holding a worker's supervision; its agreement and its private notes."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from casework.children.forms import RecordForm
from casework.children.models import Child
from casework.interface.forms import Checkboxes, DateTimeField, Radios, Textarea
from casework.interface.words import full_day
from casework.supervision.models import (
    AgendaItem,
    Agreement,
    Observation,
    PrivateLook,
    PrivateNote,
    Session,
)
from casework.supervision.operations import book, hold, move, starts_of

NO_CHILD = "Name no child here: what is said of a child stands on the child’s own file."
EVERY = [
    ("1", "Every week"),
    ("2", "Every 2 weeks"),
    ("4", "Every 4 weeks"),
    ("6", "Every 6 weeks"),
]
MOST_TIMES = 13


class BookForm(RecordForm):
    """One session, or one and those that follow it at the same time of day."""

    starts_at = DateTimeField(label="When is it?", named="session date")
    times = forms.IntegerField(
        label="How many sessions?", min_value=1, max_value=MOST_TIMES, initial=1
    )
    every_weeks = forms.TypedChoiceField(
        label="How far apart?", choices=EVERY, coerce=int, initial="4"
    )

    class Meta(RecordForm.Meta):
        model = Session
        fields = ["starts_at", "place", "agenda"]
        labels = {"place": "Where?", "agenda": "What else is on the agenda?"}
        help_texts = {"agenda": NO_CHILD}
        widgets = {"agenda": Textarea(rows=3)}

    field_order = ["starts_at", "place", "times", "every_weeks", "agenda"]

    def clean_starts_at(self):
        at = self.cleaned_data["starts_at"]
        if at < timezone.now() - timedelta(days=92):
            raise forms.ValidationError("Choose a day within the last three months, or to come")
        return at

    def clean(self):
        cleaned = super().clean()
        if {"starts_at", "times", "every_weeks"} <= cleaned.keys():
            self.starts = starts_of(*(cleaned[name] for name in self.asks_when))
            theirs = Session.objects.filter(worker=self.instance.worker_id)
            for session in theirs.filter(starts_at__in=self.starts):
                self.add_error(
                    "starts_at", f"They have supervision on {full_day(session.day)} already"
                )
        return cleaned

    asks_when = ("starts_at", "times", "every_weeks")

    def save(self, commit=True):
        return book(self.instance, self.starts)[0]


class AgendaForm(RecordForm):
    """What the two want to talk about, and which children."""

    children = forms.ModelMultipleChoiceField(
        Child.objects.none(), required=False, widget=Checkboxes, label="Which children?"
    )

    class Meta(RecordForm.Meta):
        model = Session
        fields = ["place", "agenda"]
        labels = {"agenda": "What else is on the agenda?"}
        help_texts = {"agenda": NO_CHILD}

    def __init__(self, *args, children, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["children"].queryset = children
        self.fields["children"].label_from_instance = lambda child: child.name
        if not children:
            del self.fields["children"]


class MoveForm(RecordForm):
    starts_at = DateTimeField(label="When is it now?", named="session date")
    because = forms.CharField(
        label="Why does it move?", max_length=300, error_messages={"required": "Say why it moves"}
    )

    class Meta(RecordForm.Meta):
        model = Session
        fields = ["starts_at"]

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.was_at = by, self.instance.starts_at

    def clean_starts_at(self):
        at = self.cleaned_data["starts_at"]
        if at == self.was_at:
            raise forms.ValidationError("Give another time: it is then already")
        return at

    def save(self, commit=True):
        to, self.instance.starts_at = self.cleaned_data["starts_at"], self.was_at
        move(self.instance, to=to, because=self.cleaned_data["because"], by=self.by)
        return self.instance


class MissedForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Session
        fields = ["missed_because"]
        labels = {"missed_because": "Why was it not held?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["missed_because"].required = True
        self.fields["missed_because"].error_messages["required"] = "Say why it was not held"


class HeldForm(RecordForm):
    """It was held: when, which children were talked about, and what was agreed about the work."""

    discussed = forms.ModelMultipleChoiceField(
        AgendaItem.objects.none(),
        required=False,
        widget=Checkboxes,
        label="Whom did you talk about?",
        help_text="Each one’s supervision is then written on their own file.",
    )

    class Meta(RecordForm.Meta):
        model = Session
        fields = ["held_on", "agreed"]
        labels = {"agreed": "What did you agree about the work?"}
        help_texts = {"agreed": NO_CHILD}

    field_order = ["held_on", "discussed", "agreed"]

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["held_on"].required = self.fields["held_on"].past = True
        self.initial["held_on"] = self.initial.get("held_on") or timezone.localdate()
        self.fields["discussed"].queryset = items
        self.fields["discussed"].label_from_instance = lambda item: item.child.name
        if not items:
            del self.fields["discussed"]

    def save(self, commit=True):
        hold(self.instance, discussed=self.cleaned_data.get("discussed", []))
        return self.instance


class AgreementForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Agreement
        fields = ["agreed_on", "every_weeks", "new_since", "how_we_work"]
        labels = {
            "agreed_on": "When did you agree it?",
            "every_weeks": "How many weeks apart, at most?",
            "new_since": "If they are new to the work, since when?",
            "how_we_work": "How will you work together?",
        }
        help_texts = {
            "every_weeks": "Leave empty for every 4 weeks.",
            "new_since": "Then it is weekly for 6 weeks, and every 2 weeks to 6 months.",
            "how_we_work": "Where, how long, who writes, what happens when it cannot be held.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreed_on"].past = True


class PrivateNoteForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = PrivateNote
        fields = ["about", "text"]
        widgets = {"about": Radios, "text": Textarea(rows=5)}
        labels = {"about": "What is it about?", "text": "What do you want to keep?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = PrivateNote.About.choices
        self.fields["about"].error_messages["required"] = "Say what it is about"

    def unchecked_fields(self):
        return super().unchecked_fields() | {"session", "written_by"}


class PrivateLookForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = PrivateLook
        fields = ["because"]
        labels = {"because": "Why do you need to read them?"}

    def unchecked_fields(self):
        return super().unchecked_fields() | {"session", "worker"}


class ObservationForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Observation
        fields = ["kind", "observed_on", "family_asked", "did_well", "to_develop"]
        widgets = {"kind": Radios}
        labels = {
            "kind": "What did you watch?",
            "observed_on": "When?",
            "family_asked": "I asked the family what they thought",
            "did_well": "What did they do well?",
            "to_develop": "What could they do differently?",
        }
        help_texts = {"did_well": NO_CHILD}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["observed_on"].past = True
        self.fields["kind"].choices = Observation.Kind.choices


class ObservationAnswerForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Observation
        fields = ["their_answer"]
        labels = {"their_answer": "What do you think of this?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["their_answer"].required = True
