"""Conferences, core groups and child in need meetings: shared words once, each child's own part."""

from django import forms

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.forms import RecordForm
from casework.children.together.forms import ChildPartForm
from casework.conferences.models import ChildInNeedMeeting, Conference, CoreGroup
from casework.interface.forms import Radios, YesNoField
from casework.interface.words import possessive
from casework.meetings.models import Meeting
from casework.meetings.rules import agencies_in_words
from casework.plans.models import Plan
from casework.timescales.preview_views import StartsClocks


class MeetingForm(StartsClocks, RecordForm):
    """When and where, whether it was held, and what was said about all the children."""

    held = YesNoField(
        label="Was it held?",
        help_text="Not if it was put off, or too few people came",
        error_messages={"required": "Say whether it was held"},
    )

    class Meta(RecordForm.Meta):
        model = Meeting
        fields = [
            "starts_at",
            "way",
            "place",
            "chair",
            "held",
            "not_held_because",
            "minutes",
            "went_ahead_because",
            "next_on",
        ]
        widgets = {"way": Radios(inline=True)}
        labels = {
            "starts_at": "When?",
            "way": "How?",
            "place": "Where?",
            "chair": "Who chaired it?",
            "minutes": "What was said, for all the children",
            "went_ahead_because": "If too few agencies came: why did it go ahead?",
            "next_on": "When is the next one?",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_at"].past = True
        self.fields["chair"].queryset = self.chairs().or_holding(self.instance.chair_id)

    @staticmethod
    def came() -> set[str]:
        """The agencies that came; the page says, from its rows."""
        return set()

    def chairs(self):
        return Worker.objects.of(self.instance.authority).working()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("held") is False and not cleaned.get("not_held_because"):
            self.add_error("not_held_because", "Say why it was not held")
        elif cleaned.get("held"):
            self.check_quorum(cleaned)
        return cleaned

    def check_quorum(self, cleaned):
        """With too few agencies it was not held, unless whoever chaired it says why it went on."""
        meeting = self.instance
        needed, came = meeting.rule.agencies, len(self.came())
        meeting.agencies_needed = needed
        if came < needed and not cleaned.get("went_ahead_because"):
            self.add_error("went_ahead_because", too_few(came, needed))
        elif came >= needed:
            cleaned["went_ahead_because"] = ""


class CoreGroupMeetingForm(MeetingForm):
    starts = {"starts_at": ("core_group.next",)}


class InNeedMeetingForm(MeetingForm):
    starts = {"starts_at": ("cin_review.next",)}


class ConferenceMeetingForm(MeetingForm):
    starts = {"starts_at": ("core_group.first", "cp_review.first")}
    starts_if = "If a plan is made:"

    class Meta(MeetingForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = Conference._meta.get_field("kind").formfield(
            widget=Radios, label="Which conference?"
        )
        kind.choices = Conference.Kind.choices
        kind.initial = self.instance.which or None
        self.fields = {"kind": kind, **self.fields}

    def check_quorum(self, cleaned):
        self.instance.which = cleaned.get("kind", "")
        super().check_quorum(cleaned)

    def chairs(self):
        return Worker.objects.of(self.instance.authority).who_may(Permission.CHAIR).working()


def too_few(came: int, needed: int) -> str:
    return (
        f"{agencies_in_words(came)} came besides children’s social care, and"
        f" {needed} must. Say it was not held, or say why it went ahead"
    )


class HeldPartForm(ChildPartForm):
    """One child's part of a meeting; ``shared`` is the form of what is the same for all."""

    made_on_saving = ("meeting", "held_on", "plan", "kind")
    shared: forms.ModelForm

    @property
    def was_held(self) -> bool:
        return self.shared.is_valid() and self.shared.cleaned_data["held"]


ENDS = (Conference.Decision.STEP_DOWN, Conference.Decision.END)


class ChildConferenceForm(HeldPartForm):
    """What the conference decided for one child."""

    class Meta(RecordForm.Meta):
        model = Conference
        fields = [
            "taking_part",
            "not_heard_because",
            "own_words",
            "decision",
            "category",
            "reasons",
            "disagreement",
        ]
        widgets = {"decision": Radios}
        labels = {
            "taking_part": "How {name} took part",
            "own_words": "What {name} said or showed",
            "decision": "What was decided for {name}",
            "reasons": "Why, for {name}",
        }

    def clean(self):
        cleaned = super().clean()
        if self.shared.is_valid() and self.was_held and not self.errors:
            self.check_decision(cleaned, self.shared.cleaned_data["kind"])
        return cleaned

    def check_decision(self, cleaned, kind):
        decision, decisions = cleaned.get("decision"), Conference.Decision
        name = self.child.first_name
        on_plan = Plan.objects.open().child_protection().of_child(self.child).exists()
        if not decision:
            self.add_error("decision", f"Say what the conference decided for {name}")
        elif kind == Conference.Kind.REVIEW and not on_plan:
            self.add_error("decision", f"{name} has no child protection plan to review")
        elif kind == Conference.Kind.INITIAL and on_plan and decision in ENDS:
            self.add_error("decision", f"Only a review conference ends {possessive(name)} plan")
        elif decision == decisions.PLAN and on_plan:
            self.add_error("decision", f"{name} already has a child protection plan")
        elif decision == decisions.CONTINUE and not on_plan:
            self.add_error("decision", f"{name} has no child protection plan to go on with")
        if decision in (decisions.PLAN, decisions.CONTINUE) and not cleaned.get("category"):
            self.add_error("category", "Choose the category of the child protection plan")

    def unchecked_fields(self):
        """Whether the conference was held is said once, for all the children."""
        return super().unchecked_fields() | {"held", "decision"}


class ChildCoreGroupForm(HeldPartForm):
    class Meta(RecordForm.Meta):
        model = CoreGroup
        fields = ["what_changed", "taking_part", "own_words"]
        labels = {
            "what_changed": "What has changed for {name}",
            "taking_part": "How {name} took part",
            "own_words": "What {name} said or showed",
        }

    def clean(self):
        cleaned = super().clean()
        if not Plan.objects.open().child_protection().of_child(self.child).exists():
            self.add_error(None, f"{self.child.first_name} has no child protection plan")
        return cleaned


class ChildInNeedMeetingForm(HeldPartForm):
    class Meta(RecordForm.Meta):
        model = ChildInNeedMeeting
        fields = ["what_changed", "taking_part", "own_words", "decision"]
        widgets = {"decision": Radios}
        labels = {
            "what_changed": "Is {name} better off? What has changed",
            "taking_part": "How {name} took part",
            "own_words": "What {name} said or showed",
            "decision": "What was decided for {name}",
        }

    def clean(self):
        cleaned = super().clean()
        if Plan.objects.open().child_protection().of_child(self.child).exists():
            name = self.child.first_name
            self.add_error(None, f"{name} has a child protection plan: record a core group")
        return cleaned
