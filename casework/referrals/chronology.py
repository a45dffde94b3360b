from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf

from casework.chronology.registry import Events, registry
from casework.referrals.codes import ClosureReason, Source
from casework.referrals.models import ChildContact, EpisodeOfNeed, Referral

DECIDED = {
    Referral.Decision.ASSESS: "Referral accepted for assessment",
    Referral.Decision.STRATEGY: "Referral accepted for a strategy discussion",
    Referral.Decision.EARLY_HELP: "Referral passed to early or family help",
    Referral.Decision.NO_ACTION: "Referral ended in no further action",
    "": "Referral decided, not recorded how",
}
ACCEPTED = Q(decision__in=[Referral.Decision.ASSESS, Referral.Decision.STRATEGY])


def said(field, choices):
    """The words of a coded field, in SQL."""
    cases = [When(**{field: code}, then=Value(label)) for code, label in choices]
    return Case(*cases, default=Value("not recorded"))


def inside(choices):
    """Words as they stand inside a sentence: without the capital, but for GP and A&E."""
    return [
        (code, label if label[1:2] in "P&" else f"{label[:1].lower()}{label[1:]}")
        for code, label in choices
    ]


registry.add(Events(
    code="contact", records=ChildContact.objects.all, happened="contact__received_at",
    title=Concat(Value("Contact: "), said("contact__source", inside(Source.choices))),
    detail=Coalesce(NullIf("worry", Value("")), F("contact__what_was_said")),
    significant=Q(outcome=ChildContact.Outcome.REFERRAL), url="referrals",
))  # fmt: skip

registry.add(Events(
    code="referral", records=Referral.objects.all, happened="received_on",
    title=Concat(Value("Referral: "), said("source", inside(Source.choices))),
    detail="reasons", significant=True, url="referrals",
))  # fmt: skip

registry.add(Events(
    code="referral_decided", records=Referral.objects.all, happened="decided_on",
    title=said("decision", DECIDED.items()),
    detail="decision_reasons", significant=ACCEPTED, url="referrals",
))  # fmt: skip

WHY_CLOSED = said("closure_reason", inside(ClosureReason.choices))

registry.add(Events(
    code="episode_closed", records=EpisodeOfNeed.objects.all, happened="closed_on",
    title=Concat(Value("Episode of need closed: "), WHY_CLOSED),
    detail="closing_summary", significant=True, url="referrals",
))  # fmt: skip
