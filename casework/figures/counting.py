"""Figures counted: however many, over however many spans, in one statement."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property

from casework.access.roles import Permission
from casework.children.models import Child
from casework.figures.days import from_tally
from casework.figures.passes import FEWEST as FEWEST
from casework.figures.passes import Count as Count
from casework.figures.passes import Question as Question
from casework.figures.passes import counts
from casework.figures.passes import with_cut as with_cut
from casework.figures.registry import CHILD, Cut, Figure, cuts
from casework.figures.spans import Span


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

    @cached_property
    def among(self) -> list[int] | None:
        """The children of whom there can be a row; None where that is nearly everyone."""
        chosen = [(cuts[name].children, value) for name, value in self.where.items() if value]
        narrow = [children(value) for children, value in chosen if children]
        if not narrow and self.worker.may(Permission.SEE_WHOLE_SERVICE):
            return None
        known = Child.objects.visible_to(self.worker).filter(*narrow)
        return list(known.order_by().values_list("pk", flat=True))

    def counts(self, questions: list[Question], by: Cut | None) -> list[Count]:
        known = Child.objects.visible_to(self.worker)
        kept: list[Count] = []
        if self.among is None and not self.where:
            kept, questions = from_tally(questions, by, known, self.worker.authority_id)
        return [*kept, *counts(questions, known, self.where, by=by, among=self.among)]

    def rows(self, figure: Figure, span: Span) -> QuerySet:
        """The rows of a figure about children this worker may know of, as filtered."""
        known = Child.objects.visible_to(self.worker)
        rows = figure.rows(span).filter(**{f"{CHILD}__in": known.values("pk")})
        for name, value in self.where.items():
            rows = with_cut(rows, cuts[name]).filter(**{f"cut_{name}": value})
        return rows


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
    def of_row(cls, row: dict, *, outside: bool) -> "Tally":
        """From a row that counted records and, thrice, the children behind them."""

        def few(name: str) -> bool:
            return outside and 0 < row[f"figure_{name}"] < FEWEST

        few_of = (few(name) for name in ("children", "children_not", "children_of"))
        return cls(row["figure_of"], row["figure_counted_of"], *few_of)

    @classmethod
    def read(cls, count: Count, *, outside: bool) -> "Tally":
        def few(children: set[int]) -> bool:
            return outside and 0 < len(children) < FEWEST

        some, some_not = set(count.some or ()), set(count.some_not or ())
        return cls(count.of, count.counted, few(some), few(some_not), few(some | some_not))

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


def tallies(reader: Reader, questions: Iterable[Question], by: Cut | None = None) -> dict:
    """The answers by (code, slot), or by (code, slot, value of the cut), in one statement."""
    questions = list(questions)
    tallied: dict = (
        {} if by else {(question.figure.code, question.slot): Tally() for question in questions}
    )
    if not questions:
        return tallied
    by_code = {question.figure.code: question.figure for question in questions}
    for count in reader.counts(questions, by):
        key = (count.code, count.slot, count.cut)[: 3 if by else 2]
        tallied[key] = Tally.read(count, outside=reader.holds_back(by_code[count.code]))
    return tallied


def protect(tallied: list[Tally]) -> list[Tally]:
    """Where one part of a whole is held back, the next smallest is too, so that nobody can take
    the rest from the whole and find it."""
    held = [tally for tally in tallied if tally.held_back]
    shown = [tally for tally in tallied if not tally.held_back and tally.of]
    if len(held) != 1 or not shown:
        return tallied
    smallest = min(shown, key=lambda tally: (min(tally.counted or tally.of, tally.of), tally.of))
    return [tally.hide() if tally is smallest else tally for tally in tallied]
