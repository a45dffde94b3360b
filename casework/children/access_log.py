"""Keeping who looked at what: one row a look, a partition a month."""

from datetime import UTC, date, datetime

from django.db import connection
from django.utils import timezone

from casework.children.models import FileAccess

MAKE_MONTH = (
    "CREATE TABLE IF NOT EXISTS children_fileaccess_{start:%Y_%m}"
    " PARTITION OF children_fileaccess FOR VALUES FROM ('{start}') TO ('{end}')"
)


def log_look(worker, child, what: str) -> None:
    FileAccess.objects.create(
        worker_id=worker.pk, child_id=child.pk, what=what[:100], at=timezone.now()
    )


def log_looks(worker, children, what: str) -> None:
    """A page that reads in several files at once: a row for each, in one statement."""
    FileAccess.objects.bulk_create(
        FileAccess(worker_id=worker.pk, child_id=child.pk, what=what[:100], at=timezone.now())
        for child in children
    )


def make_room(months: int = 3) -> list[date]:
    """Make the partitions of the coming months, where the default one holds nothing of theirs."""
    start = timezone.localdate().replace(day=1)
    made = []
    for _ in range(months):
        end = next_month(start)
        if not FileAccess.objects.filter(at__gte=_midnight(start), at__lt=_midnight(end)).exists():
            with connection.cursor() as cursor:
                cursor.execute(MAKE_MONTH.format(start=start, end=end))
            made.append(start)
        start = end
    return made


def _midnight(day: date) -> datetime:
    """Where a partition begins: the database counts its days in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
