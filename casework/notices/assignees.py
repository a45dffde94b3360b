"""Who answers for a duty besides the child's worker: each app says it of its own records, such as
the one person who promised an action."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, Q, QuerySet

from casework.interface.registry import Registry


@dataclass(frozen=True, kw_only=True)
class Assignee:
    """The duty ``code``, over these records, is also that of the worker this column names."""

    code: str
    records: Callable[[], QuerySet]
    worker: str


class Assignees(Registry[Assignee]):
    def of(self, worker) -> Q:
        """The deadlines this worker answers for in this way."""
        mine = Q(pk__in=[])
        for assignee in self:
            records = assignee.records().filter(**{assignee.worker: worker})
            mine |= Q(code=assignee.code, record_id__in=records.values("pk"))
        return mine

    def sql(self) -> str:
        """Each duty's code, record and worker, as the text of one query."""
        parts = ["SELECT NULL::text AS code, NULL::bigint AS record_id, NULL::bigint AS worker_id"]
        with connection.cursor() as cursor:
            for assignee in self:
                rows = assignee.records().exclude(**{assignee.worker: None}).order_by()
                rows = rows.values(record_id=F("pk"), who=F(assignee.worker))
                sql, params = rows.query.sql_with_params()
                sql = f"SELECT %s::text, q.record_id, q.who FROM ({sql}) q"
                parts.append(cursor.mogrify(sql, [assignee.code, *params]).decode())
        return " UNION ALL ".join(parts).replace("%", "%%")


assignees = Assignees("assignee", key=lambda assignee: (assignee.code, assignee.worker))
