"""Whether help was asked for again within 12 months: of being asked for before, and of its ending.

The first is the published statistic: "a re-referral occurs when a child is referred within 12
months of a previous referral" (Department for Education, Children in need: a focus on re-referrals,
reporting year 2024). The second is ours, for whoever decides. Both are figures, never a deadline.
"""

from django.db.models import (
    BooleanField,
    Case,
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Greatest
from django.db.models.lookups import LessThanOrEqual


class TwelveMonthsAfter(Func):
    """The corresponding day 12 months on: 28 February after 29 February."""

    template = "((%(expressions)s) + interval '12 months')::date"
    output_field = DateField()


def with_re_referral(referrals, episodes):
    """``referred_before_on`` and ``re_referral``, ``helped_until`` and ``since_closing``, 12 months
    by the day of the month (timescales: `referral.re_referral_window`). Help that began with no
    referral on the file was asked for on the day it began."""
    return referrals.annotate(
        referred_before_on=Greatest(
            _last(referrals.model.objects.all(), "received_on", "lt"),
            _last(episodes.objects.filter(referral=None), "started_on", "lt"),
        ),
        helped_until=_last(episodes.objects.exclude(referral=OuterRef("pk")), "closed_on", "lte"),
    ).annotate(
        re_referral=_within_12_months_of("referred_before_on"),
        since_closing=_within_12_months_of("helped_until"),
    )


def not_in_need(referrals, episodes):
    """Those of children with no episode of need open that day but what the referral began."""
    still = Q(closed_on=None) | Q(closed_on__gt=OuterRef("received_on"))
    others = episodes.objects.filter(
        still, child=OuterRef("child"), started_on__lt=OuterRef("received_on")
    )
    return referrals.exclude(Exists(others.exclude(referral=OuterRef("pk"))))


def _last(rows, day: str, lookup: str) -> Subquery:
    before = rows.filter(child=OuterRef("child"), **{f"{day}__{lookup}": OuterRef("received_on")})
    return Subquery(before.order_by(f"-{day}").values(day)[:1])


def _within_12_months_of(day: str) -> Case:
    within = LessThanOrEqual(F("received_on"), TwelveMonthsAfter(day))
    return Case(
        When(Q(**{f"{day}__isnull": False}) & Q(within), then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
