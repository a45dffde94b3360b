"""The sentence each number means, for whoever may open the list behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from casework.figures.counting import Tally
from casework.figures.presentation import behind, when
from casework.figures.query import FigureQuery
from casework.figures.registry import figures
from casework.interface.words import counted, pounds
from casework.support.effectiveness.counting import (
    Later,
    Referred,
    Worked,
    afterwards,
    by_need,
    referred,
    worked,
)
from casework.support.effectiveness.pairs import CAVEAT, RULE, Comparison, compare

KEPT = "edge.out_of_care"


@dataclass(frozen=True)
class Line:
    """A number, as a sentence; ``url`` is the list of the children behind it."""

    label: str
    number: str
    sentence: str
    url: str = ""


def share(part: int, whole: int) -> str:
    return f" ({round(100 * part / whole)}%)" if whole else ""


def so_many(part: int, whole: int) -> str:
    return Tally(whole, part).in_words


def page_of(query: FigureQuery) -> dict:
    asked, with_them = referred(query), worked(query)
    return {
        "lines": [*asked_lines(asked, query), *worked_lines(with_them, query)],
        "needs": [
            {"words": row.words, "worked": row.worked, "entered": row.entered}
            for row in by_need(query)
        ],
        "later": [later_row(row) for row in afterwards(query)],
        "comparison": comparison_lines(compare(query)),
        "rule": RULE,
        "caveat": CAVEAT,
        "sentence": sentence(with_them, query),
    }


def sentence(counts: Worked, query: FigureQuery) -> str:
    days = when(figures[KEPT], query)
    if not counts.worked:
        return f"No work on the edge of care began for a child you may know of {days}."
    began = counted(counts.worked, "children")
    return f"The work began for {began} {days}. {counts.entered or 'None'} of them entered care."


def asked_lines(counts: Referred, query: FigureQuery) -> list[Line]:
    asked = figures["edge.asked"]
    return [
        Line(
            "Referred",
            str(counts.asked),
            "children were referred in these days.",
            behind(asked, query),
        ),
        Line(
            "Accepted",
            str(counts.accepted),
            f"of them were accepted; {counts.declined} were declined and {counts.waiting} waited"
            " for a decision on the day asked.",
        ),
        Line(
            "Met",
            so_many(counts.begun, counts.asked),
            "of them were met by the service by the day asked.",
            behind(asked, query, counted="yes"),
        ),
        Line(
            "Referred again",
            so_many(counts.again, counts.asked),
            "of them had been worked with before: earlier work had ended.",
        ),
    ]


def worked_lines(counts: Worked, query: FigureQuery) -> list[Line]:
    kept = figures[KEPT]
    others = (
        f" {counts.from_care} more, referred in these days, lived in care already and"
        " are not counted here."
        if counts.from_care
        else ""
    )
    return [
        Line(
            "Worked with",
            str(counts.worked),
            f"children were first met in these days.{others}",
            behind(kept, query),
        ),
        Line(
            "Entered care",
            so_many(counts.entered, counts.worked) + share(counts.entered, counts.worked),
            "of them entered care since, by the day asked: a legal status of a looked-after child"
            " began, or somebody wrote that they had.",
            behind(kept, query, counted="no"),
        ),
        *time_and_cost(counts),
    ]


def time_and_cost(counts: Worked) -> Iterator[Line]:
    if counts.usual_days is not None:
        yield Line(
            "Days to start",
            f"{counts.usual_days:g}",
            "is the middle number of days from the referral to the first meeting; the longest was"
            f" {counts.longest_days}.",
        )
    if counts.costed and counts.cost is not None:
        yield Line(
            "Cost",
            pounds(counts.cost),
            f"is written down for {counts.costed} of the {counts.ended}"
            " whose work has ended; for the others nobody wrote it, and it is not estimated.",
        )


def later_row(row: Later) -> dict:
    return {
        "months": row.months,
        "known": so_many(row.known, row.due),
        "with_family": row.with_family,
        "in_care": row.in_care,
    }


def comparison_lines(comparison: Comparison) -> list[Line]:
    matched = comparison.matched
    return [
        Line(
            "Matched",
            so_many(matched, comparison.worked),
            "children worked with could be set beside a similar child.",
        ),
        Line(
            "Worked with",
            so_many(comparison.entered, matched) + share(comparison.entered, matched),
            "of them entered care within 12 months.",
        ),
        Line(
            "Similar children",
            so_many(comparison.others_entered, matched) + share(comparison.others_entered, matched),
            "of the children beside them did.",
        ),
    ]
