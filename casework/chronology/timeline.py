"""Reading the chronology of a child: newest first, one page at a time, one query."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from casework.chronology.registry import registry


@dataclass(frozen=True)
class Event:
    on: date
    code: str
    title: str
    detail: str
    significant: bool
    recorded_late: bool
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
        on=row["event_on"],
        code=kind.code,
        title=row["event_title"],
        detail=row["event_detail"],
        significant=row["event_significant"],
        recorded_late=(row["event_recorded"].date() - row["event_on"]).days > 7,
        url=reverse(kind.url, args=[row["child_id"]]),
    )
