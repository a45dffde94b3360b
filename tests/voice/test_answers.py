"""A child is answered: what changed, or why not yet; and told. The clock on both sides."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from casework.children.extensions.mistakes import mistakes
from casework.corrections.operations import ask_to_withdraw, move
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from casework.voice.models import Voice, VoiceAnswer
from tests.factories import (
    ActionFactory,
    ChildDocumentFactory,
    ChildFactory,
    EpisodeOfNeedFactory,
    MeetingFactory,
    PlanFactory,
    VoiceAnswerFactory,
    VoiceFactory,
)
from tests.html import squeezed
from tests.voice.saying import TODAY, ago, day_of

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 2, 2)
LAST_DAY = date(2026, 3, 2)
"""Twenty working days on: no holiday lies between."""


@pytest.fixture
def voice(child):
    return VoiceFactory(child=child, held_on=ago(3))


@pytest.fixture
def desk(signed_in, worker):
    return signed_in(worker)


def send(desk, voice, **facts):
    sent = {
        "outcome": "changed",
        "what": "Dan put a lock on your door",
        **day_of("answered_on", facts.pop("day", TODAY)),
        **facts,
    }
    return desk.post(reverse("voice-answer", args=[voice.child_id, voice.pk]), sent)


@pytest.mark.parametrize("over", [0, 1])
def test_a_child_is_answered_within_20_working_days_or_late(child, over):
    voice = VoiceFactory(child=child, held_on=MONDAY)
    VoiceAnswerFactory(child=child, voice=voice, answered_on=LAST_DAY + timedelta(days=over))
    sweep()
    deadline = Deadline.objects.get(code="voice.answered")
    assert deadline.due_at.date() == LAST_DAY
    assert Deadline.objects.met_in_time().filter(pk=deadline.pk).exists() is (not over)


def test_not_yet_with_its_reason_answers_and_asks_again_on_its_day(child):
    voice = VoiceFactory(child=child, held_on=MONDAY)
    first = VoiceAnswerFactory(
        child=child,
        voice=voice,
        outcome="not_yet",
        answered_on=MONDAY + timedelta(days=7),
        again_on=MONDAY + timedelta(days=35),
    )
    sweep()
    assert Deadline.objects.get(code="voice.answered").met_at
    again = Deadline.objects.get(code="voice.again")
    assert (again.record_id, again.met_at, again.due_at.date()) == (first.pk, None, first.again_on)
    VoiceAnswerFactory(child=child, voice=voice, answered_on=first.again_on)
    sweep()
    again.refresh_from_db()
    assert again.met_at


def test_the_duty_ends_with_the_work_or_the_childs_life(child):
    VoiceFactory(child=child, held_on=MONDAY)
    sweep()
    assert Deadline.objects.get(code="voice.answered").lapsed_at is None
    EpisodeOfNeedFactory(
        child=child,
        started_on=MONDAY - timedelta(days=9),
        closed_on=MONDAY + timedelta(days=9),
        closure_reason="RC1",
    )
    sweep()
    assert Deadline.objects.get(code="voice.answered").lapsed_at
    other = VoiceFactory(held_on=MONDAY).child
    other.person.died_on = MONDAY + timedelta(days=2)
    other.person.save()
    sweep()
    assert Deadline.objects.get(child=other, code="voice.answered").lapsed_at


def test_a_withdrawn_answer_opens_the_clock_again(child):
    voice = VoiceFactory(child=child, held_on=MONDAY)
    answer = VoiceAnswerFactory(child=child, voice=voice, answered_on=MONDAY)
    VoiceAnswer.objects.filter(pk=answer.pk).update(
        withdrawn_at="2026-03-01T10:00Z", withdrawn_because="Hers", withdrawn_by=voice.work.asked_by
    )
    sweep()
    assert Deadline.objects.get(code="voice.answered").met_at is None


def test_what_is_not_answered_is_seen_by_the_worker_while_they_can_act(desk, child, voice):
    VoiceFactory(child=child, held_on=ago(60), words="Nobody asked me")
    sweep()
    assert "What a child said is answered" in desk.get(reverse("my_work")).content.decode()
    page = squeezed(desk.get(reverse("voice", args=[child.pk])).content.decode())
    assert "2 things Ruby said are not answered yet." in page
    send(desk, voice)
    sweep()
    page = squeezed(desk.get(reverse("voice", args=[child.pk])).content.decode())
    assert "One thing Ruby said is not answered yet." in page


def test_a_change_stands_in_an_action_a_plan_or_a_meeting_of_this_child(desk, child, voice):
    action = ActionFactory(child=child, what="Fit a lock")
    plan = PlanFactory(child=child, started_on=ago(60))
    meeting = MeetingFactory(authority=child.authority, held=True, starts_at=f"{ago(1)}T10:00Z")
    meeting.children.add(child)
    for place, record in (("action", action), ("plan", plan), ("meeting", meeting)):
        assert send(desk, voice, stands_in=f"{place}-{record.pk}").status_code == 302
        assert getattr(VoiceAnswer.objects.latest("pk"), place) == record
    page = squeezed(desk.get(reverse("voice", args=[child.pk])).content.decode())
    for words in ("Fit a lock", ">the plan</a>", "It was decided at"):
        assert words in page


def test_another_childs_action_cannot_be_named(desk, child, voice):
    theirs = ActionFactory(child=ChildFactory(), what="Not hers")
    page = send(desk, voice, stands_in=f"action-{theirs.pk}").content.decode()
    assert "Choose an action, a plan or a meeting of this child" in page
    assert "Not hers" not in page


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"outcome": "not_yet"}, "Say when you will look again"),
        ({"outcome": ""}, "Say what became of it"),
        ({"what": ""}, "Write what changed, or why not"),
        ({"day": ago(4)}, "the answer cannot be before that"),
        ({"told_how": "At tea"}, "Say on which day they were told"),
        (day_of("told_on", ago(2)), "They cannot be told before there was an answer"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said_beside_it(desk, voice, facts, words):
    page = squeezed(send(desk, voice, **facts).content.decode())
    assert words in page
    assert not VoiceAnswer.objects.exists()


def test_a_child_is_told_and_the_file_says_when(desk, child, voice):
    send(desk, voice)
    answer = VoiceAnswer.objects.get()
    page = squeezed(desk.get(reverse("voice", args=[child.pk])).content.decode())
    assert "Nobody has told Ruby yet." in page
    desk.post(
        reverse("voice-told", args=[child.pk, answer.pk]),
        {**day_of("told_on", TODAY), "told_how": "Dan showed her the bolt"},
    )
    page = squeezed(desk.get(reverse("voice", args=[child.pk])).content.decode())
    assert "Dan showed her the bolt" in page
    assert "Nobody has told Ruby yet." not in page


def test_an_answer_to_another_childs_words_is_not_found(desk, child):
    theirs = VoiceFactory(child=ChildFactory())
    address = reverse("voice-answer", args=[child.pk, theirs.pk])
    assert desk.get(address).status_code == 404


def test_a_corrected_day_is_corrected_for_the_sister_who_was_there(voice):
    sister = VoiceFactory(child=ChildFactory(), work=voice.work, held_on=voice.held_on)
    voice.work.held_on = ago(9)
    mistakes.of_record(voice).keeps(voice)
    sister.refresh_from_db()
    assert (voice.held_on, sister.held_on) == (ago(9), ago(9))


def test_moved_to_the_right_child_it_takes_its_answers_and_leaves_what_is_the_other_childs(
    child, worker
):
    right = ChildFactory(team=child.team)
    picture = ChildDocumentFactory(child=child, document__kind="picture")
    voice = VoiceFactory(child=child, picture=picture)
    action = ActionFactory(child=child)
    answer = VoiceAnswerFactory(child=child, voice=voice, action=action)
    move(voice, child=child, to=right, because="It was her sister", by=worker)
    for record in (voice, answer):
        record.refresh_from_db()
        assert record.child == right
    assert (voice.picture, answer.action) == (None, None)


def test_withdrawn_it_takes_its_answers_with_it(child, voice, worker):
    VoiceAnswerFactory(child=child, voice=voice)
    ask_to_withdraw(voice, child=child, because="Somebody else’s words", by=worker)
    assert not Voice.objects.exists()
    assert not VoiceAnswer.objects.exists()
