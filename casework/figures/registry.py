"""What is counted: each app's ``figures.py`` adds its own, and how its children may be divided."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, TruncDate

from casework.access.roles import Permission
from casework.figures.spans import Span
from casework.interface.registry import Registry

GROUPS = {
    "seen": "Children seen and heard",
    "drift": "Plans and assessments that drift",
    "again": "Coming back",
    "missing": "Children missing from home or care",
    "help": "Help that arrives",
    "court": "Before care proceedings",
    "waits": "The wait for help",
    "agencies": "Who came to conferences",
    "writing": "How plans and assessments are written",
    "recording": "Recording",
    "supervision": "Supervision",
    "time": "Done in time, by clock",
}

CHILD, ON, COUNTED = "figure_child", "figure_on", "figure_counted"


@dataclass(frozen=True, kw_only=True, eq=False)
class Figure:
    """So many of so many, of children or of something about them.

    ``records`` takes a day or a ``Span`` and gives the rows it counts among. A figure
    ``at_one_day`` has the rows that stood on it; any other is asked of a span, and ``on``
    names the day (or the expression) by which its rows fall into it. ``counted`` is the condition,
    or, where it turns on the day asked, takes it and gives the condition.
    ``child`` is the way from a row to its child. ``of`` names what is counted among ("visits"),
    ``which`` those of them that are counted ("were made in time"), ``which_not`` the rest.
    ``cut`` is one more way to divide its rows, of its own; ``standing`` one whose parts are told
    beside it and add up to it. ``clock`` is the clock that it tells more of: a page that holds both
    leaves that one out. ``published_as`` quotes the definition of the statistic that counts the
    same, with where it is written: what others published stands beside no other figure.
    """

    code: str
    title: str
    group: str
    of: str
    which: str
    which_not: str
    source: str
    records: Callable[[Any], QuerySet]
    counted: Q | Callable[[Any], Any]
    on: Any = None
    child: Any = "child"
    cut: "Cut | None" = None
    standing: "Cut | None" = None
    clock: str = ""
    published_as: str = ""

    @property
    def own_cuts(self) -> "list[Cut]":
        return [cut for cut in (self.standing, self.cut) if cut]

    @property
    def at_one_day(self) -> bool:
        return self.on is None

    @property
    def heading(self) -> str:
        return f"{self.title}: done in time" if self.group == "time" else self.title

    def rows(self, span: Span) -> QuerySet:
        """The rows counted among, each with its child, its day and whether it is counted."""
        return self.within(self.all_rows(span).annotate(**{COUNTED: self.is_counted(span)}), span)

    def all_rows(self, span: Span) -> QuerySet:
        """The rows of every day, each with its child and its day, as known by the span's end."""
        child = F(self.child) if isinstance(self.child, str) else self.child
        day = Cast(self.day_of(span.last), DateField())
        return self.records(self._asked(span)).order_by().annotate(**{CHILD: child, ON: day})

    def is_counted(self, span: Span) -> Case:
        asked = self._asked(span)
        counted = self.counted(asked) if callable(self.counted) else self.counted
        return Case(When(counted, then=True), default=False, output_field=BooleanField())

    def within(self, rows: QuerySet, span: Span) -> QuerySet:
        """Of these rows those whose day lies in the span."""
        return self.on_days(rows, "range", (span.first, span.last))

    def on_days(self, rows: QuerySet, lookup: str, days) -> QuerySet:
        """The day of an instant is asked for as an index on that day knows it."""
        if self.at_one_day:
            return rows
        on = ON
        if isinstance(self.on, TruncDate):
            (instant,) = self.on.get_source_expressions()
            on = f"{instant.name}__date"
        return rows.filter(**{f"{on}__{lookup}": days})

    def _asked(self, span: Span):
        return span.last if self.at_one_day else span

    def day_of(self, last: date):
        if self.at_one_day:
            return Value(last)
        return F(self.on) if isinstance(self.on, str) else self.on


@dataclass(frozen=True, kw_only=True, eq=False)
class Cut:
    """One way to divide the rows of a figure: by team, by age, by plan.

    ``value`` is an expression over ``OuterRef(CHILD)`` and ``OuterRef(ON)``: it answers as of the
    row's own day, from dated history. ``choices`` gives, for a worker, the values in the order they
    are shown, with their words. ``children``
    gives, for a value, the condition that every child of such a row meets, whatever the day: where
    few do, only their rows are read. Where there are too many to
    list, ``offered`` gives those a form lists beside what else it is asked.
    """

    name: str
    label: str
    value: Any
    choices: Callable[[Any], list[tuple[str, str]]]
    children: Callable[[str], Q] | None = None
    offered: Callable[[Any, Any], list[tuple[str, str]]] | None = None


@dataclass(frozen=True, kw_only=True)
class Onward:
    """Something that can begin from the list of children behind a figure. The page named by ``url``
    is given the list's address as ``figure``, and asks it again."""

    label: str
    url: str
    permission: Permission


@dataclass(frozen=True, kw_only=True, eq=False)
class Tallied:
    """Figures whose rows are so many that each day of them is counted once and kept.

    All of them read rows of one table, fall on a day of the row's own (``on``), and turn on nothing
    but the row, so that a day is counted anew only when a row of that day changes: ``source`` names
    the marks that the table's triggers make (``day_marks.py``). ``by`` is the cut whose value is
    the code of the figure, where one figure stands for many.
    """

    source: str
    figures: tuple[Figure, ...]
    by: "Cut | None" = None
    parts: Callable[[Figure], bool] = lambda figure: False

    def tells(self, figure: Figure, by: "Cut | None") -> bool:
        """``parts`` are the figures for whom the one stands."""
        if figure in self.figures:
            return by is self.by
        return by is None and self.parts(figure)


class Figures(Registry[Figure]):
    def check(self, entry: Figure) -> None:
        if entry.group not in GROUPS:
            raise ValueError(f"The figure {entry.code!r} has no group")


figures = Figures("figure", order=lambda figure: list(GROUPS).index(figure.group))
cuts = Registry[Cut]("way to divide", key="name")
tallied = Registry[Tallied]("table whose days are counted", key="source")
onward = Registry[Onward]("deed", key="url")
