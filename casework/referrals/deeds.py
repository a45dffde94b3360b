"""Decisions that write two records at once: the answer, and what it opens."""

from django.db import transaction
from django.utils import timezone

from casework.children.models import Child
from casework.referrals.models import ChildContact, EpisodeOfNeed, Referral
from casework.referrals.opening import start_what_follows

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
    fresh = type(records[0]).objects.filter(pk__in=[one.pk for one in records])
    for now in fresh.exclude(**{field: ""}).select_related("child__person", by):
        said = getattr(now, f"get_{field}_display")()
        who = getattr(now, by) or "Someone else"
        raise DecidedAlready(
            f"{who} has just decided this for {now.child.first_name}: “{said}”."
            " Nothing was changed. Everything you wrote is still here."
        )


@transaction.atomic
def screen(part: ChildContact, worker) -> Referral | None:
    """Keep what was decided about a contact; a referral begins with what is already known."""
    one_at_a_time([part.child])
    still_open([part], "outcome", "screened_by")
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
    one_at_a_time([referral.child for referral in referrals])
    still_open(referrals, "decision", "decided_by")
    if any(_accepted(referral) for referral in referrals):
        still_without_episode(referrals)
    for referral in referrals:
        referral.decided_by = worker
        referral.save()
    episodes = [_open(referral, worker) for referral in referrals if _accepted(referral)]
    start_what_follows(episodes, worker)
    return episodes


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
        referral.child, worker, referral=referral, started_on=referral.received_on,
        primary_need=referral.primary_need,
    )  # fmt: skip
    episode.save()
    return episode
