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
from casework.interface.statements import WORKER, Records

AUTHORITY, TEAM = -620_003, -620_004
"""Stand in for the keys of the reader's authority and team."""


def somebody(role: str, in_a_team: bool) -> Worker:
    team = TEAM if in_a_team else None
    return Worker(pk=WORKER, role=role, authority_id=AUTHORITY, team_id=team)


class Kept:
    """``asks`` puts the query together for a reader; ``read`` asks it for one."""

    def __init__(self, asks: Callable[[Worker], QuerySet]) -> None:
        self.asks = asks
        self.written = lru_cache(maxsize=64)(self.write)

    def write(self, role: str, in_a_team: bool, day: date) -> Records:
        return Records(lambda: self.asks(somebody(role, in_a_team)))

    def read(self, worker, values: Mapping[Any, Any] | None = None) -> list:
        if not worker.works_here or worker.authority_id is None:
            return list(self.asks(worker))
        written = self.written(worker.role, worker.team_id is not None, timezone.localdate())
        of_reader = {WORKER: worker.pk, AUTHORITY: worker.authority_id, TEAM: worker.team_id}
        return written.read({**of_reader, **(values or {})})
