"""To put right: what should be on the files a worker answers for, and is not."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.urls import reverse

from casework.access.roles import Permission
from casework.children.models import Child, Person
from casework.children.readers import Kept
from casework.timescales.gaps import WHO, Gap, gaps

SHOWN = 100


@dataclass(frozen=True)
class Mend:
    """One thing missing from one child's file."""

    gap: Gap
    child: Child
    since: date

    @property
    def url(self) -> str:
        return reverse(self.gap.action_link[1], args=[self.child.pk])


def answered_for(worker):
    """Their own children; for a manager, their team's; across the service, everyone's."""
    children = Child.objects.visible_to(worker).filter(person__died_on=None)
    if worker.may(Permission.SEE_WHOLE_SERVICE):
        return children
    if worker.may(Permission.DECIDE) and worker.team_id:
        return children.filter(team=worker.team_id)
    return children.allocated_to(worker)


def to_mend(worker, *, code: str = "", size: int = SHOWN) -> list[Mend]:
    """The longest missing first, in one query."""
    rows = longest_missing(code, size).read(worker)
    return [Mend(gaps[row["gap_code"]], child_of(row), row["gap_since"]) for row in rows]


@cache
def longest_missing(code: str, size: int) -> Kept:
    return Kept(lambda reader: gaps.among(answered_for(reader), code=code)[:size])


def child_of(row) -> Child:
    """The child as far as a list names them."""
    person = Person(**{name.removeprefix("child__person__"): row[name] for name in WHO})
    return Child(pk=row["child_id"], person=person)
