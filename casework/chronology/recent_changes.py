"""What is new on the files of children: written by someone else, or come about, since a day."""

from datetime import datetime

from django.db.models import F, Q
from django.db.models.functions import Greatest, Now

from casework.chronology.registry import Events, registry

NEWEST_FIRST = ("-event_new", "event_code", "-pk")


def newest_by_others(child_ids, worker, *, since: datetime, size: int) -> list[dict]:
    """The newest events on these files that others recorded, or whose day came, since then.

    Each row has the columns of the chronology, ``event_new``, the later of the two, and
    ``event_by``, who wrote it. What was imported was written down by nobody here. One query.
    """
    ids = tuple(child_ids)
    branches = [rows_of(events, ids, worker, since) for events in registry if is_signed(events)]
    if not ids or not branches:
        return []
    first, *others = [rows.order_by(*NEWEST_FIRST)[:size] for rows in branches]
    newest = first.union(*others, all=True) if others else first
    return list(newest.order_by(*NEWEST_FIRST)[:size])


def is_signed(events: Events) -> bool:
    """Whether such a record says who wrote it, and when."""
    fields = {field.name for field in events.records().model._meta.fields}
    return {"recorded_by", "recorded_at"} <= fields


def rows_of(events: Events, ids, worker, since: datetime):
    rows = events.rows(ids).filter(recorded_by__isnull=False).exclude(recorded_by=worker)
    rows = rows.annotate(
        event_new=Greatest("event_at", "event_recorded"), event_by=F("recorded_by")
    )
    new = Q(recorded_at__gte=since) | Q(event_at__gte=since)
    return rows.filter(new, event_at__lte=Now())
