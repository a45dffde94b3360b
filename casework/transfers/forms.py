from django import forms

from casework.access.models import Team, Worker
from casework.access.roles import Permission
from casework.children.allocation.parts import bars, needs_social_worker
from casework.children.allocation.queries import choices, who_can_hold
from casework.children.codes import AllocationRole
from casework.children.forms import RecordForm
from casework.children.models import Child
from casework.interface.forms import Checkboxes, Radios, Textarea
from casework.transfers.models import Transfer
from casework.transfers.operations import accept, ask, decline, managers_of

RESTRICTED = (
    "This file is restricted: only those allocated may know of it. Allocate a worker of the other"
    " team instead."
)


class AskForm(RecordForm):
    """Which team, why, and what the summary cannot know; brothers and sisters can go with it."""

    siblings = forms.ModelMultipleChoiceField(
        Child.objects.none(), required=False, widget=Checkboxes, label="Ask for them too"
    )

    class Meta(RecordForm.Meta):
        model = Transfer
        fields = ["to_team", "why", "added"]
        widgets = {"why": Textarea(rows=3), "added": Textarea(rows=5)}
        help_texts = {
            "added": "What the summary does not say: who must be met first, what was promised, what"
            " the family were told"
        }

    def __init__(self, *args, by, siblings, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, child = by, self.instance.child
        teams = Team.objects.filter(authority=child.authority_id).exclude(pk=child.team_id)
        self.fields["to_team"].queryset = teams
        self.fields["siblings"].queryset = siblings.exclude(restricted=True)
        self.fields["siblings"].label_from_instance = lambda child: child.name
        if not siblings:
            del self.fields["siblings"]

    def clean_to_team(self):
        team = self.cleaned_data["to_team"]
        if not managers_of(team).exclude(pk=self.by.pk).exists():
            raise forms.ValidationError(f"{team} has no manager who could accept")
        return team

    def clean(self):
        cleaned = super().clean()
        if self.instance.child.restricted:
            self.add_error(None, RESTRICTED)
        return cleaned

    @property
    def chosen(self) -> list[Child]:
        return [self.instance.child, *self.cleaned_data.get("siblings", [])]

    def save(self, commit=True):
        standing = Transfer.objects.waiting().filter(child__in=self.chosen)
        there = set(standing.values_list("child", flat=True))
        asked = [
            child
            for child in self.chosen
            if child.pk not in there and child.team_id != self.instance.to_team_id
        ]
        return ask(self.instance, asked, by=self.by)[0]


class AnswerForm(forms.Form):
    """Accepted with a worker, or declined with a reason."""

    answer = forms.ChoiceField(
        label="Does your team take over?",
        choices=[("yes", "Yes, from today"), ("no", "No")],
        widget=Radios,
        error_messages={"required": "Choose an answer"},
    )
    worker = forms.ModelChoiceField(
        Worker.objects.none(), label="If yes, who will lead the work?", required=False
    )
    because = forms.CharField(label="If not, why?", required=False, widget=Textarea(rows=3))

    def __init__(self, *args, request, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.by = request, by
        leads = (AllocationRole.LEAD, AllocationRole.LEAD_PRACTITIONER)
        workers = who_can_hold(by.authority_id, leads).filter(team=request.to_team_id)
        self.fields["worker"].queryset = workers
        self.fields["worker"].choices = choices(workers, request.to_team)

    def clean(self):
        cleaned = super().clean()
        worker = cleaned.get("worker")
        if cleaned.get("answer") == "no" and not cleaned.get("because"):
            self.add_error("because", "Say why your team does not take over")
        if cleaned.get("answer") == "yes" and not worker and "worker" not in self.errors:
            self.add_error("worker", "Choose who will lead the work")
        child = self.request.child
        for reason in bars(child, worker) if worker else []:
            self.add_error("worker", reason)
        if worker and not worker.may(Permission.SOCIAL_WORK):
            for reason in filter(None, (why(child) for why in needs_social_worker)):
                self.add_error("worker", f"{child.first_name} {reason}: only a social worker leads")
        return cleaned

    def save(self) -> str:
        if self.cleaned_data["answer"] == "no":
            decline(self.request, because=self.cleaned_data["because"], by=self.by)
            return "Declined. Whoever asked is told why, and the file stays where it is."
        worker = self.cleaned_data["worker"]
        accept(self.request, worker=worker, by=self.by)
        return f"{self.request.child.first_name} is with your team now, led by {worker}."
