"""What is counted: each app's ``figures.py`` adds its own, and how its children may be divided."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast

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


@dataclass(frozen=True, kw_only=True)
class Figure:
    """So many of so many, of children or of something about them.

    ``records`` takes a day or a ``Span`` and gives the rows it counts among. A figure
    ``at_one_day`` has the rows that stood on it; any other is asked of a span, and ``on``
    names the day (or the expression) by which its rows fall into it. ``counted`` is the condition,
    or, where it turns on the day asked, takes it and gives the condition.
    ``child`` is the way from a row to its child. ``of`` names what is counted among ("visits"),
    ``which`` those of them that are counted ("were made in time"), ``which_not`` the rest.
    ``cut`` is one more way to divide its rows, of its own. ``works_with`` is the permission of
    those who work with these children in any team: no small number is held back from them.
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
    works_with: Permission | None = None

    @property
    def at_one_day(self) -> bool:
        return self.on is None

    @property
    def heading(self) -> str:
        return f"{self.title}: done in time" if self.group == "time" else self.title

    def rows(self, span: Span) -> QuerySet:
        """The rows counted among, each with its child, its day and whether it is counted."""
        when = span.last if self.at_one_day else span
        counted = self.counted(when) if callable(self.counted) else self.counted
        child = F(self.child) if isinstance(self.child, str) else self.child
        rows = (
            self.records(when)
            .order_by()
            .annotate(
                **{
                    CHILD: child,
                    ON: Cast(self.day_of(span.last), DateField()),
                    COUNTED: Case(
                        When(counted, then=True), default=False, output_field=BooleanField()
                    ),
                }
            )
        )
        return rows if self.at_one_day else rows.filter(**{f"{ON}__range": (span.first, span.last)})

    def day_of(self, last: date):
        if self.at_one_day:
            return Value(last)
        return F(self.on) if isinstance(self.on, str) else self.on


@dataclass(frozen=True, kw_only=True)
class Cut:
    """One way to divide the rows of a figure: by team, by age, by plan.

    ``value`` is an expression over ``OuterRef(CHILD)`` and ``OuterRef(ON)``: it answers as of the
    row's own day, from dated history. ``choices`` gives, for a worker, the values in the order they
    are shown, with their words.
    """

    name: str
    label: str
    value: Any
    choices: Callable[[Any], list[tuple[str, str]]]


@dataclass(frozen=True, kw_only=True)
class Onward:
    """Something that can begin from the list of children behind a figure. The page named by ``url``
    is given the list's address as ``figure``, and asks it again."""

    label: str
    url: str
    permission: Permission


class Figures(Registry[Figure]):
    def check(self, entry: Figure) -> None:
        if entry.group not in GROUPS:
            raise ValueError(f"The figure {entry.code!r} has no group")


figures = Figures("figure", order=lambda figure: list(GROUPS).index(figure.group))
cuts = Registry[Cut]("way to divide", key="name")
onward = Registry[Onward]("deed", key="url")
