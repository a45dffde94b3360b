"""What a child has said, wherever it was written down."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from casework.recording.models import ChildNote, ChildVisit


@dataclass(frozen=True)
class Quote:
    """A child's words: to whom, when, whether on their own, and what changed because of them."""

    key: str
    words: str
    at: datetime
    to: str
    place: str
    alone: bool
    changed_because: str
    read_url: str
    change_url: str


def quotes_of(child, most: int) -> list[Quote]:
    """The newest things this child said, at visits and at any other time."""
    visits = ChildVisit.objects.of_child(child).with_words().with_visit().newest_first()[:most]
    notes = ChildNote.objects.of_child(child).with_words().with_note().newest_first()[:most]
    for part in (parts := [*visits, *notes]):
        part.child = child
    quotes = [_at_visit(part) if isinstance(part, ChildVisit) else _in_note(part) for part in parts]
    return sorted(quotes, key=lambda quote: quote.at, reverse=True)[:most]


def _at_visit(part: ChildVisit) -> Quote:
    return Quote(
        key=f"visit-{part.pk}",
        words=part.said,
        at=part.visit.held_at,
        to=str(part.visit.worker),
        place=part.visit.where,
        alone=part.seen_alone,
        changed_because=part.changed_because,
        read_url=reverse("visit", args=[part.child_id, part.visit_id]),
        change_url=reverse("visit-words-changed", args=[part.child_id, part.pk]),
    )


def _in_note(part: ChildNote) -> Quote:
    return Quote(
        key=f"note-{part.pk}",
        words=part.said,
        at=part.note.happened_at,
        to=str(part.note.recorded_by or ""),
        place="",
        alone=False,
        changed_because=part.changed_because,
        read_url=reverse("note", args=[part.child_id, part.note_id]),
        change_url=reverse("note-words-changed", args=[part.child_id, part.pk]),
    )
