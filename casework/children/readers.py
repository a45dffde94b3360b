"""What a worker may read, asked by statements that are put together once.

What a statement says of its reader turns on their role and on whether they are in a team. It is
written for somebody of that role, once a day in each process, and asked for each worker.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from casework.access.models import Worker
from casework.interface.statements import NOW, WORKER, Records, Statement

AUTHORITY, TEAM = -620_003, -620_004
"""Stand in for the keys of the reader's authority and team."""


def somebody(role: str, in_a_team: bool) -> Worker:
    team = TEAM if in_a_team else None
    return Worker(pk=WORKER, role=role, authority_id=AUTHORITY, team_id=team)


class Kept:
    """``asks`` puts the query together for a reader; ``read`` asks it for one. What it turns on
    besides the reader is given as ``shape``: it is written for each apart."""

    def __init__(self, asks: Callable[..., QuerySet]) -> None:
        self.asks = asks
        self.written = lru_cache(maxsize=256)(self.write)

    def write(self, role: str, in_a_team: bool, day: date, shape: tuple) -> Records:
        return Records(lambda: self.asks(somebody(role, in_a_team), *shape))

    def read(self, worker, values: Mapping[Any, Any] | None = None, shape: tuple = ()) -> list:
        if not worker.works_here or worker.authority_id is None:
            return list(self.asks(worker, *shape))
        return self._written_for(worker, shape).read({**of_reader(worker), **(values or {})})

    def _written_for(self, worker, shape: tuple) -> Any:
        in_a_team = worker.team_id is not None
        return self.written(worker.role, in_a_team, timezone.localdate(), shape)


class KeptRows(Kept):
    """The same of a query of ``values()``, whose rows ``around`` asks something of. What it says of
    the present moment it says of ``NOW``. Nobody reads it who does not work here."""

    def __init__(self, asks: Callable[..., QuerySet], around: str = "") -> None:
        super().__init__(asks)
        self.around = around

    def write(self, role: str, in_a_team: bool, day: date, shape: tuple) -> Any:
        return Statement(self.asks(somebody(role, in_a_team), *shape), self.around)

    def read(self, worker, values: Mapping[Any, Any] | None = None, shape: tuple = ()) -> list:
        if not worker.works_here or worker.authority_id is None:
            return []
        asked = {NOW: timezone.now(), **of_reader(worker), **(values or {})}
        return self._written_for(worker, shape).rows(asked)


def of_reader(worker) -> dict[Any, Any]:
    return {WORKER: worker.pk, AUTHORITY: worker.authority_id, TEAM: worker.team_id}
