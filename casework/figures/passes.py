"""The statement that counts figures.

Figures that read the same rows are counted in one pass over them, however many and over however
many spans. Each pass says, child by child, how many rows there are and how many are counted, so
that how many children a number stands for follows by adding up, and whom the reader may know of is
asked once for all. What it costs Django to write is kept in the process for the day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db.models import Case, CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from psycopg2.extensions import AsIs

from casework.figures.registry import CHILD, COUNTED, ON, Cut, Figure, cuts
from casework.figures.spans import Span
from casework.interface.replica import reading_connection
from casework.interface.statements import FILES, Statement

CUT = "figure_cut"
AMONG = AsIs("SELECT child FROM among")
SOME_DAY = date(1900, 1, 1)
"""Stands where some days do, as the one value of an ``IN``."""
THESE = "WITH among (child) AS MATERIALIZED (SELECT unnest(%s::bigint[])) "

PASS = """SELECT told.code, told.slot, child.cut, child.file, child.found, told.counted
FROM (
    SELECT asked.slot, source.{cut} AS cut, source.{child} AS file, count(*) AS found, {counts}
    FROM ({rows}) AS source
    JOIN (VALUES {spans}) AS asked (slot, first, last) ON source.{on} BETWEEN first AND last
    GROUP BY 1, 2, 3
) AS child
JOIN LATERAL (VALUES {told}) AS told (code, slot, counted) USING (slot)"""

TOTALS = """SELECT code, slot, cut, sum(found)::int, sum(counted)::int,
    (array_agg(file) FILTER (WHERE counted > 0))[1:{few}],
    (array_agg(file) FILTER (WHERE found > counted))[1:{few}]
FROM ({passes}) AS share (code, slot, cut, file, found, counted)
WHERE file IN ({known})
GROUP BY 1, 2, 3"""

FEWEST = 6
"""Under this many children a number could point at one of them: "any number between 1 and 5
inclusive has been suppressed ... Secondary suppression has been applied where necessary"
(Department for Education, Characteristics of children in need, data guidance, 2020)."""


@dataclass(frozen=True)
class Question:
    """One figure over one span; ``slot`` tells its answer from the others'."""

    figure: Figure
    span: Span
    slot: str = ""


@dataclass(frozen=True)
class Days:
    """Only rows of these days, or, where the lookup is ``not in``, only those of all others."""

    days: Sequence[date]
    lookup: str = "in"


class Count(NamedTuple):
    """So many rows and so many counted. Of the children of those that are counted, and of those
    that are not, some: all of them, unless there are ``FEWEST`` or more."""

    code: str
    slot: str
    cut: str
    of: int
    counted: int
    some: Sequence[int] | None
    some_not: Sequence[int] | None


def counts(
    questions: Iterable[Question],
    known: QuerySet,
    where: dict[str, str],
    *,
    by: Cut | None = None,
    among: Sequence[int] | None = None,
    on: Days | None = None,
) -> list[Count]:
    """Every answer that is not nought, about the children ``known``, in one statement. Where they
    are few, ``among`` names all of whom there can be a row, and only theirs are read; and only
    those ``on`` some days where they are asked for."""
    few = among is not None
    shape = Shape(tuple(sorted(where)), by, few, on.lookup if on else "")
    passes = written(tuple(questions), shape, timezone.localdate())
    if not passes or (few and not among):
        return []
    children, of_children = known.order_by().values("pk").query.sql_with_params()
    values: dict = {FILES: AMONG}
    values |= {stand_in(name): value for name, value in where.items()}
    if on:
        values[SOME_DAY] = listed(on.days)
    every = "\nUNION ALL\n".join(counting.sql for counting in passes)
    sql = TOTALS.format(passes=every, known=children, few=FEWEST)
    params = [param for counting in passes for param in counting.filled(values)]
    with reading_connection().cursor() as cursor:
        cursor.execute(
            f"{THESE if few else ''}{sql}",
            [*([list(among or ())] if few else []), *params, *of_children],
        )
        return [Count(*row) for row in cursor.fetchall()]


def stand_in(name: str) -> str:
    """Stands where the chosen value of a cut does."""
    return f"the {name} that is chosen"


