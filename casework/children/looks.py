"""Keeping who looked at what: one row a look, a partition a month."""

from datetime import date

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


def make_room(months: int = 3) -> list[date]:
    """Make the partitions of the coming months, where the default one holds nothing of theirs."""
    start = timezone.localdate().replace(day=1)
    made = []
    for _ in range(months):
        end = next_month(start)
        if not FileAccess.objects.filter(at__gte=start, at__lt=end).exists():
            with connection.cursor() as cursor:
                cursor.execute(MAKE_MONTH.format(start=start, end=end))
            made.append(start)
        start = end
    return made


def next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
