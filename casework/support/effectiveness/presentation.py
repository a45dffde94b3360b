"""The sentence each number means, with small numbers held back from those outside the team."""

from collections.abc import Iterator
from dataclasses import dataclass

from casework.figures.counting import FEWEST, Tally
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


@dataclass(frozen=True)
class Numbers:
    """Numbers as this reader may see them: fewer than six are not told outside the team."""

    held_back: bool

    def of(self, part: int, whole: int) -> str:
        few, rest = 0 < part < FEWEST, 0 < whole - part < FEWEST
        back = self.held_back
        return Tally(whole, part, back and few, back and rest, back and 0 < whole < FEWEST).in_words

    def few(self, number: int) -> str:
        if self.held_back and 0 < number < FEWEST:
            return f"fewer than {FEWEST}"
        return str(number)

    def parted(self, *parts: int) -> list[str]:
        """The parts of one whole: where one is too small to tell, none of them is told."""
        if self.held_back and any(0 < part < FEWEST for part in parts):
            return ["not shown"] * len(parts)
        return [str(part) for part in parts]

    def may_tell(self, part: int, whole: int) -> bool:
        """Neither part points at too few children."""
        return not self.held_back or not (0 < part < FEWEST or 0 < whole - part < FEWEST)

    def share(self, part: int, whole: int) -> str:
        if not whole or not self.may_tell(part, whole):
            return ""
        return f" ({round(100 * part / whole)}%)"


def page_of(query: FigureQuery) -> dict:
    numbers = Numbers(query.reader.holds_back(figures[KEPT]))
    asked, with_them = referred(query), worked(query)
    return {
        "lines": [*asked_lines(asked, query, numbers), *worked_lines(with_them, query, numbers)],
        "needs": [
            {
                "words": row.words,
                "worked": numbers.few(row.worked),
                "entered": numbers.few(row.entered),
            }
            for row in by_need(query)
        ],
        "later": [later_row(row, numbers) for row in afterwards(query)],
        "comparison": comparison_lines(compare(query), numbers),
        "rule": RULE,
        "caveat": CAVEAT,
        "held_back": numbers.held_back,
        "sentence": sentence(with_them, query, numbers),
    }


def sentence(counts: Worked, query: FigureQuery, numbers: Numbers) -> str:
    days = when(figures[KEPT], query)
    if not counts.worked:
        return f"No work on the edge of care began for a child you may know of {days}."
    began = counted(counts.worked, "children") if not numbers.held_back else ""
    began = began or f"{numbers.few(counts.worked)} children"
    entered = numbers.few(counts.entered) if counts.entered else "None"
    return f"The work began for {began} {days}. {entered.capitalize()} of them entered care."


def asked_lines(counts: Referred, query: FigureQuery, numbers: Numbers) -> list[Line]:
    asked = figures["edge.asked"]
    accepted, declined, waiting = numbers.parted(counts.accepted, counts.declined, counts.waiting)
    return [
        Line(
            "Referred",
            numbers.few(counts.asked),
            "children were referred in these days.",
            behind(asked, query),
        ),
        Line(
            "Accepted",
            accepted,
            f"of them were accepted; {declined} were declined and {waiting} waited for a decision"
            " on the day asked.",
        ),
        Line(
            "Met",
            numbers.of(counts.begun, counts.asked),
            "of them were met by the service by the day asked.",
            behind(asked, query, counted="yes"),
        ),
        Line(
            "Referred again",
            numbers.of(counts.again, counts.asked),
            "of them had been worked with before: earlier work had ended.",
        ),
    ]


def worked_lines(counts: Worked, query: FigureQuery, numbers: Numbers) -> list[Line]:
    kept = figures[KEPT]
    others = (
        f" {numbers.few(counts.from_care)} more, referred in these days, lived in care already and"
        " are not counted here."
        if counts.from_care
        else ""
    )
    return [
        Line(
            "Worked with",
            numbers.few(counts.worked),
            f"children were first met in these days.{others}",
            behind(kept, query),
        ),
        Line(
            "Entered care",
            numbers.of(counts.entered, counts.worked)
            + numbers.share(counts.entered, counts.worked),
            "of them entered care since, by the day asked: a legal status of a looked-after child"
            " began, or somebody wrote that they had.",
            behind(kept, query, counted="no"),
        ),
        *time_and_cost(counts, numbers),
    ]


def time_and_cost(counts: Worked, numbers: Numbers) -> Iterator[Line]:
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
            f"is written down for {numbers.few(counts.costed)} of the {numbers.few(counts.ended)}"
            " whose work has ended; for the others nobody wrote it, and it is not estimated.",
        )


def later_row(row: Later, numbers: Numbers) -> dict:
    with_family, in_care = numbers.parted(row.with_family, row.in_care)
    return {
        "months": row.months,
        "known": numbers.of(row.known, row.due),
        "with_family": with_family,
        "in_care": in_care,
    }


def comparison_lines(comparison: Comparison, numbers: Numbers) -> list[Line]:
    matched = comparison.matched
    return [
        Line(
            "Matched",
            numbers.of(matched, comparison.worked),
            "children worked with could be set beside a similar child.",
        ),
        Line(
            "Worked with",
            numbers.of(comparison.entered, matched) + numbers.share(comparison.entered, matched),
            "of them entered care within 12 months.",
        ),
        Line(
            "Similar children",
            numbers.of(comparison.others_entered, matched)
            + numbers.share(comparison.others_entered, matched),
            "of the children beside them did.",
        ),
    ]
