"""Who answers for a duty besides the child's worker: each app says it of its own records, such as
the one person who promised an action."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, Q, QuerySet


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The duty ``code``, over these records, is also that of the worker this column names."""

    code: str
    records: Callable[[], QuerySet]
    worker: str


class Answering:
    def __init__(self) -> None:
        self._said: list[Answers] = []

    def add(self, **facts) -> None:
        self._said.append(Answers(**facts))

    def of(self, worker) -> Q:
        """The deadlines this worker answers for in this way."""
        mine = Q(pk__in=[])
        for said in self._said:
            records = said.records().filter(**{said.worker: worker})
            mine |= Q(code=said.code, record_id__in=records.values("pk"))
        return mine

    def sql(self) -> str:
        """Each duty's code, record and worker, as the text of one query."""
        parts = ["SELECT NULL::text AS code, NULL::bigint AS record_id, NULL::bigint AS worker_id"]
        with connection.cursor() as cursor:
            for said in self._said:
                rows = said.records().exclude(**{said.worker: None}).order_by()
                rows = rows.values(record_id=F("pk"), who=F(said.worker))
                sql, params = rows.query.sql_with_params()
                sql = f"SELECT %s::text, q.record_id, q.who FROM ({sql}) q"
                parts.append(cursor.mogrify(sql, [said.code, *params]).decode())
        return " UNION ALL ".join(parts).replace("%", "%%")


answering = Answering()
