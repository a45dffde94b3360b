"""What is written on the register of gaps. It names no child: the paper made of it goes outside."""

from django import forms
from django.utils import timezone

from casework.children.forms import RecordForm, to_come
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import DateField, Textarea
from casework.waits.models import GapEntry, ServiceGap

NO_CHILD = "Name no child: commissioners read this"


class GapForm(ConstraintErrorsMixin, RecordForm):
    beside = {"service_gap_once": "need"}

    class Meta(RecordForm.Meta):
        model = ServiceGap
        fields = ["need", "missing", "review_on"]
        widgets = {"missing": Textarea(rows=4)}
        labels = {
            "need": "Which need has no service?",
            "missing": "What is missing, and what would help?",
            "review_on": "When do you look at it again?",
        }
        help_texts = {"missing": NO_CHILD}

    def unchecked_fields(self):
        return super().unchecked_fields() - {"authority"}

    def clean_review_on(self):
        return to_come(self.cleaned_data["review_on"])


class GapEntryForm(ConstraintErrorsMixin, RecordForm):
    """Raised, answered or looked at again; and when it is looked at next."""

    beside = {"gap_entry_says_whom": "whom"}

    review_on = DateField(label="When do you look at it again?")

    class Meta(RecordForm.Meta):
        model = GapEntry
        fields = ["kind", "happened_on", "whom", "words"]
        widgets = {"words": Textarea(rows=4)}
        labels = {
            "kind": "What happened?",
            "happened_on": "On which day?",
            "whom": "To whom, or who answered?",
            "words": "What was said?",
        }
        help_texts = {
            "whom": "By office, such as: Integrated care board, children’s commissioner",
            "words": NO_CHILD,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].past = True
        self.fields["happened_on"].named = "day it happened"
        self.initial["happened_on"] = self.initial.get("happened_on") or timezone.localdate()

    def clean_review_on(self):
        return to_come(self.cleaned_data["review_on"])

    def clean_happened_on(self):
        day, opened_on = self.cleaned_data["happened_on"], self.instance.gap.opened_on
        if day and day < opened_on:
            raise forms.ValidationError("The gap was not on the register yet")
        return day


class GapCloseForm(ConstraintErrorsMixin, RecordForm):
    beside = {
        "service_gap_closes_after_it_opens": "closed_on",
        "service_gap_ends_with_what_came_of_it": "closed_because",
    }

    class Meta(RecordForm.Meta):
        model = ServiceGap
        fields = ["closed_on", "closed_because"]
        widgets = {"closed_because": Textarea(rows=4)}
        labels = {"closed_on": "On which day?", "closed_because": "What came of it?"}
        help_texts = {"closed_because": NO_CHILD}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].required = True
        self.fields["closed_on"].past = True
        self.initial["closed_on"] = self.initial.get("closed_on") or timezone.localdate()
