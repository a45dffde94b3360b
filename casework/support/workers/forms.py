"""Forms of family support: a programme, a session for several children, a worker’s skills."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.access.models import Team, Worker
from casework.children.allocation.parts import bars
from casework.children.allocation.queries import choices, who_can_hold
from casework.children.codes import AllocationRole
from casework.children.forms import RecordForm
from casework.children.together.forms import CardForm, SharedForm
from casework.children.together.record import for_all
from casework.interface import words
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import Checkboxes, DateTimeField, Textarea, YesNoField
from casework.support.models import ChildSession, Programme, Skill, SupportSession, Tool


class ProgrammeForm(ConstraintErrorsMixin, RecordForm):
    """Who works with the child, what for, and how many sessions."""

    beside = {"programme_plans_a_session": "planned"}

    class Meta(RecordForm.Meta):
        model = Programme
        fields = ["worker", "purpose", "planned", "started_on"]
        labels = {"worker": "Who will work with the child?"}
        help_texts = {"purpose": "Such as: mornings and school; talking about what he saw at home"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        workers = who_can_hold(self.instance.authority_id, [AllocationRole.FAMILY_SUPPORT])
        workers = workers.or_holding(self.instance.worker_id)
        self.fields["worker"].queryset = workers
        self.fields["worker"].choices = choices(workers, self.instance.child.team)

    def clean_worker(self):
        worker = self.cleaned_data["worker"]
        if reasons := bars(self.instance.child, worker):
            raise ValidationError(reasons)
        return worker


class ProgrammeEndForm(ConstraintErrorsMixin, RecordForm):
    beside = {"programme_ends_after_it_starts": "ended_on"}

    class Meta(RecordForm.Meta):
        model = Programme
        fields = ["ended_on", "what_changed"]
        labels = {"ended_on": "When did it end?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].past = True
        for name in self.fields:
            self.fields[name].required = True


class SessionForm(SharedForm):
    """What was done, written once for everyone who was there."""

    link, happened, said_of = "session", "held_at", "the session"

    held_at = DateTimeField(label="When was it?", named="session date")
    tools = forms.MultipleChoiceField(
        label="What did you use?",
        choices=Tool.choices,
        required=False,
        widget=Checkboxes(inline=True),
    )

    field_order = ["held_at", "minutes", "place", "adults", "tools", "what_happened"]

    class Meta(RecordForm.Meta):
        model = SupportSession
        fields = ["held_at", "minutes", "place", "adults", "tools", "what_happened"]
        widgets = {"what_happened": Textarea(rows=6)}
        help_texts = {"adults": "Such as: Kirsty, her mother. Leave empty if none did"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if everyone := for_all(self.children):
            self.fields["what_happened"].label = f"What did you do, with {everyone}?"
            self.fields["what_happened"].help_text = "Written once. It goes on each child’s file."

    def blank(self):
        session = super().blank()
        session.worker = self.worker
        return session

    def clean_held_at(self):
        held_at = self.cleaned_data["held_at"]
        if words.as_day(held_at) > timezone.localdate():
            raise ValidationError("The session date must be today or earlier")
        if held_at > timezone.now():
            raise ValidationError(
                "The session has not happened yet: check the time", params={"boxes": ["time"]}
            )
        return held_at


class ChildSessionForm(CardForm):
    """What it was for one child."""

    link = "session"
    took_part = YesNoField()

    class Meta(RecordForm.Meta):
        model = ChildSession
        fields = ["took_part", "own_words", "what_changed"]
        widgets = {"own_words": Textarea(rows=3), "what_changed": Textarea(rows=3)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {}  # Nothing is assumed: each answer is given, or it is not.
        name = self.child.first_name
        self.fields["took_part"].label = f"Did {name} take part?"
        self.fields["took_part"].error_messages["required"] = f"Say whether {name} took part"
        self.fields["own_words"].label = f"What did {name} say or show?"
        self.fields["what_changed"].label = f"What was different for {name}, and what is next?"

    def part(self, shared):
        part, at = self.instance, words.as_day(shared.cleaned_data["held_at"])
        part.held_on = at
        mine = Programme.objects.open().of_child(self.child).filter(worker=shared.worker)
        part.programme = mine.filter(started_on__lte=at).order_by("-started_on", "-pk").first()
        return part


class SkillForm(ConstraintErrorsMixin, RecordForm):
    beside = {
        "skill_once": "what",
        "skill_says_which": "words",
        "skill_lasts_after_training": "until",
    }

    class Meta(RecordForm.Meta):
        model = Skill
        fields = ["what", "words", "trained_on", "until"]
        help_texts = {"words": "Such as: Urdu; Incredible Years"}

    def unchecked_fields(self):
        return super().unchecked_fields() - {"worker"}


class FindForm(forms.Form):
    """Who could help this family: trained in what, speaking which language, in which team."""

    what = forms.ChoiceField(label="Trained in", required=False)
    language = forms.CharField(label="Speaks", required=False, max_length=80)
    team = forms.ModelChoiceField(
        Team.objects.none(), label="Team", required=False, empty_label="Any team"
    )

    def __init__(self, *args, worker: Worker, **kwargs):
        super().__init__(*args, **kwargs)
        trained = [choice for choice in Skill.What.choices if choice[0] != Skill.What.LANGUAGE]
        self.fields["what"].choices = [("", "Anything"), *trained]
        self.fields["team"].queryset = Team.objects.filter(authority=worker.authority_id)
