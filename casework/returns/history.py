"""What people did to a record since a file brought it in, read from the history of every change."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.fields.json import KeyTextTransform

NOBODYS = {"id", "authority_id", "team_id", "recorded_by_id", "recorded_at"}
"""What moves with the child, or says who wrote: no part of what a record says."""


def by_people(model: type[Model], keys: Iterable[int]) -> dict[int, set[str]]:
    """The columns of each record whose value a person gave last.

    A value left as a form found it, empty, was given by nobody. A record without history is
    wholly a person's: what cannot be told is never overwritten.
    """
    blank = _blank(model)
    people: dict[int, set[str]] = {key: set(blank) for key in keys}
    before: dict[int, dict[str, Any]] = {}
    for event in _events(model, people, list(blank)):
        key = event["pgh_obj_id"]
        if key not in before:
            people[key] = set()
        stood = before.get(key, blank)
        given = {column for column in blank if event[column] != stood[column]}
        people[key] = people[key] - given if event["brought_in"] else people[key] | given
        before[key] = event
    return people


def _blank(model: type[Model]) -> dict[str, Any]:
    """Each column of a record as it stands before anyone fills it."""
    tracked = {field.attname for field in _history(model)._meta.concrete_fields} - NOBODYS
    fields = (field for field in model._meta.concrete_fields if field.attname in tracked)
    return {field.attname: field.get_default() for field in fields}


def _history(model: Any) -> Any:
    """The table of its changes, which pghistory adds to the model."""
    return model.pgh_event_models["update"]


def _events(model: type[Model], keys: Iterable[int], columns: list[str]):
    events = _history(model).objects.filter(pgh_obj_id__in=list(keys)).order_by("pgh_id")
    named = events.annotate(brought_in=KeyTextTransform("brought_in", "pgh_context__metadata"))
    return named.values("pgh_obj_id", "brought_in", *columns)


def worked_on(model: type[Model], keys: Iterable[int]) -> set[int]:
    """Which of these records people have changed, or hung work of their own on."""
    people = by_people(model, keys)
    worked = {key for key, columns in people.items() if columns}
    for name, below in _hanging(model):
        for imported, rows in _rows(below, name, set(people) - worked).items():
            touched = worked_on(below, rows) if imported else set(rows)
            worked |= {rows[key] for key in touched}
    return worked


def _hanging(model: type[Model]):
    """What may hang on a record: the field that names it, and whose it is."""
    for relation in model._meta.related_objects:
        history = hasattr(relation.related_model, "pgh_tracked_model")
        if not history and relation.related_model is not model:
            yield relation.field.attname, relation.related_model


def _rows(model: type[Model], name: str, keys: set[int]) -> dict[bool, dict[int, int]]:
    """The record each row hangs on, those a file brought in apart from those people wrote."""
    marked = any(field.name == "imported" for field in model._meta.concrete_fields)
    rows: dict[bool, dict[int, int]] = defaultdict(dict)
    if not keys:
        return rows
    columns = ("pk", name, *(["imported"] if marked else []))
    for key, above, *imported in model._base_manager.filter(**{f"{name}__in": keys}).values_list(
        *columns
    ):
        rows[any(imported)][key] = above
    return rows
