"""When a child was first seen since something began: written there, or at any visit."""

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Greatest, Least

from assessments.models import Assessment, Section47, StrategyDiscussion
from casework.recording.models import ChildVisit
from casework.referrals.models import Referral


def with_first_sight(records, visits):
    """With ``first_seen_on``, at any of the visits that count or as written there. A child born
    meanwhile can be seen from the birth (``seen_from``)."""
    visits = visits.filter(child=OuterRef("child"), held_on__gte=OuterRef("started_on"))
    first = Subquery(visits.order_by("held_on").values("held_on")[:1])
    born = records.filter(imported=False, child__person__born_on__isnull=False)
    return born.annotate(
        seen_from=Greatest("started_on", "child__person__born_on"),
        first_seen_on=Least("child_seen_on", first),
        episode_closed_on=F("episode__closed_on"),
    )


def assessments_with_first_sight():
    return with_first_sight(Assessment.objects.all(), ChildVisit.objects.by_lead())


def enquiries_with_first_sight():
    return with_first_sight(Section47.objects.all(), ChildVisit.objects.by_social_worker())


def enquiries_with_closing():
    """With the day the episode of need closed: an enquiry left open then is over."""
    return Section47.objects.filter(imported=False).annotate(
        episode_closed_on=F("episode__closed_on")
    )


def referrals_for_strategy():
    """Referrals a manager sent to a strategy discussion, with the first one since."""
    decided = Q(decision=Referral.Decision.STRATEGY, imported=False)
    sent = Referral.objects.filter(decided, decided_on__isnull=False)
    return _with_discussion(sent, since="received_on")


def assessments_for_strategy():
    """Assessments whose outcome is a strategy discussion, with the first one since they began: it
    is often held while the assessment is still being written."""
    decided = Assessment.objects.filter(outcome=Assessment.Outcome.STRATEGY, imported=False)
    return _with_discussion(decided.exclude(authorised_on=None), since="started_on")


def _with_discussion(records, *, since: str):
    held = StrategyDiscussion.objects.filter(
        child=OuterRef("child"), meeting__held=True, held_on__gte=OuterRef(since)
    )
    return records.annotate(
        discussed_on=Subquery(held.order_by("held_on").values("held_on")[:1]),
        episode_closed_on=F("episode__closed_on"),
    )
