from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.timescales.sweep import sweep
from tests.factories import (
    ChildFactory,
    MissingEpisodeFactory,
    ReturnInterviewFactory,
    TeamFactory,
    WorkerFactory,
)

HOUR = timedelta(hours=1)


def now():
    return timezone.now()


def a_child(team, name, **facts):
    return ChildFactory(team=team, person__given_name=name, **facts)


def away(child, *, hours_ago, back_after=None, **facts):
    """A child who went so many hours ago, and was back so many hours later."""
    went_at = now() - hours_ago * HOUR
    returned_at = went_at + back_after * HOUR if back_after is not None else None
    return MissingEpisodeFactory(child=child, went_at=went_at, returned_at=returned_at, **facts)


def offered(episode, **facts):
    episode.interview = ReturnInterviewFactory(
        child=episode.child, offered_at=episode.returned_at + HOUR, **facts
    )
    episode.save()


def day_of(client):
    return client.get(reverse("missing_day"))


def test_the_day_opens_with_a_sentence(signed_in, coordinator, team):
    away(a_child(team, "Lacey"), hours_ago=15.5, risk="high")
    late = away(a_child(team, "Rhys"), hours_ago=90, back_after=10)
    soon = away(a_child(team, "Demi"), hours_ago=80, back_after=20)
    sweep()
    response = day_of(signed_in(coordinator))
    greeting = response.context["greeting"]
    assert greeting.startswith(
        "One child is missing now. Two interviews are waiting, one of them late;"
    )
    assert "the next runs out at" in greeting
    assert [one.episode.pk for one in response.context["waiting"]] == [late.pk, soon.pk]
    page = response.content.decode()
    assert "Late by 8 hours" in page
    assert "11 hours left, until" in page
    assert "missing 15 hours" in page
    assert "Not yet told" in page


def test_time_left_is_in_hours_rounded_down_from_the_first(signed_in, coordinator, team):
    away(a_child(team, "Poppy"), hours_ago=20, back_after=7.5)
    sweep()
    waiting = day_of(signed_in(coordinator)).context["waiting"]
    assert waiting[0].left.startswith("59 hours left, until")


def test_an_empty_day_keeps_its_places(signed_in, coordinator):
    response = day_of(signed_in(coordinator))
    assert response.context["greeting"] == "No child is missing now. No interviews are waiting."
    page = response.content.decode()
    assert "No child is missing." in page
    assert "No interview is waiting." in page
    assert "None to count" in page


def test_those_most_at_risk_come_first_then_the_longest_away(signed_in, coordinator, team):
    for name, risk, hours in [("A", "medium", 40), ("B", "high", 2), ("C", "high", 9)]:
        away(a_child(team, name), hours_ago=hours, risk=risk)
    missing = day_of(signed_in(coordinator)).context["missing"]
    assert [one.child.first_name for one in missing] == ["C", "B", "A"]


def test_the_times_missing_in_90_days_are_counted(signed_in, coordinator, team):
    child = a_child(team, "Lacey")
    for days in (100, 89, 30):
        away(child, hours_ago=24 * days, back_after=2)
    away(child, hours_ago=3)
    assert [one.times for one in day_of(signed_in(coordinator)).context["missing"]] == [3]


def test_a_no_waits_until_a_carer_has_been_asked(signed_in, coordinator, team):
    episode = away(a_child(team, "Rhys"), hours_ago=40, back_after=10)
    answered_at = episode.returned_at + 2 * HOUR
    offered(episode, answer="declined", answered_at=answered_at, not_held_because="No.")
    sweep()
    client = signed_in(coordinator)
    context = day_of(client).context
    assert [line["episode"] for line in context["declined"]] == [episode]
    assert context["waiting"] == []
    episode.interview.parent_view = "His nan says he was with a friend."
    episode.interview.save()
    assert day_of(client).context["declined"] == []


def four(response):
    """Offered, accepted, held, held within 72 hours: so many of so many."""
    return [(one.now.counted, one.now.of) for one in response.context["figures"][:4]]


def test_four_figures_each_with_what_it_is_out_of(signed_in, coordinator, team):
    child = a_child(team, "Mason")
    away(child, hours_ago=2000, back_after=5)  # never offered
    offered(away(child, hours_ago=1800, back_after=5))  # no answer
    in_time = away(child, hours_ago=1600, back_after=5)
    offered(in_time, answer="accepted", own_words="Words.", held_at=in_time.returned_at + 72 * HOUR)
    late = away(child, hours_ago=1400, back_after=5)
    offered(
        late,
        answer="accepted",
        own_words="Words.",
        held_at=late.returned_at + 72 * HOUR + timedelta(minutes=1),
    )
    unknown = away(child, hours_ago=1200, back_after=5, returned_time_known=False)
    offered(unknown, answer="accepted", own_words="Words.", held_at=unknown.returned_at + 2 * HOUR)
    offered(away(child, hours_ago=1000, back_after=5), answer="accepted")
    sweep()
    client = signed_in(coordinator)
    assert four(day_of(client)) == [(5, 6), (4, 5), (3, 4), (1, 6)]
    behind = reverse("figure-behind", args=["rhi.in_72_hours"])
    rows = client.get(behind, {"counted": "yes"}).content.decode()
    assert in_time.child.name in rows


def test_a_talk_held_with_another_counts_for_both(signed_in, coordinator, team):
    child = a_child(team, "Mason")
    first, second = (away(child, hours_ago=hours, back_after=5) for hours in (60, 40))
    offered(first, answer="accepted", own_words="Words.", held_at=now())
    offered(second, answer="accepted", covered_by=first.interview)
    sweep()
    assert four(day_of(signed_in(coordinator))) == [(2, 2), (2, 2), (2, 2), (2, 2)]


def test_a_figure_older_than_a_year_is_left_out(signed_in, coordinator, team):
    away(a_child(team, "Mason"), hours_ago=24 * 400, back_after=5)
    assert four(day_of(signed_in(coordinator))) == [(0, 0), (0, 0), (0, 0), (0, 0)]


def test_a_restricted_child_and_another_councils_are_not_on_the_day(
    signed_in, coordinator, restricted_child
):
    other = TeamFactory(authority__name="Elsewhere Council", name="Service")
    away(restricted_child, hours_ago=5)
    away(a_child(other, "Faraway"), hours_ago=5)
    response = day_of(signed_in(coordinator))
    assert response.context["missing"] == []
    assert "Hidden" not in response.content.decode()


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "service_manager", "auditor"])
def test_only_the_coordinator_opens_the_day(signed_in, team, role):
    client = signed_in(WorkerFactory(team=team, role=role))
    assert day_of(client).status_code == 403


def test_the_day_takes_few_queries_however_many_are_missing(
    signed_in, coordinator, team, django_assert_max_num_queries
):
    for number in range(12):
        child = a_child(team, f"Child{number}")
        offered(
            away(child, hours_ago=60, back_after=5),
            answer="declined",
            answered_at=now(),
            not_held_because="No.",
        )
        away(child, hours_ago=30, back_after=5)
        away(child, hours_ago=5)
    sweep()
    client = signed_in(coordinator)
    with django_assert_max_num_queries(17):  # 15, and the session and the worker
        assert day_of(client).status_code == 200
