"""Rows into records: compare with what stands, then write only what a file may change of it.

A batch of children is one transaction, and each module a statement or two however many rows it has.
Where the database refuses a batch, it is halved until the child it refuses is found alone; that
child is left out whole, and the others load.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Model, QuerySet

from casework.access.models import Authority, Team
from casework.children.models import Child
from casework.returns.comparison import Compared, Provenances, allowed
from casework.returns.registry import Module, registry
from casework.returns.rows import Difference, Row

LOCK = 620_002
MOST_UPDATED_AT_ONCE = 250


@dataclass
class Tally:
    """How many records of each module were made, changed, or stood already, as the file says or
    as people here have it; and where the two differ."""

    created: Counter = field(default_factory=Counter)
    changed: Counter = field(default_factory=Counter)
    unchanged: Counter = field(default_factory=Counter)
    kept: list[Difference] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.created += other.created
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.kept += other.kept


@dataclass
class Writing:
    """One batch being written: for which council, of which day, and what has come of it. Of a
    rehearsal nothing stays written."""

    council: Authority
    team: Team
    reference_on: date | None = None
    rehearsal: bool = False
    tally: Tally = field(default_factory=Tally)
    known: list[int] = field(default_factory=list)
    to_find: list[int] = field(default_factory=list)

    def __post_init__(self):
        self.provenances = Provenances(self.reference_on)

    def met(self, children: Iterable[Child]) -> None:
        """Children who stood before: only theirs can be records to compare with."""
        self.known = [child.pk for child in children]

    def newer_than_file(self, module: Module, row: Row) -> date | None:
        return self.provenances.newer(module, row.record)

    def keep(self, module: Module, difference: Difference) -> None:
        self.tally.kept.append(difference)

    def put_right(self, module: Module, compared: list[Compared]) -> set[Row]:
        """Write what a file may change of records that stand; give the rows that changed any."""
        wrong = allowed(module, compared, self)
        if wrong:
            self.update(type(next(iter(wrong))), wrong)
        return {comparison.row for comparison in compared if comparison.record in wrong}

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


def load(batch: list, writing_for) -> tuple[Tally, list]:
    """Write a batch of children; give the tally, and the children the database would not take."""
    if not batch:
        return Tally(), []
    try:
        return _load_together(batch, writing_for), []
    except (IntegrityError, DataError) as error:
        if len(batch) == 1:
            return Tally(), [(batch[0], error)]
    tally, refused = Tally(), []
    for half in (batch[: len(batch) // 2], batch[len(batch) // 2 :]):
        written, unwritten = load(half, writing_for)
        tally.add(written)
        refused += unwritten
    return tally, refused


@transaction.atomic
def _load_together(batch: list, writing_for: Callable[[], Writing]) -> Tally:
    writing = writing_for()
    with connection.cursor() as cursor:  # two imports for one council wait for each other
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, writing.council.pk])
    for module in registry:
        rows = [row for child in batch for row in child.rows[module.name] if _may_load(row)]
        if rows:
            (module.loads or load_rows)(module, rows, writing)
    writing.provenances.write()
    if writing.to_find:
        Child.objects.refresh_search(writing.to_find)
    transaction.set_rollback(writing.rehearsal)
    return writing.tally


def _may_load(row: Row) -> bool:
    return not row.refused


def load_rows(module: Module, rows: list[Row], writing: Writing) -> None:
    """The engine's own way: one model, rows known by their key."""
    standing = _standing(module, rows, writing.known)
    new, compared = [], []
    for row in rows:
        columns = row.columns()
        alike = standing[_key(module, row.above["children"].record.pk, columns)]
        if alike:
            row.record = alike.popleft()
            compared.append(Compared(row, row.record, differing(row.record, columns)))
        else:
            row.record = _made(module, row, columns)
            new.append(row.record)
    writing.provenances.find(module, [comparison.record for comparison in compared])
    changed = writing.put_right(module, compared)
    for comparison in compared:
        writing.count(module.name, changed=comparison.row in changed)
    module.model._base_manager.bulk_create(new)
    writing.provenances.tell(module, [row.record for row in rows])
    writing.tally.created[module.name] += len(new)


def _standing(module: Module, rows: list[Row], known: list[int]) -> dict[tuple, deque]:
    """Records that stand, by key: those of an earlier import before those made by hand."""
    standing: dict[tuple, deque] = defaultdict(deque)
    if not known:
        return standing
    columns = {column for row in rows for column in row.columns()}
    columns |= {"authorised_on"} if module.locked else set()
    records: QuerySet[Any] = module.model._base_manager.filter(
        child__in=known, **{name: module.given[name] for name in module.key if name in module.given}
    )
    for record in records.only("child_id", *sorted(columns)).order_by("-imported", "pk"):
        standing[_key(module, record.child_id, record.__dict__)].append(record)
    return standing


def _key(module: Module, child: int, columns: dict[str, Any]) -> tuple:
    return (child, *(columns[module.column(name)] for name in module.key))


def _made(module: Module, row: Row, columns: dict[str, Any]) -> Model:
    """Written by nobody here: whoever brings a file in vouches for none of it."""
    child = row.above["children"].record
    return module.model(
        child=child, authority_id=child.authority_id, team_id=child.team_id, **columns
    )


def differing(record: Model, columns: dict[str, Any]) -> dict[str, Any]:
    """The values that are not yet as they should be."""
    return {name: value for name, value in columns.items() if getattr(record, name) != value}
