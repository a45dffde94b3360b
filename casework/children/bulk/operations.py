"""Keeping what was pulled: who, what, and of whose files, before the first row is given."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import F, Func, QuerySet, Value
from django.utils import timezone

from casework.children.access_log import log_pull
from casework.children.bulk.horizon import Horizon
from casework.children.models import Child
from casework.children.models.looks import FileSet, Pull, keys_in, set_of_keys
from casework.interface.replica import reading_connection

AS_SET = "SELECT coalesce(range_agg(int8range(f, f + 1)), '{}')::text FROM (FILES) AS files(f)"
LEFT = """
    SELECT file FROM unnest(%s::int8multirange + %s::int8multirange) AS span,
        generate_series(lower(span), upper(span) - 1) AS file
    EXCEPT {files} ORDER BY file
"""


def begin(*, worker, records: str, asked: str, follows: Pull | None) -> Pull:
    """A pull of which no row is given yet."""
    with transaction.atomic():
        horizon = Horizon.now()
        return Pull.objects.create(
            worker=worker,
            records=records,
            asked=asked[:500],
            follows=follows,
            snapshot=horizon.snapshot,
            cluster=horizon.cluster,
            sight=set_of(Child.objects.visible_to(worker).values("pk")),
        )


def set_of(files: QuerySet, asked=connection) -> str:
    """The keys of files as one set, made by the database."""
    sql, params = files.order_by().query.sql_with_params()
    with asked.cursor() as cursor:
        cursor.execute(AS_SET.replace("FILES", sql), params)
        return cursor.fetchone()[0]


def out_of_sight(follows: Pull, worker) -> list[int]:
    """Files that the worker might know of at that pull, or that it gave, and may not know now."""
    sql, params = Child.objects.visible_to(worker).order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(LEFT.format(files=sql), [follows.sight, follows.children, *params])
        return [file for (file,) in cursor.fetchall()]


def cover(pull: Pull, rows: QuerySet, child: str) -> None:
    """Every file of which these rows are, before any of them is given."""
    pull.children = set_of(rows.order_by().values(child).distinct(), reading_connection())
    pull.save(update_fields=["children"])
    log_pull(pull, pull.children)


def note_page(pull: Pull, files: Iterable[int], count: int, *, last: bool) -> None:
    """One page more of a pull; pages asked for at once are each added."""
    files = set(files)
    log_pull(pull, set_of_keys(files))
    changed: dict = {"children": with_files(files), "rows": F("rows") + count}
    if last:
        changed["ended_at"] = timezone.now()
    Pull.objects.filter(pk=pull.pk).update(**changed)


def note_end(pull: Pull, files: Iterable[int], count: int, *, whole: bool) -> None:
    """How many rows were given, and the file of any that was saved after the files were counted.
    One that broke off has no end, and nothing may follow it."""
    ended = timezone.now() if whole else None
    pulls = Pull.objects.filter(pk=pull.pk)
    if late := set(files) - set(keys_in(pull.children)):
        log_pull(pull, set_of_keys(late))
    pulls.update(rows=count, ended_at=ended, children=with_files(files))


def with_files(files: Iterable[int]) -> Func:
    return Func(
        F("children"),
        Func(Value(set_of_keys(files), FileSet()), template="(%(expressions)s)::int8multirange"),
        template="%(expressions)s",
        arg_joiner=" + ",
        output_field=FileSet(),
    )
