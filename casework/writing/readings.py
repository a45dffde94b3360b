"""What the check found in a record's texts, kept so that it can be counted over time.

Each app says of its own records what is read (``readers.add``). A record is read again when its
words change, or the check does: nightly, or with ``manage.py read_texts``. What is kept is derived:
it may be thrown away and made again, and it is never shown as a judgement of one piece of work.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from inspect import getfile
from itertools import islice
from pathlib import Path

from django.db import models
from django.utils import timezone

from casework.children.models import Child
from casework.interface.registry import Registry
from casework.writing.checks.lists import own_files
from casework.writing.classifier.model import version
from casework.writing.vocabulary.models import words_of

BATCH = 200


class TextReadingQuerySet(models.QuerySet):
    def visible_to(self, worker):
        return self.filter(child__in=Child.objects.visible_to(worker))

    def comparable(self):
        """Read by the check as it is now: what an older one found is not counted beside it."""
        return self.filter(version=check_digest()[:8])


class TextReading(models.Model):
    """What one record's texts hold: ``found`` by code, and how many words of how many a family may
    not know."""

    record = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    child = models.ForeignKey(Child, models.CASCADE, related_name="+")
    found = models.JSONField(default=dict)
    words = models.PositiveIntegerField(default=0)
    jargon = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    version = models.CharField(max_length=8, default="")
    read_at = models.DateTimeField()

    objects = TextReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "record_id"], name="text_read_once")
        ]

    def __str__(self):
        return f"{self.record} {self.record_id}"


@dataclass
class TextFindings:
    """What a reader says of one record."""

    codes: dict[str, bool | int] = field(default_factory=dict)
    words: int = 0
    jargon: int = 0


@dataclass(frozen=True, kw_only=True)
class Reader:
    """``records`` gives the rows, with all that ``texts`` needs; ``texts`` gives everything that is
    read of a row, as text; ``reads`` what the check finds in it."""

    record: str
    records: Callable[[], models.QuerySet]
    texts: Callable[[models.Model], list[str]]
    reads: Callable[[models.Model], TextFindings]


readers = Registry[Reader]("reader", key="record")


@cache
def check_digest() -> str:
    """Of the check itself: its rules, its words with what the council adds, and its
    weights. A changed check reads everything again."""
    here = Path(__file__).parent
    files = [file for kind in ("py", "toml", "txt") for file in here.glob(f"checks/*.{kind}")]
    read_by = ("features.py", "model.py", "rules.py", "typed_short.toml")
    files += [here / "classifier" / name for name in read_by]
    rules = b"".join(file.read_bytes() for file in [*sorted(files), *own_files()])
    return sha256(rules + version().encode()).hexdigest()[:16]


@cache
def reader_digest(reads: Callable) -> str:
    """Of the check, and of the app's own file that says what is read and how it is counted."""
    return check_digest() + sha256(Path(getfile(reads)).read_bytes()).hexdigest()[:16]


def read_all() -> int:
    """Read what has changed since it was read; return how many records that was."""
    return sum(_read_some(reader, rows) for reader in readers for rows in _rows(reader))


def _rows(reader: Reader) -> Iterator[list]:
    rows = reader.records().order_by("pk").iterator(chunk_size=BATCH)
    while some := list(islice(rows, BATCH)):
        yield some


def _read_some(reader: Reader, rows) -> int:
    known = dict(
        TextReading.objects.filter(
            record=reader.record, record_id__in=[row.pk for row in rows]
        ).values_list("record_id", "digest")
    )
    digests = {row.pk: digest_of(reader, row) for row in rows}
    fresh = [
        _reading(reader, row, digests[row.pk])
        for row in rows
        if known.get(row.pk) != digests[row.pk]
    ]
    TextReading.objects.bulk_create(
        fresh,
        update_conflicts=True,
        unique_fields=["record", "record_id"],
        update_fields=["found", "words", "jargon", "digest", "version", "read_at"],
    )
    return len(fresh)


def digest_of(reader: Reader, row) -> str:
    own = words_of(row.authority_id).key
    parts = [reader_digest(reader.reads), own, *reader.texts(row)]
    return sha256("\0".join(parts).encode()).hexdigest()


def _reading(reader: Reader, row, digest: str) -> TextReading:
    findings = reader.reads(row)
    return TextReading(
        record=reader.record,
        record_id=row.pk,
        child_id=row.child_id,
        found=findings.codes,
        words=findings.words,
        jargon=findings.jargon,
        digest=digest,
        version=check_digest()[:8],
        read_at=timezone.now(),
    )
