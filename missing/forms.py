from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.children.forms import RecordForm
from casework.interface import words
from casework.interface.forms import Checkboxes, DateTimeField, Radios, Textarea, YesNoField
from casework.recording.pronouns import pronouns_of
from casework.writing.prompts.forms import HelpsWriting
from casework.writing.prompts.prompts import Beside
from missing.booking.forms import ByWhom
from missing.models import MissingEpisode, ReturnInterview
from missing.operations import ASKED_OF_HARM, hold_interview

TOLD = (
    "own_words",
    "why_left",
    "where_and_who",
    "what_happened",
    "harm",
    *ASKED_OF_HARM,
    "what_would_help",
    "next_steps",
)
SHOULD_HOLD = ("circumstances_explored", "safeguarding_explored", "actions_for_plan")
"""The child's own words have a field, which is asked for; names are written down as findings."""


class OfferForm(RecordForm):
    """The offer of an interview, and the child's answer when there is one."""

    offered_at = DateTimeField(label="When was it offered?", named="time of the offer", past=True)
    answered_at = DateTimeField(
        label="When did they answer?",
        named="time of the answer",
        past=True,
        required=False,
        help_text="Leave empty if they answered straight away",
    )

    class Meta(RecordForm.Meta):
        model = ReturnInterview
        fields = [
            "offered_at",
            "answer",
            "answered_at",
            "not_held_because",
            "parent_view",
            "parent_asked_at",
        ]
        labels = {"answer": "What was the answer?", "not_held_because": "Why not"}
        widgets = {
            "answer": Radios,
            "not_held_because": Textarea(rows=3),
            "parent_view": Textarea(rows=3),
        }
        help_texts = {
            "not_held_because": "In the child’s words where you can",
            "parent_view": "If the child said no, ask a parent or carer what they know",
        }

    parent_asked_at = DateTimeField(
        label="When did you ask them?",
        named="time you asked them",
        past=True,
        required=False,
        help_text="Leave empty if it was just now",
    )

    def __init__(self, *args, episode, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.episode, self.worker = episode, worker
        self.fields["answer"].choices = [("", "No answer yet"), *ReturnInterview.Answer.choices]

    def clean_offered_at(self):
        offered_at, back = self.cleaned_data["offered_at"], self.episode.returned_at
        if words.as_day(offered_at) < words.as_day(back) or (
            self.episode.returned_time_known and offered_at < back
        ):
            raise ValidationError(
                f"The offer is before the child came back, at {words.moment(back)}"
                if self.episode.returned_time_known
                else f"The offer is before the child came back, on {words.full_day(back)}"
            )
        return offered_at

    def clean(self):
        cleaned = super().clean()
        offered_at, answered_at = cleaned.get("offered_at"), cleaned.get("answered_at")
        if offered_at and answered_at and answered_at < offered_at:
            self.add_error("answered_at", "The answer is before the offer: check both times")
        said_no = cleaned.get("answer") in ("declined", "not_possible")
        if said_no and not cleaned.get("not_held_because"):
            self.add_error("not_held_because", "Say why the interview did not happen")
        cleaned["answered_at"] = (answered_at or offered_at) if cleaned.get("answer") else None
        if cleaned.get("parent_view") and "parent_asked_at" not in self.errors:
            cleaned["parent_asked_at"] = cleaned.get("parent_asked_at") or timezone.now()
        return cleaned

    def save(self, commit=True):
        self.instance.offered_by = self.instance.offered_by or self.worker
        interview = super().save()
        if self.episode.interview_id is None:
            self.episode.interview = interview
            self.episode.save()
        return interview


class InterviewForm(HelpsWriting, ByWhom):
    """What the child said: their own words first. One conversation may be about several times."""

    writing = {"next_steps": Beside("rhi", only=SHOULD_HOLD, reads=TOLD)}

    held_at = DateTimeField(label="When did you talk?", named="time you talked", past=True)
    about = forms.ModelMultipleChoiceField(
        queryset=MissingEpisode.objects.none(),
        label="Which times away did you talk about?",
        widget=Checkboxes,
    )
    offered_at = DateTimeField(
        label="When was the interview offered?",
        named="time of the offer",
        past=True,
        required=False,
        help_text="Only where no offer is written down yet. Give the same time if you talked then",
    )
    independent = YesNoField(label="Is the interviewer independent of those who care for them?")
    immediate_risk = YesNoField(label="Must someone act today?")

    class Meta(ByWhom.Meta):
        fields = [
            "own_words",
            "held_at",
            "place",
            *ByWhom.Meta.fields,
            "independent",
            "offered_at",
            "why_left",
            "where_and_who",
            "what_happened",
            "harm",
            *ASKED_OF_HARM,
            "what_would_help",
            "immediate_risk",
            "next_steps",
        ]
        widgets = {
            name: Textarea(rows=4)
            for name in ("where_and_who", "why_left", "what_happened", "harm", "what_would_help")
        } | {name: Textarea(rows=2) for name in ASKED_OF_HARM}

    field_order = ["about", "own_words", "held_at", "place", *ByWhom.Meta.fields, "independent"]

    def __init__(self, *args, episodes, worker, **kwargs):
        super().__init__(*args, **kwargs)
        child = self.instance.child
        self.fields["about"].queryset = episodes
        self.fields["about"].label_from_instance = MissingEpisode.when_away
        self.fields["about"].error_messages["required"] = "Choose at least one time away"
        self.fields[
            "own_words"
        ].label = f"What {child.first_name} said, in {pronouns_of(child.person).their} own words"
        self.fields["own_words"].required = True
        self.fields["own_words"].error_messages["required"] = (
            "Write down what the child said, in their own words"
        )
        self.say_who_may(worker)
        self.initial = {"about": self.initial.get("about") or episodes[:1]}
        self.initial |= as_booked(self, worker)
        self.fields["place"].required = True

    def unchecked_fields(self):
        """The offer belongs to each time away, and is checked against it below."""
        by_whom = (
            {"interviewer", "provider"} if {"interviewer", "provider"} & set(self.errors) else set()
        )
        return super().unchecked_fields() | {"offered_at"} | by_whom

    def clean(self):
        cleaned = super().clean()
        self.check_by_whom(cleaned)
        episodes, held_at = list(cleaned.get("about") or []), cleaned.get("held_at")
        if held_at:
            for problem in self.held_too_soon(episodes, held_at):
                self.add_error("held_at", problem)
        if "offered_at" not in self.errors:
            self.check_offer(episodes, cleaned.get("offered_at"), held_at)
        if cleaned.get("immediate_risk") and not cleaned.get("next_steps"):
            self.add_error("next_steps", "Someone must act today: say who will do what")
        return cleaned

    def held_too_soon(self, episodes, held_at):
        for episode in episodes:
            if held_at < episode.returned_at:
                yield f"The talk is before the child came back: {episode.when_away()}"
            elif episode.interview and held_at < (episode.interview.offered_at or held_at):
                yield "The interview cannot be before it was offered"

    def check_offer(self, episodes, offered_at, held_at):
        unoffered = [episode for episode in episodes if not episode.interview_id]
        if unoffered and not offered_at:
            self.add_error("offered_at", "Say when the interview was offered")
        elif offered_at and held_at and held_at < offered_at:
            self.add_error("offered_at", "The interview cannot be before it was offered")
        elif offered_at and any(offered_at < episode.returned_at for episode in unoffered):
            self.add_error("offered_at", "The offer is before the child came back")

    def save(self, commit=True):
        conversation = hold_interview(
            super().save(commit=False),
            list(self.cleaned_data["about"]),
            offered_at=self.cleaned_data["offered_at"],
        )
        self.keep_with(conversation)
        return conversation


def as_booked(form: InterviewForm, worker) -> dict:
    """Who and where, as it was booked; otherwise whoever writes it down, where they may hold it."""
    about = [getattr(episode, "pk", episode) for episode in form.initial.get("about") or ()]
    booked = ReturnInterview.objects.booked().filter(episodes__in=about).first() if about else None
    if booked:
        names = ("interviewer", "provider", "provider_person", "place")
        return {name: getattr(booked, name) for name in names}
    return {"interviewer": worker.pk}
