"""The panel and the meetings with parents: shared words once, then each child’s own part."""

from django import forms

from casework.access.roles import Permission
from casework.children.forms import RecordForm
from casework.children.together.forms import ChildPartForm
from casework.conferences.forms import MeetingForm
from casework.interface.forms import Radios, Textarea
from casework.interface.words import as_day
from casework.meetings.models import Meeting
from casework.preproceedings.models import ChildPreProceedings, PanelDecision, ProcessMeeting

Decision = PanelDecision.Decision
ADVICE_APART = "Not what the lawyer advised: that has its own page, which few may read"


class PanelForm(MeetingForm):
    """When the panel met, who chaired it, and which panel it was."""

    class Meta(MeetingForm.Meta):
        fields = [name for name in MeetingForm.Meta.fields if name != "went_ahead_because"]
        labels = MeetingForm.Meta.labels | {"next_on": "When does it come back to panel?"}
        help_texts = {"minutes": ADVICE_APART}

    def __init__(self, *args, first, **kwargs):
        super().__init__(*args, **kwargs)
        checks = PanelDecision.Check
        which = forms.ChoiceField(
            label="Which panel?", widget=Radios, choices=checks.choices, initial=first
        )
        self.fields = {"check_at": which, **self.fields}

    def check_quorum(self, cleaned):
        """No number of agencies makes a panel."""

    def chairs(self):
        return super().chairs().who_may(Permission.CHAIR_PANEL)


class DecisionForm(ChildPartForm):
    """What the panel decided for one child, and why."""

    made_on_saving = ("meeting", "decided_on", "check_at", "in_process")
    asks = "The panel decided about {name} too"
    beside = {
        "panel_extension_has_its_end": "new_end",
        "panel_extends_forward": "new_end",
        "panel_says_why": "reasons",
    }
    shared: forms.ModelForm | None = None

    stepped_to = forms.ChoiceField(
        label="If it steps down: what goes on for {name}?",
        required=False,
        choices=[("", "Choose one"), *ChildPreProceedings.Stepped.choices],
        help_text="A child in need plan is opened today where {name} has no plan; a child"
        " protection plan starts and ends only by a conference",
    )

    class Meta(RecordForm.Meta):
        model = PanelDecision
        fields = ["decision", "new_end", "reasons"]
        widgets = {"decision": Radios, "reasons": Textarea(rows=4)}
        labels = {
            "decision": "What was decided for {name}",
            "new_end": "If it is extended: until when?",
            "reasons": "Why, for {name}",
        }

    field_order = ["decision", "new_end", "stepped_to", "reasons"]

    def __init__(self, *args, row, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.in_process = self.row = row
        for name in ("decision", "reasons"):
            self.fields[name].required = False
        stepped = self.fields["stepped_to"]
        stepped.help_text = stepped.help_text.format(name=self.child.first_name)
        first = {Decision.START, Decision.NOT_START, Decision.APPLY}
        later = set(Decision) - {Decision.START, Decision.NOT_START}
        offered = later if row.started_on else first
        self.fields["decision"].choices = [
            choice for choice in Decision.choices if choice[0] in offered
        ]

    def clean(self):
        cleaned = super().clean()
        decision, name = cleaned.get("decision"), self.child.first_name
        if self.was_held and self.chosen:
            if not decision:
                self.add_error("decision", f"Say what was decided for {name}")
            elif not cleaned.get("reasons"):
                self.add_error("reasons", f"Say why, for {name}")
            if decision == Decision.STEP_DOWN and not cleaned.get("stepped_to"):
                self.add_error("stepped_to", f"Say what goes on for {name}")
            self.check_new_end(cleaned.get("new_end"))
        down = decision == Decision.STEP_DOWN
        self.row.stepped_to = cleaned.get("stepped_to", "") if down else ""
        return cleaned

    def check_new_end(self, new_end) -> None:
        starts_at = self.shared and self.shared.cleaned_data.get("starts_at")
        if new_end and starts_at and new_end <= as_day(starts_at):
            self.add_error("new_end", "The new end must be after the day it was decided")

    @property
    def was_held(self) -> bool:
        return bool(self.shared and self.shared.is_valid() and self.shared.cleaned_data["held"])

    def unchecked_fields(self):
        """Whether the panel met is said once, for all the children."""
        asked_here = {"decision", "reasons"}
        return super().unchecked_fields() | (set() if self.was_held else asked_here | {"new_end"})


class ProcessMeetingForm(MeetingForm):
    """A meeting with the parents, or the family's own: when, who came, what was said."""

    class Meta(MeetingForm.Meta):
        fields = [name for name in MeetingForm.Meta.fields if name != "went_ahead_because"]
        help_texts = {"minutes": ADVICE_APART}

    def __init__(self, *args, first, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["held"].label = "Was it effective?"
        self.fields[
            "held"
        ].help_text = "Not if the parents did not come, or had no chance to bring a lawyer"
        which = forms.ChoiceField(
            label="Which meeting?",
            widget=Radios,
            choices=ProcessMeeting.Kind.choices,
            initial=first,
        )
        self.fields = {"kind": which, **self.fields}

    def check_quorum(self, cleaned):
        """No number of agencies makes it effective."""

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == ProcessMeeting.Kind.FAMILY_GROUP:
            self.instance.kind = Meeting.Kind.FAMILY_GROUP
        return cleaned


class MeetingPartForm(ChildPartForm):
    made_on_saving = ("meeting", "held_on", "kind", "in_process", "held")
    asks = "It was about {name} too"
    shared: forms.ModelForm | None = None

    class Meta(RecordForm.Meta):
        model = ProcessMeeting
        fields = ["what_changed"]
        labels = {"what_changed": "What has changed for {name}"}

    def __init__(self, *args, row, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.in_process = row
