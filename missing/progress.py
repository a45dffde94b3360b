"""Where each time away stands, and what comes next: a return, an offer, an answer, a talk."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from casework.interface import words
from missing.models import MissingEpisode, ReturnInterview

Answer = ReturnInterview.Answer


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
        return f"Offered {_day(offer.offered_at)}. No answer yet."
    if offer.answer == Answer.ACCEPTED:
        return "Said yes."
    outcome = "Said no" if offer.answer == Answer.DECLINED else "It was not possible"
    carer = (
        "A carer has told us what they know." if offer.parent_view else "Ask what a carer knows."
    )
    return f"{outcome}: {offer.not_held_because.rstrip('.')}. {carer}"


def _day(instant) -> str:
    return words.short_day(instant, timezone.now())
