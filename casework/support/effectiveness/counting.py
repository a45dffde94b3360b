"""What leaders quote of the edge of care service, as at any day: each number is one count in SQL.

A past day is counted from what the files say now of that day: a decision, a first meeting, an
ending or an entry to care after it is not counted.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Aggregate, Count, F, FloatField, Func, IntegerField, Max, Q, Sum

from casework.figures.query import FigureQuery
from casework.figures.registry import figures
from casework.figures.spans import Span
from casework.support.figures import MonthsLater, entered_by
from casework.support.models import MONTHS, EdgeOfCare, FollowUp
from casework.support.models.edge import IN_CARE
from casework.support.services.needs import Need


class Median(Aggregate):
    """The middle one; of an even number, halfway between the middle two."""

    function = "PERCENTILE_CONT"
    template = "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


class DaysBetween(Func):
    arg_joiner = " - "
    template = "(%(expressions)s)"
    output_field = IntegerField()


WAITED = DaysBetween(F("started_on"), F("asked_on"))


@dataclass(frozen=True)
class Referred:
    asked: int
    accepted: int
    declined: int
    waiting: int
    begun: int
    again: int


@dataclass(frozen=True)
class Worked:
    """``worked`` are those not in care when it was asked for; ``from_care`` those who were."""

    worked: int
    entered: int
    from_care: int
    usual_days: float | None
    longest_days: int | None
    ended: int
    costed: int
    cost: Decimal | None


@dataclass(frozen=True)
class NeedRow:
    need: str
    words: str
    worked: int
    entered: int


@dataclass(frozen=True)
class Later:
    """Of the work whose day to be asked after has come: how many are known, and how they live."""

    months: int
    due: int
    known: int
    with_family: int
    in_care: int


def referred(query: FigureQuery) -> Referred:
    """Those asked for in these days, and what came of it by the last of them."""
    last = query.span.last
    rows = query.reader.rows(figures["edge.asked"], query.span)
    decided = Q(decided_on__lte=last)
    before = EdgeOfCare.objects.filter(pk__in=rows.values("pk")).referred_again()
    counts = rows.aggregate(
        n_asked=Count("pk"),
        n_accepted=Count("pk", filter=decided & Q(decision="accepted")),
        n_declined=Count("pk", filter=decided & Q(decision="declined")),
        n_begun=Count("pk", filter=Q(started_on__lte=last)),
        n_again=Count("pk", filter=Q(pk__in=before.values("pk"))),
    )
    asked, accepted, declined = (counts[f"n_{name}"] for name in ("asked", "accepted", "declined"))
    return Referred(
        asked, accepted, declined, asked - accepted - declined, counts["n_begun"], counts["n_again"]
    )


def begun_in(query: FigureQuery):
    """The work of children not in care that began in these days."""
    return query.reader.rows(figures["edge.out_of_care"], query.span)


def worked(query: FigureQuery) -> Worked:
    last = query.span.last
    over = Q(ended_on__lte=last)
    counts = begun_in(query).aggregate(
        n_worked=Count("pk"),
        n_entered=Count("pk", filter=entered_by(last)),
        usual=Median(WAITED),
        longest=Max(WAITED),
        n_ended=Count("pk", filter=over),
        n_costed=Count("pk", filter=over & Q(cost__isnull=False)),
        total=Sum("cost", filter=over),
    )
    asked = query.reader.rows(figures["edge.asked"], query.span)
    return Worked(
        counts["n_worked"],
        counts["n_entered"],
        asked.filter(lives=EdgeOfCare.Lives.CARE, started_on__lte=last).count(),
        counts["usual"],
        counts["longest"],
        counts["n_ended"],
        counts["n_costed"],
        counts["total"],
    )


def by_need(query: FigureQuery) -> list[NeedRow]:
    """Each need with those worked with for it: a child with two needs is in two rows."""
    wanted = {need: Q(needs__contains=[need]) for need in Need.values}
    entered = entered_by(query.span.last)
    counts = begun_in(query).aggregate(
        **{f"all_{need}": Count("pk", filter=has) for need, has in wanted.items()},
        **{f"in_{need}": Count("pk", filter=has & entered) for need, has in wanted.items()},
    )
    rows = (
        NeedRow(need, words, counts[f"all_{need}"], counts[f"in_{need}"])
        for need, words in Need.choices
    )
    return sorted((row for row in rows if row.worked), key=lambda row: (-row.worked, row.words))


def afterwards(query: FigureQuery) -> list[Later]:
    return [later(query, months) for months in MONTHS]


def later(query: FigureQuery, months: int) -> Later:
    """Work that ended long enough before the last day, over as many months as are asked of."""
    span = query.span
    came = query.reader.rows(figures["edge.again"], everything(query))
    came = came.annotate(falls_on=MonthsLater(F("ended_on"), months))
    due = came.filter(falls_on__range=(span.first, span.last))
    known = FollowUp.objects.filter(
        case__in=due.values("pk"), months=months, known_on__lte=span.last
    )
    counts = known.aggregate(
        n_known=Count("pk", filter=~Q(lives=EdgeOfCare.Outcome.NOT_KNOWN)),
        n_family=Count("pk", filter=Q(lives__in=["home", "family"])),
        n_care=Count("pk", filter=Q(lives__in=IN_CARE)),
    )
    return Later(months, due.count(), counts["n_known"], counts["n_family"], counts["n_care"])


def everything(query: FigureQuery):
    """All the days up to the last one asked."""
    return Span(date(1990, 1, 1), query.span.last)
