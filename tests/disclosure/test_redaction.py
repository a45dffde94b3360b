"""What is blacked out is gone: whatever the text, whatever is marked."""

import io
import re

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some
from pypdf import PdfReader

from casework.disclosure.bundle import bundle_of
from casework.disclosure.redaction import BAR, Mark, burned, pieces_of, places, still_there
from casework.documents.letters.as_pdf import as_pdf
from tests.factories import (
    ChildDocumentFactory,
    DisclosureFactory,
    NameAnswerFactory,
    PickedRecordFactory,
    RedactionFactory,
)

WORDS = some.sampled_from(
    [
        "Aisha",
        "Patel",
        "aisha",
        "AISHA",
        "O’Brien",
        "O'Brien",
        "(Will)",
        "will",
        "-",
        "№5",
        "ß",
        "x",
    ]
)
BETWEEN = some.sampled_from([" ", "\n", "  ", ", ", ".", "-", "’s "])
TEXTS = some.lists(some.tuples(WORDS, BETWEEN), max_size=30).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
KEPT = some.characters(exclude_characters="\0")
"""What PostgreSQL keeps of a text: every character but this."""
STRETCHES = some.lists(WORDS, min_size=1, max_size=3).map(" ".join)
MARKS = some.lists(
    some.builds(Mark, STRETCHES, some.sampled_from("ABC"), some.integers(0, 3)), max_size=5
)


@given(TEXTS, MARKS)
def test_no_stretch_that_was_to_go_everywhere_stands_in_what_is_given(text, marks):
    given_out = burned(text, marks)
    bare = BAR.sub("\0", given_out)
    for mark in marks:
        if mark.place == 0:
            assert not places(mark.words, bare)
    assert not still_there(given_out, marks)


@given(some.text(KEPT, max_size=200), some.text(KEPT, min_size=1, max_size=12))
def test_so_it_is_of_any_text_there_is(text, words):
    text = text.replace("\u2588", "")
    given_out = burned(text, [Mark(words, "A")])
    assert not places(words, BAR.sub("\0", given_out))


@given(TEXTS, MARKS)
def test_what_is_not_marked_stands_as_it_was_and_in_its_order(text, marks):
    kept = [piece for piece, bar in pieces_of(burned(text, marks)) if not bar]
    place = 0
    for piece in kept:
        place = text.index(piece, place) + len(piece)


@pytest.mark.parametrize(
    ("words", "text", "given_out"),
    [
        ("Aisha Patel", "Saw AISHA\nPATEL’s mother", "Saw █A█’s mother"),
        ("O'Brien", "Mr O’Brien rang", "Mr █A█ rang"),
        ("Will", "Will said he will come", "█A█ said he will come"),
        ("Ann", "Annie and Ann", "Annie and █A█"),
        ("Jason", "jason, Jason-Lee", "█A█, █A█-Lee"),
        ("Hidden", "2026_Hidden_report.pdf", "2026_█A█_report.pdf"),
    ],
)
def test_a_name_is_found_however_it_is_written(words, text, given_out):
    assert burned(text, [Mark(words, "A")]) == given_out


def test_only_one_of_several_times_can_be_taken():
    assert burned("Mum, Mum, Mum", [Mark("Mum", "B", 2)]) == "Mum, █B█, Mum"


def test_stretches_that_overlap_are_one_bar_with_both_letters():
    marks = [Mark("her uncle Joe", "A"), Mark("Joe came", "C")]
    assert burned("then her uncle Joe came in", marks) == "then █AC█ in"


@pytest.mark.django_db
def test_the_file_that_is_given_holds_the_words_nowhere(child, worker):
    disclosure = DisclosureFactory(child=child, kind="court", asker="Leeds Family Court")
    record = PickedRecordFactory(
        disclosure=disclosure,
        text="## What happened\nZephyrine Quillfeather came with Tobias Wren.\n- Zephyrine ate.\n"
        "| Who | What |\n| Zephyrine | toast |\n> I like Zephyrine Quillfeather",
    )
    RedactionFactory(record=record, words="Tobias Wren", reason="confidence")
    for name in ("Zephyrine Quillfeather", "Zephyrine"):
        NameAnswerFactory(disclosure=disclosure, name=name)
    paper = bundle_of(disclosure, [], by=worker, at=timezone.now())
    made = as_pdf(paper)
    read = PdfReader(io.BytesIO(made))
    text = "\n".join(page.extract_text() for page in read.pages)
    streams = [made, *(page.get_contents().get_data() for page in read.pages)]
    bookmarks = " ".join(entry.title for entry in _flat(read.outline))
    whole = f"{text} {read.metadata} {bookmarks} {read.xmp_metadata and read.xmp_metadata.stream}"
    for word in ("Zephyrine", "Quillfeather", "Tobias", "Wren"):
        assert word not in whole
        assert all(word.encode() not in stream for stream in streams)
        assert all(word.encode("utf-16-be") not in stream for stream in streams)
    assert "toast" in text
    assert "It is about another person" in re.sub(r"\s+", " ", text)


def _flat(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


@pytest.mark.django_db
def test_nothing_of_what_was_authorised_can_be_changed(child, worker, manager):
    from django.db import DatabaseError, transaction

    disclosure = DisclosureFactory(child=child)
    record = PickedRecordFactory(disclosure=disclosure)
    made = RedactionFactory(record=record)
    disclosure.document = ChildDocumentFactory(child=child).document
    disclosure.authorised_on, disclosure.authorised_by = timezone.localdate(), manager
    disclosure.save()
    for change in (
        lambda: RedactionFactory(record=record, words="played"),
        lambda: type(made).objects.filter(pk=made.pk).update(words="other"),
        lambda: type(record).objects.filter(pk=record.pk).update(text="other"),
        lambda: NameAnswerFactory(disclosure=disclosure),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
