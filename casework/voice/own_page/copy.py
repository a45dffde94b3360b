"""A child's own page as data: what they said, and what happened because of it.

Made from this child's own rows and nothing else. What a worker thinks it means, what was marked as
not for the page, and anything that names somebody who must not be named are left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from casework.children.models import Allocation, Child
from casework.conferences.models import TakingPart
from casework.interface import words
from casework.recording.child_voice import Quote, quotes_of
from casework.voice.models import Advocate, Voice, VoiceAnswer
from casework.voice.own_page.bands import Band, band_of
from casework.voice.own_page.names import LeftOut
from casework.voice.own_page.pictures import picture_of
from casework.voice.speech import is_watched, newest_telling
from casework.voice.taking_part.meetings import OPEN_TO_FAMILIES, parts_of

MOST = 20
MEETINGS = {True: 3, False: 6}
"""Fewer where the letters are large."""


@dataclass(frozen=True)
class Told:
    """One thing the child said or showed; ``head`` is what the answer is called at their age."""

    when: str
    said: str
    words: str
    language: str = ""
    in_english: str = ""
    picture: str = ""
    picture_words: str = ""
    head: str = ""
    answer: str = ""
    again: str = ""
    told: str = ""


@dataclass(frozen=True)
class Met:
    what: str
    how: str


@dataclass(frozen=True)
class OwnPage:
    band: Band
    text: dict[str, str]
    name: str
    told: list[Told]
    also: list[Told]
    meetings: list[Met]
    helpers: list[str]
    kept_off: int
    naming: int
    choices: list[tuple[Quote, bool]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not self.told and not self.also


def own_page(child: Child, worker, also: Iterable[str] = ()) -> OwnPage:
    return Page(child, worker, set(also)).made()


class Page:
    """``also`` are the words of visits and notes that were ticked: nobody wrote them for a page
    that others may read, so none stands on it until a worker says so."""

    def __init__(self, child: Child, worker, also: set[str]):
        self.child, self.worker, self.also = child, worker, also
        self.today, self.name = timezone.localdate(), child.first_name
        telling = newest_telling([child]).get(child.pk)
        watched = is_watched(child, telling, self.today)
        self.band = band_of(child, self.today, watched=watched)
        self.left_out = LeftOut(child, worker)
        self.text = self.band.spoken_to(self.name, self.call())

    def made(self) -> OwnPage:
        voices = list(Voice.objects.of_child(self.child).newest_first().with_work()[: MOST * 2])
        open_ones = [voice for voice in voices if not voice.kept_off]
        shown = [voice for voice in open_ones if not self.names_anyone(voice)][:MOST]
        quotes = quotes_of(self.child, MOST)
        return OwnPage(
            band=self.band,
            text=self.text,
            name=self.name,
            told=[self.told(voice) for voice in shown],
            also=[self.also_told(quote) for quote in quotes if self.may_stand(quote)],
            meetings=self.meetings(),
            helpers=self.helpers(),
            kept_off=len(voices) - len(open_ones),
            naming=sum(self.names_anyone(voice) for voice in open_ones),
            choices=[(quote, quote.key in self.also) for quote in quotes],
        )

    def names_anyone(self, voice: Voice) -> bool:
        return self.left_out.names_anyone(f"{voice.words} {voice.translation}")

    def may_stand(self, quote: Quote) -> bool:
        return quote.key in self.also and not self.left_out.names_anyone(quote.words)

    def when(self, day) -> str:
        """A young child is told the month; whoever is older, the day."""
        return f"In {day:%B %Y}" if self.band.large else words.full_day(day)

    def told(self, voice: Voice) -> Told:
        watched = voice.kind == Voice.Kind.SHOWED
        answer = list(voice.answers.all())[-1:]
        return Told(
            when=self.when(voice.held_on),
            said=self.text["showed" if watched else "said"],
            words=voice.said,
            language=voice.lang,
            in_english=voice.translation,
            picture=picture_of(voice),
            picture_words=f"{words.possessive(self.name)} picture",
            **(self.answered(answer[0]) if answer else {"answer": self.text["waiting"]}),
        )

    def answered(self, answer: VoiceAnswer) -> dict:
        again = ""
        if answer.again_on:
            again = f"We look again on {words.full_day(answer.again_on)}."
        return {
            "head": self.text[answer.outcome],
            "answer": self.left_out.say(answer.what),
            "again": again,
        }

    def also_told(self, quote: Quote) -> Told:
        day = words.as_day(quote.at)
        changed = self.left_out.say(quote.changed_because)
        return Told(
            when=self.when(day),
            said=self.text["said"],
            words=quote.words,
            head=self.text["changed"] if changed else "",
            answer=changed,
        )

    def meetings(self) -> list[Met]:
        parts = parts_of(
            self.child, self.worker, most=MEETINGS[self.band.large], kinds=OPEN_TO_FAMILIES
        )
        return [
            Met(f"{part.meeting}, {words.full_day(part.meeting.starts_at)}", self.how(part))
            for part in parts
            if not part.meeting.not_held_because
        ]

    def how(self, part) -> str:
        """To the child, or of a child who is spoken of."""
        of_them = self.band.of_them
        you, your = (self.name, "their") if of_them else ("You", "your")
        if part.came:
            return f"{you} came."
        if not part.meeting.held:
            return (
                f"{you} {'is' if of_them else 'are'} asked to come."
                if part.asked
                else "Still to come."
            )
        taking_part = part.part.taking_part if part.part else ""
        ways: dict[str, str] = {
            TakingPart.ADVOCATE: f"Someone spoke for {self.name if of_them else 'you'}.",
            TakingPart.SENT: f"{you} sent {your} words.",
            TakingPart.TOO_YOUNG: f"What {self.name} shows was told there.",
        }
        return ways.get(taking_part, f"{you} {'was' if of_them else 'were'} not there.")

    def helpers(self) -> list[str]:
        helping = Advocate.objects.of_child(self.child).helping().newest_first()
        return [self.left_out.say(who(advocate)) for advocate in helping]

    def call(self) -> str:
        lead = Allocation.objects.leading().of_child(self.child).select_related("worker").first()
        if lead is None:
            return f"Ask for children’s services at {self.child.authority.name}."
        return f"Ask for {lead.worker}."


def who(advocate: Advocate) -> str:
    kind = "advocate" if advocate.kind == Advocate.Kind.ADVOCATE else "independent visitor"
    return ", ".join(part for part in (advocate.name, kind, advocate.organisation) if part)
