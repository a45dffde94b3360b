"""Decisions that write two records at once: the answer, and what it opens."""

from collections.abc import Callable
from datetime import date
from typing import cast

from django.db import transaction
from django.utils import timezone

from casework.access.models import Worker
from casework.children.extensions.endings import Cause, Ending
from casework.children.extensions.shared_records import hidden_beside, not_for_others
from casework.children.models import Child, ChildRecord
from casework.children.shared_words import for_reader
from casework.referrals.codes import Source
from casework.referrals.episode_hooks import start_what_follows
from casework.referrals.models import ChildContact, EpisodeOfNeed, FamilyHelp, Referral

Follows = Callable[[ChildContact, Worker], ChildRecord]
OPENS_AN_EPISODE = (Referral.Decision.ASSESS, Referral.Decision.STRATEGY)


class DecidedAlready(Exception):
    """Someone else decided while this was being written; the message says who and what."""


def one_at_a_time(children) -> None:
    """Until this is saved, nobody else decides about these children."""
    ids = sorted(child.pk for child in children)
    locked = Child.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
    list(locked.values_list("pk", flat=True))


def still_open(records, field: str, by: str) -> None:
    """Nothing decided since the page was opened is decided again."""
    fresh = type(records[0]).objects.filter(pk__in=[record.pk for record in records])
    for now in fresh.exclude(**{field: ""}).select_related("child__person", by):
        decision = getattr(now, f"get_{field}_display")()
        who = getattr(now, by) or "Someone else"
        raise DecidedAlready(
            f"{who} has just decided this for {now.child.first_name}: “{decision}”."
            " Nothing was changed. Everything you wrote is still here."
        )


@transaction.atomic
def screen(parts: list[ChildContact], worker) -> list[Referral]:
    """Keep what was decided about a contact, for each child it was decided for; what follows begins
    with what is already known."""
    one_at_a_time([part.child for part in parts])
    still_open(parts, "outcome", "screened_by")
    for part in parts:
        part.screened_by = worker
        part.save()
    follows: dict[str, Follows] = {
        ChildContact.Outcome.REFERRAL: _refer,
        ChildContact.Outcome.EARLY_HELP: _offer,
    }
    begun = [follows[part.outcome](part, worker) for part in parts if part.outcome in follows]
    return [record for record in begun if isinstance(record, Referral)]


def _refer(part: ChildContact, worker) -> Referral:
    contact = part.contact
    referral = Referral.on_file_of(
        part.child,
        worker,
        contact=part,
        source=contact.source,
        received_on=timezone.localdate(contact.received_at),
        reasons=contact_words(part, worker),
    )
    referral.save()
    return referral


def contact_words(part: ChildContact, worker) -> str:
    return "\n\n".join(filter(None, [said_of(part, worker), part.worry]))


def said_of(part: ChildContact, worker) -> str:
    """What was said, for the file of this child alone: whoever reads that file reads it, so without
    what names another child whose file is restricted."""
    words = part.contact.what_was_said
    return for_reader(words, hidden_beside(part, not_for_others(worker)))


def _offer(part: ChildContact, worker) -> FamilyHelp:
    help_ = FamilyHelp.on_file_of(
        part.child,
        worker,
        contact=part,
        offered_on=part.screened_on,
        help_with=part.worry or said_of(part, worker),
    )
    help_.save()
    return help_


@transaction.atomic
def end_family_help(help_: FamilyHelp, worker) -> Referral | None:
    """Keep how it ended. Stepped up, a referral is received that day: only now does any statutory
    clock begin."""
    if help_.ended_because == FamilyHelp.Ended.STEPPED_UP:
        one_at_a_time([help_.child])
        help_.referral = Referral.on_file_of(
            help_.child,
            worker,
            source=Source.S5D,
            received_on=help_.ended_on,
            reasons="\n\n".join([help_.what_changed, f"Family help was for: {help_.help_with}"]),
        )
        help_.referral.save()
        help_.referral_id = help_.referral.pk
    help_.save()
    return help_.referral


@transaction.atomic
def decide(referrals: list[Referral], worker) -> list[EpisodeOfNeed]:
    """Keep one decision about brothers and sisters; each accepted child's own episode opens."""
    one_at_a_time([referral.child for referral in referrals])
    still_open(referrals, "decision", "decided_by")
    if any(_accepted(referral) for referral in referrals):
        still_without_episode(referrals)
    for referral in referrals:
        referral.decided_by = worker
        referral.save()
    episodes = [_open(referral, worker) for referral in referrals if _accepted(referral)]
    for referral in referrals:
        if referral.decision == Referral.Decision.EARLY_HELP:
            _offer_instead(referral, worker)
    start_what_follows(episodes, worker)
    return episodes


def _offer_instead(referral: Referral, worker) -> None:
    FamilyHelp.on_file_of(
        referral.child,
        worker,
        declined_referral=referral,
        offered_on=referral.decided_on,
        help_with=referral.decision_reasons,
    ).save()


def still_without_episode(referrals: list[Referral]) -> None:
    children = [referral.child for referral in referrals]
    for episode in EpisodeOfNeed.objects.open().filter(child__in=children, imported=False):
        raise DecidedAlready(
            f"An episode of need has just opened for {episode.child.first_name}."
            " Nothing was changed. Everything you wrote is still here."
        )


def _accepted(referral: Referral) -> bool:
    return referral.decision in OPENS_AN_EPISODE


def _open(referral: Referral, worker) -> EpisodeOfNeed:
    episode = EpisodeOfNeed.on_file_of(
        referral.child,
        worker,
        referral=referral,
        started_on=referral.received_on,
        primary_need=referral.primary_need,
    )
    episode.save()
    return episode


@transaction.atomic
def close(episode: EpisodeOfNeed, ends, worker) -> EpisodeOfNeed:
    """Close it, and end what was chosen to end; the rest goes on, and the episode says what."""
    episode.save()
    day = cast(date, episode.closed_on)
    ending = Ending(child=episode.child, day=day, cause=Cause.CLOSED, by=worker)
    for kind, record in ends:
        kind.end(record, ending)
    return episode
