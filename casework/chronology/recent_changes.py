"""What is new on the files of children: written by someone else, or come about, since a day."""

from datetime import datetime
from functools import cache

from django.db.models import F, Q
from django.db.models.functions import Greatest, Now

from casework.children.extensions.shared_records import unknown_to
from casework.chronology.registry import Events, registry
from casework.chronology.timeline import told
from casework.interface.statements import FILES, SINCE, WORKER, Statement, keys_of

NEWEST_FIRST = ("-event_new", "event_code", "-pk")


def newest_by_others(child_ids, worker, *, since: datetime, size: int) -> list[dict]:
    """The newest events on these files that others recorded, or whose day came, since then.

    Each row has the columns of the chronology, ``event_new``, the later of the two, and
    ``event_by``, who wrote it. What was imported was written down by nobody here. One query, and
    two more where words were written for several children.
    """
    ids = list(child_ids)
    if not ids:
        return []
    rows = _newest(size).rows({FILES: keys_of(ids), WORKER: worker.pk, SINCE: since})
    return told(rows, unknown_to(worker))


@cache
def _newest(size: int) -> Statement:
    branches = [rows_of(events) for events in registry if is_signed(events)]
    first, *others = [rows.order_by(*NEWEST_FIRST)[:size] for rows in branches]
    newest = first.union(*others, all=True) if others else first
    return Statement(newest.order_by(*NEWEST_FIRST)[:size])


def is_signed(events: Events) -> bool:
    """Whether such a record says who wrote it, and when."""
    fields = {field.name for field in events.records().model._meta.fields}
    return {"recorded_by", "recorded_at"} <= fields


def rows_of(events: Events):
    rows = events.rows([FILES]).filter(recorded_by__isnull=False).exclude(recorded_by=WORKER)
    rows = rows.annotate(
        event_new=Greatest("event_at", "event_recorded"), event_by=F("recorded_by")
    )
    new = Q(recorded_at__gte=SINCE) | Q(event_at__gte=SINCE)
    return rows.filter(new, event_at__lte=Now())
