"""Plans: the child's needs, who does what by when, and what happens if nothing changes."""

import re

from django import forms
from django.utils import timezone

from casework.actions.forms import ActionForm
from casework.approvals.operations import authorise, send_back, submit
from casework.children.forms import RecordForm
from casework.children.together.forms import ChildPartForm
from casework.interface.forms import Checkboxes, DateField
from casework.plans.models import Contingency, FamilyPlan, Need, NeedScore, Plan, PlanReading
from casework.timescales.preview_views import StartsClocks
from casework.writing.prompts.forms import HelpsWriting
from casework.writing.prompts.prompts import Beside

SCORES = [("", "Not scored"), *((number, str(number)) for number in range(11))]


class FamilyPartForm(RecordForm):
    """What is the same for brothers and sisters, in words the whole family may read."""

    class Meta(RecordForm.Meta):
        model = FamilyPlan
        fields = ["worries", "going_well", "familys_own_plan"]
        labels = {"familys_own_plan": "What the family will do themselves"}
        help_texts = {
            "worries": "In words the family may read: each child’s family copy prints this"
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].widget.attrs["rows"] = 3


class PlanForm(StartsClocks, FamilyPartForm):
    """A child in need plan. A child protection plan is made by a conference."""

    starts = {"started_on": ("cin_visit.first", "cin_plan.written")}

    started_on = DateField(label="When does the plan start?", initial=timezone.localdate, past=True)

    field_order = ["started_on", "worries", "going_well", "familys_own_plan"]


