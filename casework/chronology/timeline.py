"""Reading the chronology of a child: newest first, one page at a time, one query."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import Truncator

from casework.chronology.registry import registry
from casework.interface import words


@dataclass(frozen=True)
class Event:
    at: date
    code: str
    title: str
    what: str
    significant: bool
    recorded_late: str
    url: str


def newest(
    child_ids, *, size=20, before: date | None = None, codes=None
) -> tuple[list[Event], bool]:
    """The newest ``size`` events before a day, and whether there are older ones."""
    kinds = [kind.rows(child_ids) for kind in registry if codes is None or kind.code in codes]
    if before:
        kinds = [rows.filter(event_on__lt=before) for rows in kinds]
    if not kinds:
        return [], False
    first, *others = kinds
    rows = first.union(*others, all=True) if others else first
    found = list(rows.order_by("-event_on", "-event_recorded", "-pk")[: size + 1])
    return [_event(row) for row in found[:size]], len(found) > size


def _event(row) -> Event:
    kind = registry[row["event_code"]]
    return Event(
        at=row["event_on"],
        code=kind.code,
        title=row["event_title"],
        what=Truncator(row["event_detail"]).words(40),
        significant=row["event_significant"],
        recorded_late=_late(row["event_recorded"], row["event_on"]),
        url=reverse(kind.url, args=[row["child_id"]]),
    )


def _late(recorded, happened) -> str:
    """Words for an event written down more than a week after it; nothing for the rest.

    What came in with an import was written down elsewhere, nobody here knows when.
    """
    if recorded is None:
        return ""
    days = (words.as_day(recorded) - happened).days
    return f"written down {days} days later" if days > 7 else ""
