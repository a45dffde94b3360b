"""Every clock as a figure: of what fell due, how much was done in time.

Counted by the day it fell due, so that what was never done counts as late, and a month long past
never changes by something done since. What lapsed before it was due, and what cannot be counted for
want of a time, is not among them.
"""

from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Now, TruncDate

from casework.figures.registry import Cut, Figure, Tallied, figures, tallied
from casework.timescales.models import Deadline
from casework.timescales.registry import Timescale, registry

IN_TIME: dict[str, Any] = {
    "group": "time",
    "of": "what fell due",
    "which": "were done in time",
    "which_not": "were not done in time",
    "counted": Q(met_at__lte=F("due_at")),
    "on": TruncDate("due_at"),
}


def fell_due(span):
    """What is due today and not yet done may still be done in time."""
    fallen = Q(due_at__lt=Now()) | Q(met_at__isnull=False)
    stood = Q(lapsed_at=None) | Q(lapsed_at__gte=F("due_at"))
    return Deadline.objects.filter(fallen, stood, time_known=True)


CLOCK = Cut(
    name="clock",
    label="Clock",
    value=F("code"),
    choices=lambda worker: [(rule.code, rule.title) for rule in registry],
)
EVERY_CLOCK = Figure(
    code="clocks",
    title="Done in time",
    source="Every clock",
    records=lambda span: fell_due(span).filter(code__in=[rule.code for rule in registry]),
    cut=CLOCK,
    **IN_TIME,
)


def of_clock(rule: Timescale) -> Figure:
    return Figure(
        code=rule.code,
        title=rule.title,
        source=f"{rule.limit_words}. {rule.source_today}",
        records=lambda span: fell_due(span).filter(code=rule.code),
        **IN_TIME,
    )


def is_clock(figure: Figure) -> bool:
    return figure.group == "time"


def declare() -> None:
    figures.add(*(of_clock(rule) for rule in registry))
    tallied.add(Tallied(source="clocks", figures=(EVERY_CLOCK,), by=CLOCK, parts=is_clock))
