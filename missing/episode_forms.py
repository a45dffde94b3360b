"""That a child is missing, what becomes known while they are, and that they are back."""

from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from casework.children.forms import RecordForm
from casework.interface import words
from casework.interface.forms import DateTimeField, Radios, Textarea
from casework.interface.times import instant_in_london
from casework.recording.pronouns import pronouns_of
from casework.timescales.preview_views import StartsClocks
from missing.models import MissingEpisode

NOT_BORN = "{name} was born on {day}: check the date"


class MissingForm(StartsClocks, RecordForm):
    """That a child is missing, or was: what is known when it is written."""

    went_at = DateTimeField(label="Missing since", named="time the child was last seen", past=True)
    reported_at = DateTimeField(
        label="Reported to police",
        named="time it was reported",
        past=True,
        required=False,
        help_text="Leave empty if it has not been reported yet",
    )

    told_us_at = DateTimeField(
        label="Police told us", named="time police told us", past=True, required=False
    )
    starts = {"went_at": ("missing.strategy",)}

    class Meta(RecordForm.Meta):
        model = MissingEpisode
        fields = [
            "kind",
            "missing_from",
            "went_at",
            "circumstances",
            "risk",
            "risk_reasons",
            "reported_at",
            "reported_by",
            "police_reference",
            "told_us_at",
        ]
        labels = {
            "kind": "Do we know where they are?",
            "missing_from": "Missing from",
            "risk": "How great is the risk?",
        }
        help_texts = {
            "circumstances": "When and where last seen, with whom, phone, money, what was said",
            "reported_by": "Their name and who they are",
        }
        widgets = {
            "kind": Radios,
            "missing_from": Radios,
            "risk": Radios(inline=True),
            "risk_reasons": Textarea(rows=3),
        }

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
        if other := self.time_away_then(went_at):
            if other.returned_at is None:
                since = words.moment(other.went_at)
                yield f"{child.first_name} is already recorded as missing since {since}"
            else:
                yield (
                    f"{child.first_name} was missing from {words.moment(other.went_at)} to"
                    f" {words.moment(other.returned_at)}: check the times"
                )
        born_on = child.person.born_on
        if born_on and words.as_day(went_at) < born_on:
            yield NOT_BORN.format(name=child.first_name, day=words.full_day(born_on))

    def time_away_then(self, went_at) -> MissingEpisode | None:
        """Another time away of this child that overlaps this one, the newest."""
        others = self.instance.child.missingepisodes.exclude(pk=self.instance.pk)
        others = others.filter(ended_on=None)
        overlaps = Q(returned_at=None) | Q(returned_at__gt=went_at)
        if returned_at := self.cleaned_data.get("returned_at"):
            overlaps &= Q(went_at__lt=returned_at)
        return others.filter(overlaps).newest_first().first()

    def unchecked_fields(self):
        """Where the times are at fault it is said there, once."""
        others = {"child", "returned_at"} if "went_at" in self.errors else set()
        return super().unchecked_fields() | others


class ReportForm(MissingForm):
    """That a child is missing, or was for a time that is over before anybody wrote it down."""

    returned_at = DateTimeField(
        label="Back already? When?",
        named="time the child came back",
        past=True,
        required=False,
        help_text="Leave empty while the child is missing",
    )
    returned_where = forms.CharField(label="Back already? Where?", max_length=120, required=False)

    class Meta(MissingForm.Meta):
        fields = [*MissingForm.Meta.fields, "returned_at", "returned_where"]

    def clean(self):
        cleaned = super().clean()
        went_at, returned_at = cleaned.get("went_at"), cleaned.get("returned_at")
        if went_at and returned_at and returned_at < went_at:
            self.add_error("returned_at", "This is before the child went missing: check both times")
        if returned_at and not cleaned.get("returned_where"):
            self.add_error("returned_where", "Say where the child arrived or was found")
        elif cleaned.get("returned_where") and not (returned_at or "returned_at" in self.errors):
            self.add_error("returned_at", "Say when the child came back")
        return cleaned

    def time_away_then(self, went_at):
        """One that began later says that this one is over, not that its beginning is wrong."""
        other = super().time_away_then(went_at)
        if other and other.went_at > went_at and not self.cleaned_data.get("returned_at"):
            if "returned_at" not in self.errors:
                name, again = self.instance.child.first_name, words.moment(other.went_at)
                self.add_error(
                    "returned_at", f"{name} was missing again from {again}: say when they came back"
                )
            return None
        return other


class ReturnForm(StartsClocks, RecordForm):
    """When and where the child came back. Where only the day is known, hours are not counted."""

    returned_on = DateTimeField(
        label="When?",
        named="time the child came back",
        past=True,
        time_may_be_unknown=True,
        help_text="Leave the time empty if nobody knows it: the 72 hours are then not counted",
    )
    returned_where = forms.CharField(
        label="Where?",
        max_length=120,
        help_text="Where they arrived or were found, such as home, or at a friend’s in Quay Street",
    )

    class Meta(RecordForm.Meta):
        model = MissingEpisode
        fields = ["returned_where"]

    field_order = ["returned_on", "returned_where"]
    starts = {"returned_on": ("rhi.complete",)}

    def clean_returned_on(self):
        answer, episode = self.cleaned_data["returned_on"], self.instance
        episode.returned_time_known = isinstance(answer, datetime)
        if episode.returned_time_known:
            episode.returned_at = answer
        else:
            episode.returned_at = instant_in_london(answer, time())
        for problem in self.out_of_order(words.as_day(answer)):
            raise ValidationError(problem)
        if not episode.returned_time_known:
            # The start of that day, or when the child went if that was the same day.
            episode.returned_at = max(episode.returned_at, episode.went_at)
        return answer

    def out_of_order(self, on):
        episode, they = self.instance, pronouns_of(self.instance.child.person).they
        if self.is_before(on, episode.went_at):
            yield f"{_capital(they)} came back before going missing: check both times"
        elif episode.reported_at and self.is_before(on, episode.reported_at):
            yield (f"{_capital(they)} came back before it was reported to police: check both times")

    def is_before(self, on, instant) -> bool:
        """Whether the return is before an instant; where only its day is known, by the day."""
        episode = self.instance
        if episode.returned_time_known:
            return episode.returned_at < instant
        return on < words.as_day(instant)

    def unchecked_fields(self):
        """The order of the times is said in words at the time itself."""
        return super().unchecked_fields() | {"returned_at"}


def _capital(text: str) -> str:
    return words.capital(text)
