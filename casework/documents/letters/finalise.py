"""Making a letter final: its files and its place on the file, all of it or none."""

from typing import cast

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from casework.documents.filenames import safe_name
from casework.documents.letters.as_pdf import as_pdf
from casework.documents.letters.letter import paper_of
from casework.documents.letters.registry import registry
from casework.documents.models import ChildDocument, Document, DocumentFile, Letter
from casework.documents.storage import keep


def as_docx(paper) -> bytes:
    """What makes it is loaded when one is made: few processes ever make one."""
    from casework.documents.letters import as_docx as maker

    return maker.as_docx(paper)


MAKES = {"pdf": as_pdf, "docx": as_docx}


@transaction.atomic
def make_final(letter: Letter, by) -> Document:
    """Each version is made once: whoever comes second finds it made."""
    letter = (
        Letter.objects.select_for_update(of=("self",))
        .select_related("child__person", "child__authority", "template", "follows__document")
        .get(pk=letter.pk)
    )
    if letter.final_at:
        return cast(Document, letter.document)
    now = timezone.now()
    document, version = place_of(letter, by, now)
    letter.document, letter.version = document, version
    letter.final_at, letter.final_by = now, by
    for ending, make in MAKES.items():
        made = make(paper_of(letter, by=by, at=now))
        add_file(
            document,
            ContentFile(made),
            safe_name(f"{letter.title}.x", ending),
            ending,
            version=version,
            by=by,
        )
    letter.save()
    return document


def place_of(letter: Letter, by, now) -> tuple[Document, int]:
    """A new document on the child's file, or the next version of the one this letter follows."""
    if letter.follows and (document := letter.follows.document):
        document.title, document.dated_on = letter.title, timezone.localdate(now)
        document.save()
        return document, next_version(document)
    document = Document.objects.create(
        authority_id=letter.authority_id,
        title=letter.title,
        kind=letter.template.kind,
        dated_on=timezone.localdate(now),
        from_whom=by.name,
        recorded_by=by,
    )
    source = registry.get(letter.template.source)
    others = source.also_on(letter, by) if source else []
    for child in (letter.child, *others):
        ChildDocument.on_file_of(child, by, document=document).save()
    return document, 1


def next_version(document: Document) -> int:
    Document.objects.select_for_update().get(pk=document.pk)
    newest = document.files.order_by("-version").values_list("version", flat=True).first()
    return (newest or 0) + 1


def add_file(document, content, name: str, ending: str, *, version: int, by) -> DocumentFile:
    kept = keep(content)
    return DocumentFile.objects.create(
        document=document,
        version=version,
        format=ending,
        name=name,
        size=kept.size,
        sha256=kept.sha256,
        stored_as=kept.stored_as,
        added_by=by,
    )
