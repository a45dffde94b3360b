"""What becomes of each thing in a plan that ends: asked one by one, never silently."""

from django import forms
from django.utils import timezone

from casework.children.life_events.operations import eighteen_on
from casework.children.models import Move
from casework.interface.forms import DateField, Radios
from casework.plans.ending import operations
from casework.plans.models import Plan
from casework.plans.reviews.forms import answers_for

ENDED = Plan.Ended
BY_KIND = {
    Plan.Kind.NEED: (
        ENDED.NEEDS_MET,
        ENDED.DECLINED,
        ENDED.LOOKED_AFTER,
        ENDED.MOVED,
        ENDED.LEFT_UK,
        ENDED.EIGHTEEN,
        ENDED.DIED,
        ENDED.OTHER,
    ),
    Plan.Kind.PROTECTION: (ENDED.MOVED, ENDED.LEFT_UK, ENDED.EIGHTEEN, ENDED.DIED),
}
"""A conference alone may say that a child protection plan is no longer needed, also where the child
has become looked after; these are the other grounds on which one ends (Working Together 2023,
chapter 3), and a manager says so."""


class PlanEndForm(forms.Form):
    """Why and when, the same for every child whose plan ends here."""

    ended_on = DateField(label="When does it end?", past=True)
    end_because = forms.ChoiceField(
        label="Why does it end?",
        widget=Radios,
        error_messages={"required": "Say why the plan ends"},
    )
    end_reason = forms.CharField(
        label="In your own words",
        max_length=200,
        help_text="What is different for the child now, and who the family can turn to. Where the"
        " child died, is 18 or another council has taken over, all that is still open ends too",
        error_messages={"required": "Say why it ends, in your own words"},
    )

    def __init__(self, *args, plan, children, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.children = plan, children
        self.fields["ended_on"].initial = timezone.localdate
        self.fields["end_because"].choices = [
            (code, ENDED(code).label) for code in BY_KIND[plan.kind]
        ]

    def clean_ended_on(self):
        ended_on = self.cleaned_data["ended_on"]
        if ended_on and ended_on < self.plan.started_on:
            raise forms.ValidationError("The plan cannot end before it started")
        return ended_on

    def clean(self):
        cleaned = super().clean()
        because, on = cleaned.get("end_because"), cleaned.get("ended_on")
        if because and on and self.plan.kind == Plan.Kind.PROTECTION:
            for child in self.children():
                if problem := not_so_yet(child, because, on):
                    self.add_error("end_because", problem)
        return cleaned


def not_so_yet(child, because: str, on) -> str:
    """Why a child protection plan cannot end on this ground that day; nothing where it can."""
    name, died_on = child.first_name, child.person.died_on
    moved = Move.objects.of_child(child).going().filter(conference_on__lte=on)
    grown_on = eighteen_on(child)
    if because == ENDED.MOVED and not moved.exists():
        return f"The council {name} moved to has not held its conference: record the move first"
    if because == ENDED.EIGHTEEN and not (grown_on and grown_on <= on):
        return f"{name} is not 18 on that day"
    if because == ENDED.DIED and not (died_on and died_on <= on):
        return "Record the death first"
    return ""


class GoesOnForm(forms.Form):
    """One need, or one thing agreed in case things do not change: does it go on?"""

    goes_on = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args, of, prefix, label, **kwargs):
        super().__init__(*args, prefix=f"{prefix}{of.pk}", **kwargs)
        self.of = of
        self.fields["goes_on"].label = label


class EndingPart:
    """One child's plan that ends: their needs, their open actions, and what was to happen if.

    ``following``: the plan it goes on into, if there is one. ``asked``: the form that says whether
    this brother's or sister's plan ends too.
    """

    def __init__(self, plan, needs, worker, data, *, following=None, first=True):
        self.plan, self.child, self.worker = plan, plan.child, worker
        self.following, self.first = following, first
        self.included = None if first else IncludedForm(data, child=self.child)
        going = "Goes on in the new plan" if following else "Goes on without a plan"
        self.needs = [self.need_part(need, data, going) for need in needs]
        self.contingencies = [
            GoesOnForm(data, of=contingency, prefix="c", label="Keep this in the new plan")
            for contingency in (plan.contingencies.all() if following else [])
        ]

    def need_part(self, need, data, going):
        need.child = self.child
        form = None
        if self.following:
            form = GoesOnForm(data, of=need, prefix="n", label="Keep this in the new plan")
        return NeedPart(need, form, answers_for(need, self.worker, data, going=going))

    def forms(self) -> list[forms.BaseForm]:
        """Every form of this child's part, in the order it is read."""
        parts = [] if self.included is None else [self.included]
        for part in self.needs:
            parts += [part.form] if part.form else []
            parts += part.answers
        return [*parts, *self.contingencies]

    def chosen(self) -> bool:
        """A brother's or sister's part counts once it is ticked."""
        return self.included is None or (
            self.included.is_valid() and self.included.cleaned_data["included"]
        )

    def is_valid(self) -> bool:
        if not self.chosen():
            return True
        valid = [form.is_valid() for form in self.forms()]
        return all([*valid, *(part.agrees() for part in self.needs)])

    def save_answers(self, on) -> None:
        for part in self.needs:
            for answer in part.answers:
                answer.on = on
                answer.save()

    def settle(self) -> None:
        kept = [part.need for part in self.needs if part.form and part.form.cleaned_data["goes_on"]]
        agreed = [form.of for form in self.contingencies if form.cleaned_data["goes_on"]]
        operations.settle(self.plan, self.worker, needs=kept, contingencies=agreed)


class NeedPart:
    def __init__(self, need, form, answers):
        self.need, self.form, self.answers = need, form, answers

    def agrees(self) -> bool:
        """An action goes on under its need: one cannot go on without the other."""
        if self.form is None or not self.form.is_valid() or self.form.cleaned_data["goes_on"]:
            return True
        stranded = [answer for answer in self.answers if answer.is_valid() and answer.goes_on]
        for answer in stranded:
            answer.add_error(
                "answer", f"Keep “{self.need}” in the new plan too, or say how this action ends"
            )
        return not stranded


class IncludedForm(forms.Form):
    included = forms.BooleanField(required=False)

    def __init__(self, *args, child, **kwargs):
        super().__init__(*args, prefix=child.number, **kwargs)
        self.fields["included"].label = f"{child.first_name}’s plan ends too"
