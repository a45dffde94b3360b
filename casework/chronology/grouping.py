"""How events stand on a page: what happened to several children at once is one line."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from casework.chronology.timeline import Event
from casework.interface.words import listed


@dataclass
class TimelineEntry:
    """One line of a chronology: an event of one child, or the same of several."""

    events: list[Event]
    names: str = ""
    parts: list[tuple[str, str]] = field(default_factory=list)
    marks: list[tuple[str, str, bool]] = field(default_factory=list)

    def __getattr__(self, name):
        """What all its events share is read from the first: the day, the words, the page."""
        return getattr(self.events[0], name)

    @property
    def significant(self) -> bool:
        return any(event.significant for event in self.events)

    @property
    def reasons(self) -> list[str]:
        return list(dict.fromkeys(event.marked for event in self.events if event.marked))

    @property
    def what(self) -> str:
        """Words that are the same for all of them; each child's own are ``parts``."""
        return "" if self.parts else self.events[0].what


def grouped(events: Iterable[Event], family: dict, *, may_mark=False) -> list[TimelineEntry]:
    """Neighbours with the same instant and title told together, each child's words kept apart."""
    return [_line(together, family, may_mark) for together in _together(events)]


def _together(events: Iterable[Event]) -> list[list[Event]]:
    lines: list[list[Event]] = []
    for event in events:
        if lines and _alike(lines[-1], event):
            lines[-1].append(event)
        else:
            lines.append([event])
    return lines


def _alike(line: list[Event], event: Event) -> bool:
    """The same thing of another child; what one child had twice is told twice."""
    first = line[0]
    same = (first.instant, first.code, first.title) == (event.instant, event.code, event.title)
    return same and event.child_id not in {other.child_id for other in line}


def _line(events: list[Event], family: dict, may_mark: bool) -> TimelineEntry:
    one_file = len(family) == 1
    events = sorted(events, key=lambda event: list(family).index(event.child_id))
    names = {event.pk: family[event.child_id].first_name for event in events}
    differ = len({event.what for event in events}) > 1
    return TimelineEntry(
        events,
        names="" if one_file else listed(dict.fromkeys(names.values())),
        parts=[(names[event.pk], event.what) for event in events if event.what] if differ else [],
        marks=_marks(events, names, one_file) if may_mark else [],
    )


def _marks(events, names, one_file) -> list[tuple[str, str, bool]]:
    """For each child, where to say that this matters, unless it stands out by itself."""
    return [
        ("" if one_file else names[event.pk], mark_address(event), bool(event.marked))
        for event in events
        if event.marked or not event.significant
    ]


def mark_address(event: Event) -> str:
    return reverse("chronology-mark", args=[event.child_id, event.code, event.pk])
