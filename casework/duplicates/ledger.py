"""What a merge changed, column by column, as the database itself writes and reads values.

Both files are read before and after; whatever differs is kept. So nothing a merge does, however it
does it, is left out, and reading the ledger backwards restores each table exactly.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignKey

from casework.children.extensions.merges import Then, answer_to, kept_whole
from casework.children.models import Child, Draft, Person
from casework.duplicates.models import Merge, MergedRow
from casework.duplicates.tables import Pair, every_column

Rows = dict[tuple[str, int], dict[str, Any]]
CHILD, PERSON = Child._meta.db_table, Person._meta.db_table
DRAFT = Draft._meta.db_table
"""Its words open only at the address they are sealed with, so it goes back whole or not at all."""
WORKED_OUT = {"search_text"}
"""Columns that the database or a save works out again by itself."""
READ = "SELECT t.id, to_jsonb(t) FROM {table} t WHERE t.{column} IN (%s, %s)"


def snapshot(pair: Pair) -> Rows:
    """Every row of both files that a merge may touch, by table and number."""
    rows: Rows = {}
    with connection.cursor() as cursor:
        for table, column, keys in _places(pair):
            cursor.execute(READ.format(table=_quoted(table), column=_quoted(column)), keys)
            for pk, row in cursor.fetchall():
                rows[table, pk] = json.loads(row) if isinstance(row, str) else row
    return rows


def _places(pair: Pair) -> Iterator[tuple[str, str, tuple[int, int]]]:
    yield CHILD, "id", (pair.kept.pk, pair.absorbed.pk)
    yield PERSON, "id", (pair.kept.person_id, pair.absorbed.person_id)
    for column in every_column():
        ours = column.model is not Merge and column.model is not MergedRow
        if answer_to(column) != Then.STAYS and ours:
            yield column.model._meta.db_table, column.column, pair.keys(column)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def keep(merge: Merge, before: Rows, after: Rows) -> None:
    whole = kept_whole()
    lines = [
        MergedRow(merge=merge, table=key[0], record=key[1], column=column, before=was, after=now)
        for key in before.keys() | after.keys()
        for column, was, now in _differences(before.get(key), after.get(key), key[0] in whole)
    ]
    MergedRow.objects.bulk_create(lines, batch_size=1000)


def _differences(was, now, whole: bool) -> Iterator[tuple[str, Any, Any]]:
    if was is None or now is None:
        yield "", was, now
        return
    if whole:
        yield "", was, was
    for column, value in was.items():
        if now[column] != value and column not in WORKED_OUT:
            yield column, value, now[column]


class Undoing:
    """Reads the ledger of a merge backwards. ``left`` tells what was changed since and stays."""

    def __init__(self, merge: Merge):
        self.whole: dict[tuple[str, int], MergedRow] = {}
        self.columns: dict[tuple[str, int], list[MergedRow]] = defaultdict(list)
        self.left: list[tuple[str, int]] = []
        for line in merge.rows.order_by("pk"):
            key = (line.table, line.record)
            if line.column:
                self.columns[key].append(line)
            else:
                self.whole[key] = line

    def run(self) -> None:
        """First whose each row is, then what it says, then the numbers only one file may have."""
        names = {(field.model._meta.db_table, field.column) for field in every_column()}
        self._take_away(line for line in self.whole.values() if line.before is None)
        of_files = {key: lines for key, lines in self.columns.items() if key[0] == CHILD}
        others = {key: lines for key, lines in self.columns.items() if key[0] != CHILD}
        for key, lines in others.items():
            if key[0] != DRAFT:
                self._restore(key, [line for line in lines if (key[0], line.column) in names])
        for key, lines in others.items():
            if key[0] != DRAFT:
                self._restore(key, [line for line in lines if (key[0], line.column) not in names])
            elif not _changed(key, lines):
                self._restore(key, lines)
        self._restore_files(of_files)
        self._put_back()

    def _take_away(self, lines: Iterable[MergedRow]) -> None:
        with connection.cursor() as cursor:
            for line in lines:
                cursor.execute(f"DELETE FROM {_quoted(line.table)} WHERE id = %s", [line.record])

    def _restore(self, key: tuple[str, int], lines: list[MergedRow]) -> None:
        """What is still as the merge left it says again what it said before."""
        if not lines:
            return
        now = _read(key)
        lines = [line for line in lines if now and now[line.column] == line.after]
        try:
            with transaction.atomic():
                _write(key, {line.column: line.before for line in lines})
        except IntegrityError:  # something written since stands in its place
            lines = []
        if now and not lines:
            self.left.append(key)

    def _restore_files(self, of_files) -> None:
        """A number goes back to its file only once the other has let go of it."""
        for key, lines in of_files.items():
            texts = {line.column: "" for line in lines if line.column in NUMBERS}
            ours = [line for line in lines if line.column in texts]
            if texts and not _changed(key, ours):
                _write(key, texts)
                for line in lines:
                    line.after = texts.get(line.column, line.after)
        for key, lines in of_files.items():
            self._restore(key, lines)

    def _put_back(self) -> None:
        """Rows that the merge took away, or that were counted away or anew since."""
        gone: list[tuple[str, dict[str, Any]]] = []
        counted = kept_whole(counted=True)
        for key, line in self.whole.items():
            if line.before is None:
                continue
            row, now = dict(line.before), _read(key)
            if now is None:
                gone.append((line.table, row))
            elif line.table in counted:
                _write(key, row | {"flagged_at": now["flagged_at"] or row["flagged_at"]})
        for _ in range(2):  # what a row points at may be put back after it
            gone = [(table, row) for table, row in gone if not _insert(table, row)]


NUMBERS = {"nhs_number", "upn", "former_upn", "local_id"}


def _changed(key: tuple[str, int], lines: list[MergedRow]) -> bool:
    now = _read(key)
    return now is None or any(now[line.column] != line.after for line in lines)


def _read(key: tuple[str, int]) -> dict[str, Any] | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t) FROM {_quoted(key[0])} t WHERE id = %s", [key[1]])
        row = cursor.fetchone()
    if row is None:
        return None
    return json.loads(row[0]) if isinstance(row[0], str) else row[0]


def _write(key: tuple[str, int], values: dict[str, Any]) -> None:
    if not values:
        return
    table = _quoted(key[0])
    names = [_quoted(name) for name in values]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} t SET ({', '.join(names)}) ="
            f" ROW({', '.join(f'r.{name}' for name in names)})"
            f" FROM jsonb_populate_record(NULL::{table}, %s::jsonb) r WHERE t.id = %s",
            [json.dumps(values), key[1]],
        )


def _insert(table: str, row: dict[str, Any]) -> bool:
    """Whether it is there again. Where the same was made since, that stays."""
    quoted = _quoted(table)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {quoted}"
                f" SELECT * FROM jsonb_populate_record(NULL::{quoted}, %s::jsonb)"
                " ON CONFLICT DO NOTHING",
                [json.dumps(row)],
            )
            connection.check_constraints()
    except IntegrityError:
        return False
    return True


def in_ledger(merge: Merge, column: ForeignKey) -> set[int]:
    """The rows that came from the other file by this column."""
    lines = merge.rows.filter(table=column.model._meta.db_table, column=column.column)
    return set(lines.values_list("record", flat=True))
