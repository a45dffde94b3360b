"""The report after: that nothing of a deleted file is left, table by table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, ForeignKey, OuterRef, Q

from casework.children.models import Child, FileAccess
from casework.children.models.asks import Ask
from casework.documents.storage import bytes_kept
from casework.duplicates.tables import columns_of
from casework.retention.deletion.extent import (
    Rows,
    every_history,
    history_of,
    keys_where,
    tracked_by,
)

WORDS_GONE = "Taken out when the file was deleted"


@dataclass(frozen=True)
class Left:
    """So many rows of a table that still lead to the file."""

    table: str
    rows: int
    words: str

    def __str__(self):
        return f"{self.table}: {self.rows} {self.words}"


@dataclass(frozen=True)
class Proof:
    tables: int
    left: tuple[Left, ...]

    @property
    def whole(self) -> bool:
        return not self.left


def columns() -> list[ForeignKey]:
    """Every column that says whose file a row is about, but for looks, which stay as numbers."""
    return [column for column in columns_of(Child) if column.model is not FileAccess]


def histories() -> Iterator[tuple[type, ForeignKey]]:
    """Every history, with each column that says whose file it was about."""
    for history in every_history():
        for column in history._meta.local_fields:
            if (
                isinstance(column, ForeignKey)
                and column.related_model is Child
                and column.name != "pgh_obj"
            ):
                yield history, column


def prove(keys: Iterable[int]) -> Proof:
    """Whatever is asked here can be asked on any day: of the file's numbers alone."""
    numbers = sorted(keys)
    left = [*_in_tables(numbers), *_in_histories(numbers), *_in_words(numbers)]
    tables = len(columns()) + len(every_history()) + 3
    return Proof(tables, tuple(left))


def _in_tables(keys: list[int]) -> Iterator[Left]:
    if number := Child._base_manager.filter(pk__in=keys).count():
        yield Left("children_child", number, "the file itself")
    for column in columns():
        if rows := keys_where(column, keys):
            yield Left(column.model._meta.db_table, len(rows), f"by {column.name}")


def _in_histories(keys: list[int]) -> Iterator[Left]:
    for history in history_of(Child):
        if number := history._base_manager.filter(pgh_obj__in=keys).count():
            yield Left(history._meta.db_table, number, "of the file itself")
    for history, column in histories():
        rows = history._base_manager.filter(**{f"{column.attname}__in": keys})
        if number := rows.exclude(of_what_stands(history)).count():
            yield Left(history._meta.db_table, number, f"by {column.name}")


def of_what_stands(history) -> Q:
    """A record that was moved to another child's file keeps its history there: of this file it has
    a number and no word."""
    stands = tracked_by(history)._base_manager.filter(pk=OuterRef("pgh_obj"))
    return Q(Exists(stands))


def _in_words(keys: list[int]) -> Iterator[Left]:
    if number := looks_with_words(keys).count():
        yield Left("children_fileaccess", number, "with what was typed in a search")
    if number := asks_with_words(keys).count():
        yield Left("children_ask", number, "with what was typed in a question")


def looks_with_words(keys: list[int]):
    return FileAccess.objects.at_files(keys).exclude(asked="")


def asks_with_words(keys: list[int]):
    return Ask.objects.filter(files__overlap=keys).exclude(typed=WORDS_GONE)


def left_of_rows(rows: Rows) -> Iterator[Left]:
    """Asked as the file is deleted, when it is known which rows those were."""
    for model, keys in rows.items():
        if number := model._base_manager.filter(pk__in=keys).count():
            yield Left(model._meta.db_table, number, "that should have gone")
        for history in history_of(model):
            if number := history._base_manager.filter(pgh_obj__in=keys).count():
                yield Left(history._meta.db_table, number, "of rows that should have gone")


def bytes_left(names: Iterable[str]) -> list[str]:
    storage = bytes_kept()
    return [name for name in names if storage.exists(name)]
