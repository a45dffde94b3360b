from typing import Any

from django.db import transaction

from casework.children.forms import RecordForm
from casework.documents.choices import offer
from casework.documents.models import ChildDocument, Document
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import DateField, Radios
from casework.preproceedings.models import LetterCopy


class LetterCopyForm(ConstraintErrorsMixin, RecordForm):
    """Which document is a copy of the letter, what kind, who made it and who checked it."""

    beside = {
        "letter_copy_translated_says_into_what": "language",
        "letter_copy_once": "document",
        "letter_copy_given_once_made": "given_on",
    }

    made_on = DateField(label="When was it made?", named="date", past=True)

    given_on = DateField(
        label="When was it given to them?", named="date", past=True, required=False
    )

    field_order = ["document", "kind", "language", "made_by", "made_on", "checked_by", "given_on"]

    class Meta(RecordForm.Meta):
        model = LetterCopy
        fields = ["document", "kind", "language", "made_by", "made_on", "checked_by", "given_on"]
        widgets = {"kind": Radios}
        labels = {"document": "Which document on this file is the copy?"}
        help_texts = {
            "language": "Only for a translated copy, such as: Polish",
            "made_by": "The translator, or who wrote the easy-read copy",
            "checked_by": "Someone who read both. Leave it empty until it is checked",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        letters = ChildDocument.objects.of_child(self.instance.child).standing()
        letters = letters.filter(document__kind=Document.Kind.LETTER)
        others = letters.exclude(document=self.instance.letter.document_id)
        field: Any = self.fields["document"]
        offer(field, others, self.instance.recorded_by)
        field.empty_label = "Choose a document"
        self.fields["kind"].initial = None

    @transaction.atomic
    def save(self, commit=True):
        """The document is called what it is, wherever it stands."""
        copy = super().save(commit)
        document = copy.document
        document.title = f"{copy}: {copy.letter.title}"[:150]
        document.save()
        return copy

    def unchecked_fields(self):
        return super().unchecked_fields() - {"letter"}
