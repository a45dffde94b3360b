"""Keeping who looked at what: a row a page, a partition a month.

While a page is made its looks are gathered (``page_looks.py``) and written in one statement before
it is sent; elsewhere they are written at once.
"""

from datetime import date

from django.db import connection
from django.utils import timezone

from casework.children.access_log.page_looks import Look, gathered, write
from casework.children.models.looks import FileAccess, Pull


def log_look(worker, child, what: str) -> None:
    log_looks(worker, [child], what)


def log_looks(worker, children, what: str) -> None:
    """A page that reads in several files at once: a row for each."""
    looks = [Look(worker.pk, child.pk, what[:100]) for child in children]
    if (page := gathered()) is not None:
        page.looks += looks
    else:
        write(looks)


def log_pull(pull: Pull, files: str) -> None:
    """Of whose files a pull gives rows, before it gives them: one row, the keys as ranges."""
    FileAccess.objects.create(
        worker_id=pull.worker_id,
        at=timezone.now(),
        what=pull.what[:100],
        page=f"bulk-{pull.records}",
        asked=pull.asked,
        files=files,
    )


def make_room(months: int = 3) -> list[date]:
    """Make the partitions of the coming months, where the default one holds nothing of theirs. The
    database does it by a function of its owner's: the account of the pages may make no table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT children_make_room(%s)", [months])
        return [start for (start,) in cursor.fetchall()]
