"""Whether a worker may know of a file, as one condition.

Nearly every statement asks it, and Django takes longer to write it out than PostgreSQL to answer,
so its parts are written once a day in each process.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import BooleanField, Expression, F
from django.utils import timezone
from psycopg2.extensions import AsIs

from casework.access.models import Absence
from casework.access.roles import Permission
from casework.interface.statements import FILES, WORKER, Statement


def reads_files(worker) -> bool:
    if worker.is_anonymous or worker.authority_id is None:
        return False
    return worker.may(Permission.READ_FILES)


def width_of(worker) -> dict[str, Any]:
    """How far a worker sees: the whole service, their team, or neither."""
    if worker.may(Permission.SEE_WHOLE_SERVICE):
        return {"whole_service": True}
    return {"team": worker.team_id if worker.may(Permission.SEE_TEAM) else None}


class MayKnow(Expression):
    """Their own, what was opened to them, and of the unrestricted those of whom they cover for
    today, of a team, or of the whole service. ``lasting`` leaves out what they opened themselves
    for minutes or a day."""

    conditional = True
    output_field = BooleanField()

    def __init__(
        self,
        worker: int,
        *,
        team: int | None = None,
        whole_service: bool = False,
        lasting: bool = False,
    ):
        super().__init__()
        self.lasting = lasting
        self.worker, self.team, self.whole_service = worker, team, whole_service
        self.columns: Sequence = [F("pk"), F("restricted"), F("team")]

    def get_source_expressions(self):
        return list(self.columns)

    def set_source_expressions(self, exprs):
        self.columns = exprs

    def as_sql(self, compiler, connection):
        file, restricted, team = (compiler.compile(column)[0] for column in self.columns)
        values = {FILES: AsIs(file), WORKER: self.worker}
        own, opened, lastingly, covered = ways(timezone.localdate())
        opened = lastingly if self.lasting else opened
        unrestricted = [f"EXISTS({covered.sql})"]
        params = [*own.filled(values), *opened.filled(values), *covered.filled(values)]
        if self.whole_service:
            unrestricted.append("true")
        elif self.team is not None:
            unrestricted.append(f"{team} = %s")
            params.append(self.team)
        sql = (
            f"(EXISTS({own.sql}) OR EXISTS({opened.sql})"
            f" OR (NOT {restricted} AND ({' OR '.join(unrestricted)})))"
        )
        return sql, params


class MayNotKnow(MayKnow):
    """The other side of it: true of every file of which ``MayKnow`` is not. Said of the file
    itself, it is asked of those few that a statement meets, and not of all there are. For somebody
    who sees the whole service these are restricted files alone, which an index holds."""

    def as_sql(self, compiler, connection):
        if not self.whole_service:
            sql, params = super().as_sql(compiler, connection)
            return f"({sql} IS NOT TRUE)", params  # a file without a team is of no team
        file, restricted, _ = (compiler.compile(column)[0] for column in self.columns)
        values = {FILES: AsIs(file), WORKER: self.worker}
        own, opened, lastingly, _ = ways(timezone.localdate())
        opened = lastingly if self.lasting else opened
        params = [*own.filled(values), *opened.filled(values)]
        return f"({restricted} AND NOT EXISTS({own.sql}) AND NOT EXISTS({opened.sql}))", params


@lru_cache(maxsize=2)
def ways(day) -> tuple[Statement, Statement, Statement, Statement]:
    """On that day: a file that is allocated, one that is opened, one that another person opened to
    them, one of somebody who is away."""
    open_allocations = apps.get_model("children.Allocation").objects.open()
    grants = apps.get_model("children.FileGrant").objects.in_force()
    away = Absence.objects.covered_by(WORKER)
    return (
        _once(open_allocations.filter(child=FILES, worker=WORKER)),
        _once(grants.filter(child=FILES, worker=WORKER)),
        _once(grants.by_another().filter(child=FILES, worker=WORKER)),
        _once(open_allocations.filter(child=FILES, worker__in=away)),
    )


def _once(rows) -> Statement:
    return Statement(rows.order_by().values("pk"))
