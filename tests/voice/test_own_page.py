"""The page gone through with a child: their age's words, and nobody who must not be named."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from casework.documents.forms import put_file
from casework.voice.models import Advocate
from casework.voice.own_page.bands import band_of, bands
from casework.voice.own_page.copy import own_page
from tests.factories import (
    AddressFactory,
    AdvocateFactory,
    AttendeeFactory,
    ChildDocumentFactory,
    ChildFactory,
    ChildVisitFactory,
    HowChildTellsFactory,
    MeetingFactory,
    PersonFactory,
    PersonNameFactory,
    RelationshipFactory,
    VoiceAnswerFactory,
    VoiceFactory,
)
from tests.html import squeezed
from tests.voice.saying import ARABIC, TODAY, ago, born

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruby(child):
    child.person.born_on = born(7)
    child.person.save()
    return child


@pytest.fixture
def desk(signed_in, worker):
    return signed_in(worker)


def sheet(desk, child, **asks) -> str:
    page = desk.get(reverse("voice-page", args=[child.pk]), asks).content.decode()
    return squeezed(page[page.index("<article") : page.index("</article>")])


@pytest.mark.parametrize(
    ("years", "key"),
    [
        (0, "baby"),
        (1, "baby"),
        (2, "little"),
        (4, "little"),
        (5, "young"),
        (7, "young"),
        (8, "middle"),
        (11, "middle"),
        (12, "teen"),
        (15, "teen"),
        (16, "older"),
        (24, "older"),
    ],
)
def test_each_age_has_its_words(years, key):
    child = ChildFactory(person__born_on=TODAY.replace(year=TODAY.year - years))
    assert band_of(child, TODAY, watched=False).key == key


def test_a_child_who_does_not_speak_has_words_of_their_own_and_a_baby_is_a_baby():
    child = ChildFactory(person__born_on=born(12))
    assert band_of(child, TODAY, watched=True).key == "watched"
    baby = ChildFactory(person__born_on=ago(100))
    assert band_of(baby, TODAY, watched=True).key == "baby"


def test_every_word_of_every_band_can_be_said():
    for band in bands().values():
        text = band.spoken_to("Ruby", "Ask for Dan.")
        assert all(text.values())
        assert not any("{" in words for words in text.values())
        assert "Ask for Dan." in text["more"]


def test_a_child_of_seven_reads_what_they_said_and_what_happened(desk, ruby):
    voice = VoiceFactory(child=ruby, held_on=ago(30), words="I want a lock", means="She is afraid")
    VoiceAnswerFactory(child=ruby, voice=voice, what="Dan put a bolt on it", answered_on=ago(9))
    page = sheet(desk, ruby)
    assert "What I said, and what happened" in page
    assert "“I want a lock”" in page
    assert "What happened because you said it" in page
    assert "Dan put a bolt on it" in page
    assert "She is afraid" not in page


def test_what_is_not_answered_is_promised(desk, ruby):
    VoiceFactory(child=ruby, held_on=ago(3))
    assert "We have not answered this yet. We will tell you soon." in sheet(desk, ruby)


def test_only_the_last_answer_stands_on_the_page(desk, ruby):
    voice = VoiceFactory(child=ruby, held_on=ago(60))
    first = {"outcome": "not_yet", "again_on": ago(10), "answered_on": ago(50)}
    VoiceAnswerFactory(child=ruby, voice=voice, what="We asked the landlord", **first)
    assert "Not yet, because" in sheet(desk, ruby)
    VoiceAnswerFactory(child=ruby, voice=voice, what="You have it", answered_on=ago(9))
    assert "We asked the landlord" not in sheet(desk, ruby)


def test_a_child_who_does_not_speak_is_told_of_by_those_who_watched(desk, ruby):
    HowChildTellsFactory(child=ruby)
    VoiceFactory(child=ruby, kind="showed", words="Ruby pushed the taxi card away")
    page = sheet(desk, ruby)
    assert "What Ruby showed us, and what happened" in page
    assert "Ruby pushed the taxi card away" in page
    assert "“Ruby pushed" not in page
    assert "You said" not in page


def test_an_empty_page_invites(desk, ruby):
    assert "There is nothing on your page yet." in sheet(desk, ruby)


def test_what_is_kept_off_it_is_not_there_and_the_worker_is_told(desk, ruby):
    VoiceFactory(child=ruby, words="He hits her", kept_off=True)
    assert "He hits her" not in sheet(desk, ruby)
    page = desk.get(reverse("voice-page", args=[ruby.pk])).content.decode()
    assert "1 thing marked to be kept off it is not here." in squeezed(page)


def test_words_of_visits_stand_on_it_only_once_they_are_ticked(desk, ruby):
    visit = ChildVisitFactory(child=ruby, own_words="I put my chair by the door", held_on=ago(5))
    assert "my chair by the door" not in sheet(desk, ruby)
    assert "my chair by the door" in sheet(desk, ruby, also=f"visit-{visit.pk}")
    other = ChildVisitFactory(own_words="Somebody else’s words")
    assert "Somebody else" not in sheet(desk, ruby, also=f"visit-{other.pk}")


def test_nobody_who_must_not_be_named_is_named(desk, ruby, restricted_child):
    hidden = restricted_child.person
    hidden.given_name = "Zephyrine"
    hidden.save()
    RelationshipFactory(person=ruby.person, relative=hidden, kind="sister")
    voice = VoiceFactory(child=ruby, words="I want my tea")
    VoiceAnswerFactory(
        child=ruby, voice=voice, what="You and zephyrine have tea at 12 Elm Way, NM1 2AB"
    )
    VoiceFactory(child=ruby, words="I miss Zephyrine")
    AddressFactory(person=hidden, lines="12 Elm Way\nNorthmoor")
    AdvocateFactory(
        child=ruby,
        answer="accepted",
        answered_on=ago(1),
        started_on=ago(1),
        offered_on=ago(2),
        name="Ola, who helps Zephyrine too",
    )
    page = sheet(desk, ruby)
    assert "zephyrine" not in page.lower()
    assert "You and someone have tea at (address left out), (address left out)" in page
    whole = squeezed(desk.get(reverse("voice-page", args=[ruby.pk])).content.decode())
    assert "1 thing is not here because the words name someone who must not be named." in whole
    assert "zephyrine" not in whole.lower()


def test_a_first_name_that_someone_in_the_family_has_too_stays(ruby, worker, restricted_child):
    hidden = restricted_child.person
    hidden.given_name = "Patrick"
    hidden.save()
    RelationshipFactory(person=ruby.person, relative=hidden, kind="brother")
    uncle = PersonFactory(authority=ruby.authority, given_name="Patrick")
    RelationshipFactory(person=ruby.person, relative=uncle, kind="uncle")
    VoiceFactory(child=ruby, words="Patrick takes me fishing")
    assert own_page(ruby, worker).told[0].words == "“Patrick takes me fishing”"


def test_a_strategy_discussion_is_not_told_to_a_child(desk, ruby):
    for kind in ("strategy", "conference", "legal_planning"):
        meeting = MeetingFactory(
            authority=ruby.authority, kind=kind, held=True, starts_at=f"{ago(20)}T10:00Z"
        )
        meeting.children.add(ruby)
        AttendeeFactory(meeting=meeting, person=ruby.person, name="", attendance="came")
    page = sheet(desk, ruby)
    assert "Child protection conference" in page
    assert "You came." in page
    assert "Strategy" not in page
    assert "Legal planning" not in page


def test_an_advocate_is_on_it_once_they_help(desk, ruby):
    assert "They are called an advocate." in sheet(desk, ruby)
    facts = {
        "answered_on": ago(4),
        "offered_on": ago(9),
        "started_on": ago(2),
        "answer": "accepted",
    }
    AdvocateFactory(child=ruby, name="Ola Brandt", organisation="NYAS", **facts)
    assert "Ola Brandt, advocate, NYAS." in sheet(desk, ruby)
    Advocate.objects.update(ended_on=TODAY, ended_because="She moved")
    assert "Ola Brandt" not in sheet(desk, ruby)


def test_words_of_another_language_keep_their_direction(desk, ruby):
    VoiceFactory(child=ruby, words=ARABIC, language="ar", translation="A room with a light")
    page = sheet(desk, ruby)
    assert 'dir="auto" lang="ar"' in page
    assert ARABIC in page
    assert "A room with a light" in page


def drawn(child, worker, ending="png", **facts):
    part = ChildDocumentFactory(child=child, document__kind="picture", **facts)
    file = SimpleUploadedFile(f"house.{ending}", b"\x89PNG\r\n\x1a\n drawn")
    file.format = ending
    put_file(part.document, file, worker, version=1)
    return part


def test_a_drawing_is_shown_as_an_image_and_nothing_else_is(desk, ruby, worker):
    voice = VoiceFactory(child=ruby, picture=drawn(ruby, worker))
    address = reverse("voice-picture", args=[ruby.pk, voice.pk])
    assert f'src="{address}"' in sheet(desk, ruby)
    answer = desk.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    voice.picture = drawn(ruby, worker, ending="pdf")
    voice.save()
    assert "<img" not in sheet(desk, ruby)
    assert desk.get(address).status_code == 404


def test_a_private_picture_stays_off_the_page(desk, ruby, worker):
    private = drawn(ruby, worker, document__sensitivity="not_family")
    voice = VoiceFactory(child=ruby, picture=private)
    assert "<img" not in sheet(desk, ruby)
    assert desk.get(reverse("voice-picture", args=[ruby.pk, voice.pk])).status_code == 404


@pytest.mark.parametrize("many", [1, 12])
def test_the_page_takes_as_many_queries_however_much_was_said(
    desk, ruby, many, django_assert_max_num_queries
):
    for number in range(many):
        voice = VoiceFactory(child=ruby, held_on=ago(number))
        VoiceAnswerFactory(child=ruby, voice=voice, answered_on=ago(number))
    with django_assert_max_num_queries(34):
        sheet(desk, ruby)


def test_the_birth_family_of_a_sealed_identity_is_not_named(desk, ruby, worker):
    sealed = {"withdrawn_at": f"{ago(5)}T10:00Z", "withdrawn_because": "Sealed"}
    sealed["withdrawn_by"] = worker
    mother = PersonFactory(authority=ruby.authority, given_name="Bernadette")
    tie = RelationshipFactory(person=ruby.person, relative=mother, kind="mother")
    name = PersonNameFactory(person=ruby.person, given_name="Clementine", family_name="Oldname")
    for record in (tie, name):
        type(record).objects.filter(pk=record.pk).update(**sealed)
    voice = VoiceFactory(child=ruby, words="I want my tea")
    VoiceAnswerFactory(child=ruby, voice=voice, what="Bernadette called you Clementine Oldname")
    assert "someone called you someone" in sheet(desk, ruby)


def test_nobody_goes_through_a_page_with_a_child_who_died(desk, ruby):
    ruby.person.died_on = TODAY
    ruby.person.save()

    page = squeezed(desk.get(reverse("voice-page", args=[ruby.pk])).content.decode())

    assert f"{ruby.first_name} died on" in page
    assert "What I said, and what happened" not in page
    voices = desk.get(reverse("voice", args=[ruby.pk])).content.decode()
    assert reverse("voice-page", args=[ruby.pk]) not in voices
