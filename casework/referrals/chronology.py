from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Concat, Lower, NullIf, Substr

from casework.chronology.registry import Events, registry
from casework.referrals.codes import ClosureReason, Source
from casework.referrals.models import ChildContact, EpisodeOfNeed, Referral

ACCEPTED = Q(decision__in=[Referral.Decision.ASSESS, Referral.Decision.STRATEGY])


def said(field, choices):
    """The words of a coded field, in SQL."""
    cases = [When(**{field: code}, then=Value(label)) for code, label in choices]
    return Case(*cases, default=Value("not recorded"))


def inside(words):
    """Words as they stand inside a sentence: without the capital."""
    return Concat(Lower(Substr(words, 1, 1)), Substr(words, 2))


registry.add(Events(
    code="contact", records=ChildContact.objects.all, happened="contact__received_at",
    title=Concat(Value("Contact: "), inside(said("contact__source", Source.choices))),
    detail=Coalesce(NullIf("worry", Value("")), F("contact__what_was_said")),
    significant=Q(outcome=ChildContact.Outcome.REFERRAL), url="referrals",
))  # fmt: skip

registry.add(Events(
    code="referral", records=Referral.objects.all, happened="received_on",
    title=Concat(Value("Referral: "), inside(said("source", Source.choices))),
    detail="reasons", significant=True, url="referrals",
))  # fmt: skip

registry.add(Events(
    code="referral_decided", records=Referral.objects.all, happened="decided_on",
    title=Concat(Value("Decided: "), inside(said("decision", Referral.Decision.choices))),
    detail="decision_reasons", significant=ACCEPTED, url="referrals",
))  # fmt: skip

WHY_CLOSED = inside(said("closure_reason", ClosureReason.choices))

registry.add(Events(
    code="episode_closed", records=EpisodeOfNeed.objects.all, happened="closed_on",
    title=Concat(Value("Episode of need closed: "), WHY_CLOSED),
    detail="closing_summary", significant=True, url="referrals",
))  # fmt: skip
