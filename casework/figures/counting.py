"""Figures counted: however many, over however many spans, in one statement."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from casework.access.roles import Permission
from casework.children.models import Child
from casework.figures.registry import CHILD, COUNTED, Cut, Figure, cuts
from casework.figures.spans import Span

FEWEST = 6
"""Under this many children a number could point at one of them (interface rules; DfE rounds or
suppresses small counts in every publication about children)."""


@dataclass(frozen=True)
class Reader:
    """Whose question it is, and of which children: ``where`` is the chosen value of each cut."""

    worker: Any
    where: dict[str, str] = field(default_factory=dict)

    @property
    def outside(self) -> bool:
        """Whether small numbers are held back: for all but those who work with these children."""
        team = self.worker.team_id
        beyond = self.worker.may(Permission.SEE_WHOLE_SERVICE)
        return beyond and (team is None or self.where.get("team") != str(team))

    def holds_back(self, figure: Figure) -> bool:
        """Whether small numbers of this figure are held back from this reader."""
        works_with = figure.works_with and self.worker.may(figure.works_with)
        return self.outside and not works_with

    def rows(self, figure: Figure, span: Span) -> QuerySet:
        """The rows of a figure about children this worker may know of, as filtered."""
        known = Child.objects.visible_to(self.worker)
        rows = figure.rows(span).filter(**{f"{CHILD}__in": known.values("pk")})
        for name, value in self.where.items():
            rows = with_cut(rows, cuts[name]).filter(**{f"cut_{name}": value})
        return rows


def with_cut(rows: QuerySet, cut: Cut) -> QuerySet:
    value = Coalesce(Cast(cut.value, CharField()), Value(""))
    return rows.annotate(**{f"cut_{cut.name}": value})


@dataclass(frozen=True)
class Tally:
    """``counted`` of ``of`` rows. ``held_back`` where either would point at too few children."""

    of: int = 0
    counted: int = 0
    few: bool = False
    few_not: bool = False
    few_of: bool = False
    hidden: bool = False

    @classmethod
    def read(cls, row: dict, *, outside: bool) -> "Tally":
        def few(name: str) -> bool:
            return outside and 0 < row[f"figure_{name}"] < FEWEST

        return cls(
            row["figure_of"],
            row["figure_counted_of"],
            few("children"),
            few("children_not"),
            few("children_of"),
        )

    @property
    def held_back(self) -> bool:
        return self.few or self.few_not or self.few_of or self.hidden

    @property
    def share(self) -> int | None:
        """Whole per cent; None where there is nothing to count or it may not be shown."""
        return None if not self.of or self.held_back else round(100 * self.counted / self.of)

    @property
    def in_words(self) -> str:
        """The figure in words: "12 of 38". Small numbers are said to be small, and no more."""
        if self.hidden:
            return "Not shown"
        if self.few_of:
            return f"Fewer than {FEWEST}"
        if self.few:
            return f"Fewer than {FEWEST} of {self.of}"
        if self.few_not:
            return f"All but fewer than {FEWEST} of {self.of}"
        return f"{self.counted} of {self.of}" if self.of else "None to count"

    @property
    def no_share(self) -> str:
        """Why there is no share to show."""
        return "Not shown" if self.of else "None to count"

    def hide(self) -> "Tally":
        return Tally(self.of, self.counted, hidden=True)


@dataclass(frozen=True)
class Question:
    """One figure over one span; ``slot`` tells its answer from the others'."""

    figure: Figure
    span: Span
    slot: str = ""


def tallies(reader: Reader, questions: Iterable[Question], by: Cut | None = None) -> dict:
    """The answers by (code, slot), or by (code, slot, value of the cut), in one query."""
    questions = list(questions)
    tallied = (
        {} if by else {(question.figure.code, question.slot): Tally() for question in questions}
    )
    if not questions:
        return tallied
    by_code = {question.figure.code: question.figure for question in questions}
    parts = [_counts(reader, question, by) for question in questions]
    rows = reduce(lambda first, second: first.union(second, all=True), parts)
    for row in rows:
        key = (row["figure_code"], row["figure_slot"], row["figure_cut"])[: 3 if by else 2]
        outside = reader.holds_back(by_code[row["figure_code"]])
        tallied[key] = Tally.read(row, outside=outside)
    return tallied


def _counts(reader: Reader, question: Question, by: Cut | None) -> QuerySet:
    rows = reader.rows(question.figure, question.span)
    cut: Value | F = Value("", CharField())
    if by:
        rows, cut = with_cut(rows, by), F(f"cut_{by.name}")
    return rows.values(
        figure_code=Cast(Value(question.figure.code), CharField()),
        figure_slot=Cast(Value(question.slot), CharField()),
        figure_cut=cut,
    ).annotate(
        figure_of=Count("pk", distinct=True),
        figure_counted_of=Count("pk", Q(**{COUNTED: True}), distinct=True),
        figure_children_of=Count(CHILD, distinct=True),
        figure_children=Count(CHILD, Q(**{COUNTED: True}), distinct=True),
        figure_children_not=Count(CHILD, Q(**{COUNTED: False}), distinct=True),
    )


def protect(tallied: list[Tally]) -> list[Tally]:
    """Where one part of a whole is held back, the next smallest is too, so that nobody can take
    the rest from the whole and find it."""
    held = [tally for tally in tallied if tally.held_back]
    shown = [tally for tally in tallied if not tally.held_back and tally.of]
    if len(held) != 1 or not shown:
        return tallied
    smallest = min(shown, key=lambda tally: (min(tally.counted or tally.of, tally.of), tally.of))
    return [tally.hide() if tally is smallest else tally for tally in tallied]
