"""How a child took part in meetings, who speaks up for them, and what is kept for later."""

import re

import pytest
from django.urls import reverse

from casework.voice.models import Advocate, HowChildTells, LifeStoryItem
from casework.voice.taking_part.meetings import parts_of
from tests.factories import (
    AttendeeFactory,
    ChildDocumentFactory,
    ChildFactory,
    ConferenceFactory,
    LifeStoryItemFactory,
    MeetingFactory,
    VoiceFactory,
)
from tests.html import squeezed
from tests.voice.saying import TODAY, ago, day_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(signed_in, worker):
    return signed_in(worker)


def met(child, days=10, **facts):
    facts = {"held": True, "starts_at": f"{ago(days)}T10:00Z", **facts}
    meeting = MeetingFactory(authority=child.authority, **facts)
    meeting.children.add(child)
    return meeting


def test_each_meeting_says_whether_they_were_asked_came_and_were_heard(desk, child):
    came = met(child, 10)
    AttendeeFactory(
        meeting=came, person=child.person, name="", invited_on=ago(20), attendance="came"
    )
    spoken_for = met(child, 30)
    ConferenceFactory(
        child=child,
        meeting=spoken_for,
        held_on=ago(30),
        taking_part="advocate",
        own_words="Ask me first",
    )
    met(child, 50)
    met(child, 60, held=False, not_held_because="Too few came")
    page = squeezed(desk.get(reverse("voice-taking-part", args=[child.pk])).content.decode())
    assert re.findall("Ruby was heard in .*?<", page) == ["Ruby was heard in 2 of 3 meetings. <"]
    assert "“Ask me first”" in page
    assert "Not held: Too few came" in page


def test_a_sisters_part_in_the_same_meeting_is_not_taken_for_theirs(child, worker):
    meeting, sister = met(child), ChildFactory(team=child.team)
    meeting.children.add(sister)
    ConferenceFactory(child=sister, meeting=meeting, taking_part="came", own_words="Hers")
    AttendeeFactory(meeting=meeting, person=sister.person, name="", attendance="came")
    [part] = parts_of(child, worker, most=5)
    assert (part.came, part.own_words, part.asked) == (False, "", None)


def offer(**more):
    return {"kind": "advocate", "answer": "waiting", **day_of("offered_on", ago(9)), **more}


def test_an_advocate_is_offered_then_accepted_then_ends(desk, child):
    desk.post(reverse("advocate-add", args=[child.pk]), offer())
    advocate = Advocate.objects.get()
    change = reverse("advocate-change", args=[child.pk, advocate.pk])
    yes = offer(answer="accepted", **day_of("answered_on", ago(5)))
    begun = {**yes, "name": "Ola Brandt", **day_of("started_on", ago(4))}
    assert desk.post(change, begun).status_code == 302
    over = {**begun, **day_of("ended_on", TODAY), "ended_because": "She moved"}
    assert desk.post(change, over).status_code == 302
    page = squeezed(desk.get(reverse("voice-taking-part", args=[child.pk])).content.decode())
    assert "An advocate: Ola Brandt" in page
    assert "She moved" in page


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"answer": "accepted"}, "Give the answer and its day together"),
        (day_of("started_on", ago(1)), "Say who it is, once the child said yes"),
        (
            {"answer": "declined", **day_of("answered_on", ago(20))},
            "It cannot be answered before it was offered",
        ),
        (day_of("ended_on", ago(1)), "Say when it ended and why, or neither"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(desk, child, more, words):
    page = squeezed(
        desk.post(reverse("advocate-add", args=[child.pk]), offer(**more)).content.decode()
    )
    assert words in page
    assert not Advocate.objects.exists()


def test_how_a_child_tells_people_things_is_read_wherever_they_are_asked(desk, child):
    sent = {"speech": "none", "ways": "Eye gaze, and a red card", **day_of("written_on", TODAY)}
    desk.post(reverse("voice-tells-add", args=[child.pk]), sent)
    assert HowChildTells.objects.get().child == child
    for name in ("voice", "voice-add", "voice-taking-part"):
        page = desk.get(reverse(name, args=[child.pk])).content.decode()
        assert "Eye gaze, and a red card" in page


def test_what_is_kept_for_later_stands_in_the_order_of_a_life(desk, child):
    paper = ChildDocumentFactory(child=child, document__title="Letter from Nan")
    voice = VoiceFactory(child=child)
    LifeStoryItemFactory(child=child, title="Second", about_on=ago(10), voice=voice)
    LifeStoryItemFactory(child=child, title="Last, with no day")
    LifeStoryItemFactory(child=child, title="First", about_on=ago(900), document=paper)
    page = squeezed(desk.get(reverse("later-life", args=[child.pk])).content.decode())
    places = [page.index(words) for words in ("1. First", "2. Second", "3. Last, with no day")]
    assert places == sorted(places)
    assert "Document: Letter from Nan" in page


def test_a_record_of_another_child_cannot_be_kept_for_later(desk, child):
    theirs = ChildDocumentFactory(child=ChildFactory(), document__title="Not hers")
    sent = {"kind": "letter", "title": "A letter", "to_them": "Ruby, …"}
    address = reverse("life-story-add", args=[child.pk])
    page = desk.post(address, sent | {"about": f"document-{theirs.pk}"}).content.decode()
    assert "Choose a record of this child" in page
    assert "Not hers" not in page
    assert desk.post(address, sent).status_code == 302
    item = LifeStoryItem.objects.get()
    change = reverse("life-story-change", args=[child.pk, item.pk])
    desk.post(change, sent | {"to_them": "Ruby, you were brave", "about": ""})
    item.refresh_from_db()
    assert item.to_them == "Ruby, you were brave"


@pytest.mark.parametrize("many", [1, 15])
@pytest.mark.parametrize("name", ["voice-taking-part", "later-life"])
def test_it_takes_as_many_queries_however_much_there_is(
    desk, child, many, name, django_assert_max_num_queries
):
    for number in range(many):
        meeting = met(child, number + 1)
        AttendeeFactory(meeting=meeting, person=child.person, name="")
        LifeStoryItemFactory(child=child, voice=VoiceFactory(child=child))
    with django_assert_max_num_queries(27):
        assert desk.get(reverse(name, args=[child.pk])).status_code == 200
