"""That a child is missing, told at once; and holding an interview: one conversation written down,
and each time away it was about."""

from django.db import transaction
from django.utils import timezone

from casework.interface.words import full_day, moment
from casework.notices.models import Notice
from casework.notices.recipients import around, tell
from missing.models import MissingEpisode, ReturnInterview

ASKED_OF_HARM = ("exploitation", "online", "substances", "health")
HELD = (
    "held_at",
    "place",
    "interviewer",
    "provider",
    "provider_person",
    "independent",
    "own_words",
    "why_left",
    "where_and_who",
    "what_happened",
    "harm",
    *ASKED_OF_HARM,
    "what_would_help",
    "immediate_risk",
    "next_steps",
)


def tell_missing(episode: MissingEpisode, by=None) -> int:
    """Those around the child and the coordinators, at once: the first hours count most."""
    people = around(episode.child, roles=["missing_coordinator"])
    about = f"Missing since {moment(episode.went_at)}"
    return len(tell(people, child=episode.child, kind=Notice.Kind.MISSING, about=about, by=by))


def tell_found(episode: MissingEpisode, by=None) -> int:
    """Whoever was told that they are missing need look for them no longer."""
    if episode.returned_at is None:
        return 0
    people = around(episode.child, roles=["missing_coordinator"])
    known = moment if episode.returned_time_known else full_day
    about = f"Back or found {known(episode.returned_at)}"
    return len(tell(people, child=episode.child, kind=Notice.Kind.FOUND, about=about, by=by))


def tell_risk(episode: MissingEpisode, by=None) -> int:
    """That the risk is now thought high."""
    people = around(episode.child, roles=["missing_coordinator"])
    about = "The risk is now high"
    return len(tell(people, child=episode.child, kind=Notice.Kind.MISSING, about=about, by=by))


def tell_act_today(interview: ReturnInterview, by=None) -> int:
    """What a child told on which someone must act: those around the child and the coordinators
    are told at once (missing guidance 2014: immediate risk is acted on)."""
    people = around(interview.child, roles=["missing_coordinator"])
    about = "Someone must act today on what a child told"
    return len(tell(people, child=interview.child, kind=Notice.Kind.NOT_SAFE, about=about, by=by))


@transaction.atomic
def hold_interview(talk: ReturnInterview, episodes: list[MissingEpisode], *, offered_at):
    """Write ``talk`` on the offer of the earliest of these times away; the others point to it.

    Each time away keeps the offer made after it: one made earlier would make a later one look kept.
    """
    first, *others = sorted(episodes, key=lambda episode: episode.went_at)
    conversation = _offer(first, talk, offered_at)
    for name in HELD:
        setattr(conversation, name, getattr(talk, name))
    conversation.shared_at = conversation.shared_at or timezone.now()
    _say_yes(conversation)
    _link(first, conversation)
    for episode in others:
        offer = _offer(episode, talk, offered_at)
        offer.covered_by = conversation
        _say_yes(offer)
        _link(episode, offer)
    if conversation.waits_for_an_act:
        tell_act_today(conversation, by=talk.recorded_by)
    return conversation


def _offer(episode, talk, offered_at) -> ReturnInterview:
    """The offer already written down for this time away, or the one given with the interview."""
    return episode.interview or ReturnInterview.on_file_of(
        episode.child, talk.recorded_by, offered_at=offered_at, offered_by=talk.recorded_by
    )


def _say_yes(offer) -> None:
    """A child who talked said yes, whatever they said at first."""
    offer.answer = ReturnInterview.Answer.ACCEPTED
    offer.save()


def _link(episode, offer) -> None:
    if episode.interview_id != offer.pk:
        episode.interview = offer
        episode.save()
