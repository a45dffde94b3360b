from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.access.models import Worker
from casework.children.forms import RecordForm
from casework.interface import words
from casework.interface.forms import (
    Checkboxes,
    DateField,
    DateTimeField,
    Radios,
    Textarea,
    YesNoField,
)
from casework.interface.times import CannotRead, read_time
from casework.recording.pronouns import pronouns_of
from casework.timescales.starting import StartsClocks
from casework.writing.beside import Beside
from casework.writing.forms import HelpsWriting
from missing.deeds import ASKED_OF_HARM, hold_interview
from missing.models import MissingEpisode, ReturnInterview

TOLD = (
    "own_words", "why_left", "where_and_who", "what_happened", "harm", *ASKED_OF_HARM,
    "what_would_help", "next_steps",
)  # fmt: skip
SHOULD_HOLD = ("circumstances_explored", "safeguarding_explored", "actions_for_plan")
"""The child's own words have a field, which is asked for; names are written down as findings."""
NOT_BORN = "{name} was born on {day}: check the date"


class MissingForm(StartsClocks, RecordForm):
    """That a child is missing, or was: what is known when it is written."""

    went_at = DateTimeField(label="Missing since", named="time the child was last seen", past=True)
    reported_at = DateTimeField(
        label="Reported to police", named="time it was reported", past=True, required=False,
        help_text="Leave empty if it has not been reported yet",
    )  # fmt: skip

    told_us_at = DateTimeField(
        label="Police told us", named="time police told us", past=True, required=False
    )
    starts = {"went_at": ("missing.strategy",)}

    class Meta(RecordForm.Meta):
        model = MissingEpisode
        fields = [
            "kind", "missing_from", "went_at", "circumstances", "risk", "risk_reasons",
            "reported_at", "reported_by", "police_reference", "told_us_at",
        ]  # fmt: skip
        labels = {
            "kind": "Do we know where they are?", "missing_from": "Missing from",
            "risk": "How great is the risk?",
        }  # fmt: skip
        help_texts = {
            "circumstances": "When and where last seen, with whom, phone, money, what was said",
            "reported_by": "Their name and who they are",
        }
        widgets = {
            "kind": Radios, "missing_from": Radios, "risk": Radios(inline=True),
            "risk_reasons": Textarea(rows=3),
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            # How great the risk is, and where from, are judged each time: nothing is assumed.
            self.initial = {"risk": None, "missing_from": None}

    def clean(self):
        cleaned = super().clean()
        went_at = cleaned.get("went_at")
        if went_at:
            for problem in self.why_not_then(went_at):
                self.add_error("went_at", problem)
        return cleaned

    def why_not_then(self, went_at):
        child = self.instance.child
        others = child.missingepisodes.exclude(pk=self.instance.pk).newest_first()
        if now_missing := others.open().first():
            since = words.moment(now_missing.went_at)
            yield f"{child.first_name} is already recorded as missing since {since}"
        elif (
            earlier := child.missingepisodes.filter(returned_at__gt=went_at).newest_first().first()
        ):
            yield (
                f"{child.first_name} was missing from {words.moment(earlier.went_at)} to"
                f" {words.moment(earlier.returned_at)}: check the times"
            )
        born_on = child.person.born_on
        if born_on and words.as_day(went_at) < born_on:
            yield NOT_BORN.format(name=child.first_name, day=words.full_day(born_on))

    def _get_validation_exclusions(self):
        """Where the times are at fault it is said there, once."""
        others = {"child", "returned_at"} if "went_at" in self._errors else set()
        return super()._get_validation_exclusions() | others


class ReturnForm(StartsClocks, RecordForm):
    """When and where the child came back. Where only the day is known, hours are not counted."""

    returned_on = DateField(label="What day?", named="day", past=True)
    returned_on_time = forms.CharField(
        label="What time?", required=False, max_length=12,
        help_text="Such as 9.15pm. Leave empty if nobody knows: the 72 hours are then not counted",
    )  # fmt: skip
    returned_where = forms.CharField(
        label="Where?", max_length=120,
        help_text="Where they arrived or were found, such as home, or at a friend’s in Quay Street",
    )  # fmt: skip

    class Meta(RecordForm.Meta):
        model = MissingEpisode
        fields = ["returned_where"]

    field_order = ["returned_on", "returned_on_time", "returned_where"]
    starts = {"returned_on": ("rhi.complete",)}

    def clean_returned_on_time(self):
        typed = self.cleaned_data["returned_on_time"]
        if not typed.strip():
            return None
        try:
            return read_time(typed)
        except CannotRead as wrong:
            raise ValidationError(f"Give {wrong}") from None

    def clean(self):
        cleaned = super().clean()
        if "returned_on" in cleaned and "returned_on_time" in cleaned:
            self.keep(cleaned["returned_on"], cleaned["returned_on_time"])
        return cleaned

    def keep(self, on, at):
        episode = self.instance
        episode.returned_time_known = at is not None
        episode.returned_at = datetime.combine(on, at or time(), tzinfo=words.LONDON)
        for field, problem in self.out_of_order(on, at):
            self.add_error(field, problem)
        if not episode.returned_time_known:
            # The start of that day, or when the child went if that was the same day.
            episode.returned_at = max(episode.returned_at, episode.went_at)

    def out_of_order(self, on, at):
        episode, they = self.instance, pronouns_of(self.instance.child.person).they
        field = "returned_on_time" if at else "returned_on"
        if at and episode.returned_at > timezone.now():
            yield field, "The time must be earlier than now"
        if _before(on, at, episode.went_at):
            yield field, f"{_capital(they)} came back before going missing: check both times"
        elif episode.reported_at and _before(on, at, episode.reported_at):
            yield (
                field,
                f"{_capital(they)} came back before it was reported to police: check both times",
            )

    def _get_validation_exclusions(self):
        """The order of the times is said in words at the time itself."""
        return super()._get_validation_exclusions() | {"returned_at"}


def _before(on, at, instant) -> bool:
    """Whether a day, or a day and time, is before an instant."""
    if at is None:
        return on < words.as_day(instant)
    return datetime.combine(on, at, tzinfo=words.LONDON) < instant


def _capital(text: str) -> str:
    return words.capital(text)


class OfferForm(RecordForm):
    """The offer of an interview, and the child's answer when there is one."""

    offered_at = DateTimeField(label="When was it offered?", named="time of the offer", past=True)
    answered_at = DateTimeField(
        label="When did they answer?", named="time of the answer", past=True, required=False,
        help_text="Leave empty if they answered straight away",
    )  # fmt: skip

    class Meta(RecordForm.Meta):
        model = ReturnInterview
        fields = [
            "offered_at", "answer", "answered_at", "not_held_because", "parent_view",
            "parent_asked_at",
        ]  # fmt: skip
        labels = {"answer": "What was the answer?", "not_held_because": "Why not"}
        widgets = {
            "answer": Radios, "not_held_because": Textarea(rows=3),
            "parent_view": Textarea(rows=3),
        }  # fmt: skip
        help_texts = {
            "not_held_because": "In the child’s words where you can",
            "parent_view": "If the child said no, ask a parent or carer what they know",
        }

    parent_asked_at = DateTimeField(
        label="When did you ask them?", named="time you asked them", past=True, required=False,
        help_text="Leave empty if it was just now",
    )  # fmt: skip

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
        if cleaned.get("parent_view") and "parent_asked_at" not in self._errors:
            cleaned["parent_asked_at"] = cleaned.get("parent_asked_at") or timezone.now()
        return cleaned

    def save(self, commit=True):
        self.instance.offered_by = self.instance.offered_by or self.worker
        interview = super().save()
        if self.episode.interview_id is None:
            self.episode.interview = interview
            self.episode.save()
        return interview


class InterviewForm(HelpsWriting, RecordForm):
    """What the child said: their own words first. One conversation may be about several times."""

    writing = {"next_steps": Beside("rhi", only=SHOULD_HOLD, reads=TOLD)}

    held_at = DateTimeField(label="When did you talk?", named="time you talked", past=True)
    about = forms.ModelMultipleChoiceField(
        queryset=MissingEpisode.objects.none(), label="Which times away did you talk about?",
        widget=Checkboxes,
    )  # fmt: skip
    offered_at = DateTimeField(
        label="When was the interview offered?", named="time of the offer", past=True,
        required=False,
        help_text="Only where no offer is written down yet. Give the same time if you talked then",
    )  # fmt: skip
    independent = YesNoField(label="Is the interviewer independent of those who care for them?")
    immediate_risk = YesNoField(label="Must someone act today?")

    class Meta(RecordForm.Meta):
        model = ReturnInterview
        fields = [
            "own_words", "held_at", "place", "interviewer", "independent", "offered_at",
            "why_left", "where_and_who", "what_happened", "harm", *ASKED_OF_HARM,
            "what_would_help",
            "immediate_risk", "next_steps",
        ]  # fmt: skip
        widgets = {
            name: Textarea(rows=4)
            for name in ("where_and_who", "why_left", "what_happened", "harm", "what_would_help")
        } | {name: Textarea(rows=2) for name in ASKED_OF_HARM}

    field_order = ["about", "own_words", "held_at", "place", "interviewer", "independent"]

    def __init__(self, *args, episodes, worker, **kwargs):
        super().__init__(*args, **kwargs)
        child = self.instance.child
        self.fields["about"].queryset = episodes
        self.fields["about"].label_from_instance = MissingEpisode.said
        self.fields["about"].error_messages["required"] = "Choose at least one time away"
        self.fields[
            "own_words"
        ].label = f"What {child.first_name} said, in {pronouns_of(child.person).their} own words"
        self.fields["own_words"].required = True
        self.fields["own_words"].error_messages["required"] = (
            "Write down what the child said, in their own words"
        )
        interviewers = Worker.objects.of(worker.authority_id).working()
        self.fields["interviewer"].queryset = interviewers
        self.fields["interviewer"].required = True
        self.initial = {
            "interviewer": worker.pk,
            "about": self.initial.get("about") or episodes[:1],
        }
        self.fields["place"].required = True

    def _get_validation_exclusions(self):
        """The offer belongs to each time away, and is checked against it below."""
        return super()._get_validation_exclusions() | {"offered_at"}

    def clean(self):
        cleaned = super().clean()
        episodes, held_at = list(cleaned.get("about") or []), cleaned.get("held_at")
        if held_at:
            for problem in self.held_too_soon(episodes, held_at):
                self.add_error("held_at", problem)
        if "offered_at" not in self._errors:
            self.check_offer(episodes, cleaned.get("offered_at"), held_at)
        if cleaned.get("immediate_risk") and not cleaned.get("next_steps"):
            self.add_error("next_steps", "Someone must act today: say who will do what")
        return cleaned

    def held_too_soon(self, episodes, held_at):
        for episode in episodes:
            if held_at < episode.returned_at:
                yield f"The talk is before the child came back: {episode.said()}"
            elif episode.interview and held_at < (episode.interview.offered_at or held_at):
                yield "The interview cannot be before it was offered"

    def check_offer(self, episodes, offered_at, held_at):
        unoffered = [one for one in episodes if not one.interview_id]
        if unoffered and not offered_at:
            self.add_error("offered_at", "Say when the interview was offered")
        elif offered_at and held_at and held_at < offered_at:
            self.add_error("offered_at", "The interview cannot be before it was offered")
        elif offered_at and any(offered_at < one.returned_at for one in unoffered):
            self.add_error("offered_at", "The offer is before the child came back")

    def save(self, commit=True):
        conversation = hold_interview(
            super().save(commit=False), list(self.cleaned_data["about"]),
            offered_at=self.cleaned_data["offered_at"],
        )  # fmt: skip
        self.keep_with(conversation)
        return conversation
