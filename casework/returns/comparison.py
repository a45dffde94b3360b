"""What of a record that stands a file may change, and what was kept as people have it.

What people wrote or decided here stands; a newer census may change what nobody touched; an older
one changes nothing. Each difference that was not written is told.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from casework.returns.history import by_people, worked_on
from casework.returns.models import Provenance
from casework.returns.registry import Module
from casework.returns.rows import Row

BY_HAND = "Recorded here by hand, so it was kept"
BY_PEOPLE = "Changed here since it was brought in, so ours was kept"
LOCKED = "Authorised, and so locked: ours was kept"
WORKED_ON = "People have worked on this record here, so a file does not decide it: ours was kept"
OLDER = "The census of {newer:%-d %B %Y} is newer and says this, so ours was kept"


@dataclass(eq=False)
class Compared:
    """A row of a file and the record it is about, with the columns that differ."""

    row: Row
    record: Model
    differs: dict[str, Any]

    def shows(self, column: str) -> bool:
        """What a record hangs on is a link made here, not words of the file."""
        return not self.record._meta.get_field(column).is_relation


def allowed(module: Module, compared: list[Compared], writing) -> dict[Model, dict[str, Any]]:
    """What may be written to each record; ``writing`` is told of what was kept."""
    compared = [comparison for comparison in compared if comparison.differs]
    if not compared:
        return {}
    keys = {comparison.record.pk: comparison for comparison in compared}
    model = type(compared[0].record)
    people = by_people(model, keys)
    decided = [
        key for key, comparison in keys.items() if comparison.differs.keys() & set(module.decided)
    ]
    worked = worked_on(model, decided) if decided else set()
    wrong: dict[Model, dict[str, Any]] = {}
    for comparison in compared:
        key = comparison.record.pk
        newer = writing.newer_than_file(module, comparison.row)
        ours = _with_their_like(module, people[key])
        for column, theirs in comparison.differs.items():
            why = _why_kept(module, comparison.record, column, ours, newer, key in worked)
            if not why:
                wrong.setdefault(comparison.record, {})[column] = theirs
            elif comparison.shows(column):
                writing.keep(module, comparison.row.differs(comparison.record, column, theirs, why))
    return wrong


def _with_their_like(module: Module, columns: set[str]) -> set[str]:
    """With those that mean something only together with one of them."""
    like = (group for group in module.together if columns & set(group))
    return columns.union(*like)


def _why_kept(module: Module, record, column: str, ours: set[str], newer, worked: bool) -> str:
    """Why a file may not change this, or nothing where it may."""
    if not getattr(record, "imported", True):
        return BY_HAND
    if column in module.locked and record.locked:
        return LOCKED
    if column in ours:
        return BY_PEOPLE
    if worked and column in module.decided:
        return WORKED_ON
    return OLDER.format(newer=newer) if newer else ""


class Provenances:
    """Which census each record of a batch was last told by; written once, where it is newer."""

    def __init__(self, reference_on):
        self.reference_on = reference_on
        self.stand: dict[tuple[str, int], Provenance] = {}
        self.told: set[tuple[str, int]] = set()

    def find(self, module: Module, records: list[Model]) -> None:
        keys = [record.pk for record in records]
        for provenance in Provenance.objects.filter(module=module.name, record__in=keys):
            self.stand[module.name, provenance.record] = provenance

    def newer(self, module: Module, record: Model):
        """The day of a newer census that told of this record, where there is one."""
        provenance = self.stand.get((module.name, record.pk))
        if provenance is None or (
            self.reference_on and self.reference_on >= provenance.reference_on
        ):
            return None
        return provenance.reference_on

    def tell(self, module: Module, records: list[Model]) -> None:
        self.told |= {(module.name, record.pk) for record in records}

    def write(self) -> None:
        if self.reference_on is None:
            return
        new = [
            Provenance(module=module, record=record, reference_on=self.reference_on)
            for module, record in sorted(self.told - self.stand.keys())
        ]
        Provenance.objects.bulk_create(new)
        older = [
            provenance.pk
            for key, provenance in self.stand.items()
            if key in self.told and provenance.reference_on < self.reference_on
        ]
        if older:
            Provenance.objects.filter(pk__in=older).update(reference_on=self.reference_on)
