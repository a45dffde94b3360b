"""Which record of a child's file a life-story item may be about, and where it is read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from casework.children.extensions.shared_records import tell
from casework.children.models import Child
from casework.documents.models import ChildDocument
from casework.interface.words import full_day
from casework.plans.models import Plan
from casework.recording.models import ChildNote, ChildVisit
from casework.voice.models import LifeStoryItem, Voice

NEWEST = 40


@dataclass(frozen=True)
class Source:
    """``field`` is that of the item; ``day`` gives the day a record is about."""

    field: str
    label: str
    of_child: Callable
    day: Callable
    url: Callable

    def choices(self, child: Child, reader) -> list[tuple[str, str]]:
        rows = tell(self.of_child(child).newest_first()[:NEWEST], reader)
        return [(f"{self.field}-{row.pk}", f"{self.label}: {row}, {self.on(row)}") for row in rows]

    def on(self, row) -> str:
        return full_day(self.day(row))


SOURCES = [
    Source(
        "document",
        "Document",
        lambda child: ChildDocument.objects.of_child(child).standing().select_related("document"),
        lambda part: part.document.dated_on,
        lambda part: reverse("document", args=[part.child_id, part.document_id]),
    ),
    Source(
        "voice",
        "Said",
        lambda child: Voice.objects.of_child(child),
        lambda voice: voice.held_on,
        lambda voice: reverse("voice", args=[voice.child_id]) + f"#voice-{voice.pk}",
    ),
    Source(
        "visit",
        "Visit",
        lambda child: ChildVisit.objects.of_child(child).select_related("visit"),
        lambda visit: visit.held_on,
        lambda visit: reverse("visit", args=[visit.child_id, visit.visit_id]),
    ),
    Source(
        "note",
        "Note",
        lambda child: ChildNote.objects.of_child(child).select_related("note"),
        lambda note: note.note.happened_at,
        lambda note: reverse("note", args=[note.child_id, note.note_id]),
    ),
    Source(
        "plan",
        "Plan",
        lambda child: Plan.objects.of_child(child),
        lambda plan: plan.started_on,
        lambda plan: reverse("plan", args=[plan.child_id]),
    ),
]


def source_choices(child: Child, reader) -> list[tuple[str, str]]:
    every = [choice for source in SOURCES for choice in source.choices(child, reader)]
    return [("", "No other record: my words are all of it"), *every]


def give_sources(items: Iterable, reader) -> None:
    """Each with the record it is about, in words that this reader may have, and its address."""
    rows = [(item, source, row) for item in items for source, row in records_of(item)]
    tell((row for _, _, row in rows), reader)
    for item, source, row in rows:
        item.source = f"{source.label}: {row}", source.url(row)


def records_of(item: LifeStoryItem) -> list[tuple[Source, Any]]:
    rows = [(source, getattr(item, source.field)) for source in SOURCES]
    return [(source, row) for source, row in rows if row]
