from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.extensions.file_search import pieces, within
from tests.factories import (
    ActionFactory,
    AssessmentFactory,
    ChildFactory,
    ChildNoteFactory,
    ChildVisitFactory,
    ConferenceFactory,
    FileGrantFactory,
    MeetingFactory,
    MissingEpisodeFactory,
    NeedFactory,
    ReferralFactory,
)

pytestmark = pytest.mark.django_db


def search(client, child, asked):
    return client.get(reverse("file-search", args=[child.pk]), {"q": asked})


def found(client, child, asked):
    return [match.label for match in search(client, child, asked).context["matches"]]


@pytest.fixture
def client(client, worker):
    client.force_login(worker)
    return client


def test_words_are_found_in_whatever_was_written_the_newest_first(client, child):
    today = timezone.localdate()
    ChildVisitFactory(child=child, held_on=today, own_words="Kyle was shouting again")
    ChildNoteFactory(child=child, means="Kyle has moved out")
    ReferralFactory(child=child, received_on=today - timedelta(days=400), reasons="Kyle hit Mum")
    assert found(client, child, "kyle")[-1] == "Referral"
    assert set(found(client, child, "kyle")) == {"Visit", "Note", "Referral"}


def test_a_word_is_found_in_its_other_forms_and_a_part_letter_for_letter(client, child):
    NeedFactory(child=child, need="To stop worrying about Mum")
    assert found(client, child, "worried") == ["Need in a plan"]
    assert found(client, child, "worr") == ["Need in a plan"]
    assert found(client, child, "wary") == []


def test_every_word_asked_for_must_be_there_unless_they_say_or(client, child):
    ActionFactory(child=child, what="Ask school about breakfast club")
    assert found(client, child, "school breakfast") == ["Action"]
    assert found(client, child, "school swimming") == []
    assert found(client, child, "school or swimming") == ["Action"]


@pytest.fixture
def two_at_a_conference(child):
    """A conference of this child and of a sister whose file is restricted."""
    poppy = ChildFactory(team=child.team, person__given_name="Poppy", restricted=True)
    minutes = "Ruby sleeps badly at night. Poppy was hurt by her uncle. Ruby likes school."
    meeting = MeetingFactory(authority=child.authority, minutes=minutes)
    meeting.children.set([child, poppy])
    return ConferenceFactory(child=child, meeting=meeting)


@pytest.mark.parametrize("asked", ["Poppy", "uncle", "hurt"])
def test_what_names_a_child_the_reader_may_not_know_of_is_not_found(
    client, child, two_at_a_conference, asked
):
    assert found(client, child, asked) == []
    assert "by her" not in search(client, child, asked).content.decode()


def test_the_rest_of_the_same_minutes_is_found(client, child, two_at_a_conference):
    (match,) = search(client, child, "sleep").context["matches"]
    words = "".join(piece for piece, _ in match.pieces)
    assert "sleeps badly" in words
    assert "Poppy" not in words
    assert "uncle" not in words


def test_whoever_may_know_of_both_finds_all(client, child, worker, two_at_a_conference):
    poppy = two_at_a_conference.meeting.children.get(restricted=True)
    FileGrantFactory(child=poppy, worker=worker)
    assert found(client, child, "uncle") == ["Conference"]


def test_another_childs_words_are_never_found(client, child, worker):
    ChildNoteFactory(child=ChildFactory(team=worker.team), means="Kyle has moved out")
    assert found(client, child, "Kyle") == []


def test_the_file_of_a_stranger_cannot_be_searched(signed_in, stranger, child):
    ChildNoteFactory(child=child, means="Kyle")
    assert search(signed_in(stranger), child, "Kyle").status_code == 404


def test_what_was_asked_for_stands_out_and_the_rest_is_only_text(client, child):
    ChildNoteFactory(child=child, means="Kyle came & went <script>alert(1)</script>")
    page = " ".join(search(client, child, "kyle").content.decode().split())
    assert "<mark >Kyle</mark> came &amp; went" in page
    assert "<script>alert" not in page


def test_the_words_are_cut_into_those_asked_for_and_the_others():
    assert pieces("\u27eaKyle\u27eb was \u27eaout\u27eb") == [
        ("Kyle", True),
        (" was ", False),
        ("out", True),
    ]
    assert pieces("no marks") == [("no marks", False)]


@pytest.mark.parametrize("asked", ["'", "%", "a & | !", "\x00", '"', "()", "–", "x" * 500, " "])
def test_whatever_is_asked_the_page_opens(client, child, asked):
    assert search(client, child, asked).status_code == 200


def test_a_search_is_one_query_whatever_the_file_holds(client, child, django_assert_num_queries):
    MissingEpisodeFactory(child=child, circumstances="at Kyle’s")
    for _ in range(55):
        ChildNoteFactory(child=child, means="Kyle")
    with django_assert_num_queries(1):
        assert len(within.find(child, "Kyle", 50)) == 50


def test_every_kind_names_a_page_of_the_file_that_opens(client, child):
    for kind in within:
        assert client.get(reverse(kind.url, args=[child.pk])).status_code in (200, 404)
        assert list(kind.rows(child, "nothing")) == []


def test_the_words_of_an_assessment_are_found_beside_the_sections_a_council_adds(child):
    AssessmentFactory(child=child, daily_life="He walks the whippet before school")
    assert [hit.label for hit in within.find(child, "whippet", 50)] == ["Assessment"]
    assert [kind.label for kind in within].count("Assessment") == 2
