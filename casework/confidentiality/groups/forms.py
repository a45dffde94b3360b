from django import forms

from casework.access.models import Worker
from casework.children.allocation.queries import choices, who_can_hold
from casework.confidentiality.groups import operations
from casework.confidentiality.restrictions.forms import ahead, why
from casework.interface.forms import DateField, Radios, Textarea


class GroupForm(forms.Form):
    """Who sees all the brothers and sisters, whichever teams hold them, and until which day."""

    worker = forms.ModelChoiceField(
        Worker.objects.none(),
        label="Who sees all of them?",
        error_messages={"required": "Choose a worker"},
    )
    because = why("Why?", "Say why one worker sees all of them")
    until = DateField(
        label="Until and with which day?", error_messages={"required": "Give the last day"}
    )

    def __init__(self, *args, children, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.children, self.by = children, by
        workers = who_can_hold(by.authority_id)
        self.fields["worker"].queryset = workers
        self.fields["worker"].choices = choices(workers, by.team)

    def clean_until(self):
        return ahead(self.cleaned_data["until"])

    def clean(self):
        cleaned = super().clean()
        if len(self.children) < 2:
            self.add_error(None, "No brother or sister of this child has a file")
        return cleaned

    def save(self):
        facts = self.cleaned_data
        return operations.ask(
            self.children,
            worker=facts["worker"],
            because=facts["because"],
            until=facts["until"],
            by=self.by,
        )


class AgreeForm(forms.Form):
    agreed = forms.ChoiceField(
        label="Do you agree?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=Radios(reveals={"no": "because"}),
        error_messages={"required": "Say whether you agree"},
    )
    because = forms.CharField(
        label="If not, why?", required=False, widget=Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, access, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.access, self.by = access, by

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("agreed") == "no" and not cleaned.get("because"):
            self.add_error("because", "Say why you do not agree")
        return cleaned

    def save(self):
        facts = self.cleaned_data
        if facts["agreed"] == "yes":
            operations.agree(self.access, by=self.by)
        else:
            operations.refuse(self.access, because=facts["because"], by=self.by)


class EndForm(forms.Form):
    because = why("Why?", "Say why it ends")

    def __init__(self, *args, access, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.access, self.by = access, by

    def save(self):
        operations.end(self.access, because=self.cleaned_data["because"], by=self.by)
