"""Whether help was asked for again within 12 months of its ending."""

from django.db.models import (
    BooleanField,
    Case,
    DateField,
    F,
    Func,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.lookups import LessThanOrEqual


class TwelveMonthsAfter(Func):
    """The corresponding day 12 months on: 28 February after 29 February."""

    template = "((%(expressions)s) + interval '12 months')::date"
    output_field = DateField()


def with_re_referral(referrals, episodes):
    """``helped_until`` and ``re_referral``: a figure, never a deadline. Counted from closure, 12
    months by the day of the month (timescales: `referral.re_referral_window`)."""
    ended = episodes.objects.filter(
        child=OuterRef("child"), closed_on__isnull=False, closed_on__lte=OuterRef("received_on")
    ).exclude(referral=OuterRef("pk"))
    last = ended.order_by("-closed_on").values("closed_on")[:1]
    counted = referrals.annotate(helped_until=Subquery(last))
    within = LessThanOrEqual(F("received_on"), TwelveMonthsAfter("helped_until"))
    return counted.annotate(
        re_referral=Case(
            When(Q(helped_until__isnull=False) & Q(within), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        )
    )
