from django import forms
from django.utils import timezone

from audits.models import NOT_INDEPENDENT, is_independent
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.allocation.parts import CAN_HOLD, bars
from casework.children.allocation.queries import choices, who_can_hold
from casework.children.codes import AllocationRole
from casework.dashboards.handover import operations
from casework.dashboards.handover.queries import HeldChild
from casework.meetings.models import Meeting
from casework.notices.recipients import may_know

SAME, LATER = "", "later"


class HandOverForm(forms.Form):
    """One answer for everything, and another for any child who goes to someone else."""

    to = forms.ModelChoiceField(
        Worker.objects.none(),
        label="Who takes it over?",
        help_text="From today. Each child below goes to them, unless you choose someone else",
        error_messages={"required": "Choose who takes it over"},
    )
    chair = forms.ModelChoiceField(
        Worker.objects.none(), label="Who chairs the conferences?", required=False
    )
    auditor = forms.ModelChoiceField(
        Worker.objects.none(), label="Who goes on with the audits?", required=False
    )

    def __init__(self, *args, holding, by, sentences, **kwargs):
        super().__init__(*args, **kwargs)
        self.holding, self.by, self.sentences = holding, by, sentences
        workers = who_can_hold(by.authority_id).exclude(pk=holding.worker.pk)
        self.workers = {str(worker.pk): worker for worker in workers}
        listed = choices(workers, by.team)
        self.fields["to"].queryset, self.fields["to"].choices = workers, listed
        others = [(SAME, "The same"), (LATER, "Not yet"), *listed[1:]]
        for row in holding.children:
            self.fields[name_of(row)] = forms.ChoiceField(
                label=f"{row.child.name} goes to", choices=others, required=False
            )
        self.offer("chair", self.conferences, Permission.CHAIR)
        self.offer("auditor", holding.audits, Permission.AUDIT)

    def offer(self, name, things, permission):
        if not things:
            del self.fields[name]
            return
        workers = Worker.objects.of(self.by.authority_id).who_may(permission)
        self.fields[name].queryset = workers.exclude(pk=self.holding.worker.pk)
        self.fields[name].empty_label = "Not yet"

    @property
    def conferences(self) -> list[Meeting]:
        kind = Meeting.Kind.CONFERENCE
        return [meeting for meeting in self.holding.meetings if meeting.kind == kind]

    @property
    def other_meetings(self) -> list[Meeting]:
        kind = Meeting.Kind.CONFERENCE
        return [meeting for meeting in self.holding.meetings if meeting.kind != kind]

    @property
    def rows(self) -> list[dict]:
        return [
            {"held": row, "field": self[name_of(row)], "sentences": self.sentences[row.child.pk]}
            for row in self.holding.children
        ]

    def clean(self):
        cleaned = super().clean()
        for row in self.holding.children if cleaned.get("to") else []:
            self.check(row)
        auditor = cleaned.get("auditor")
        for audit in self.holding.audits if auditor else []:
            if not is_independent(auditor, audit.child):
                self.add_error("auditor", NOT_INDEPENDENT.format(auditor))
                break
        return cleaned

    def receiver(self, row: HeldChild) -> Worker | None:
        chosen = self.cleaned_data.get(name_of(row), SAME)
        if chosen == LATER:
            return None
        return self.workers[chosen] if chosen else self.cleaned_data["to"]

    def check(self, row):
        to = self.receiver(row)
        for reason in bars(row.child, to) if to else []:
            self.add_error(name_of(row), reason)
        if to and row.child.restricted and not row.parts and not may_know(to, row.child):
            self.add_error(name_of(row), f"{to} may not open this restricted file: choose another")
        for part in row.parts if to else []:
            if to.role not in CAN_HOLD[part.role]:
                label = AllocationRole(part.role).label.lower()
                self.add_error(name_of(row), f"{to} cannot be the {label}: choose someone who can")

    def save(self) -> int:
        """Hands over all that has somebody to take it; for how many children."""
        facts, given = self.cleaned_data, 0
        deed = operations.Deed(leaver=self.holding.worker, by=self.by, on=timezone.localdate())
        for row in self.holding.children:
            if to := self.receiver(row):
                operations.hand_over(deed, row, to, self.sentences[row.child.pk])
                given += 1
        operations.give_chair(self.other_meetings, facts["to"])
        if facts.get("chair"):
            operations.give_chair(self.conferences, facts["chair"])
        for audit in self.holding.audits if facts.get("auditor") else []:
            operations.give_audit(audit, facts["auditor"])
        return given


def name_of(row: HeldChild) -> str:
    return f"child_{row.child.pk}"
