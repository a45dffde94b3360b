from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework.children.forms import RecordForm
from casework.children.models import Child
from casework.documents.file_validation import accepts, allowed_words, check
from casework.documents.filenames import safe_name
from casework.documents.holds import why_not_given
from casework.documents.letters.finalise import add_file, next_version
from casework.documents.models import ChildDocument, ContactLimit, Document, Sending
from casework.documents.recipients import SOMEONE_ELSE, Recipients
from casework.interface.forms import Checkboxes, DateField, DateTimeField, Radios, Textarea


class KeptFile(forms.FileField):
    """A file whose content is what its name says. ``format`` is known once it is checked."""

    def __init__(self, **kwargs):
        super().__init__(
            label="The file",
            max_length=None,
            allow_empty_file=True,
            help_text=self.hint(),
            **kwargs,
        )
        self.error_messages["required"] = f"Choose a file. {self.hint()}"
        self.widget.attrs["accept"] = accepts()

    @staticmethod
    def hint():
        from django.conf import settings

        return f"{allowed_words()}, of at most {settings.DOCUMENT_MOST_MB} MB."

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file:
            file.format = check(file)
        return file


class DocumentForm(RecordForm):
    """A file on a child's file, or once for brothers and sisters."""

    file = KeptFile()
    dated_on = DateField(label="Date on it", named="date", past=True)
    also = forms.MultipleChoiceField(label="", required=False, widget=Checkboxes)

    field_order = ["file", "title", "kind", "dated_on", "from_whom", "sensitivity", "also"]

    class Meta(RecordForm.Meta):
        model = Document
        fields = ["title", "kind", "dated_on", "from_whom", "sensitivity"]
        widgets = {"sensitivity": Radios}
        help_texts = {
            "title": "So that someone else finds it: School report, spring 2026",
            "from_whom": "Such as: Hill Top Primary School",
        }

    def __init__(self, *args, child, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.child, self.worker = child, worker
        self.instance.authority_id, self.instance.recorded_by = child.authority_id, worker
        known = Child.objects.visible_to(worker).siblings_of(child).with_person()
        self.siblings = {
            str(sibling.pk): sibling for sibling in known.order_by("person__born_on", "pk")
        }
        if self.siblings:
            self.fields["also"].label = "Whose file is it for, besides this one?"
            self.fields["also"].choices = [
                (pk, sibling.name) for pk, sibling in self.siblings.items()
            ]
        else:
            del self.fields["also"]
        if "file" in self.files and not self.is_valid():
            self.choose_again()

    def unchecked_fields(self):
        return super().unchecked_fields() | {"authority"}

    def choose_again(self):
        """A browser never puts a file back: it is said beside what else is to put right."""
        if "file" not in self.errors:
            self.add_error("file", "Choose the file again. Everything you typed is still here")

    @transaction.atomic
    def save(self, commit=True):
        document = super().save()
        others = [self.siblings[pk] for pk in self.cleaned_data.get("also", [])]
        for child in (self.child, *others):
            ChildDocument.on_file_of(child, self.worker, document=document).save()
        put_file(document, self.cleaned_data["file"], self.worker, version=1)
        return document


def put_file(document, file, worker, *, version):
    name = safe_name(file.name, file.format)
    return add_file(document, file, name, file.format, version=version, by=worker)


class NewVersionForm(RecordForm):
    file = KeptFile()
    dated_on = DateField(label="Date on it", named="date", past=True)

    field_order = ["file", "dated_on", "from_whom"]

    class Meta(RecordForm.Meta):
        model = Document
        fields = ["dated_on", "from_whom"]

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker

    def unchecked_fields(self):
        return super().unchecked_fields() | {"authority"}

    @transaction.atomic
    def save(self, commit=True):
        document = super().save()
        number = next_version(document)
        put_file(document, self.cleaned_data["file"], self.worker, version=number)
        return document


class RemoveForm(RecordForm):
    """Taken off this child's file, and off those of brothers and sisters that are ticked."""

    also = forms.MultipleChoiceField(
        label="Take it off these files too", required=False, widget=Checkboxes
    )

    class Meta(RecordForm.Meta):
        model = ChildDocument
        fields = ["removed_because"]
        labels = {"removed_because": "Why is it taken off?"}
        help_texts = {"removed_because": "Such as: it is about another family"}

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        self.fields["removed_because"].required = True
        self.fields["removed_because"].error_messages["required"] = "Say why it is taken off"
        parts = self.instance.document.children.standing().exclude(pk=self.instance.pk)
        self.others = {
            str(part.pk): part for part in parts.visible_to(worker).select_related("child__person")
        }
        self.fields["also"].choices = [(pk, part.child.name) for pk, part in self.others.items()]
        if not self.others:
            del self.fields["also"]

    def unchecked_fields(self):
        """When and by whom stand only once it is saved."""
        return {field.name for field in self._meta.model._meta.fields}

    @transaction.atomic
    def save(self, commit=True):
        chosen = [self.others[pk] for pk in self.cleaned_data.get("also", [])]
        for part in (self.instance, *chosen):
            part.removed_because = self.cleaned_data["removed_because"]
            part.removed_at, part.removed_by = timezone.now(), self.worker
            part.save()
        return self.instance


class SendingForm(RecordForm):
    """Who was given it, how and when. Where contact is limited it is said, and why asked."""

    who = forms.ChoiceField(
        label="Who was given it?", widget=Radios(reveals={SOMEONE_ELSE: "recipient"})
    )
    recipient = forms.CharField(label="Their name", max_length=150, required=False)
    sent_at = DateTimeField(label="When?", named="date", past=True)
    despite = forms.CharField(
        label="Why it is right to send it all the same",
        required=False,
        max_length=300,
        widget=Textarea(rows=2, count=300),
        help_text="Only if you are warned about it.",
    )

    field_order = ["who", "recipient", "agency", "how", "sent_at", "despite"]

    class Meta(RecordForm.Meta):
        model = Sending
        fields = ["agency", "how", "sent_at", "despite"]
        widgets = {"how": Radios}
        labels = {"agency": "Who are they for?"}

    def __init__(self, *args, child, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.recipients = Recipients(child, worker, self.instance.document)
        self.fields["who"].choices = self.recipients.choices()
        self.fields["who"].error_messages["required"] = "Say who was given it"
        self.warnings = []

    def unchecked_fields(self):
        return super().unchecked_fields() | {"recipient", "document"}

    def clean(self):
        cleaned = super().clean()
        who = cleaned.get("who")
        at = cleaned.get("sent_at")
        if at and (why := why_not_given(self.instance.document, at)):
            self.add_error(None, why)
        if who == SOMEONE_ELSE and not cleaned.get("recipient", "").strip():
            self.add_error("recipient", "Give the name of who was given it")
        if who:
            person, name = self.recipients.named(who, cleaned.get("recipient", ""))
            self.instance.person, self.instance.recipient = person, name
            self.warnings = self.recipients.warnings(person, name)
        if self.warnings and not cleaned.get("despite", "").strip():
            self.add_error(
                "despite",
                ValidationError([*self.warnings, "If it is right all the same, say why here"]),
            )
        return cleaned


class ContactLimitForm(RecordForm):
    started_on = DateField(label="From when?", named="date", past=True)

    class Meta(RecordForm.Meta):
        model = ContactLimit
        fields = ["person", "basis", "limit", "not_told", "started_on"]
        labels = {"person": "Who?", "limit": "What is limited, and by whom?"}
        help_texts = {
            "limit": "Such as: court order of 3 March, no letters to the home",
            "not_told": "They are never ticked beforehand for a meeting or a letter, whatever the"
            " limit is; this says that they must not be",
        }

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["person"].empty_label = "Choose someone"
        self.fields["basis"].initial = None


class EndLimitForm(RecordForm):
    ended_on = DateField(label="When did it end?", named="date", past=True)

    class Meta(RecordForm.Meta):
        model = ContactLimit
        fields = ["ended_on"]
