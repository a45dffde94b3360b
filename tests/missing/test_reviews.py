"""Interviews read against the criteria, and what returns ask."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.notices.models import Notice
from missing.log.forms import name_of
from missing.models import CRITERIA, InterviewReview, sample, to_review
from tests.factories import (
    ChildFactory,
    MissingEpisodeFactory,
    ReturnInterviewFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def talk_with(child, interviewer=None, **facts):
    held = timezone.now() - timedelta(days=2)
    return ReturnInterviewFactory(
        child=child,
        offered_at=held - HOUR,
        held_at=held,
        answer="accepted",
        own_words="I was at the arcade.",
        interviewer=interviewer,
        **facts,
    )


def answers(mark="met", **more):
    marks = {name_of(code): mark for code in CRITERIA}
    return marks | {"strength": "", "feedback": "Say who drove the car."} | more


def review(client, talk, **more):
    return client.post(reverse("interview-review", args=[talk.child_id, talk.pk]), answers(**more))


def test_what_the_reader_says_goes_back_to_the_writer(signed_in, coordinator, worker, child):
    talk = talk_with(child, worker)
    review(signed_in(coordinator), talk, hp_rhi_4="not_met")
    found = InterviewReview.objects.get()
    assert (found.marks["HP.RHI.3"], found.marks["HP.RHI.4"]) == ("met", "not_met")
    notice = Notice.objects.get(worker=worker)
    assert notice.kind == "reviewed"
    page = signed_in(worker).get(reverse("interview", args=[child.pk, talk.pk])).content.decode()
    assert "Say who drove the car." in page


def test_every_question_is_answered_and_the_next_one_is_helped(signed_in, coordinator, child):
    talk = talk_with(child)
    page = review(signed_in(coordinator), talk, hp_rhi_4="", feedback="").content.decode()
    assert "Choose an answer" in page
    assert not InterviewReview.objects.exists()


def test_the_reader_is_told_what_they_may_not_find(signed_in, coordinator, worker, child):
    talk = talk_with(child, worker)
    page = signed_in(coordinator).get(reverse("interview-review", args=[child.pk, talk.pk]))
    assert "Say what you asked about harm, and the answer" in page.content.decode()


def test_nobody_reviews_their_own_interview(signed_in, coordinator, child):
    talk = talk_with(child, coordinator)
    assert review(signed_in(coordinator), talk).status_code == 404
    assert not to_review(coordinator).exists()


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "auditor"])
def test_only_a_coordinator_reviews(signed_in, team, child, role):
    client = signed_in(WorkerFactory(team=team, role=role))
    assert client.get(reverse("interview-reviews")).status_code == 403
    assert review(client, talk_with(child)).status_code in (403, 404)


def test_the_same_seed_draws_the_same_interviews(coordinator, team):
    for _ in range(12):
        talk_with(ChildFactory(team=team))
    first = [one.pk for one in sample(coordinator, "2026-11")]
    assert first == [one.pk for one in sample(coordinator, "2026-11")]
    assert len(first) == 5
    assert first != [one.pk for one in sample(coordinator, "2026-12")]


def test_a_restricted_childs_interview_is_not_drawn(coordinator, restricted_child):
    talk_with(restricted_child)
    assert not to_review(coordinator).exists()


def test_the_page_counts_by_criterion_month_and_interviewer(signed_in, coordinator, worker, child):
    client = signed_in(coordinator)
    review(client, talk_with(child, worker))
    context = client.get(reverse("interview-reviews")).context
    assert {line["met"] for line in context["criteria"]} == {1}
    assert str(worker) in [line["label"] for line in context["over_time"]]


# What returns ask

AWAY = {"missing_from": "care"}


@pytest.fixture
def analyst(team):
    return WorkerFactory(team=None, authority=team.authority, role="data_analyst")


def rows(client, name):
    return client.get(reverse("missing-returned", args=[name])).context["lines"]


def test_ssda903_tells_of_children_in_care_by_day_and_code(signed_in, analyst, child, team):
    went = timezone.now().replace(year=2026, month=3, day=1, hour=12)
    MissingEpisodeFactory(child=child, went_at=went, returned_at=went + 30 * HOUR, kind="A", **AWAY)
    MissingEpisodeFactory(child=ChildFactory(team=team), went_at=went, missing_from="home")
    born = f"{child.person.born_on:%d/%m/%Y}"
    assert rows(signed_in(analyst), "ssda903") == [
        [child.number, born, "A", "01/03/2026", "02/03/2026"]
    ]


@pytest.mark.parametrize(
    ("facts", "offered", "accepted"),
    [
        (None, "N", "NA"),
        ({"answer": ""}, "Y", "N"),
        ({"answer": "accepted"}, "Y", "Y"),
        ({"answer": "declined", "not_held_because": "No."}, "Y", "N"),
    ],
)
def test_the_offer_and_the_answer_by_their_codes(
    signed_in, analyst, child, facts, offered, accepted
):
    now = timezone.now()
    talk = ReturnInterviewFactory(child=child, offered_at=now, **facts) if facts else None
    MissingEpisodeFactory(
        child=child, went_at=now - 9 * HOUR, returned_at=now - HOUR, interview=talk, **AWAY
    )
    client = signed_in(analyst)
    assert rows(client, "ssd")[0][-2:] == [offered, accepted]
    yes_no = {"Y": "Yes", "N": "No", "NA": ""}
    assert rows(client, "annex-a") == [[child.number, 1, 0, yes_no[offered], yes_no[accepted]]]


def test_a_child_still_missing_has_no_answer_yet(signed_in, analyst, child):
    MissingEpisodeFactory(child=child, went_at=timezone.now() - HOUR, **AWAY)
    client = signed_in(analyst)
    assert rows(client, "ssd")[0][-2:] == ["NA", "NA"]
    assert rows(client, "annex-a")[0][3:] == ["Unknown", ""]


def test_a_restricted_child_is_in_no_list_of_one_who_may_not_know(
    signed_in, analyst, restricted_child
):
    MissingEpisodeFactory(child=restricted_child, went_at=timezone.now() - HOUR, **AWAY)
    client = signed_in(analyst)
    for name in ("ssda903", "ssd", "annex-a"):
        taken = client.get(reverse("missing-returned", args=[name]), {"as": "csv"})
        assert restricted_child.number not in b"".join(taken).decode()


@pytest.mark.parametrize("role", ["social_worker", "missing_coordinator", "team_manager"])
def test_only_who_runs_returns_opens_them(signed_in, team, role):
    client = signed_in(WorkerFactory(team=team, role=role))
    assert client.get(reverse("missing-returned", args=["ssd"])).status_code == 403


def test_an_unknown_return_is_not_found(signed_in, analyst):
    address = reverse("missing-returned", args=["other"])
    assert signed_in(analyst).get(address).status_code == 404
