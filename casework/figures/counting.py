"""Figures counted: however many, over however many spans, in one statement."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property

from casework.access.roles import Permission
from casework.children.models import Child
from casework.figures.days import from_tally
from casework.figures.deleted_files import with_deleted
from casework.figures.passes import FEWEST as FEWEST
from casework.figures.passes import Count as Count
from casework.figures.passes import Question as Question
from casework.figures.passes import counts
from casework.figures.passes import with_cut as with_cut
from casework.figures.registry import CHILD, Cut, Figure, cuts
from casework.figures.spans import Span


@dataclass(frozen=True)
class Reader:
    """Whose question it is, and of which children: ``where`` is the chosen value of each cut.
    ``leaves``: the answer goes further than whoever asks, in a file or on a wall."""

    worker: Any
    where: dict[str, str] = field(default_factory=dict)
    leaves: bool = False

    @property
    def opens_lists(self) -> bool:
        """Whoever opens the list behind a number has nothing to learn from the number."""
        return self.worker.may(Permission.READ_FILES)

    @property
    def holds_back(self) -> bool:
        """Whether small numbers are held back: where they leave, and from who opens no list."""
        return self.leaves or not self.opens_lists

    @property
    def known(self) -> QuerySet:
        """Whom it counts: the children its reader may know of. Who may open no file is told
        numbers alone, of every child of the council whose file is not restricted."""
        if self.opens_lists:
            return Child.objects.visible_to(self.worker)
        return Child.objects.filter(authority=self.worker.authority_id, restricted=False)

    def without(self, name: str) -> "Reader":
        """The same, asked of whoever this cut has them be."""
        others = {cut: value for cut, value in self.where.items() if cut != name}
        return Reader(self.worker, others, self.leaves)

    @cached_property
    def among(self) -> list[int] | None:
        """The children of whom there can be a row; None where that is nearly everyone."""
        chosen = [(cuts[name].children, value) for name, value in self.where.items() if value]
        narrow = [children(value) for children, value in chosen if children]
        if not narrow and (not self.opens_lists or self.worker.may(Permission.SEE_WHOLE_SERVICE)):
            return None
        known = self.known.filter(*narrow)
        return list(known.order_by().values_list("pk", flat=True))

    def counts(self, questions: list[Question], by: Cut | None) -> list[Count]:
        known = self.known
        kept: list[Count] = []
        whole = self.among is None and not self.where
        asked, authority = questions, self.worker.authority_id
        if whole:
            kept, questions = from_tally(questions, by, known, authority)
        answers = [*kept, *counts(questions, known, self.where, by=by, among=self.among)]
        return with_deleted(answers, asked, authority) if whole and not by else answers

    def rows(self, figure: Figure, span: Span) -> QuerySet:
        """The rows of a figure about children this worker may know of, as filtered."""
        rows = figure.rows(span).filter(**{f"{CHILD}__in": self.known.values("pk")})
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
    share_alone: bool = False

    @classmethod
    def of_row(cls, row: dict, *, holds_back: bool) -> "Tally":
        """From a row that counted records and, thrice, the children behind them."""

        def few(name: str) -> bool:
            return holds_back and 0 < row[f"figure_{name}"] < FEWEST

        few_of = (few(name) for name in ("children", "children_not", "children_of"))
        return cls(row["figure_of"], row["figure_counted_of"], *few_of)

    @classmethod
    def of_children(cls, of: int, counted: int, *, holds_back: bool) -> "Tally":
        """Where every row is a child."""
        children = {"children": counted, "children_not": of - counted, "children_of": of}
        row = {"of": of, "counted_of": counted} | children
        told = {f"figure_{name}": number for name, number in row.items()}
        return cls.of_row(told, holds_back=holds_back)

    @classmethod
    def read(cls, count: Count, *, holds_back: bool) -> "Tally":
        def few(children: set[int]) -> bool:
            return holds_back and 0 < len(children) < FEWEST

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
        if self.share_alone and self.share is not None:
            return f"{self.share}%"
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

    @property
    def tells(self) -> bool:
        """Whether there is something of it left to hide."""
        return bool(self.of) and not (self.few_of or self.hidden)

    def hide(self) -> "Tally":
        return Tally(self.of, self.counted, hidden=True)


def tallies(reader: Reader, questions: Iterable[Question], by: Cut | None = None) -> dict:
    """The answers by (code, slot), or by (code, slot, value of the cut), in one statement; and,
    where small numbers are held back, one more for each choice among the children."""
    questions = list(questions)
    tallied: dict = (
        {} if by else {(question.figure.code, question.slot): Tally() for question in questions}
    )
    if not questions:
        return tallied
    for count in reader.counts(questions, by):
        key = (count.code, count.slot, count.cut)[: 3 if by else 2]
        tallied[key] = Tally.read(count, holds_back=reader.holds_back)
    if reader.holds_back and not by:
        for name, value in reader.where.items():
            tallied |= _hidden_among_others(reader.without(name), questions, cuts[name], value)
    return tallied


def _hidden_among_others(whole: Reader, questions: list[Question], by: Cut, value: str) -> dict:
    """The answers that could be found by asking of the others: one team's from all the rest."""
    parts: dict[tuple[str, str], dict[str, Tally]] = {}
    for (code, slot, part), tally in tallies(whole, questions, by=by).items():
        parts.setdefault((code, slot), {})[part] = tally
    told = {
        key: dict(zip(of, protect(list(of.values())), strict=True)).get(value)
        for key, of in parts.items()
    }
    return {key: tally for key, tally in told.items() if tally and tally.hidden}


def protect(tallied: list[Tally]) -> list[Tally]:
    """The parts of one whole with those hidden from which a small one could be found.

    Whoever knows the whole takes from it what is shown: what is left is what is not. So nothing
    hidden stands alone, nor are all that is hidden together fewer than six; until then the next
    smallest part is hidden too. That is asked of how many there are and of how many are counted,
    for a part may hide one of the two and tell the other.
    """
    safe = list(tallied)
    if sum(bool(tally.of) for tally in tallied) < 2:
        return safe
    while _gives_away(safe) and (shown := [n for n, tally in enumerate(safe) if tally.tells]):
        smallest = min(shown, key=lambda number: _size(safe[number]))
        safe[smallest] = safe[smallest].hide()
    return safe


def _size(tally: Tally) -> tuple:
    """What is shown whole goes before what is half held back: that would hide nothing more."""
    return tally.held_back, min(tally.counted or tally.of, tally.of), tally.of


def _gives_away(tallied: list[Tally]) -> bool:
    held = [tally for tally in tallied if tally.held_back]
    of = [tally.of for tally in held if tally.few_of or tally.hidden]
    counted = [tally.counted for tally in held]
    rest = [tally.of - tally.counted for tally in held]
    whole = any(tally.few_of for tally in held) and _may_be_found(of)
    return whole or _may_be_found(counted) or _may_be_found(rest)


def _may_be_found(hidden: list[int]) -> bool:
    return len(hidden) == 1 or 0 < sum(hidden) < FEWEST
