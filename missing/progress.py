"""Where each time away stands, and what comes next: a return, an offer, an answer, a talk."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from casework.interface import words
from missing.models import TOLD, MissingEpisode, ReturnInterview

Answer = ReturnInterview.Answer
ADULT = 18
LATELY = timedelta(days=7)


@dataclass(frozen=True)
class Step:
    label: str
    url: str


def next_step(episode: MissingEpisode) -> Step | None:
    """The one deed that comes next; None where everything is done."""
    if (talk := episode.conversation) and talk.waits_for_an_act:
        url = reverse("interview-acted", args=[episode.child_id, talk.pk])
        return Step("Say what was done", url)
    if episode.ended_on or episode.no_interview_at:
        return None
    if episode.returned_at is None:
        return _step("Found or home", "missing-return", episode)
    if episode.conversation:
        return None
    offer = episode.interview
    if offer is None:
        return _step("Offer interview", "interview-offer", episode)
    if offer.answer == Answer.ACCEPTED:
        url = reverse("interview-add", args=[episode.child_id])
        return Step("Record interview", f"{url}?about={episode.pk}")
    if offer.answer == "":
        return _step("Record the answer", "interview-offer", episode)
    if not offer.parent_view:
        return _step("Ask their carer", "interview-offer", episode)
    return None


def missing_now() -> dict:
    """Of a child: since when they are missing, and how, as ``missing_now``."""
    away = MissingEpisode.objects.open().filter(child=OuterRef("pk"))
    return {"missing_now": Subquery(away.values(facts=JSONObject(kind="kind", at="went_at"))[:1])}


def why_not(child) -> str:
    """Why this child cannot be reported missing now; nothing where they can. Statutory guidance is
    of children: up to the 18th birthday."""
    if child.missing_now:
        return "Already recorded as missing."
    if child.person.unborn:
        return "Not born yet."
    if child.person.died_on:
        return "Has died."
    person = child.person
    known = person.born_on and not person.age_in_dispute
    return "18 or older." if known and words.age(person.born_on, timezone.now()) >= ADULT else ""


def _step(label: str, name: str, episode: MissingEpisode) -> Step:
    return Step(label, reverse(name, args=[episode.child_id, episode.pk]))


def interview_status(episode: MissingEpisode) -> str:
    """What has been done about an interview, in a sentence."""
    offer = episode.interview
    if episode.ended_on:
        return f"{episode.ended_because}: the record ended."
    if episode.returned_at is None:
        return f"{episode} now, {episode.away_words}."
    if episode.conversation and episode.conversation.waits_for_an_act:
        return f"We talked on {_day(episode.conversation.held_at)}. Someone must act today."
    if episode.conversation:
        return f"We talked on {_day(episode.conversation.held_at)}."
    if episode.no_interview_at:
        return "A manager decided that none is offered."
    if offer is None:
        return "Not offered yet."
    if offer.answer == "":
        return f"Offered {_day(offer.offered_at)}. No answer yet.{_booked(offer)}"
    if offer.answer == Answer.ACCEPTED:
        return f"Said yes.{_booked(offer) or ' Not booked yet.'}"
    outcome = "Said no" if offer.answer == Answer.DECLINED else "It was not possible"
    carer = (
        "A carer has told us what they know." if offer.parent_view else "Ask what a carer knows."
    )
    return f"{outcome}: {offer.not_held_because.rstrip('.')}. {carer}"


def _booked(offer) -> str:
    if offer.planned_at is None:
        return ""
    return f" Booked for {words.moment(offer.planned_at)}, with {offer.held_by}."


def to_book(episode: MissingEpisode) -> Step | None:
    """The booking of an interview that is offered, and not refused, and still to be held."""
    offer = episode.interview
    waits = episode.returned_at and not (episode.conversation or episode.no_interview_at)
    if not offer or not waits or offer.answer not in ("", Answer.ACCEPTED):
        return None
    return _step("Change the booking" if offer.planned_at else "Book it", "interview-book", episode)


def not_told_they_are_back(episode: MissingEpisode, log) -> list[str]:
    """Who was told that they were missing, and not yet that they are back; of late, since what was
    left unwritten long ago is told to nobody now."""
    if episode.returned_at is None or episode.returned_at < timezone.now() - LATELY:
        return []
    told = {entry.kind for entry in log if entry.kind in TOLD and entry.at < episode.returned_at}
    since = {entry.kind for entry in log if entry.at >= episode.returned_at}
    return [kind.label.lower() for kind in TOLD if kind in told - since]


def _day(instant) -> str:
    return words.short_day(instant, timezone.now())
