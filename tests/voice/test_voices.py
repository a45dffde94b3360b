"""What a child said stands on their file as it was said, in their language, and nobody else's."""

import pytest
from django.urls import reverse

from casework.voice.models import DirectWork, Voice
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    ChildDocumentFactory,
    ChildFactory,
    ChildVisitFactory,
    HowChildTellsFactory,
    OwnToolFactory,
    PlanFactory,
    PlanReviewFactory,
    RelationshipFactory,
    VoiceAnswerFactory,
    VoiceFactory,
    WorkerFactory,
)
from tests.html import squeezed
from tests.voice.saying import ARABIC, TODAY, ago, born, say, shared

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(signed_in, worker):
    return signed_in(worker)


@pytest.fixture
def brother(child, worker):
    brother = ChildFactory(team=worker.team, person__given_name="Alfie")
    AllocationFactory(child=brother, worker=worker)
    RelationshipFactory(person=child.person, relative=brother.person, kind="brother")
    RelationshipFactory(person=brother.person, relative=child.person, kind="sister")
    return brother


def read(client, child) -> str:
    return squeezed(client.get(reverse("voice", args=[child.pk])).content.decode())


def test_the_words_are_kept_exactly_as_they_were_typed(desk, child, worker):
    words = "  it dont  matter\nwhat i say…\n\nyou lot never lissen "
    assert say(desk, child, words=words).status_code == 302
    voice = Voice.objects.get()
    assert voice.words.split() == words.split()
    assert "it dont  matter\r\nwhat i say…" in voice.words or "it dont  matter\n" in voice.words
    assert (voice.held_on, voice.work.asked_by, voice.alone) == (TODAY, worker, True)


def test_another_language_stands_in_its_own_direction_with_the_english_beneath(desk, child):
    say(desk, child, words=ARABIC, language="ar", translation="A room with a light")
    page = read(desk, child)
    assert f'<blockquote dir="auto" lang="ar">“{ARABIC}”</blockquote>' in page
    assert "<b>In English:</b> A room with a light" in page


def test_what_is_not_translated_yet_says_so(desk, child):
    say(desk, child, words="Nie chcę", language="pl")
    assert "Polish. Not put into English yet." in read(desk, child)


def test_a_translation_of_english_asks_which_language_it_was(desk, child):
    page = squeezed(say(desk, child, translation="A lock").content.decode())
    assert "Say in which language it was said" in page
    assert not Voice.objects.exists()


def test_who_else_was_there_is_asked_unless_they_were_alone(desk, child):
    page = squeezed(say(desk, child, alone="no").content.decode())
    assert "Say who else was there with Ruby" in page
    say(desk, child, alone="no", with_whom="Her mum")
    assert Voice.objects.get().company == "with Her mum"


def test_somebody_else_who_asked_stands_in_the_workers_place(desk, child):
    asked = {"asked_by_name": "Mrs Pell", "helped_by": ["interpreter"], "helper_name": "Mr Aziz"}
    say(desk, child, shared_facts=asked)
    work = DirectWork.objects.get()
    assert (work.asked_by, work.asker, work.help_words) == (
        None,
        "Mrs Pell",
        "an interpreter (Mr Aziz)",
    )
    assert "with the help of an interpreter (Mr Aziz)" in read(desk, child)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"words": ""}, "Write down what Ruby said"),
        ({"alone": ""}, "Say whether Ruby was alone"),
        ({"day": ago(-1)}, "The day must be today or earlier"),
        ({"shared_facts": {"tool": "séance"}}, "Choose how you asked or watched"),
    ],
)
def test_what_is_missing_is_said_and_everything_typed_is_kept(desk, child, wrong, words):
    page = squeezed(say(desk, child, **{"means": "She is afraid", **wrong}).content.decode())
    assert words in page
    assert "She is afraid" in page
    assert not Voice.objects.exists()


def test_it_cannot_be_before_the_child_was_born(desk, worker):
    baby = ChildFactory(team=worker.team, person__born_on=ago(3))
    AllocationFactory(child=baby, worker=worker)
    assert "cannot be before that" in say(desk, baby, day=ago(4)).content.decode()


def test_brothers_and_sisters_take_part_once_and_each_has_their_own_words(desk, child, brother):
    sent = {
        **shared(TODAY, tool="play"),
        "with": [brother.number],
        **{f"{child.number}-{name}": value for name, value in CARD.items()},
        **{f"{brother.number}-{name}": value for name, value in CARD.items()},
        f"{brother.number}-words": "Mine is the digger",
    }
    assert desk.post(reverse("voice-add", args=[child.pk]), sent).status_code == 302
    assert DirectWork.objects.count() == 1
    assert Voice.objects.get(child=brother).words == "Mine is the digger"
    assert "Mine is the digger" not in read(desk, child)


CARD = {
    "kind": "view",
    "words": "It hides here",
    "language": "en",
    "alone": "no",
    "with_whom": "Us",
}


