from django import forms

from casework.children.forms import RecordForm
from casework.chronology.models import Significance
from casework.chronology.registry import KINDS, registry
from casework.interface.forms import Checkboxes, DateField


def kinds_in_use() -> list[tuple[str, str]]:
    used = {events.kind for events in registry}
    return [(code, label) for code, label in KINDS.items() if code in used]


class ChronologyFilter(forms.Form):
    """Which events a chronology shows; the answers stand in its address."""

    whose = forms.CharField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(label="Words in it", required=False, max_length=100)
    kind = forms.MultipleChoiceField(
        label="Only these", required=False, widget=Checkboxes(small=True)
    )
    child = forms.TypedMultipleChoiceField(
        label="Only about", required=False, coerce=int, widget=Checkboxes(small=True)
    )
    since = DateField(label="From", named="first day", required=False)
    until = DateField(label="Until", named="last day", required=False)
    significant = forms.BooleanField(label="Significant only", required=False)

    def __init__(self, data, family):
        super().__init__(data)
        self.fields["kind"].choices = kinds_in_use()
        if len(family) > 1:
            self.fields["child"].choices = [(child.pk, child.first_name) for child in family]
        else:
            del self.fields["child"]

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be on or after the first")
        return cleaned


class SignificanceForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Significance
        fields = ["reason"]
        error_messages = {"reason": {"required": "Say why this matters"}}
