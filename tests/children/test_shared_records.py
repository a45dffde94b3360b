"""Words written once for several children, wherever a reader meets them: what names a child of whom
they may not know is left out, that something was is said, and whoever may know reads the whole."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.extensions.file_search import within
from casework.children.extensions.mistakes import mistakes
from casework.children.extensions.shared_records import tell, way_to_all
from casework.children.models import Child
from casework.children.shared_words import LEFT_OUT
from casework.chronology.registry import registry
from casework.recording.models import ChildNote, ChildVisit, Note, Visit
from tests.factories import AllocationFactory, ChildNoteFactory, ChildVisitFactory

pytestmark = pytest.mark.django_db

HIDDEN = "Hidden"
SAID = "Both girls were in. Hidden’s bruise was old. Ruby ate well."
TOLD = f"Both girls were in. {LEFT_OUT} Ruby ate well."


@pytest.fixture
def trusted(child, restricted_child):
    """Works with both sisters."""
    worker = restricted_child.allocations.get().worker
    AllocationFactory(child=child, worker=worker, role="joint")
    return worker


@pytest.fixture
def visit(child, restricted_child):
    part = ChildVisitFactory(
        child=child, visit__what_happened=SAID, visit__held_at=timezone.now(), own_words=""
    )
    ChildVisitFactory(child=restricted_child, visit=part.visit)
    return part


@pytest.fixture
def note(child, restricted_child):
    part = ChildNoteFactory(
        child=child,
        note__kind="direct_work",
        note__title="Hidden rang. Ruby was there",
        note__text=SAID,
        note__happened_at=timezone.now(),
    )
    ChildNoteFactory(child=restricted_child, note=part.note)
    return part


def of_visit(child, part) -> dict:
    return {
        "the visit": reverse("visit", args=[child.pk, part.visit_id]),
        "putting the visit right": reverse(
            "mistake", args=[child.pk, "recording.childvisit", part.pk]
        ),
        "a visit of the API": reverse("visit-detail", args=[part.pk]),
        "the visits of the API": reverse("visit-list"),
        **of_both(child, "bruise"),
    }


def of_note(child, part) -> dict:
    return {
        "the note": reverse("note", args=[child.pk, part.note_id]),
        "putting the note right": reverse(
            "mistake", args=[child.pk, "recording.childnote", part.pk]
        ),
        "a note of the API": reverse("note-detail", args=[part.pk]),
        "the notes of the API": reverse("note-list"),
        "visits and notes": reverse("visits", args=[child.pk]),
        "what may be kept for later life": reverse("life-story-add", args=[child.pk]),
        **of_both(child, "bruise"),
    }


def of_both(child, asked: str) -> dict:
    return {
        "the child’s page": child.get_absolute_url(),
        "the chronology": reverse("chronology", args=[child.pk]),
        "the chronology printed": reverse("chronology-print", args=[child.pk]),
        "the chronology as a file": reverse("chronology", args=[child.pk]) + "?as=csv",
        "the chronology of the API": reverse("child-chronology", args=[child.pk]),
    }


def words_at(client, worker, address) -> str:
    client.force_login(worker)
    answer = client.get(address)
    assert answer.status_code == 200, address
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode()


SOME = Child(pk=1)


@pytest.mark.parametrize("where", of_visit(SOME, ChildVisit(pk=1, visit_id=1)))
def test_what_a_visit_says_of_a_hidden_sister_is_left_out(client, worker, trusted, visit, where):
    address = of_visit(visit.child, visit)[where]
    told, whole = (words_at(client, reader, address) for reader in (worker, trusted))
    assert "Ruby ate well." in told
    assert "Ruby ate well." in whole
    assert HIDDEN not in told
    assert "bruise" not in told
    assert "bruise" in whole
    assert LEFT_OUT in told
    assert LEFT_OUT not in whole


@pytest.mark.parametrize("where", of_note(SOME, ChildNote(pk=1, note_id=1)))
def test_what_a_note_says_of_a_hidden_sister_is_left_out(client, worker, trusted, note, where):
    address = of_note(note.child, note)[where]
    told, whole = (words_at(client, reader, address) for reader in (worker, trusted))
    assert "Ruby was there" in told
    assert HIDDEN not in told
    assert HIDDEN in whole
    assert LEFT_OUT in told
    assert LEFT_OUT not in whole


@pytest.mark.parametrize(("asked", "found"), [("bruise", False), ("girls", True)])
def test_the_search_within_a_file_finds_nothing_in_what_is_left_out(
    client, worker, trusted, visit, note, asked, found
):
    address = f"{reverse('file-search', args=[visit.child_id])}?q={asked}"
    told, whole = (words_at(client, reader, address) for reader in (worker, trusted))
    assert HIDDEN not in told
    assert ("girls</mark>" in told) is found
    assert ("bruise</mark>" in whole) is (asked == "bruise")


def test_the_chronology_finds_nothing_in_what_is_left_out(client, worker, trusted, visit, note):
    address = reverse("chronology", args=[visit.child_id]) + "?q=bruise"
    told, whole = (words_at(client, reader, address) for reader in (worker, trusted))
    assert "Ruby ate well" not in told
    assert "Ruby ate well" in whole


@pytest.mark.parametrize("page", ["", "?page_size=10"])
@pytest.mark.parametrize("records", ["visits", "notes"])
def test_a_bulk_pull_tells_the_same_as_the_record(
    client, worker, trusted, visit, note, records, page
):
    address = reverse(f"bulk-{records}") + page
    told, whole = (words_at(client, reader, address) for reader in (worker, trusted))
    for answer in (told, whole):
        assert "Ruby ate well." in answer
    assert HIDDEN not in told
    assert LEFT_OUT in told
    assert "bruise" in whole
    assert LEFT_OUT not in whole


def test_the_next_pull_tells_again_what_named_a_sister_who_was_restricted(
    client, worker, child, visit
):
    sister = visit.visit.children.exclude(child=child).get().child
    Child.objects.filter(pk=sister.pk).update(restricted=False)
    first = words_at(client, worker, reverse("bulk-visits"))
    assert "bruise" in first
    since = json.loads(first.splitlines()[-1])["updated_since"]
    Child.objects.filter(pk=sister.pk).update(restricted=True)
    then = words_at(client, worker, f"{reverse('bulk-visits')}?updated_since={since}")
    rows = [json.loads(line) for line in then.splitlines()]
    assert [row["what_happened"] for row in rows if row.get("id") == visit.pk] == [TOLD]


def test_whoever_may_not_read_all_of_the_words_does_not_correct_them(
    client, worker, trusted, visit
):
    address = reverse("correct", args=[visit.child_id, "recording.childvisit", visit.pk])
    told, whole = (words_at(client, reader, address) for reader in (worker, trusted))
    assert "shared-place" in told
    assert "shared-what_happened" not in told
    assert "shared-what_happened" in whole
    client.force_login(worker)
    client.post(address, {"shared-what_happened": "Nothing", "because": "It was wrong"})
    assert Visit.objects.get(pk=visit.visit_id).what_happened == SAID


def test_what_a_correction_said_first_is_left_out_too(client, worker, trusted, note):
    from casework.corrections.models import Correction

    Correction.objects.create(
        child=note.child,
        kind="recording.childnote",
        record=note.pk,
        because="A slip",
        said=[["What happened", SAID, "Hidden came later."]],
        recorded_by=trusted,
    )
    for name, args in (("note", [note.note_id]), ("mistakes", [])):
        address = reverse(name, args=[note.child_id, *args])
        assert HIDDEN not in words_at(client, worker, address)
        assert "bruise" in words_at(client, trusted, address)


def test_what_was_written_for_one_child_alone_is_told_whole(worker, child, restricted_child):
    part = ChildNoteFactory(child=child, note__text=SAID)
    assert tell([part], worker)[0].note.text == SAID


def test_telling_asks_the_database_once_and_twice_more_where_somebody_is_not_named(
    django_assert_num_queries, worker, child, visit, note
):
    alone = ChildNoteFactory(child=child)
    with django_assert_num_queries(3):
        told = tell([visit, note], worker)
    assert (told[0].visit.what_happened, told[1].note.text) == (TOLD, TOLD)
    with django_assert_num_queries(1):
        tell([alone], worker)


OF_NO_CHILD = {
    "documents.ChildDocument": "a title is given on the page of the document, not what was said",
    "support.GroupPlace": "the name of a group",
    "voice.Voice": "where it was and who asked; the words are each child’s own",
}


def test_every_record_that_is_found_by_words_written_for_several_says_so():
    """The search, the chronology, pages, the API and what is given read one declaration."""
    for kind in within:
        over = [name.split("__")[0] for name in kind.words if "__" in name]
        if over and kind.model._meta.label not in OF_NO_CHILD:
            assert kind.about, kind.label
            assert kind.model._meta.get_field(over[0]).is_relation


def test_every_event_with_words_written_for_several_is_told_by_the_same_rule():
    shared = {kind.model for kind in mistakes if kind.shared} - {
        kind.model for kind in mistakes if kind.model._meta.label in OF_NO_CHILD
    }
    told = {events.records().model for events in registry} & shared
    left = {model._meta.label for model in told if not way_to_all(model)}
    assert left == {"assessments.StrategyDiscussion"}  # the words are each child’s own


def test_the_shared_rows_stay_as_they_were_written(client, worker, visit, note):
    words_at(client, worker, reverse("visits", args=[visit.child_id]))
    assert Visit.objects.get(pk=visit.visit_id).what_happened == SAID
    assert Note.objects.get(pk=note.note_id).text == SAID
