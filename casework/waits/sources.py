"""The record a need was found in, whatever it is: read through what says how it is put right."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from casework.children.extensions.mistakes import Kind, mistakes
from casework.interface.plain_text import whole_number
from casework.interface.words import as_day, full_day

WORDS = {"plans.need": "need", "missing.finding": "text"}
"""Where a record says the need itself, the field that does. What an assessment or a supervision
says is too long to stand for one need."""

FOUND_IN = frozenset(
    {
        "assessments.assessment",
        "missing.finding",
        "missing.returninterview",
        "plans.need",
        "supervision.casesupervision",
    }
)
"""The records from whose page a need for help begins in one press."""


@dataclass(frozen=True)
class Source:
    """A record of this child that stands, and that this worker may read."""

    kind: Kind
    record: Any

    @property
    def found_on(self) -> date | None:
        day = self.kind.day_of(self.record)
        return as_day(day) if day else None

    @property
    def words(self) -> str:
        """What it says of the need, where it says it."""
        field = WORDS.get(self.kind.label, "")
        return getattr(self.record, field) if field else ""

    @property
    def said(self) -> str:
        """Need in a plan, 3 March 2026."""
        day = self.found_on
        return f"{self.kind.word}, {full_day(day)}" if day else self.kind.word

    @property
    def url(self) -> str:
        return reverse(self.kind.url, args=[self.record.child_id])


def source(kind: str, number: int | None, child, worker) -> Source | None:
    """None where there is no such record on this file now, or none this worker may read."""
    kept = mistakes.get(kind)
    if kept is None or number is None:
        return None
    record = kept.of_child(child, worker).filter(pk=number).first()
    return Source(kept, record) if record else None


def sources_of(needs, child, worker) -> dict[int, Source]:
    """The record each of these needs was found in, by the need's number: one query for each kind of
    record."""
    asked: dict[str, dict[int, list[int]]] = {}
    for need in needs:
        if need.source_kind:
            numbers = asked.setdefault(need.source_kind, {})
            numbers.setdefault(need.source_number, []).append(need.pk)
    sources: dict[int, Source] = {}
    for label, numbers in asked.items():
        if kind := mistakes.get(label):
            for record in kind.of_child(child, worker).filter(pk__in=numbers):
                sources.update(dict.fromkeys(numbers[record.pk], Source(kind, record)))
    return sources


def source_named(words: str, child, worker) -> Source | None:
    """As an address names it: ``plans.need.12``."""
    kind, _, number = words.rpartition(".")
    return source(kind, whole_number(number), child, worker)
