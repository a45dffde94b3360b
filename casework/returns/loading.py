"""Rows into records: compare with what stands, then write only the difference.

A batch of children is one transaction, and each module a statement or two however many rows it has.
Where the database refuses a batch, it is halved until the child it refuses is found alone; that
child is left out whole, and the others load.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Model

from casework.access.models import Authority, Team, Worker
from casework.children.models import Child
from casework.returns.registry import Module, registry
from casework.returns.rows import Row

LOCK = 620_002
MOST_UPDATED_AT_ONCE = 250


@dataclass
class Tally:
    """How many records of each module were made, changed, or stood already as the file says."""

    created: Counter = field(default_factory=Counter)
    changed: Counter = field(default_factory=Counter)
    unchanged: Counter = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        self.created += other.created
        self.changed += other.changed
        self.unchanged += other.unchanged


@dataclass
class Writing:
    """One batch being written: for which council, by whom, and what has come of it."""

    council: Authority
    team: Team
    worker: Worker | None = None
    tally: Tally = field(default_factory=Tally)
    known: list[int] = field(default_factory=list)
    to_find: list[int] = field(default_factory=list)

    def met(self, children: Iterable[Child]) -> None:
        """Children who stood before: only theirs can be records to compare with."""
        self.known = [child.pk for child in children]

    def count(self, name: str, *, changed: bool) -> None:
        (self.tally.changed if changed else self.tally.unchanged)[name] += 1

    def update(self, model: type[Model], wrong: dict[Model, dict[str, Any]]) -> None:
        """Give each record the values it should have."""
        for record, values in wrong.items():
            for column, value in values.items():
                setattr(record, column, value)
        columns = {model._meta.get_field(c).name for values in wrong.values() for c in values}
        if columns:
            model._base_manager.bulk_update(wrong, sorted(columns), batch_size=MOST_UPDATED_AT_ONCE)


def load(told: list, writing_for) -> tuple[Tally, list]:
    """Write a batch of children; give the tally, and the children the database would not take."""
    if not told:
        return Tally(), []
    try:
        return _load_together(told, writing_for()), []
    except (IntegrityError, DataError) as error:
        if len(told) == 1:
            return Tally(), [(told[0], error)]
    tally, refused = Tally(), []
    for half in (told[: len(told) // 2], told[len(told) // 2 :]):
        written, unwritten = load(half, writing_for)
        tally.add(written)
        refused += unwritten
    return tally, refused


@transaction.atomic
def _load_together(told: list, writing: Writing) -> Tally:
    with connection.cursor() as cursor:  # two imports for one council wait for each other
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, writing.council.pk])
    for module in registry:
        rows = [row for child in told for row in child.rows[module.name] if _may_load(row)]
        if rows:
            (module.loads or load_rows)(module, rows, writing)
    if writing.to_find:
        Child.objects.refresh_search(writing.to_find)
    return writing.tally


def _may_load(row: Row) -> bool:
    return not row.refused


def load_rows(module: Module, rows: list[Row], writing: Writing) -> None:
    """The engine's own way: one model, rows known by their key."""
    standing = _standing(module, rows, writing.known)
    new, wrong = [], {}
    for row in rows:
        columns = row.columns()
        alike = standing[_key(module, row.above["children"].record.pk, columns)]
        if not alike:
            row.record = _made(module, row, columns, writing)
            new.append(row.record)
            continue
        row.record = alike.popleft()
        differs = differing(row.record, columns) if row.record.imported else {}
        if differs:
            wrong[row.record] = differs
        writing.count(module.name, changed=bool(differs))
    module.model._base_manager.bulk_create(new)
    writing.update(module.model, wrong)
    writing.tally.created[module.name] += len(new)


def _standing(module: Module, rows: list[Row], known: list[int]) -> dict[tuple, deque]:
    """Records that stand, by key: those of an earlier import before those made by hand."""
    found: dict[tuple, deque] = defaultdict(deque)
    if not known:
        return found
    columns = sorted({column for row in rows for column in row.columns()})
    records = module.model._base_manager.filter(
        child__in=known, **{name: module.given[name] for name in module.key if name in module.given}
    )
    for record in records.only("child_id", *columns).order_by("-imported", "pk"):
        found[_key(module, record.child_id, record.__dict__)].append(record)
    return found


def _key(module: Module, child: int, columns: dict[str, Any]) -> tuple:
    return (child, *(columns[module.column(name)] for name in module.key))


def _made(module: Module, row: Row, columns: dict[str, Any], writing: Writing) -> Model:
    child = row.above["children"].record
    return module.model(
        child=child, authority_id=child.authority_id, team_id=child.team_id,
        recorded_by=writing.worker, **columns,
    )  # fmt: skip


def differing(record: Model, columns: dict[str, Any]) -> dict[str, Any]:
    """The values that are not yet as they should be."""
    return {name: value for name, value in columns.items() if getattr(record, name) != value}
