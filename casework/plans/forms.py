"""Plans: the child's needs, who does what by when, and what happens if nothing changes."""

from django.utils import timezone

from casework.children.forms import RecordForm
from casework.plans.models import Contingency, Need, NeedScore, Plan
from casework.referrals.family import BesideMixin


class PlanForm(BesideMixin, RecordForm):
    """A child in need plan. A child protection plan is made by a conference."""

    beside = {"plan_one_open": "started_on"}

    class Meta(RecordForm.Meta):
        model = Plan
        fields = ["started_on"]
        labels = {"started_on": "When does the plan start?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["started_on"].initial = timezone.localdate
        self.fields["started_on"].past = True


class NeedForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Need
        fields = [
            "need", "what_will_be_different", "starting_point", "how_we_will_know", "position",
        ]  # fmt: skip
        labels = {"position": "Which comes first? 1 is first"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.instance.child.first_name
        self.fields["need"].label = f"What {name} needs"
        self.fields["need"].help_text = f"Start with {name}: “{name} needs…”"
        self.fields["what_will_be_different"].label = f"What will be different for {name}"
        self.fields["starting_point"].label = "Where it started"
        self.fields["how_we_will_know"].label = "How we will know"


class NeedScoreForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = NeedScore
        fields = ["score", "scored_on", "scored_by"]
        labels = {"score": "How is it now, from 0 (as bad as it could be) to 10 (good enough)?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scored_on"].initial = timezone.localdate
        self.fields["scored_on"].past = True
        self.fields["score"].max_value = 10
        self.fields["score"].error_messages["max_value"] = "Give a score from 0 to 10"


class ContingencyForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Contingency
        fields = ["trigger", "step", "who", "when"]
        labels = {"trigger": "If this happens", "step": "Then we will"}
        help_texts = {
            "trigger": "Something anyone could see, such as: Dean comes to the house again",
            "who": "One person, by name",
            "when": "How soon, or by what date",
        }


class SharedForm(RecordForm):
    """When the plan was read with the family."""

    class Meta(RecordForm.Meta):
        model = Plan
        fields = ["shared_on", "shared_with"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["shared_on"].required = self.fields["shared_on"].past = True
        self.fields["shared_with"].required = True


class PlanEndForm(BesideMixin, RecordForm):
    beside = {"plan_ends_after_it_starts": "ended_on"}

    class Meta(RecordForm.Meta):
        model = Plan
        fields = ["ended_on", "end_reason"]
        labels = {"end_reason": "Why does it end?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].required = self.fields["ended_on"].past = True
        self.fields["ended_on"].initial = timezone.localdate
        self.fields["end_reason"].required = True


def what_is_missing(plan) -> list[str]:
    """Why a manager cannot authorise this plan yet, in plain words."""
    name = plan.child.first_name
    needs = list(plan.needs.prefetch_related("actions"))
    missing = [] if needs else [f"Write down at least one thing {name} needs"]
    missing += [f"“{need}” has no action" for need in needs if not need.actions.all()]
    if not plan.contingencies.exists():
        missing.append("Say what will happen if things do not change by then")
    return missing


class SubmitForm(RecordForm):
    """Sends a plan to a manager, once it says what a plan must."""

    class Meta(RecordForm.Meta):
        model = Plan
        fields: list[str] = []

    def clean(self):
        for words in what_is_missing(self.instance):
            self.add_error(None, words)
        return super().clean()

    def save(self, commit=True):
        self.instance.submitted_at, self.instance.returned_at = timezone.now(), None
        return super().save()


class AuthoriseForm(RecordForm):
    """Authorises a plan, or sends it back with what to put right."""

    class Meta(RecordForm.Meta):
        model = Plan
        fields = ["returned_because"]
        labels = {"returned_because": "If you send it back: what to put right"}

    def __init__(self, *args, manager, **kwargs):
        super().__init__(*args, **kwargs)
        self.manager = manager
        self.sends_back = "send_back" in self.data

    def clean(self):
        cleaned = super().clean()
        if self.sends_back:
            if not cleaned.get("returned_because"):
                self.add_error("returned_because", "Say what to put right")
            return cleaned
        for words in what_is_missing(self.instance):
            self.add_error(None, words)
        if self.instance.submitted_by_id == self.manager.pk:
            self.add_error(None, "You sent this plan: another manager must authorise it")
        return cleaned

    def save(self, commit=True):
        if self.sends_back:
            self.instance.submitted_at, self.instance.returned_at = None, timezone.now()
        else:
            self.instance.authorised_on = timezone.localdate()
            self.instance.authorised_by = self.manager
        return super().save()
