"""A form for each step of the work with a child on the edge of care."""

from django import forms
from django.utils import timezone

from casework.children.allocation.parts import bars
from casework.children.allocation.queries import choices, who_can_hold
from casework.children.codes import AllocationRole
from casework.children.forms import RecordForm
from casework.children.together.forms import ChildPartForm
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import Checkboxes, DateField, DateTimeField, Radios, Textarea
from casework.interface.words import as_day, full_day
from casework.support.edge_of_care.questions import LONGEST, answered, fields_for, questions_now
from casework.support.models import (
    EdgeOfCare,
    EdgeReferral,
    EdgeReview,
    FollowUp,
    Goal,
    Service,
    SupportPlan,
)
from casework.support.services.needs import Need


class EdgeReferralForm(ConstraintErrorsMixin, RecordForm):
    """Why now, and who agreed: the same for brothers and sisters."""

    beside = {"edge_consent_says_who_and_when": "consent_by"}

    referred_at = DateTimeField(label="When is it asked for?", named="time it was asked for")

    class Meta(RecordForm.Meta):
        model = EdgeReferral
        fields = [
            "service",
            "referred_at",
            "threshold",
            "why_now",
            "tried",
            "consent",
            "consent_by",
            "consent_on",
        ]
        widgets = {
            "threshold": Radios,
            "why_now": Textarea(rows=4),
            "tried": Textarea(rows=3),
            "consent": Radios,
        }
        help_texts = {
            "consent_by": "Where somebody agreed. Such as: Kirsty, his mother",
            "referred_at": "The hours until somebody meets the family are counted from here",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        services = Service.objects.of(self.instance.authority_id).active()
        kept = Service.objects.filter(pk=self.instance.service_id)
        edge = services.of_kind(Service.Kind.EDGE_OF_CARE)
        self.fields["service"].queryset = (edge | kept).by_name()
        self.fields["service"].empty_label = "Choose one"
        self.fields["referred_at"].past = True
        self.fields["consent_on"].past = True
        for name in ("threshold", "consent"):
            self.fields[name].choices = self.fields[name].choices[-4:]
        if not self.instance.pk:
            self.initial["referred_at"] = timezone.now()
            if edge.count() == 1:
                self.initial["service"] = edge.first()
        asks = fields_for(list(self.fields["service"].queryset))
        self.fields.update(asks)
        self.order_fields([*self._meta.fields[:5], *asks])

    def clean(self):
        cleaned = super().clean()
        if service := cleaned.get("service"):
            self.instance.answers = answered(service, cleaned)
        return cleaned

    def clean_referred_at(self):
        at = self.cleaned_data["referred_at"]
        if at > timezone.now():
            raise forms.ValidationError(
                "It was not asked for yet: check the time", params={"boxes": ["time"]}
            )
        return at

    def unchecked_fields(self):
        return super().unchecked_fields() | {"authority"}


class EdgeOfCareForm(ChildPartForm):
    """One child’s own part of the referral."""

    made_on_saving = ("referral", "asked_on")
    beside = {"edge_open_once": "needs"}

    needs = forms.MultipleChoiceField(
        label="What does {name} need help with?",
        choices=Need.choices,
        widget=Checkboxes(inline=True),
        error_messages={"required": "Say at least one need"},
    )

    class Meta(RecordForm.Meta):
        model = EdgeOfCare
        fields = ["needs", "lives", "own_words"]
        widgets = {"lives": Radios, "own_words": Textarea(rows=3)}
        labels = {
            "lives": "Where does {name} live now?",
            "own_words": "What does {name} say or show about it?",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lives"].choices = EdgeOfCare.Lives.choices

    def clean(self):
        cleaned = super().clean()
        if self.chosen and EdgeOfCare.objects.open().of_child(self.child).exists():
            self.add_error(
                None,
                f"Edge of care help for {self.child.first_name} is asked for or goes on already",
            )
        return cleaned


class OfCaseForm(ConstraintErrorsMixin, RecordForm):
    """One step of the work with one child."""

    past: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.past:
            self.fields[name].past = True


class ConsentForm(EdgeReferralForm):
    """Who agreed, once they were asked."""

    class Meta(EdgeReferralForm.Meta):
        labels = {"consent_by": "By whom, by name?"}
        fields = ["consent", "consent_by", "consent_on"]

    referred_at = None  # type: ignore[assignment]

    def clean(self):
        """The service’s questions are asked elsewhere: what was answered stays."""
        return super(EdgeReferralForm, self).clean()

    def __init__(self, *args, **kwargs):
        super(EdgeReferralForm, self).__init__(*args, **kwargs)
        self.fields["consent_on"].past = True
        self.fields["consent"].choices = EdgeReferral.Consent.choices

    clean_referred_at = None  # type: ignore[assignment]


class AnswersForm(ConstraintErrorsMixin, RecordForm):
    """What the service asks, once it is known, or put right."""

    class Meta(RecordForm.Meta):
        model = EdgeReferral
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = {row["asked"]: row["answered"] for row in self.instance.answers}
        self.asked = questions_now(self.instance)
        for place, question in enumerate(self.asked):
            self.fields[f"answer-{place}"] = forms.CharField(
                label=question,
                required=False,
                max_length=LONGEST,
                widget=Textarea(rows=3),
                initial=known.get(question, ""),
            )

    def clean(self):
        cleaned = super().clean()
        self.instance.answers = [
            {"asked": question, "answered": cleaned.get(f"answer-{place}") or ""}
            for place, question in enumerate(self.asked)
        ]
        return cleaned


class DecideForm(OfCaseForm):
    past = ("decided_on",)
    beside = {"edge_declined_says_why": "decided_because", "edge_decided_after_asked": "decided_on"}

    class Meta(RecordForm.Meta):
        model = EdgeOfCare
        fields = ["decision", "decided_on", "key_worker", "decided_because"]
        widgets = {
            "decision": Radios(reveals={"accepted": "key_worker", "declined": "decided_because"}),
            "decided_because": Textarea(rows=3),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = EdgeOfCare.Decision.choices
        for name in ("decision", "decided_on"):
            self.fields[name].required = True
        workers = who_can_hold(
            self.instance.authority_id, [AllocationRole.FAMILY_SUPPORT, AllocationRole.LEAD]
        )
        self.fields["key_worker"].queryset = workers
        self.fields["key_worker"].choices = choices(workers, self.instance.child.team)
        if not self.instance.decided_on:
            self.initial["decided_on"] = timezone.localdate()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == EdgeOfCare.Decision.DECLINED:
            cleaned["key_worker"] = None
        elif cleaned.get("decision"):
            self.check_accepted(cleaned)
        return cleaned

    def check_accepted(self, cleaned):
        worker = cleaned.get("key_worker")
        if not self.instance.referral.agreed:
            self.add_error("decision", "Nobody agreed yet: write down who agreed to it first")
        if not worker:
            self.add_error("key_worker", "Choose who works with the child")
            return
        for reason in bars(self.instance.child, worker):
            self.add_error("key_worker", reason)


class StartForm(OfCaseForm):
    beside = {"edge_starts_once_accepted": "started_at"}
    started_at = DateTimeField(label="When did they first meet the family?", named="first meeting")

    class Meta(RecordForm.Meta):
        model = EdgeOfCare
        fields = ["started_at"]

    def clean_started_at(self):
        at = self.cleaned_data["started_at"]
        if at > timezone.now():
            raise forms.ValidationError("It has not happened yet: check the day and the time")
        if at < self.instance.referral.referred_at:
            raise forms.ValidationError(
                f"It was asked for {full_day(self.instance.asked_on)}: not before"
            )
        self.instance.started_on = as_day(at)
        return at


def not_before_it_began(day, case):
    if day and case.started_on and day < case.started_on:
        raise forms.ValidationError(f"The work began {full_day(case.started_on)}: not before")
    return day


class PlanForm(OfCaseForm):
    past = ("agreed_on", "copied_on")
    beside = {"support_plan_copied_once_agreed": "copied_on"}

    class Meta(RecordForm.Meta):
        model = SupportPlan
        fields = ["agreed_on", "hopes", "help_given", "family_does", "if_it_gets_hard", "copied_on"]

    def clean_agreed_on(self):
        return not_before_it_began(self.cleaned_data["agreed_on"], self.instance.case)


class ScoresMixin:
    """A number from 0 to 10 for each goal."""

    needs_scores = True

    def add_scores(self, case, labelled: str):
        self.goals = list(Goal.objects.filter(case=case).order_by("pk"))
        for goal in self.goals:
            self.fields[f"score_{goal.pk}"] = forms.IntegerField(  # type: ignore[attr-defined]
                label=f"{labelled}: {goal.words}",
                min_value=0,
                max_value=10,
                required=False,
                help_text="0 is as bad as it was, 10 is there. Leave empty if nobody said",
            )

    @property
    def scores(self) -> dict[Goal, int]:
        typed = {goal: self.cleaned_data.get(f"score_{goal.pk}") for goal in self.goals}  # type: ignore[attr-defined]
        return {goal: score for goal, score in typed.items() if score is not None}


class GoalForm(OfCaseForm):
    """A goal with where it is at the start."""

    scored_on = DateField(label="When did they say so?", past=True, initial=timezone.localdate)
    score = forms.IntegerField(
        label="Where is it today, from 0 to 10?",
        min_value=0,
        max_value=10,
        help_text="0 is as bad as it was, 10 is there",
    )

    class Meta(RecordForm.Meta):
        model = Goal
        fields = ["words", "whose"]
        widgets = {"whose": Radios(inline=True)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = Goal._meta.get_field("whose").choices

    def clean_scored_on(self):
        return not_before_it_began(self.cleaned_data["scored_on"], self.instance.case)


class ReviewForm(ScoresMixin, OfCaseForm):
    past = ("held_on",)

    class Meta(RecordForm.Meta):
        model = EdgeReview
        fields = ["held_on", "who_came", "child_said", "what_changed", "what_next"]
        widgets = {
            "child_said": Textarea(rows=3),
            "what_changed": Textarea(rows=4),
            "what_next": Textarea(rows=4),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_scores(self.instance.case, "Now, from 0 to 10")

    def clean_held_on(self):
        return not_before_it_began(self.cleaned_data["held_on"], self.instance.case)


class EndForm(ScoresMixin, OfCaseForm):
    past = ("ended_on",)
    beside = {"edge_ends_after_it_starts": "ended_on", "edge_cost_not_below_nothing": "cost"}

    class Meta(RecordForm.Meta):
        model = EdgeOfCare
        fields = ["ended_on", "ended_because", "outcome", "outcome_words", "cost"]
        widgets = {"ended_because": Radios, "outcome": Radios, "outcome_words": Textarea(rows=4)}
        help_texts = {"cost": "Leave empty if nobody knows: figures say for how many it is known"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ended_because"].choices = EdgeOfCare.Ended.choices
        self.fields["outcome"].choices = EdgeOfCare.Outcome.choices
        for name in ("ended_on", "ended_because", "outcome", "outcome_words"):
            self.fields[name].required = True
        self.add_scores(self.instance, "At the end, from 0 to 10")


class FollowUpForm(OfCaseForm):
    past = ("known_on",)

    class Meta(RecordForm.Meta):
        model = FollowUp
        fields = ["known_on", "lives", "referred_again", "how_known", "words"]
        widgets = {"lives": Radios, "words": Textarea(rows=3)}
        help_texts = {"how_known": "Such as: rang his mother; his school; the legal status on file"}

    def __init__(self, *args, suggestion, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lives"].choices = EdgeOfCare.Outcome.choices
        if self.instance.pk is None:
            self.initial["known_on"] = timezone.localdate()
            self.initial["lives"] = suggestion.lives
            self.initial["referred_again"] = suggestion.referred_again

    def clean_known_on(self):
        day, ended = self.cleaned_data["known_on"], self.instance.case.ended_on
        if day and ended and day < ended:
            raise forms.ValidationError(f"The work ended {full_day(ended)}: not before")
        return day
