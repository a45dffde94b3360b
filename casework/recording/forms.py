from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.children.forms import RecordForm
from casework.children.together.forms import CardForm, SharedForm
from casework.children.together.record import for_all, save_together
from casework.interface import words
from casework.interface.forms import Checkboxes, DateTimeField, Radios, Textarea, YesNoField
from casework.recording.models import ChildNote, ChildVisit, Note, Visit
from casework.recording.next_visit import Purpose, not_counted, purpose, running
from casework.recording.pronouns import pronouns_of
from casework.recording.questions import about

THEIR_PLAN = "plan"
ASSESSMENT, SOMETHING_ELSE = (Purpose.ASSESSMENT, "An assessment"), Purpose.OTHER
WITH_PLAN = [(THEIR_PLAN, "The plan"), ASSESSMENT, (SOMETHING_ELSE, "Something else")]
WITHOUT_PLAN = [(SOMETHING_ELSE, "To see how things are"), ASSESSMENT]
SHARED_BY_ALL = "Written once. It goes on each child’s file."


class VisitForm(SharedForm):
    link, happened, said_of = "visit", "held_at", "the visit"

    held_at = DateTimeField(label="When did you visit?", named="visit date")
    planned = forms.TypedChoiceField(
        label="Planned or not?",
        coerce=lambda answer: answer == "yes",
        choices=[("yes", "Planned"), ("no", "Not planned")],
    )
    reason = forms.ChoiceField(label="What was it for?", choices=[])
    adults = forms.MultipleChoiceField(
        label="Who else did you see?", required=False, widget=Checkboxes(inline=True)
    )
    someone_else = forms.CharField(label="Someone else", required=False, max_length=100)

    field_order = ["held_at", "place", "planned", "reason", "adults", "someone_else"]

    class Meta(RecordForm.Meta):
        model = Visit
        fields = ["held_at", "place", "planned", "what_happened"]

    def __init__(self, *args, adults, **kwargs):
        super().__init__(*args, **kwargs)
        self.clocks = running([child.pk for child in self.children])
        self.fields["adults"].choices = [(name, name) for name in adults]
        self.fields["reason"].choices = WITH_PLAN if self.clocks else WITHOUT_PLAN
        if not adults:
            del self.fields["adults"]
        shared = self.fields["what_happened"]
        if everyone := for_all(self.children):
            shared.label, shared.help_text = f"What happened, for {everyone}", SHARED_BY_ALL
        shared.widget = Textarea(rows=9)

    def blank(self):
        visit = super().blank()
        visit.worker = self.worker
        return visit

    def clean_held_at(self):
        held_at = self.cleaned_data["held_at"]
        if words.as_day(held_at) > timezone.localdate():
            raise ValidationError("The visit date must be today or earlier")
        if held_at > timezone.now():
            raise ValidationError(
                "The visit has not happened yet: check the time", params={"boxes": ["time"]}
            )
        return held_at

    def clean(self):
        cleaned = super().clean()
        seen = [*cleaned.get("adults", []), cleaned.get("someone_else", "")]
        self.instance.who_was_seen = ", ".join(name for name in seen if name)
        most = Visit._meta.get_field("who_was_seen").max_length
        if len(self.instance.who_was_seen) > most:
            self.add_error("someone_else", f"Name fewer people: there is room for {most} letters")
        return cleaned

    def purpose_for(self, child) -> str:
        """A visit under a plan is of the kind that child's plan asks for, where it counts."""
        reason, clock = self.cleaned_data["reason"], self.clocks.get(child.pk)
        if reason != THEIR_PLAN:
            return reason
        on = words.as_day(self.cleaned_data["held_at"])
        if clock and not_counted(clock, self.worker, on):
            return Purpose.SUPPORT
        return purpose(clock)


