"""A plan gone through: each need scored, each action answered, what changed, and when next."""

import re

from django import forms
from django.utils import timezone

from casework.actions.forms import ActionAnswerForm
from casework.children.forms import RecordForm
from casework.interface.forms import Radios
from casework.interface.words import full_day, local
from casework.meetings.models import Meeting
from casework.plans.forms import SCORES
from casework.plans.models import ManagementOversight, NeedScore, PlanAction, PlanReview

RECENT = 5
"""Meetings to choose from: the plan is gone through at one, or soon after it."""


class PlanReviewForm(RecordForm):
    scored_by = forms.CharField(
        label="Who gave the scores?",
        required=False,
        max_length=120,
        help_text="Such as: Ruby and the core group",
    )

    class Meta(RecordForm.Meta):
        model = PlanReview
        fields = ["reviewed_on", "meeting", "what_changed", "own_words", "next_review_on"]
        labels = {
            "reviewed_on": "When was the plan gone through?",
            "meeting": "At which meeting, if any?",
            "next_review_on": "When will it be gone through again?",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        child = self.instance.child
        held = Meeting.objects.filter(children=child, held=True).newest_first()[:RECENT]
        self.fields["meeting"].queryset = Meeting.objects.filter(children=child, held=True)
        self.fields["meeting"].choices = [
            ("", "None of these"),
            *((meeting.pk, f"{meeting}, {full_day(local(meeting.starts_at))}") for meeting in held),
        ]
        if not self.initial.get("reviewed_on"):
            self.initial["reviewed_on"] = timezone.localdate()
        self.fields["reviewed_on"].past = True
        self.fields["next_review_on"].required = True
        self.fields["what_changed"].label = f"What has changed for {child.first_name}?"
        self.fields["own_words"].label = f"What {child.first_name} said or showed"
        for name in ("what_changed", "own_words"):
            self.fields[name].widget.attrs["rows"] = 3

    def clean(self):
        cleaned = super().clean()
        day, then = cleaned.get("reviewed_on"), cleaned.get("next_review_on")
        if day and day < self.instance.plan.started_on:
            self.add_error("reviewed_on", "The plan had not started then")
        if day and then and then <= day:
            self.add_error("next_review_on", "The next review must be after this one")
        return cleaned


class PlanOversightForm(RecordForm):
    """What a manager found who looked at a plan that goes on."""

    class Meta(RecordForm.Meta):
        model = ManagementOversight
        fields = ["looked_on", "working", "found", "what_changes"]
        widgets = {"working": Radios}
        labels = {
            "looked_on": "When did you look at it?",
            "working": "Is the plan working?",
            "found": "What did you find?",
            "what_changes": "What changes now, or why does nothing change?",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["looked_on"] = timezone.localdate()
        self.fields["looked_on"].past = True
        self.fields["working"].required = True
        self.fields["working"].choices = ManagementOversight.Working.choices
        for name in ("found", "what_changes"):
            self.fields[name].widget.attrs["rows"] = 3

    def clean_looked_on(self):
        looked_on = self.cleaned_data["looked_on"]
        if looked_on and looked_on < self.instance.plan.started_on:
            raise forms.ValidationError("The plan had not started then")
        return looked_on


class NeedReviewForm(forms.Form):
    """The need's new score, and each of its open actions."""

    score = forms.TypedChoiceField(
        label="How is it now, from 0 (as bad as it could be) to 10 (good enough)?",
        coerce=int,
        empty_value=None,
        required=False,
        choices=SCORES,
    )

    def __init__(self, *args, need, worker, **kwargs):
        super().__init__(*args, prefix=f"n{need.pk}", **kwargs)
        self.need, self.worker = need, worker
        self.answers = answers_for(need, worker, self.data if self.is_bound else None)

    def save(self, review: PlanReview, by: str) -> None:
        if self.cleaned_data["score"] is not None:
            NeedScore.on_file_of(
                review.child,
                self.worker,
                need=self.need,
                scored_on=review.reviewed_on,
                score=self.cleaned_data["score"],
                scored_by=by,
            ).save()
        for answer in self.answers:
            answer.on = review.reviewed_on
            answer.save()


ANSWER = re.compile(r"^a([0-9]{1,18})-answer$")
MEANWHILE = (
    "Someone else has closed an action since you opened this page, and what you said of it is not"
    " kept. Look at how it stands now, then save again"
)


def answered_meanwhile(data, answers) -> bool:
    """An action was answered here that is no longer open: somebody else closed it first."""
    answered = {int(match[1]) for name in data if (match := ANSWER.match(name))}
    return not answered <= {answer.instance.pk for answer in answers}


def answers_for(need, worker, data=None, *, going=None) -> list[ActionAnswerForm]:
    """A form for each of the need's open actions, in the order they fall due."""
    links = [link for link in need.actions.all() if link.left_on is None and link.action.is_open]
    return [answer_for(link, need, worker, data, going) for link in links]


def answer_for(link: PlanAction, need, worker, data, going) -> ActionAnswerForm:
    link.action.child = need.child
    return ActionAnswerForm(
        data,
        prefix=f"a{link.action_id}",
        instance=link.action,
        worker=worker,
        going=going,
        initial={"answer": ActionAnswerForm.GOING} if going else None,
    )
