"""Whose visit is the lead's: whoever leads the work that day, whoever covers for them while they
are away, and whom a plan names.

Working Together 2023, chapter 3: the lead social worker sees the child. Plans are made further on
in the journey than visits, so they say here whom they name (``named``).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from casework.children.models import Allocation
from casework.interface.registry import Registry


@dataclass(frozen=True, kw_only=True)
class Named:
    """``visitors`` gives the rows that name this worker for this child on this day; each of the
    three is a value, or a reference to a visit's."""

    code: str
    visitors: Callable[[Any, Any, Any], QuerySet]


named = Registry[Named]("way of naming a visitor")


def admitting(child, worker, day) -> Iterator[QuerySet]:
    """Every row by which this worker's visit to the child that day is the lead's."""
    leading = Allocation.objects.leading_on(day).filter(child=child)
    yield leading.filter(worker=worker)
    yield leading.filter(
        worker__absences__deputy=worker,
        worker__absences__started_on__lte=day,
        worker__absences__until__gte=day,
    )
    for naming in named:
        yield naming.visitors(child, worker, day)


def made_by_lead() -> Q:
    """Of visits: those whose visitor led, covered or was named on the day."""
    condition = Q()
    for rows in admitting(OuterRef("child"), OuterRef("visit__worker"), OuterRef("held_on")):
        condition |= Q(Exists(rows))
    return condition


def makes_the_leads_visit(child, worker, day) -> bool:
    """The same, asked before there is a visit."""
    return any(rows.exists() for rows in admitting(child, worker, day))