def with_cut(rows: QuerySet, cut: Cut) -> QuerySet:
    value = Coalesce(Cast(cut.value, CharField()), Value(""))
    return rows.annotate(**{f"cut_{cut.name}": value})


@dataclass(frozen=True)
class Shape:
    """What a pass is written for, but for its values."""

    where: tuple[str, ...] = ()
    by: Cut | None = None
    few: bool = False
    on: str = ""


@lru_cache(maxsize=128)
def written(questions: tuple[Question, ...], shape: Shape, today: date) -> list["Pass"]:
    """The passes that answer these questions; ``today`` because some figures are declared by it."""
    return [Pass(rows, shape) for rows in alike_in(questions, today)]


def alike_in(questions: Iterable[Question], today: date) -> list["Alike"]:
    alike: dict[tuple, Alike] = {}
    for question in questions:
        reads = reads_of(question.figure, question.span, today)
        if reads is not None:
            alike.setdefault(reads, Alike(question.figure, question.span)).add(question)
    return list(alike.values())


@lru_cache(maxsize=1024)
def reads_of(figure: Figure, span: Span, today: date) -> tuple | None:
    """What tells the rows of a figure from another's: all that is said of them; None for none."""
    try:
        sql, params = figure.all_rows(span).query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, repr(params), None if figure.at_one_day else repr(figure.on)


@dataclass
class Alike:
    """Questions that are answered by the same rows."""

    figure: Figure
    span: Span
    conditions: dict[Case, int] = field(default_factory=dict)
    asked: dict[str, Span] = field(default_factory=dict)
    told: list[tuple[str, str, int]] = field(default_factory=list)

    def add(self, question: Question) -> None:
        condition = question.figure.is_counted(question.span)
        place = self.conditions.setdefault(condition, len(self.conditions))
        self.asked[question.slot] = question.span
        self.told.append((question.figure.code, question.slot, place))

    @property
    def counting(self) -> str:
        count = "count(*) FILTER (WHERE source.{0}_{1}) AS counted_{1}"
        return ", ".join(count.format(COUNTED, place) for place in self.conditions.values())

    def rows(self, shape: Shape) -> QuerySet:
        first = min(span.first for span in self.asked.values())
        last = max(span.last for span in self.asked.values())
        rows = self.figure.within(self.figure.all_rows(self.span), Span(first, last))
        if shape.on == "in":
            rows = self.figure.on_days(rows, "in", [SOME_DAY])
        elif shape.on:
            rows = rows.exclude(**{f"{ON}__in": [SOME_DAY]})
        if shape.few:
            rows = rows.filter(**{f"{CHILD}__in": [FILES]})
        for name in shape.where:
            rows = with_cut(rows, cuts[name]).filter(**{f"cut_{name}": stand_in(name)})
        by = shape.by
        conditions = {f"{COUNTED}_{place}": case for case, place in self.conditions.items()}
        cut = F(f"cut_{by.name}") if by else Value("", CharField())
        rows = (with_cut(rows, by) if by else rows).annotate(**{CUT: cut}, **conditions)
        return rows.values(CHILD, ON, CUT, *conditions)


class Pass(Statement):
    """The rows that some questions share, gone through once."""

    def __init__(self, alike: Alike, shape: Shape) -> None:
        super().__init__(alike.rows(shape))
        self.sql = PASS.format(
            cut=CUT,
            child=CHILD,
            on=ON,
            rows=self.sql,
            counts=alike.counting,
            spans=", ".join(["(%s, %s::date, %s::date)"] * len(alike.asked)),
            told=", ".join(f"(%s, %s, child.counted_{place})" for _, _, place in alike.told),
        )
        spans = [part for slot, span in alike.asked.items() for part in (slot, *days(span))]
        told = [part for code, slot, _ in alike.told for part in (code, slot)]
        self.params = (*self.params, *spans, *told)


def days(span: Span) -> tuple[date, date]:
    return span.first, span.last


def listed(some: Iterable[date]) -> AsIs:
    """Days where ``SOME_DAY`` stood."""
    return AsIs(", ".join(f"'{day.isoformat()}'::date" for day in some))
