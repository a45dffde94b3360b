"""Who has looked at a file."""

import re
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BooleanField, F, Func, Q, Value
from django.utils import timezone

from casework.children.models.children import Child
from casework.children.models.records import ChildRecordQuerySet


class FileSet(models.Field):
    """The keys of many files in little room: as ranges, because a council's files stand in a row.

    Read and written as PostgreSQL writes it, ``{[1,5),[9,10)}``; no file is ``{}``.
    """

    def db_type(self, connection):
        return "int8multirange"


class Among(Func):
    """Whether a key is among those of a set."""

    template = "(%(expressions)s)"
    arg_joiner = " @> "
    output_field = BooleanField()

    def __init__(self, files, key):
        files = files if hasattr(files, "resolve_expression") else Value(files, FileSet())
        super().__init__(Func(files, template="(%(expressions)s)::int8multirange"), key)


def set_of_keys(files: Iterable[int]) -> str:
    return "{" + ",".join(f"[{file},{file + 1})" for file in sorted(set(files))) + "}"


class Touches(Func):
    """Whether two sets have a key in common."""

    template = "(%(expressions)s)"
    arg_joiner = " && "
    output_field = BooleanField()

    def __init__(self, files, others):
        others = Func(others, template="(%(expressions)s)::int8multirange")
        super().__init__(files, others)


class LookQuerySet(ChildRecordQuerySet):
    def at_files(self, files: Iterable[int]):
        """Every look at one of these: opened, named on a page, or given to a program. Each of the
        three has an index of its own; what says that nothing is empty is what those ask for."""
        files = list(files)
        opened = Q(child__in=files)
        named = ~Q(children=[]) & Q(children__overlap=files)
        keys = Value(set_of_keys(files), FileSet())
        given = Q(files__isnull=False) & Q(Touches(F("files"), keys))
        return self.filter(opened | named | given)

    def opened(self):
        """Looks at a file itself, and not at a list with its name."""
        return self.filter(child__isnull=False)

    def newest_first(self):
        return self.order_by("-at", "-pk")


class FileAccess(models.Model):
    """Who looked at what of whose file, and when: one row a page, written before it is sent.

    ``child`` is whose file was opened; ``children`` are all others whom the page named, ``files``
    those of a pull by a program, as ranges. ``asked`` is what was typed or filtered by, and
    ``found`` how many a search named. By far the largest table: partitioned by month (see the
    migrations) and out of every page's query but *Who has looked*. The account of the pages may
    add to it and read it, and no more; each minute it is sealed.
    """

    stays_on_primary = True

    child = models.ForeignKey(
        Child,
        models.DO_NOTHING,
        related_name="looks",
        null=True,
        db_constraint=False,
        db_index=False,
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        related_name="looks",
        db_constraint=False,
        db_index=False,
    )
    at = models.DateTimeField()
    what = models.CharField(max_length=100)
    page = models.CharField(max_length=100, blank=True)
    asked = models.CharField(max_length=500, blank=True)
    found = models.IntegerField(null=True)
    children = ArrayField(models.BigIntegerField(), default=list)
    files = FileSet(null=True)

    objects = LookQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "children_fileaccess"
        verbose_name_plural = "file accesses"

    def __str__(self):
        return f"{self.worker_id} looked at {self.what}"


def keys_in(files: str) -> Iterator[int]:
    """Each key of a set as ``set_of_keys`` and PostgreSQL write it."""
    for first, end in re.findall(r"\[(\d+),(\d+)\)", files):
        yield from range(int(first), int(end))


class PullQuerySet(models.QuerySet):
    def of_files(self, files: Iterable[int]):
        """Those in which rows of any of these files were given."""
        return self.filter(Touches(F("children"), Value(set_of_keys(files))))

    def newest_first(self):
        return self.order_by("-begun_at", "-pk")


class Pull(models.Model):
    """One pull of many records for a data team: who, what they asked, and of whose files.

    One row however much was read. ``children`` are the files of which rows were given, written down
    before the first of them is; ``sight`` those that the worker might know of when it began, so
    that the next pull can tell which came into sight and which left it. ``snapshot`` says what was
    committed by then: a transaction that had begun and ended later is told by the next pull.
    """

    stays_on_primary = True

    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="pulls", editable=False
    )
    records = models.CharField(max_length=60, editable=False)
    asked = models.CharField(max_length=500, blank=True, editable=False)
    follows = models.ForeignKey(
        "self", models.SET_NULL, related_name="+", null=True, editable=False, db_index=False
    )
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    rows = models.BigIntegerField(default=0, editable=False)
    snapshot = models.TextField(editable=False)
    cluster = models.CharField(max_length=60, editable=False)
    sight = FileSet(default="{}", editable=False)
    children = FileSet(default="{}", editable=False)

    objects = PullQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-begun_at"], name="pull_newest_first")]

    def __str__(self):
        return f"{self.worker_id} pulled {self.records}"

    @property
    def what(self) -> str:
        """What a page says was looked at."""
        return f"{self.records.replace('-', ' ')}, with those of many other children"
