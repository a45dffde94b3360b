"""The three things that can be done about a record that is wrong, each with its reason."""

from datetime import date, datetime

from django import forms
from django.db import models

from casework.approvals.models import KEPT, Authorised
from casework.children.extensions.mistakes import Kind
from casework.children.extensions.shared_records import hidden_beside, unknown_to
from casework.children.file_numbers import file_numbered
from casework.children.forms import RecordForm
from casework.children.models import Child
from casework.children.shared_words import for_reader
from casework.corrections.models import Withdrawal
from casework.interface import words
from casework.interface.fields import formfield
from casework.interface.forms import Radios, Textarea, YesNoField

SHORT = 3


class Reason(RecordForm):
    """Why it was a mistake: asked of everyone, and kept with what was withdrawn."""

    class Meta(RecordForm.Meta):
        model = Withdrawal
        fields = ["because"]
        widgets = {"because": Textarea(attrs={"rows": SHORT})}


class PutBackForm(RecordForm):
    """Why it was no mistake after all."""

    class Meta(RecordForm.Meta):
        model = Withdrawal
        fields = ["put_back_because"]
        widgets = {"put_back_because": Textarea(attrs={"rows": SHORT})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["put_back_because"].required = True


class MoveForm(Reason):
    """Whose record it is, among the children this worker may know of, and why it was here."""

    to = forms.CharField(
        label="whose is it?",
        help_text="Their casework number, such as C00042. Find the child first if you must.",
        max_length=12,
    )
    field_order = ["to", "because"]

    def __init__(self, *args, worker, child, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker, self.child = worker, child

    def clean_to(self):
        child = file_numbered(self.cleaned_data["to"], Child.objects.visible_to(self.worker))
        if child is None:
            raise forms.ValidationError("There is no file with this number that you may open")
        if child == self.child:
            raise forms.ValidationError("It is on this child’s file already")
        return child


class Decision(forms.Form):
    """A manager agrees that it was a mistake, or says why not."""

    agreed = forms.ChoiceField(
        label="Was it recorded in error?",
        choices=[("yes", "Yes: it leaves the file"), ("no", "No: it stays on the file")],
        widget=Radios,
    )
    not_agreed_because = forms.CharField(
        label="If not, why?", required=False, widget=Textarea(attrs={"rows": SHORT})
    )

    def clean(self):
        data = super().clean()
        if data.get("agreed") == "no" and not data.get("not_agreed_because"):
            self.add_error("not_agreed_because", "Say why it stays on the file")
        return data


def correctable(model, named: tuple[str, ...] = ()) -> list[str]:
    """The facts of a record that a worker wrote, not those that say to what it belongs."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.editable and not field.is_relation and not field.primary_key
        if not (issubclass(model, Authorised) and field.name in KEPT)
        if not named or field.name in named
    ]


def said(record, name: str) -> str:
    """What the record says of one thing, in words."""
    shown = getattr(record, f"get_{name}_display", None)
    value = shown() if shown else getattr(record, name)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, datetime):
        return words.moment(value)
    if isinstance(value, date):
        return words.full_day(value)
    return "" if value is None else str(value)


def still_to_come(record, name: str) -> bool:
    """A step nobody has taken yet, such as a decision or the day it ended: it is taken on its own
    page, by whoever may, and not by a correction."""
    field = record._meta.get_field(name)
    step = bool(field.choices) or isinstance(field, models.DateField)
    return step and getattr(record, name) in (None, "")


def _field(field: models.Field, **kwargs):
    """Yes or no in words: a bare box beside a question says neither."""
    if isinstance(field, models.BooleanField) and not field.null:
        label = words.capital(str(field.verbose_name))
        return YesNoField(label=label, help_text=field.help_text)
    return formfield(field, **kwargs)


def _part(model, names, instance, data, prefix):
    made = forms.modelform_factory(model, form=RecordForm, fields=names, formfield_callback=_field)
    return made(data, instance=instance, prefix=prefix)


class Correcting:
    """One form of a record and of the words it shares with brothers and sisters, and the reason.

    Each part is the model's own form, so its rules are those of the model.
    """

    def __init__(self, kind: Kind, record: models.Model, data=None, *, reader):
        self.kind, self.record = kind, record
        self.shared = getattr(record, kind.shared) if kind.shared else None
        self.parts = []
        if self.shared:
            names = self.known_whole(correctable(type(self.shared), kind.shared_fields), reader)
            self.parts.append(_part(type(self.shared), names, self.shared, data, "shared"))
        names = [other for other in correctable(kind.model) if not still_to_come(record, other)]
        own = _part(kind.model, names, record, data, "own")
        self.parts.append(own)
        self.reason = CorrectionReason(data)
        self.before = {
            (part.prefix, name): said(part.instance, name)
            for part in self.parts
            for name in part.fields
        }

    def known_whole(self, names: list[str], reader) -> list[str]:
        """Without the words of which part may not be told to whoever corrects them: who may read
        the whole of them does it."""
        hidden = hidden_beside(self.record, unknown_to(reader))
        shared = self.shared
        return [
            name
            for name in names
            if not isinstance(words := getattr(shared, name), str)
            or for_reader(words, hidden) == words
        ]

    @property
    def forms(self) -> list:
        return [*self.parts, self.reason]

    def is_valid(self) -> bool:
        return {part.is_valid() for part in self.forms} == {True}  # each says what is wrong

    @property
    def cleaned_data(self):
        return self.reason.cleaned_data

    def said_before(self) -> list[list[str]]:
        """What was changed: its label, what was said first, and what is said now."""
        changed = []
        for part in self.parts:
            for name in part.changed_data:
                was, now = self.before[part.prefix, name], said(part.instance, name)
                if was != now:
                    changed.append([str(part.fields[name].label or name), was, now])
        return changed

    def save(self):
        self.kind.keeps(self.record)
        for part in self.parts:
            part.save()


class CorrectionReason(forms.Form):
    because = forms.CharField(
        label="Why is it corrected?",
        widget=Textarea(attrs={"rows": SHORT}),
        error_messages={"required": "Say why it is corrected"},
    )
