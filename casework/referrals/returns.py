"""The CIN census's episodes: each ``CINdetails`` is a referral and, mostly, an episode of need."""

from datetime import date

from casework.children.codes import PrimaryNeed
from casework.referrals.codes import ClosureReason, Source
from casework.referrals.models import EpisodeOfNeed, Referral
from casework.returns.items import Code, Day, Truth, before
from casework.returns.registry import Module, registry
from casework.returns.rows import Row

DECISIONS = {True: Referral.Decision.NO_ACTION, False: Referral.Decision.ASSESS, None: ""}


def decision(row: Row) -> dict:
    """A census says what was decided, never when."""
    return {"decision": DECISIONS[row.values.get("ReferralNFA")]}


def is_accepted(row: Row) -> bool:
    """Where the file does not say, work that followed says the referral was accepted."""
    no_action = row.above["referrals"].values.get("ReferralNFA")
    return not no_action if no_action is not None else bool(row.below)


def is_episode(row: Row) -> bool:
    """One with no further action has an episode only where the file gives it an end, or work."""
    closed = row.refused or row.values.get("CINclosureDate")
    return bool(is_accepted(row) or closed or row.below)


def episode(row: Row) -> dict:
    referral = row.above["referrals"]
    started, closed = referral.facts["received_on"], row.values.get("CINclosureDate")
    if closed and closed < started:
        return row.refuse("CINclosureDate", before("CINreferralDate", started))
    if not closed and not is_accepted(row):
        closed = max([started, *days_of_work(row)])
    facts = {"referral": referral, "started_on": started, "closed_on": closed}
    if not closed and row.values.get("ReasonForClosure"):
        row.note("ReasonForClosure", "There is no CINclosureDate, so this was left out")
        facts["closure_reason"] = ""
    if "primary_need" in referral.facts:
        facts["primary_need"] = referral.facts["primary_need"]
    return facts


def days_of_work(row: Row):
    """The days on which something was done in an episode."""
    for part in (part for part in row.below if not part.refused):
        done = (part.module.items[tag].refuses and value for tag, value in part.values.items())
        yield from (day for day in done if isinstance(day, date))


registry.add(
    Module(
        name="referrals",
        label="Referrals",
        order=20,
        paths=("CINdetails",),
        model=Referral,
        key=("received_on",),
        given={"imported": True},
        adds=decision,
        decided=("decision",),
        items={
            "CINreferralDate": Day("received_on", required=True),
            "ReferralSource": Code("source", choices=Source.values),
            "PrimaryNeedCode": Code("primary_need", choices=PrimaryNeed.values),
            "ReferralNFA": Truth(required=True),
        },
    )
)

registry.add(
    Module(
        name="episodes",
        label="Episodes of need",
        order=30,
        paths=("CINdetails",),
        model=EpisodeOfNeed,
        key=("referral",),
        given={"imported": True},
        exists=is_episode,
        adds=episode,
        decided=("closed_on", "closure_reason"),
        together=(("closed_on", "closure_reason"),),
        items={
            "CINclosureDate": Day("closed_on"),
            "ReasonForClosure": Code("closure_reason", choices=ClosureReason.values),
        },
    )
)
