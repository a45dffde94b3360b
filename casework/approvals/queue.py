"""What waits for a manager's authorisation: each app adds its kind from ``child_file.py``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property

from casework.children.models import ChildRecordQuerySet
from casework.children.readers import Kept
from casework.children.together.record import tell_apart
from casework.interface.registry import Registry
from casework.interface.words import listed
from casework.timescales.models import Deadline

NEWEST = 50


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One kind of record that waits.

    ``records`` gives those waiting, with their child and person: each has ``submitted_at``. ``url``
    names the page (taking the child, then the record) where it is authorised. ``author`` names the
    column of whoever sent it, who cannot be the one to authorise it; ``family`` the column that
    brothers and sisters share, ``clock`` the code of the deadline that authorising it meets.
    ``sent`` gives those waiting and those that came back, and ``read_at`` the address where
    whoever sent one goes on.
    """

    order: int
    title: str
    records: Callable[[], ChildRecordQuerySet]
    url: str
    read_at: Callable[[Any], str]
    sent: Callable[[], ChildRecordQuerySet]
    author: str = ""
    family: str = "family_id"
    clock: str = ""

    def lines_for(self, worker) -> list["Line"]:
        """The longest waiting first, brothers and sisters together."""
        return self._together(self.asked_of_manager.read(worker), worker)

    def sent_by(self, worker) -> list["Line"]:
        """What this worker sent and no manager has authorised yet: waiting, or sent back."""
        return self._together(self.asked_of_sender.read(worker), worker)

    @cached_property
    def asked_of_manager(self) -> Kept:
        return Kept(lambda reader: _longest(self.records().visible_to(reader)))

    @cached_property
    def asked_of_sender(self) -> Kept:
        def asks(reader):
            return _longest(self.sent().visible_to(reader).filter(**{self.author: reader}))

        return Kept(asks)

    def _together(self, records, worker) -> list["Line"]:
        lines: dict = {}
        for record in records:
            family = getattr(record, self.family) or f"alone {record.pk}"
            line = lines.setdefault(
                (family, record.submitted_at is None), Line(kind=self, worker=worker, records=[])
            )
            line.records.append(record)
        return list(lines.values())


def _longest(records):
    return records.order_by("submitted_at", "pk")[:NEWEST]


@dataclass
class Line:
    """One family's records of one kind, waiting together."""

    kind: Waiting
    worker: object
    records: list

    @property
    def title(self) -> str:
        return str(self.records[0])

    @property
    def label(self) -> str:
        names = listed(child.first_name for child in tell_apart(self.children))
        return f"{self.title}: {names}"

    @property
    def url(self) -> str:
        return self.links[0]["url"]

    @property
    def deadline(self) -> Deadline | None:
        """The first of their clocks to run out."""
        running = [record.clock for record in self.records if getattr(record, "clock", None)]
        return min(running, key=lambda clock: clock.due_at, default=None)

    @property
    def since(self):
        return self.records[0].submitted_at

    @property
    def came_back(self):
        """When a manager sent it back, if that is how it stands."""
        return None if self.since else self.records[0].returned_at

    @property
    def returned_by(self):
        return self.records[0].returned_by

    @property
    def read_at(self) -> str:
        """Where whoever sent it goes on with it."""
        return self.kind.read_at(self.records[0])

    @property
    def children(self) -> list:
        return [record.child for record in self.records]

    @property
    def own(self) -> bool:
        """Sent by this very worker: another manager must authorise it."""
        return bool(self.kind.author) and self.author == self.worker

    @property
    def author(self):
        return getattr(self.records[0], self.kind.author) if self.kind.author else None

    @property
    def links(self) -> list[dict]:
        """One page for each child: each has an analysis and an outcome of their own."""
        return [
            {
                "child": record.child,
                "url": reverse(self.kind.url, args=[record.child_id, record.pk]),
            }
            for record in self.records
        ]


kinds = Registry[Waiting]("kind of record to authorise", key="url", order="order")


def waiting_for(worker) -> list[Line]:
    """Everything this manager can be asked to authorise: what runs out first, then what has no
    clock, the longest waiting first."""
    lines = [line for kind in kinds for line in kind.lines_for(worker)]
    _read_clocks(lines)
    return sorted(lines, key=_first_to_run_out)


def with_manager(worker) -> list[Line]:
    """What this worker sent: what came back first, then what waits, the longest first."""
    lines = [line for kind in kinds for line in kind.sent_by(worker)]
    return sorted(lines, key=lambda line: (line.came_back is None, line.came_back or line.since))


def _first_to_run_out(line: Line) -> tuple:
    deadline = line.deadline
    return (deadline is None, deadline.due_at if deadline else line.since, line.since)


def _read_clocks(lines: list[Line]) -> None:
    """The deadlines of all that waits, in one query."""
    timed = [
        (line.kind.clock, record) for line in lines if line.kind.clock for record in line.records
    ]
    deadlines = Deadline.objects.filter(
        code__in={code for code, _ in timed}, record_id__in={record.pk for _, record in timed}
    )
    deadlines = deadlines.open().shown() if timed else []
    clocks = {(deadline.code, deadline.record_id): deadline for deadline in deadlines}
    for code, record in timed:
        record.clock = clocks.get((code, record.pk))