class ChildPlanForm(ChildPartForm):
    made_on_saving = ("family", "started_on", "kind")
    asks = "A plan for {name} too"

    class Meta(RecordForm.Meta):
        model = Plan
        fields = ["own_words"]
        labels = {"own_words": "What {name} says should be different"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["own_words"].widget.attrs["rows"] = 2


class OwnWordsForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Plan
        fields = ["own_words"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["own_words"].label = f"What {self.instance.child.first_name} said or showed"


class NeedForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Need
        fields = [
            "need",
            "what_will_be_different",
            "starting_point",
            "how_we_will_know",
            "position",
        ]
        labels = {"position": "Which comes first? 1 is first"}
        help_texts = {"position": ""}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.instance.child.first_name
        self.fields["need"].label = f"What {name} needs"
        self.fields["need"].help_text = f"Start with {name}: “{name} needs…”"
        self.fields["what_will_be_different"].label = f"What will be different for {name}"
        self.fields["starting_point"].label = "Where it started"
        self.fields["how_we_will_know"].label = "How we will know"
        for name in ("what_will_be_different", "starting_point", "how_we_will_know"):
            self.fields[name].widget.attrs["rows"] = 3


class NewNeedForm(NeedForm):
    """A need and where it stands on the day it is written: its first score."""

    score = forms.TypedChoiceField(
        label="Where it stands now, from 0 (as bad as it could be) to 10 (good enough)",
        coerce=int,
        empty_value=None,
        required=False,
        choices=SCORES,
    )

    class Meta(NeedForm.Meta):
        pass

    field_order = ["need", "what_will_be_different", "starting_point", "score", "how_we_will_know"]


class NeedScoreForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = NeedScore
        fields = ["score", "scored_on", "scored_by"]
        labels = {"score": "How is it now, from 0 (as bad as it could be) to 10 (good enough)?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["scored_on"] = timezone.localdate()
        self.fields["scored_on"].past = True
        self.fields["score"].max_value = 10
        self.fields["score"].error_messages["max_value"] = "Give a score from 0 to 10"


class ForOthersToo:
    """Asks which brothers and sisters with a plan the same is written for: each gets their own."""

    def __init__(self, *args, others=(), **kwargs):
        super().__init__(*args, **kwargs)
        if others:
            self.fields["also_for"] = forms.MultipleChoiceField(
                label="The same for",
                required=False,
                widget=Checkboxes(inline=True),
                choices=[(str(plan.pk), plan.child.first_name) for plan in others],
            )


class ContingencyForm(HelpsWriting, ForOthersToo, RecordForm):
    writing = {"step": Beside("plan_contingency", reads=("trigger", "step", "who", "when"))}

    class Meta(RecordForm.Meta):
        model = Contingency
        fields = ["trigger", "step", "who", "when"]
        labels = {"trigger": "If this happens", "step": "Then we will"}
        help_texts = {
            "trigger": "Something anyone could see, such as: Dean comes to the house again",
            "who": "One person, by name",
            "when": "How soon, or by what date",
        }


class ReadingForm(ForOthersToo, RecordForm):
    """The family's copy was read with someone."""

    class Meta(RecordForm.Meta):
        model = PlanReading
        fields = ["read_on", "read_with", "said"]
        labels = {"read_on": "When was it read?", "read_with": "With whom?"}
        help_texts = {"read_with": "By name: Kirsty, and Ruby"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["read_on"].past = True
        self.initial["read_on"] = timezone.localdate()


class CopiedNeedForm(ChildPartForm):
    """A need written for one child, offered to a brother or sister in words of their own."""

    asks = "{name} needs this too"
    made_on_saving = ("plan",)

    class Meta(RecordForm.Meta):
        model = Need
        fields = ["need", "what_will_be_different", "starting_point", "how_we_will_know"]
        labels = {
            "need": "What {name} needs",
            "what_will_be_different": "What will be different for {name}",
            "starting_point": "Where {name} is now",
            "how_we_will_know": "How we will know",
        }

    def __init__(self, *args, of: Need, **kwargs):
        super().__init__(*args, **kwargs)
        was, now = of.child.first_name, self.child.first_name
        for name in ("need", "what_will_be_different", "how_we_will_know"):
            self.initial[name] = re.sub(rf"\b{re.escape(was)}\b", now, getattr(of, name))
        for name in ("what_will_be_different", "starting_point", "how_we_will_know"):
            self.fields[name].widget.attrs["rows"] = 2


class PlanActionForm(HelpsWriting, ActionForm):
    """One row of several actions: which need it answers, and the action. An empty row is none."""

    writing = {"what": Beside("plan_action")}

    need = forms.ModelChoiceField(Need.objects.none(), label="For which need?")

    class Meta(ActionForm.Meta):
        pass

    field_order = ["need", *ActionForm.field_order]

    def __init__(self, *args, needs, first=None, **kwargs):
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **kwargs)
        self.fields["need"].choices = [(need.pk, need.need) for need in needs]
        self.fields["need"].queryset = Need.objects.filter(pk__in=[need.pk for need in needs])
        self.fields["need"].initial = first.pk if first else needs[0].pk

    def has_changed(self):
        """A row counts once something is written in it; a need chosen for it is not enough."""
        return bool(set(self.changed_data) - {"need", "for_child"})


class SubmitForm(RecordForm):
    """Sends a plan to a manager, once it says what a plan must."""

    class Meta(RecordForm.Meta):
        model = Plan
        fields: list[str] = []

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker

    def clean(self):
        for words in self.instance.missing():
            self.add_error(None, words)
        return super().clean()

    def save(self, commit=True):
        submit(self.instance, by=self.worker)
        return self.instance


class AuthoriseForm(RecordForm):
    """Authorises a plan, or sends it back with what to put right.

    ``shown`` marks the words that were on the page: others since are shown before they are
    decided on.
    """

    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta(RecordForm.Meta):
        model = Plan
        fields = ["returned_because"]
        labels = {"returned_because": "If you send it back: what to put right"}
        help_texts = {"returned_because": "Say what is missing for the child, one thing a line"}

    def __init__(self, *args, manager, mark, **kwargs):
        super().__init__(*args, **kwargs)
        self.manager, self.mark = manager, mark
        self.sends_back = "send_back" in self.data
        self.initial |= {"returned_because": "", "shown": mark}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("shown") not in ("", self.mark):
            self.read_again()
        if self.sends_back:
            if not cleaned.get("returned_because"):
                self.add_error("returned_because", "Say what to put right")
            return cleaned
        for words in self.instance.missing():
            self.add_error(None, words)
        return cleaned | {"returned_because": self.initial_reason()}

    def read_again(self):
        """The plan is shown as it stands now; the next press decides on that."""
        self.data = self.data.copy()
        self.data[self.add_prefix("shown")] = self.mark
        self.add_error(
            None, "The plan was changed while you were reading: read it again, then decide"
        )

    def initial_reason(self) -> str:
        """What it was sent back for before stays as it was said."""
        return Plan.objects.values_list("returned_because", flat=True).get(pk=self.instance.pk)

    def save(self, commit=True):
        if self.sends_back:
            send_back(self.instance, by=self.manager)
        else:
            authorise(self.instance, by=self.manager)
        return self.instance
