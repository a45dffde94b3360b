from django import forms
from django.db import transaction

from casework.children.age_statements.operations import let_stand
from casework.children.forms import RecordForm
from casework.children.models import AgeStatement
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import Radios, Textarea

LEAVE = "leave"


class AgeStatementForm(ConstraintErrorsMixin, RecordForm):
    """Who says what of the age, and what stands on the file from then on."""

    beside = {"age_outcome_of_an_assessment": "outcome", "age_born_before_it_was_said": "born_on"}

    stands = forms.ChoiceField(
        label="What stands on the file from now on?",
        widget=Radios,
        initial=LEAVE,
        choices=[
            (LEAVE, "What stands there now"),
            ("known", "This date, as known"),
            ("estimated", "This date, as an estimate: every page says “about”"),
            ("disputed", "It is disputed: they are treated as a child until it is decided"),
        ],
    )

    class Meta(RecordForm.Meta):
        model = AgeStatement
        fields = ["who", "said_on", "born_on", "outcome", "words"]
        widgets = {"words": Textarea(rows=4)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["said_on"].past = self.fields["born_on"].past = True

    def clean(self):
        cleaned = super().clean()
        stands, born_on = cleaned.get("stands"), cleaned.get("born_on")
        if stands in ("known", "estimated") and not born_on and "born_on" not in self.errors:
            self.add_error("born_on", "Give the date that is to stand on the file")
        return cleaned

    @transaction.atomic
    def save(self, commit=True):
        self.instance.save()
        if self.cleaned_data["stands"] != LEAVE:
            let_stand(self.instance, self.cleaned_data["stands"])
        return self.instance
