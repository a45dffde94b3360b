"""What was written on a merged file since, and what of it goes with a file that is on its own
again."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import ForeignKey

from casework.children.extensions.mistakes import CHILD, mistakes
from casework.children.models import Child, Person, even_withdrawn
from casework.corrections.models import Correction, Withdrawal
from casework.duplicates.ledger import in_ledger
from casework.duplicates.models import Merge
from casework.duplicates.tables import Pair
from casework.notices.models import Notice

Key = tuple[str, int]
ABOUT_RECORDS = (Correction, Withdrawal)
NOT_OF_THE_CHILD = (Merge, Notice)


def written_since(done: Merge, pair: Pair) -> dict[Key, Any]:
    """Every record that came to stand on the kept file after the merge, by its table and number."""
    records: dict[Key, Any] = {}
    for column in pair.moving():
        kind = mistakes.get(column.model._meta.label_lower)
        own = kind and column.name == kind.of.partition("__")[0]
        if not own or column.model in NOT_OF_THE_CHILD:
            continue
        rows = pair.rows(column, kept=True).exclude(pk__in=in_ledger(done, column))
        for row in _newer(rows, column, done.done_at):
            records[column.model._meta.label_lower, row.pk] = row
    return records


def _newer(rows, column: ForeignKey, at: datetime | None):
    if any(field.name == "recorded_at" for field in column.model._meta.fields):
        return rows.filter(recorded_at__gt=at).order_by("pk")
    tracked: Any = column.model
    events = tracked.pgh_event_models["insert"].objects.filter(pgh_created_at__gt=at)
    return rows.filter(pk__in=events.values("pgh_obj")).order_by("pk")


def going_back(done: Merge, pair: Pair, chosen: list[Any]) -> dict[Key, Any]:
    """What was chosen, and whatever was written since on what goes back, or which that speaks of:
    it cannot stand on the other child's file."""
    written = written_since(done, pair)
    returning = {column.model._meta.label_lower: set[int]() for column in pair.moving()}
    for column in pair.moving():
        returning[column.model._meta.label_lower] |= in_ledger(done, column)
    records = {(row._meta.label_lower, row.pk): row for row in chosen}
    while more := {
        key: row
        for key, row in written.items()
        if key not in records and (_stands_on(row, returning, records))
    } | _spoken_of(done, returning, written, records):
        records |= more
    return records


def _stands_on(row, returning: dict[str, set[int]], records: dict[Key, Any]) -> bool:
    if isinstance(row, ABOUT_RECORDS):
        return (row.kind, row.record) in records or row.record in returning.get(row.kind, set())
    return any(key in records or key[1] in returning.get(key[0], set()) for key in _speaks_of(row))


def _speaks_of(row) -> Iterator[Key]:
    for field in row._meta.local_fields:
        of_record = isinstance(field, ForeignKey) and field.related_model not in (Child, Person)
        if of_record and (pk := getattr(row, field.attname)):
            yield field.related_model._meta.label_lower, pk


def _spoken_of(done, returning, written: dict[Key, Any], records: dict[Key, Any]) -> dict[Key, Any]:
    """What a record that goes back says of one written since, such as the action it became."""
    left = {key: row for key, row in written.items() if key not in records}
    more = {key: row for row in records.values() for key in _speaks_of(row) if key in left}
    rows = {key: left[key] for key in more}
    for label, numbers in returning.items():
        kind = mistakes.get(label)
        if kind is None or not numbers or not left:
            continue
        for row in even_withdrawn(kind.model).filter(pk__in=numbers):
            rows |= {key: left[key] for key in _speaks_of(row) if key in left}
    return rows


def take_back(rows: dict[Key, Any], pair: Pair) -> None:
    """To the file that is on its own again."""
    for label, pk in rows:
        kind = mistakes[label]
        facts: dict[str, Any] = {kind.of: pair.absorbed.person_id}
        if kind.of == CHILD:
            facts = {"child": pair.absorbed.pk}
        even_withdrawn(kind.model).filter(pk=pk).update(**facts)
