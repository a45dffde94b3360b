"""Decisions that write two records at once: the answer, and what it opens."""

from django.db import transaction
from django.utils import timezone

from casework.referrals.models import ChildContact, EpisodeOfNeed, Referral
from casework.referrals.opening import start_what_follows

OPENS_AN_EPISODE = (Referral.Decision.ASSESS, Referral.Decision.STRATEGY)


@transaction.atomic
def screen(part: ChildContact, worker) -> Referral | None:
    """Keep what was decided about a contact; a referral begins with what is already known."""
    part.screened_by = worker
    part.save()
    if part.outcome != ChildContact.Outcome.REFERRAL:
        return None
    contact = part.contact
    referral = Referral.on_file_of(
        part.child, worker, contact=part, source=contact.source,
        received_on=timezone.localdate(contact.received_at),
        reasons="\n\n".join(filter(None, [contact.what_was_said, part.worry])),
    )  # fmt: skip
    referral.save()
    return referral


@transaction.atomic
def decide(referrals: list[Referral], worker) -> list[EpisodeOfNeed]:
    """Keep one decision about brothers and sisters; each accepted child's own episode opens."""
    for referral in referrals:
        referral.decided_by = worker
        referral.save()
    episodes = [_open(referral, worker) for referral in referrals if _accepted(referral)]
    start_what_follows(episodes, worker)
    return episodes


def _accepted(referral: Referral) -> bool:
    return referral.decision in OPENS_AN_EPISODE


def _open(referral: Referral, worker) -> EpisodeOfNeed:
    episode = EpisodeOfNeed.on_file_of(
        referral.child, worker, referral=referral, started_on=referral.received_on,
        primary_need=referral.primary_need,
    )  # fmt: skip
    episode.save()
    return episode
