from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from casework.chronology.timeline import newest
from casework.interface.words import LONDON
from casework.recording.child_voice import quotes_of
from casework.recording.models import ChildNote, Note
from tests.factories import ChildFactory, ChildNoteFactory, ChildVisitFactory, RelationshipFactory


@pytest.fixture
def alfie(child):
    brother = ChildFactory(
        team=child.team, person__given_name="Alfie", person__authority=child.authority
    )
    RelationshipFactory(person=child.person, relative=brother.person, kind="brother")
    return brother


def note(**changes):
    return {
        "kind": "call",
        "happened_at_day": "2",
        "happened_at_month": "3",
        "happened_at_year": "2026",
        "happened_at_time": "11am",
        "title": "Call from Mrs Pell",
        "text": "Both boys had breakfast every day this week.",
    } | changes


def test_a_note_is_written_once_for_two_children(signed_in, worker, child, alfie):
    data = note() | {
        "with": alfie.number,
        f"{child.number}-means": "Ruby no longer makes the toast.",
        f"{alfie.number}-means": "",
        "significant": "on",
    }
    signed_in(worker).post(reverse("note-add", args=[child.pk]), data)
    written = Note.objects.get()
    assert written.happened_at == datetime(2026, 3, 2, 11, tzinfo=UTC)
    assert written.recorded_by == worker
    assert written.significant
    means = dict(ChildNote.objects.values_list("child", "means"))
    assert means == {child.pk: "Ruby no longer makes the toast.", alfie.pk: ""}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Fill in “In a few words”"),
        ({"kind": ""}, "Choose an answer for “What is it?”"),
        ({"happened_at_year": "2999"}, "year in full"),
        ({"happened_at_year": "2018"}, "Ruby was born on 14 March 2019: this cannot be before"),
    ],
)
def test_what_is_wrong_with_a_note_is_said_plainly(signed_in, worker, child, changes, words):
    page = signed_in(worker).post(reverse("note-add", args=[child.pk]), note(**changes))
    assert words in page.content.decode()
    assert not Note.objects.exists()


def say(client, child, **changes):
    data = {
        "own_words": "I put my chair by the door so I can hear if Alfie gets up.",
        "happened_at_day": "9",
        "happened_at_month": "2",
        "happened_at_year": "2026",
        "happened_at_time": "3pm",
        "setting": "In the library at school",
        "means": "",
        "changed_because": "",
    }
    return client.post(reverse("words-add", args=[child.pk]), data | changes)


def test_a_childs_words_outside_a_visit_are_direct_work_in_their_own_words(
    signed_in, worker, child
):
    say(signed_in(worker), child)
    part = ChildNote.objects.get()
    assert part.own_words.startswith("I put my chair")
    assert part.note.kind == Note.Kind.DIRECT_WORK
    assert part.note.text == "In the library at school"
    assert "What she said" not in part.means


def test_words_are_needed(signed_in, worker, child):
    page = say(signed_in(worker), child, own_words="").content.decode()
    assert page.count("Write down what Ruby said or showed") == 2


def test_what_changed_is_added_beside_the_words(signed_in, worker, child):
    client = signed_in(worker)
    visit = ChildVisitFactory(child=child, own_words="The light makes a star.")
    say(client, child)
    for quote in quotes_of(child, 10):
        client.post(quote.change_url, {"changed_because": "A night light was fitted."})
    visit.refresh_from_db()
    assert visit.changed_because == "A night light was fitted."
    page = client.get(reverse("words", args=[child.pk])).content.decode()
    assert page.count("A night light was fitted.") == 2
    assert page.index("I put my chair") < page.index("The light makes a star")


def test_words_of_another_child_cannot_be_changed_from_this_file(signed_in, worker, child):
    other = ChildVisitFactory(child=ChildFactory(team=child.team), own_words="Words.")
    url = reverse("visit-words-changed", args=[child.pk, other.pk])
    assert signed_in(worker).post(url, {"changed_because": "No."}).status_code == 404


def test_a_note_leaves_out_a_brother_the_worker_may_not_know_of(signed_in, worker, child):
    part = ChildNoteFactory(child=child)
    hidden = ChildFactory(team=child.team, restricted=True, person__given_name="Ewan")
    ChildNoteFactory(child=hidden, note=part.note)
    page = signed_in(worker).get(reverse("note", args=[child.pk, part.note_id]))
    assert "Ewan" not in page.content.decode()
    assert (
        signed_in(worker).get(reverse("note", args=[child.pk, part.note_id + 1])).status_code == 404
    )


def test_visits_and_notes_are_told_in_the_chronology(child):
    ChildVisitFactory(
        child=child,
        held_on=date(2026, 3, 2),
        seen_alone=True,
        own_words="I like my new bed.",
        visit__place="school",
    )
    ChildNoteFactory(
        child=child,
        note__happened_at=datetime(2026, 3, 3, 0, 30, tzinfo=LONDON),
        note__title="Police called to the house",
        note__significant=True,
    )
    events, _ = newest([child.pk], None, codes=["visit", "note"])
    told_of = [(event.at, event.title, event.significant) for event in events]
    assert told_of == [
        (date(2026, 3, 3), "Police called to the house", True),
        (date(2026, 3, 2), "Visit at school or nursery: child seen alone", False),
    ]
    assert events[1].what == "I like my new bed."
