"""How the clocks stand, now or at the end of a past day. Every figure opens what is behind it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache, cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from casework.children.readers import KeptRows
from casework.figures.counting import with_cut
from casework.figures.registry import CHILD, ON, cuts
from casework.interface.charts import clock_bar
from casework.interface.statements import NOW
from casework.interface.words import counted
from casework.timescales.models import Deadline
from casework.timescales.registry import registry

key_of_group = cache(slugify)
"""How an address names a group of rules."""
LABELS = {"on_time": "On time", "due_soon": "Due soon", "overdue": "Overdue"}
STATES = tuple(LABELS)
NOBODY = "none"


@dataclass(frozen=True)
class Moment:
    """Who asks how things stand, and as at which day: None is now. A past day is its last instant,
    told from dates on the files: a team is the team that held the child that day."""

    worker: Any
    at: date | None = None

    @property
    def day(self) -> date:
        return self.at or timezone.localdate()

    @cached_property
    def instant(self) -> datetime:
        if self.at is None:
            return timezone.now()
        return timezone.make_aware(datetime.combine(self.at, time.max))

    def deadlines(self, team=None):
        """Everything running then, about children this worker may know of."""
        rows = Deadline.objects.visible_to(self.worker)
        if self.at is None:
            return rows.open().filter(**({"team": team} if team else {}))
        rows = rows.standing_at(self.instant)
        if team:
            rows = dated(rows, self.at, "team").filter(cut_team=str(team.pk))
        return rows

    def counts(self, *by, team=None, late_for=False) -> list[dict]:
        """How everything stands that is running: on time, due soon, overdue; in one query."""
        if self.at:
            return counts(self.deadlines(team), self, *by)
        of_team = {OF_TEAM: team.pk} if team else {}
        shape = (OF_TEAM if team else None, by, late_for)
        return running_now.read(self.worker, of_team, shape)

    def behind(self, **query) -> str:
        if self.at:
            query["at"] = self.at.isoformat()
        return f"{reverse('behind')}?{urlencode(query)}"


def dated(rows, day: date, cut: str):
    """Rows with who held the child on a day, from dated history."""
    rows = rows.annotate(**{CHILD: F("child"), ON: Value(day)})
    return with_cut(rows, cuts[cut])


def counts(deadlines, moment: Moment, *by) -> list[dict]:
    """On time, due soon and overdue, and the children something is late for, in one query."""
    return list(counted_by(deadlines, moment.instant, by, late_for=True))


def counted_by(deadlines, then, by, *, late_for: bool):
    late = Q(due_at__lt=then)
    rows = (
        deadlines.order_by()
        .values(*by)
        .annotate(
            on_time=Count("due_at", filter=Q(amber_from__gt=then)),
            due_soon=Count("due_at", filter=Q(amber_from__lte=then, due_at__gte=then)),
            overdue=Count("due_at", filter=late),
        )
    )
    if not late_for:
        return rows
    children = ArrayAgg("child", filter=late, distinct=True, default=Value([]))
    return rows.annotate(late_for=children)


OF_TEAM, OF_WORKER = -620_006, -620_007
"""Stand in for the keys of a team and of a worker who are asked for."""


@KeptRows
def running_now(reader, team: int | None, by: tuple[str, ...], late_for: bool):
    """The same of everything that runs now: what the pages of clocks ask all day."""
    return counted_by(Moment(reader).deadlines(team), NOW, by, late_for=late_for)


def added(rows, by: str) -> dict:
    """Rows counted by more than one thing, added up by one of them."""
    totals: dict[Any, Counter] = defaultdict(Counter)
    for row in rows:
        totals[row[by]].update({state: row[state] for state in STATES})
    return totals


def clocks(rows, moment: Moment, **where) -> list[dict]:
    """A row a clock that is running, each figure with the address of what is behind it."""
    lines = [
        {
            "name": registry[code].title,
            "note": registry[code].limit_words,
            "group": registry[code].group,
            **figures_of(row, moment, code=code, **where),
        }
        for code, row in added(rows, "code").items()
    ]
    return sorted(lines, key=lambda row: (row["group"], row["name"]))


@dataclass(frozen=True)
class ClockGroups:
    """The clocks in groups of what they are about, each group added up: a few lines to read, and
    under them every clock of the one that is opened. ``address`` opens a group by its key."""

    lines: list[dict]
    moment: Moment
    address: Callable[[str], str]
    asked: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)

    @property
    def rows(self) -> list[dict]:
        return [
            {
                "name": name,
                "note": counted(len(lines), "clocks"),
                "url": self.address(key_of_group(name)),
                **figures_of(totals(lines), self.moment, group=key_of_group(name), **self.where),
            }
            for name, lines in self._lines_of.items()
        ]

    @property
    def opened(self) -> dict | None:
        return next(
            (
                {"name": name, "rows": lines}
                for name, lines in self._lines_of.items()
                if key_of_group(name) == self.asked
            ),
            None,
        )

    @cached_property
    def _lines_of(self) -> dict[str, list[dict]]:
        groups: dict[str, list[dict]] = defaultdict(list)
        for line in self.lines:
            groups[line["group"]].append(line)
        return groups


def totals(lines: list[dict]) -> dict[str, int]:
    return {
        state: sum(line["figures"][place]["number"] for line in lines)
        for place, state in enumerate(STATES)
    }


def codes_of_group(key: str) -> list[str]:
    return [rule.code for rule in registry if key_of_group(rule.group) == key]


def name_of_group(key: str) -> str:
    return next((rule.group for rule in registry if key_of_group(rule.group) == key), "")


def figures_of(row, moment: Moment, **where) -> dict:
    """A row's figures, their total and their bar."""
    return {
        "figures": [
            {"label": LABELS[state], **figure_of(row[state], moment, state=state, **where)}
            for state in STATES
        ],
        "total": figure_of(sum(row[state] for state in STATES), moment, **where),
        "bar": clock_bar(*(row[state] for state in STATES)),
    }


def figure_of(number: int, moment: Moment, **query) -> dict:
    return {"number": number, "url": moment.behind(**query) if number else ""}


def opening(children: str, rows, moment: Moment) -> str:
    """The sentence a page of clocks opens with, its denominator first."""
    late = sum(row["overdue"] for row in rows)
    late_for = {child for row in rows for child in row["late_for"]}
    are, is_ = ("were", "was") if moment.at else ("are", "is")
    if not late:
        return f"{children}. Nothing {is_} overdue."
    things, whom = counted(late, "things"), counted(len(late_for), "children")
    return f"{children}. {things} {is_ if late == 1 else are} overdue, for {whom}."
