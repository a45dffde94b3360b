"""The rows of a pull, made by the database and given on as they come, however many there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast

from casework.children.bulk import changes, operations
from casework.children.bulk.horizon import Horizon
from casework.children.extensions.shared_records import hidden_in, unknown_to, way_to_all
from casework.children.models import Child
from casework.children.models.looks import Among, Pull
from casework.interface.replica import reading_connection
from casework.interface.rows_as_json import OneRow

AT_ONCE = 1_000
"""Rows that are in memory at once."""
LONGEST_PAUSE = "2min"
"""Of a client that reads slowly: then the pull breaks off, and says no end."""


@dataclass(frozen=True)
class Harvest:
    """What one pull gives: the rows this worker may know of, each as JSON, and the way from a row
    to the file it is on. ``reads`` are the paths of which a row is made."""

    rows: QuerySet
    row: OneRow
    child: str
    reads: frozenset[str]
    view: Any

    def changed(self, follows: Pull) -> "Harvest":
        """Only what changed since, and all of the files that came into sight."""
        keys = changes.touched(self.rows.model, self.reads, seen_by(follows))
        now = Child.objects.visible_to(follows.worker).filter(~Among(follows.sight, F("pk")))
        came = self.rows.order_by().filter(**{f"{self.child}__in": now}).values("pk")
        told = [came, *self.told_otherwise_since(follows, now)]
        rows = self.rows.filter(pk__in=keys.union(*told))
        return Harvest(rows, self.row, self.child, self.reads, self.view)

    def told_otherwise_since(self, follows: Pull, now: QuerySet) -> Iterator[QuerySet]:
        """Records written for several of whom one came into sight, or went out of it: they name
        that child now, or no longer."""
        if way := way_to_all(self.rows.model):
            gone = operations.out_of_sight(follows, follows.worker)
            for files in (now, gone):
                yield self.rows.order_by().filter(**{f"{way}__in": files}).values("pk")

    def beside_hidden(self) -> set[int]:
        """The keys of those rows that were written for a child too of whom the worker may not
        know: asked once for a pull, of the few such children."""
        worker, way = self.view.request.user, way_to_all(self.rows.model)
        if not way:
            return set()
        hidden = Child.objects.unknown_to(worker).filter(authority=worker.authority_id)
        rows = self.rows.order_by().filter(**{f"{way}__in": hidden.values("pk")})
        return set(rows.values_list("pk", flat=True))

    def in_words_for(self, worker, rows: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """Rows of key, file and words, without the sentences that name a child this worker may not
        know of."""
        keys = {self.rows.model: [key for key, _, _ in rows]}
        told = self.view.told_otherwise(hidden_in(keys, unknown_to(worker)))
        return [(key, file, told.get(key, row)) for key, file, row in rows] if told else rows

    def gone(self, follows: Pull) -> Iterator[dict]:
        """What the last pull may have given and this one does not: of files out of sight
        everything, of others each record that was withdrawn, deleted or put elsewhere."""
        worker, model = follows.worker, self.rows.model
        for file in operations.out_of_sight(follows, worker):
            whose = {"id": file} if model is Child else {}
            yield {**whose, "child": file_number(file), "gone": True}
        if model is Child:
            return
        files = Child.objects.visible_to(worker)
        keys = changes.touched(model, self.reads, seen_by(follows))
        for key, file in changes.no_longer_told(self.rows, keys, self.child, files):
            yield {"id": key, "child": file_number(file), "gone": True}

    def as_json(self) -> QuerySet:
        """In no order, which a client that puts rows in their place by key does not need."""
        row = Cast(self.row, TextField())
        return self.rows.order_by().values_list("pk", F(self.child), row)

    def page(self, after: int, size: int) -> list[tuple[int, int, str]]:
        """Key, file and row, by key: what is added meanwhile stands at the end."""
        rows = self.rows.filter(pk__gt=after).order_by("pk")
        row = Cast(self.row, TextField())
        read = list(rows.values_list("pk", F(self.child), row)[:size])
        return self.in_words_for(self.view.request.user, read)


def file_number(file: int) -> str:
    return Child(pk=file).number


def seen_by(pull: Pull) -> Horizon:
    return Horizon(pull.snapshot, pull.cluster)


def batches(harvest: Harvest) -> Iterator[list[tuple[int, int, str]]]:
    """Key, file and row, through a cursor that the server keeps, inside one transaction: neither
    this process nor a pooler between holds more than a handful of rows. All of them will be read,
    so the statement is planned for the last row and not for the first."""
    sql, params = harvest.as_json().query.sql_with_params()
    worker, beside_hidden = harvest.view.request.user, harvest.beside_hidden()
    connection = reading_connection()
    with transaction.atomic(using=connection.alias), connection.chunked_cursor() as cursor:
        with connection.cursor() as planner:
            planner.execute("SET LOCAL cursor_tuple_fraction = 1")
            planner.execute(f"SET LOCAL idle_in_transaction_session_timeout = '{LONGEST_PAUSE}'")
        cursor.execute(sql, params)
        while batch := cursor.fetchmany(AT_ONCE):
            some = [row for row in batch if row[0] in beside_hidden]
            told = {row[0]: row for row in harvest.in_words_for(worker, some)} if some else {}
            yield [told.get(row[0], row) for row in batch] if told else batch