class ChildVisitForm(CardForm):
    link = "visit"

    seen = YesNoField()
    seen_alone = YesNoField(required=False)
    bedroom_seen = YesNoField(required=False)

    class Meta(RecordForm.Meta):
        model = ChildVisit
        fields = [
            "seen",
            "not_seen_because",
            "seen_alone",
            "bedroom_seen",
            "own_words",
            "what_is_different",
        ]
        widgets = {"own_words": Textarea(rows=4), "what_is_different": Textarea(rows=3)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {}  # Nothing is assumed: each answer is given, or it is not.
        self.fields["seen"].widget.reveals = {"no": "not_seen_because"}
        for name, label in about(self.child, timezone.localdate()).items():
            self.fields[name].label = label
        self.fields["seen"].error_messages["required"] = f"Say whether {self.name} was seen"

    @property
    def name(self):
        unborn = self.child.person.unborn
        return "the baby’s mother" if unborn else self.child.first_name

    def clean(self):
        cleaned = super().clean()
        seen = cleaned.get("seen")
        if seen is True and cleaned.get("seen_alone") is None:
            self.add_error("seen_alone", f"Say whether {self.name} was seen alone")
        if seen is False and cleaned.get("seen_alone"):
            self.add_error("seen_alone", f"If {self.name} was not seen, choose No")
        if seen is False and not cleaned.get("not_seen_because"):
            self.add_error(
                "not_seen_because", f"Say why {self.name} was not seen, and what you will do"
            )
        # Not answered is recorded as not seen: nothing is taken to have been seen.
        for name in ("seen_alone", "bedroom_seen"):
            cleaned[name] = bool(cleaned.get(name))
        return cleaned

    def part(self, shared):
        self.instance.held_on = words.as_day(shared.cleaned_data["held_at"])
        self.instance.purpose = shared.purpose_for(self.child)
        if self.instance.seen:
            self.instance.not_seen_because = ""
        return self.instance


class NoteForm(SharedForm):
    link, happened, said_of = "note", "happened_at", "this"

    happened_at = DateTimeField(label="When?", named="date", past=True)

    class Meta(RecordForm.Meta):
        model = Note
        fields = ["kind", "happened_at", "title", "text", "significant"]
        labels = {
            "kind": "What is it?",
            "title": "In a few words",
            "significant": "This is significant in their lives",
        }
        help_texts = {"significant": "Significant things stand out in the chronology."}
        widgets = {"kind": Radios}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label, text.widget = "What happened", Textarea(rows=8)
        if everyone := for_all(self.children):
            text.label, text.help_text = f"What happened, for {everyone}", SHARED_BY_ALL


class ChildNoteForm(CardForm):
    link = "note"

    class Meta(RecordForm.Meta):
        model = ChildNote
        fields = ["means"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["means"].label = f"What it means for {self.child.first_name}"

    def part(self, shared):
        return self.instance


class WordsForm(RecordForm):
    """What one child said, outside a visit: a note of direct work with the child's own words."""

    happened_at = DateTimeField(label="When?", named="date", past=True)
    setting = forms.CharField(
        label="Where you were, and how it came up",
        widget=Textarea(rows=3),
        help_text="Such as: in the car after football",
    )

    field_order = ["own_words", "happened_at", "setting", "means", "changed_because"]

    class Meta(RecordForm.Meta):
        model = ChildNote
        fields = ["own_words", "means", "changed_because"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        child = self.instance.child
        they = pronouns_of(child.person).they
        self.fields["own_words"].label = about(child, timezone.localdate())["own_words"]
        self.fields["own_words"].required = True
        self.fields["own_words"].error_messages["required"] = (
            f"Write down what {child.first_name} said or showed"
        )
        self.fields["means"].label = f"What you think it means for {child.first_name}"
        self.fields["changed_because"].label = f"What changed because {they} said it"
        self.fields["changed_because"].help_text = "You can come back and add this."

    def unchecked_fields(self):
        return super().unchecked_fields() | {"note"}

    def clean_happened_at(self):
        at, born_on = self.cleaned_data["happened_at"], self.instance.child.person.born_on
        if born_on and words.as_day(at) < born_on:
            name = self.instance.child.first_name
            raise ValidationError(
                f"{name} was born on {words.full_day(born_on)}: this cannot be before that"
            )
        return at

    def save(self, commit=True):
        part = super().save(commit=False)
        note = Note(
            authority_id=part.authority_id,
            recorded_by=part.recorded_by,
            kind=Note.Kind.DIRECT_WORK,
            happened_at=self.cleaned_data["happened_at"],
            title=f"What {part.child.first_name} said",
            text=self.cleaned_data["setting"],
        )
        save_together(note, [part], link="note")
        return part


class WhatChangedForm(RecordForm):
    """What changed because the child said it, added when it is known."""

    class Meta(RecordForm.Meta):
        model = ChildVisit
        fields = ["changed_because"]
        labels = {"changed_because": "What changed because of it?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["changed_because"].required = True


class WhatChangedInNoteForm(WhatChangedForm):
    class Meta(WhatChangedForm.Meta):
        model = ChildNote  # type: ignore[assignment]
