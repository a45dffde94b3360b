"""From a row of any table that a clock reads to the children it is about, as SQL.

A record of a child says it itself. What several children share is found through their own parts of
it; what hangs on a record, through that record; a person, through their file; whoever is away,
through the children they were given. What no such way leads from is the council's own, such as a
team.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

from casework.access.models import Absence
from casework.children.models import Allocation, Child


def way_to_children(model: type[Model], rows: str) -> str:
    """A query for the numbers of the children that rows of this model are about, ``rows`` being a
    query for one ``{column}`` of them; nothing where there is no way."""
    if model is Absence:
        return _joined(Allocation, "worker_id", rows.format(column="worker_id"))
    if column := _names_child(model):
        return rows.format(column=column)
    ways = {*_pointed_at(model, rows), *_pointing(model, rows)}
    return " UNION ".join(sorted(ways or _through_what_it_belongs_to(model, rows)))


def _names_child(model: type[Model]) -> str:
    """The column that names the child."""
    if model is Child:
        return "id"
    named = [key.column for key in _foreign_keys(model) if key.name == "child"]
    return named[0] if named else ""


def _pointed_at(model: type[Model], rows: str) -> Iterator[str]:
    """By what a row points at."""
    for key in _foreign_keys(model):
        if _names_child(key.related_model):
            yield _joined(key.related_model, "id", rows.format(column=key.column))


def _pointing(model: type[Model], rows: str) -> Iterator[str]:
    """By what points at a row, unless that is the council's own."""
    if model._meta.app_label == Absence._meta.app_label:
        return
    for other in apps.get_models(include_auto_created=True):
        for key in _foreign_keys(other):
            if key.related_model is model and _names_child(other):
                yield _joined(other, key.column, rows.format(column="id"))


def _through_what_it_belongs_to(model: type[Model], rows: str) -> set[str]:
    ways = set()
    for key in _foreign_keys(model):
        table = key.related_model._meta.db_table
        above = f"SELECT {{column}} FROM {table} WHERE id IN ({rows.format(column=key.column)})"
        if key.related_model is not model:
            ways |= {*_pointed_at(key.related_model, above), *_pointing(key.related_model, above)}
    return ways


def _joined(model: type[Model], column: str, keys: str) -> str:
    table = model._meta.db_table
    return f"SELECT {_names_child(model)} FROM {table} WHERE {column} IN ({keys})"


def _foreign_keys(model: type[Model]) -> list[Any]:
    """None of a row of the history: it follows its record."""
    if hasattr(model, "pgh_tracked_model"):
        return []
    return [key for key in model._meta.concrete_fields if isinstance(key, ForeignKey)]
