from django import forms
from django.utils import timezone

from audits.learning.themes import about_anyone, questions
from audits.models import Improvement
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.forms import RecordForm
from casework.interface.forms import Radios

NAMES_NO_ONE = "Name no child and no worker: this page is read across the service."


class ImprovementForm(RecordForm):
    """What will be done about a question many audits answered badly."""

    criterion = forms.ChoiceField(
        label="Which question is it about?", error_messages={"required": "Choose the question"}
    )

    class Meta(RecordForm.Meta):
        model = Improvement
        fields = ["criterion", "kind", "what", "owner", "agreed_on", "due_on", "answer"]
        widgets = {"kind": Radios}
        labels = {
            "kind": "What sort of thing is it?",
            "owner": "Who will see that it is done?",
            "answer": "What partners answered",
        }
        help_texts = {"what": NAMES_NO_ONE, "answer": "For a gap in services, once they answer."}
        error_messages = {
            "kind": {"required": "Say what sort of thing it is"},
            "what": {"required": "Say what will be done"},
            "owner": {"required": "Choose one person who will see that it is done"},
            "agreed_on": {"required": "Give the day it was agreed"},
            "due_on": {"required": "Give the date it will be done by"},
        }

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        criteria = questions(worker.authority_id)
        self.fields["criterion"].choices = [
            ("", "Choose"),
            *((code, f"{code}: {about_anyone(criterion)}") for code, criterion in criteria.items()),
        ]
        owners = Worker.objects.of(worker.authority_id).who_may(Permission.READ_AUDITS).working()
        self.fields["owner"].queryset = owners.or_holding(self.instance.owner_id)
        self.initial["agreed_on"] = self.instance.agreed_on or timezone.localdate()

    def clean_agreed_on(self):
        return today_or_before(self.cleaned_data["agreed_on"], "was agreed")


class DoneForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Improvement
        fields = ["done_on", "what_changed", "answer"]
        labels = {"answer": "What partners answered"}
        help_texts = {
            "what_changed": "What is different for children now, and how you know. " + NAMES_NO_ONE
        }

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.kind != Improvement.Kind.GAP:
            del self.fields["answer"]
        for name, words in (
            ("done_on", "Give the day it was done"),
            ("what_changed", "Say what changed for children"),
        ):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = words
        self.fields["what_changed"].label = "What changed for children"
        self.fields["done_on"].label = "Done on"

    def clean_done_on(self):
        return today_or_before(self.cleaned_data["done_on"], "was done")


def today_or_before(day, happened):
    if day and day > timezone.localdate():
        raise forms.ValidationError(f"The day it {happened} must be today or earlier")
    return day