def test_a_baby_and_a_child_who_does_not_speak_are_asked_after_by_what_they_do(desk, child, worker):
    page = desk.get(reverse("voice-add", args=[child.pk])).content.decode()
    assert "The words, exactly as said" in page
    HowChildTellsFactory(child=child, ways="Eye gaze")
    page = desk.get(reverse("voice-add", args=[child.pk])).content.decode()
    assert "What she did and showed" in page
    assert "They do not speak. Eye gaze" in squeezed(page)
    baby = ChildFactory(team=worker.team, person__born_on=ago(90))
    AllocationFactory(child=baby, worker=worker)
    assert "did and showed" in desk.get(reverse("voice-add", args=[baby.pk])).content.decode()


def test_only_drawings_of_this_childs_own_file_are_offered(desk, child, stranger):
    mine = ChildDocumentFactory(child=child, document__kind="picture", document__title="My house")
    ChildDocumentFactory(child=child, document__kind="report", document__title="A report")
    other = ChildFactory(team=stranger.team)
    theirs = ChildDocumentFactory(child=other, document__kind="picture", document__title="Theirs")
    page = desk.get(reverse("voice-add", args=[child.pk])).content.decode()
    assert "My house" in page
    assert "A report" not in page
    assert "Theirs" not in page
    assert say(desk, child, picture=theirs.pk).status_code == 200
    assert say(desk, child, picture=mine.pk).status_code == 302


def test_a_councils_own_tool_is_offered_until_it_is_retired(desk, child, authority):
    own = OwnToolFactory(authority=child.authority, name="Worry monster")
    OwnToolFactory(authority=child.authority, name="Old cards", retired_on=ago(1))
    elsewhere = OwnToolFactory(authority__name="Other", name="Elsewhere")
    page = desk.get(reverse("voice-add", args=[child.pk])).content.decode()
    assert "Worry monster" in page
    assert "Old cards" not in page
    assert "Elsewhere" not in page
    assert say(desk, child, shared_facts={"tool": f"own-{elsewhere.pk}"}).status_code == 200
    say(desk, child, shared_facts={"tool": f"own-{own.pk}"})
    assert DirectWork.objects.get().tool_words == "Worry monster"
    assert "Worry monster" in read(desk, child)


def test_an_administrator_adds_a_tool_and_the_same_name_is_said_to_be_there(signed_in, team):
    client = signed_in(WorkerFactory(team=team, role="administrator"))
    add = reverse("voice-tool-add")
    assert client.post(add, {"name": "Worry monster"}).status_code == 302
    page = squeezed(client.post(add, {"name": "Worry  monster"}).content.decode())
    assert "This tool is in your list already" in page
    assert "Worry monster" in client.get(reverse("voice-tools")).content.decode()


def test_what_a_child_said_is_for_those_who_may_know_of_them(signed_in, child, elsewhere, team):
    VoiceFactory(child=child)
    for name in ("voice", "voice-page", "voice-taking-part", "later-life", "voice-add"):
        address = reverse(name, args=[child.pk])
        assert signed_in(elsewhere).get(address).status_code == 404
    administrator = WorkerFactory(team=team, role="administrator")
    assert signed_in(administrator).get(reverse("voice", args=[child.pk])).status_code in (403, 404)


@pytest.mark.parametrize("many", [1, 15])
def test_reading_takes_as_many_queries_however_much_was_said(
    desk, child, many, django_assert_max_num_queries
):
    for number in range(many):
        VoiceFactory(child=child, held_on=ago(number), words=f"Words {number}")
    with django_assert_max_num_queries(31):
        assert "Words 0" in read(desk, child)


def test_a_child_of_seven_whose_words_are_searched_are_found(desk, child):
    child.person.born_on = born(7)
    child.person.save()
    VoiceFactory(child=child, words="The bear hides beneath the stairs")
    page = desk.get(reverse("file-search", args=[child.pk]), {"q": "stairs"}).content.decode()
    assert "What the child said" in page


def test_words_kept_elsewhere_are_gathered_and_lead_to_where_they_stand(desk, child):
    ChildVisitFactory(child=child, own_words="At the visit", held_on=ago(3))
    plan = PlanFactory(child=child, started_on=ago(40), own_words="About the plan")
    PlanReviewFactory(child=child, plan=plan, reviewed_on=ago(4), own_words="At the review")
    AssessmentFactory(child=child, own_words="In the assessment")
    PlanFactory(child=ChildFactory(), own_words="Somebody else’s")
    page = read(desk, child)
    for words in ("At the visit", "About the plan", "At the review", "In the assessment"):
        assert words in page
    assert "Somebody else" not in page
    assert "In a review of the plan, " in page


def test_the_overview_says_the_last_thing_wherever_it_was_said(desk, child):
    ChildVisitFactory(child=child, own_words="At the visit", held_on=ago(5))
    voice = VoiceFactory(child=child, words=ARABIC, language="ar", held_on=ago(2))
    voice.translation = "A room with a light"
    voice.save()
    VoiceAnswerFactory(child=child, voice=voice, what="There is a lamp", answered_on=ago(1))
    page = squeezed(desk.get(reverse("child", args=[child.pk])).content.decode())
    assert f'<blockquote dir="auto" lang="ar">“{ARABIC}”</blockquote>' in page
    for words in ("A room with a light", "There is a lamp"):
        assert words in page
    assert "“At the visit”" not in page
    ChildVisitFactory(child=child, own_words="Since then", held_on=ago(0))
    page = squeezed(desk.get(reverse("child", args=[child.pk])).content.decode())
    assert "“Since then”" in page
