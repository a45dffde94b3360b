"""The words of a child's file, record by record, as every app says they are read.

What can be picked is what the search within a file reads (``within``), the letters, and the
chronology as it stands: no app says a second time what its records say. One statement, however many
kinds there are. What names another child whose file is restricted, or of whom the reader may not
know, is left out before anything is shown, kept or given (``children/shared_words.py``).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    F,
    Func,
    OuterRef,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Left

from casework.children.extensions.file_search import Findable, Together, day_of, within
from casework.children.extensions.mistakes import mistakes
from casework.children.shared_words import for_reader
from casework.chronology.timeline import EventQuery, oldest, whole
from casework.disclosure.redaction import without_blocks
from casework.disclosure.third_parties import not_to_be_given
from casework.documents.models import ChildDocument, Document, DocumentFile, Letter
from casework.documents.storage import bytes_kept
from casework.interface.statements import FILES, Statement
from casework.interface.statements import keys_of as keys_of_files
from casework.interface.words import capital, full_day

CHRONOLOGY = "chronology"
DOCUMENT = ChildDocument._meta.label_lower
OPENING = 160
FIRST_EVENTS = 5
LIMIT = 5000
"""No file has more records with words than this; the chronology is read no further either."""


@dataclass(frozen=True)
class Candidate:
    """A record that can be picked. ``opening`` are its first words, ``text`` all of them."""

    source: str
    record_id: int
    label: str
    happened_on: date | None
    opening: str
    of_several: bool
    text: str = ""
    private: str = ""

    @property
    def key(self) -> str:
        return f"{self.source}-{self.record_id}"


class Prefixed(Func):
    """A heading and what stands under it; nothing where that is empty."""

    template, arg_joiner = "(%(expressions)s)", " || "
    output_field = TextField()


def kinds_for(worker) -> list[tuple[str, Findable]]:
    """The kinds of record this worker may read, each with its model."""
    kinds = [(kind.records().model._meta.label_lower, kind) for kind in within]
    return [
        (source, kind)
        for source, kind in kinds
        if source not in mistakes or worker.may(mistakes[source].permission)
    ]


def rows_of(source: str, kind: Findable, child: int, keys: Iterable[int] | None = None) -> QuerySet:
    rows = kind.records().filter(child__in=[child]).order_by()
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    rows = rows.annotate(
        pick_text=Together(Value("\n\n"), *(part(kind, name) for name in kind.words)),
        pick_day=day_of(kind.happened, kind.records()),
        pick_label=Value(kind.label, CharField()),
        pick_source=Value(source, CharField()),
        pick_shared=of_several(source, rows.model),
    )
    return rows.filter(pick_text__gt="")


def part(kind: Findable, name: str) -> Prefixed:
    field = kind.records().model._meta
    for step in name.split("__"):
        column = field.get_field(step)
        field = column.related_model._meta if column.is_relation else field
    heading = capital(str(column.verbose_name)).rstrip("?")
    words = Func(Cast(F(name), TextField()), Value(""), function="NULLIF")
    return Prefixed(Value(f"## {heading}\n", TextField()), words)


def of_several(source: str, model) -> Exists | Value:
    """Whether brothers and sisters share the words, on the row above (``shared``)."""
    shared = mistakes[source].shared if source in mistakes else ""
    if not shared:
        return Value(False, BooleanField())
    others = model._default_manager.filter(**{shared: OuterRef(shared)})
    return Exists(others.exclude(child=OuterRef("child")))


COLUMNS = ("pick_day", "pick_label", "pick_source", "pick_shared", "pk", "pick_words")


def candidates(child, worker, keys: dict[str, set[int]] | None = None) -> list[Candidate]:
    """What can be picked, oldest first; of ``keys``, with all their words."""
    hidden = not_to_be_given(child, worker)
    told = partial(for_reader, hidden=hidden)
    if keys is None:
        # A name cut in half would not be known again.
        sources = tuple(source for source, _ in kinds_for(worker))
        rows = listed(sources, bool(hidden)).rows({FILES: keys_of_files([child.pk])})
    else:
        rows = list(whole_rows(child, worker, keys))
    records = [candidate(row, told, whole=keys is not None) for row in rows]
    records = with_documents(records, told)
    if keys is None:
        records += opening_of_chronology(child, told)
    elif CHRONOLOGY in keys:
        records += chronology_of(child, told)
    return sorted(records, key=place_of)


@lru_cache(maxsize=16)
def listed(sources: tuple[str, ...], all_words: bool) -> Statement:
    """Everything that can be picked of a file, put together once: Django takes longer to write it
    than PostgreSQL to answer."""
    kinds = [(kind.model._meta.label_lower, kind) for kind in within]
    branches = [rows_of(source, kind, FILES) for source, kind in kinds if source in sources]
    return Statement(
        together(branches, F("pick_text") if all_words else Left("pick_text", OPENING))
    )


def whole_rows(child, worker, keys: dict[str, set[int]]) -> Iterable[dict]:
    branches = [
        rows_of(source, kind, child.pk, keys[source])
        for source, kind in kinds_for(worker)
        if source in keys
    ]
    return together(branches, F("pick_text")) if branches else []


def together(branches: list[QuerySet], words) -> QuerySet:
    first, *others = [rows.annotate(pick_words=words).values(*COLUMNS) for rows in branches]
    return (first.union(*others, all=True) if others else first)[:LIMIT]


def place_of(entry: Candidate) -> tuple:
    return entry.happened_on or date.max, entry.label, entry.record_id


def candidate(row: dict, told: Callable[[str], str], *, whole: bool) -> Candidate:
    words = told(without_blocks(row["pick_words"]))
    opening = " ".join(line for line in words.split("\n") if not line.startswith("## "))
    return Candidate(
        source=row["pick_source"],
        record_id=row["pk"],
        label=row["pick_label"],
        happened_on=row["pick_day"],
        opening=opening[:OPENING],
        of_several=row["pick_shared"],
        text=words if whole else "",
    )


def chronology_of(child, told: Callable[[str], str]) -> list[Candidate]:
    events = whole(EventQuery((child.pk,)), None, limit=LIMIT)
    return told_as_lines(child, reversed(events), told)


def opening_of_chronology(child, told: Callable[[str], str]) -> list[Candidate]:
    """Its first events are enough to say what it is."""
    events = oldest(EventQuery((child.pk,)), size=FIRST_EVENTS)
    return told_as_lines(child, events, told)


def told_as_lines(child, events, told: Callable[[str], str]) -> list[Candidate]:
    lines = [
        f"- {full_day(event.at)}: {event.title}{f'. {event.detail}' if event.detail else ''}"
        for event in events
    ]
    text = told(without_blocks("\n".join(lines)))
    if not text:
        return []
    return [Candidate(CHRONOLOGY, child.pk, "Chronology", None, text[:OPENING], False, text)]


def with_documents(records: list[Candidate], told: Callable[[str], str]) -> list[Candidate]:
    """Documents whose words can be read here, letters and word-processor files; not the rest."""
    rest = [entry for entry in records if entry.source != DOCUMENT]
    documents = [entry for entry in records if entry.source == DOCUMENT]
    if not documents:
        return rest
    parts = ChildDocument.objects.in_bulk([entry.record_id for entry in documents])
    ids = {part.document_id for part in parts.values()}
    letters = letters_of(ids)
    files = newest_docx(ids - set(letters))
    private = dict(Document.objects.filter(pk__in=ids).values_list("pk", "sensitivity"))
    for entry in documents:
        key = parts[entry.record_id].document_id
        if key not in letters and key not in files:
            continue
        words = letters.get(key, "")
        if entry.text and key in files:
            words = words_of_docx(files[key])
        sensitivity = Document.Sensitivity(private[key])
        rest.append(
            Candidate(
                entry.source,
                entry.record_id,
                entry.label,
                entry.happened_on,
                entry.opening,
                entry.of_several,
                f"{entry.text}\n\n{told(without_blocks(words))}" if entry.text else "",
                "" if sensitivity == Document.Sensitivity.ORDINARY else str(sensitivity.label),
            )
        )
    return rest


def letters_of(ids: Iterable[int]) -> dict[int, str]:
    newest = Letter.objects.filter(document__in=ids).order_by("document", "-version")
    return dict(newest.distinct("document").values_list("document", "text"))


def newest_docx(ids: Iterable[int]) -> dict[int, DocumentFile]:
    """Where the newest version is a word-processor file."""
    files = DocumentFile.objects.filter(document__in=ids).order_by("document", "-version")
    newest = files.distinct("document")
    return {file.document_id: file for file in newest if file.format == "docx"}


def words_of_docx(file: DocumentFile) -> str:
    """The paragraphs and the tables, in order. What only a picture shows is not in it."""
    from docx import Document as Docx

    with bytes_kept().open(file.stored_as) as content:
        read = Docx(content)
    lines = []
    for block in read.iter_inner_content():
        if hasattr(block, "rows"):
            lines += [
                "| " + " | ".join(cell.text for cell in row.cells) + " |" for row in block.rows
            ]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def by_hand(child) -> int:
    """How many documents of the file hold words that cannot be read here: scans, PDFs, pictures."""
    parts = ChildDocument.objects.of_child(child).standing()
    ids = set(parts.values_list("document", flat=True))
    return len(ids - set(letters_of(ids)) - set(newest_docx(ids)))


def keys_of(records) -> dict[str, set[int]]:
    keys: dict[str, set[int]] = defaultdict(set)
    for record in records:
        keys[record.source].add(record.record_id)
    return dict(keys)
