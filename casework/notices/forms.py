"""The forms of telling: a council's rules, and each worker's own choice."""

from django import forms
from django.db import transaction

from casework.children.forms import RecordForm
from casework.notices.escalation import EVERY_DUTY, LateRule
from casework.notices.kinds import ByMail, Kind
from casework.notices.models import WayChosen, WayRequired
from casework.notices.preferences import least_for, ways_of


class LateRuleForm(RecordForm):
    as_the_rest = forms.BooleanField(label="Do as for every other duty", required=False)

    class Meta(RecordForm.Meta):
        model = LateRule
        fields = ["manager_after", "service_after", "as_the_rest", "why"]
        labels = {
            "manager_after": "Tell the team manager after how many days",
            "service_after": "Tell the service manager after how many days",
            "why": "Why",
        }
        help_texts = {
            "manager_after": "0 is as soon as it is late. Leave it empty to tell them never",
            "service_after": "Leave it empty to tell them never",
        }
        error_messages = {"why": {"required": "Say why"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("manager_after", "service_after"):
            self.fields[name].widget.attrs["class"] = "govuk-input--width-3"
        if self.instance.code == EVERY_DUTY:
            del self.fields["as_the_rest"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("as_the_rest"):
            cleaned |= {"manager_after": None, "service_after": None}
        return cleaned


class AskForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = WayRequired
        fields = ["in_app", "mail", "why"]
        labels = {
            "in_app": "Everyone is told in Casework",
            "mail": "E-mail that everyone has, at least",
            "why": "Why",
        }
        error_messages = {"why": {"required": "Say why"}}


class WaysForm(forms.Form):
    """A tick and a list for each kind. What the council asks for is not offered to be undone."""

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker, self.least = worker, least_for(worker)
        for kind, way in ways_of(worker).items():
            least = self.least[kind]
            self.fields[f"{kind}_in_app"] = forms.BooleanField(
                label=f"{kind.label}: in Casework",
                required=False,
                initial=way.in_app,
                disabled=least.in_app,
            )
            self.fields[f"{kind}_mail"] = forms.TypedChoiceField(
                label=f"{kind.label}: by e-mail",
                coerce=int,
                initial=int(way.mail),
                choices=[choice for choice in ByMail.choices if choice[0] >= least.mail],
            )

    def lines(self):
        """One line of the page for each kind."""
        return [
            {
                "kind": kind,
                "in_app": self[f"{kind}_in_app"],
                "mail": self[f"{kind}_mail"],
                "least": self.least[kind],
            }
            for kind in Kind
        ]

    @transaction.atomic
    def save(self):
        for kind in Kind:
            WayChosen.objects.update_or_create(
                worker=self.worker,
                kind=kind,
                defaults={
                    "in_app": self.cleaned_data[f"{kind}_in_app"],
                    "mail": self.cleaned_data[f"{kind}_mail"],
                },
            )
