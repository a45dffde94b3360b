"""The hours away: who was told and when, and the clocks that ask it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Export
from casework.children.extensions.endings import Cause, Ending, endings
from casework.interface.words import LONDON
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from missing.models import LogEntry, MissingEpisode, PoliceSheet
from tests.factories import (
    MeetingFactory,
    MissingEpisodeFactory,
    ReturnInterviewFactory,
    WorkerFactory,
)
from tests.html import squeezed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def away(child, *, hours_ago, back_after=None, **facts):
    went_at = timezone.now() - hours_ago * HOUR
    returned_at = went_at + back_after * HOUR if back_after is not None else None
    return MissingEpisodeFactory(child=child, went_at=went_at, returned_at=returned_at, **facts)


def typed(name, at):
    at = at.astimezone(LONDON)
    return {
        f"{name}_day": at.day,
        f"{name}_month": at.month,
        f"{name}_year": at.year,
        f"{name}_time": f"{at:%H:%M}",
    }


def log(client, episode, at, *kinds, **said):
    address = reverse("missing-log", args=[episode.child_id, episode.pk])
    return client.post(address, {"kinds": kinds, **typed("at", at), **said})


def entry(episode, kind, at, said="Said."):
    row = LogEntry.on_file_of(episode.child, None, episode=episode, kind=kind, at=at, said=said)
    row.save()
    return row


def clock(code):
    return Deadline.objects.get(code=code)


def test_several_people_told_at_once_are_written_down_once(signed_in, worker, child):
    episode = away(child, hours_ago=5)
    at = timezone.now() - HOUR
    log(signed_in(worker), episode, at, "parents", "manager", whom="By telephone")
    assert set(episode.log.values_list("kind", flat=True)) == {"parents", "manager"}
    page = signed_in(worker).get(reverse("missing", args=[child.pk])).content.decode()
    assert "Log: 2 entries" in page


@pytest.mark.parametrize("kind", ["looked", "seen", "learned"])
def test_what_was_done_is_said(signed_in, worker, child, kind):
    episode = away(child, hours_ago=5)
    page = log(signed_in(worker), episode, timezone.now() - HOUR, kind).content.decode()
    assert "Write down what was said or done" in page
    assert not episode.log.exists()


def test_nothing_is_done_about_a_missing_child_before_they_are_missing(signed_in, worker, child):
    episode = away(child, hours_ago=5)
    page = log(signed_in(worker), episode, timezone.now() - 6 * HOUR, "parents").content.decode()
    assert "This is before the child went missing" in page


def test_a_police_check_is_after_the_return_and_is_not_the_interview(signed_in, worker, child):
    episode = away(child, hours_ago=20, back_after=10)
    client = signed_in(worker)
    early = log(client, episode, timezone.now() - 15 * HOUR, "check").content.decode()
    assert "This is before the child came back" in early
    log(client, episode, timezone.now() - HOUR, "check")
    sweep()
    assert clock("rhi.complete").met_at is None
    assert MissingEpisode.objects.waiting_to_talk().filter(pk=episode.pk).exists()


@pytest.mark.parametrize(
    ("code", "kind", "hours"),
    [
        ("missing.senior_alert", "manager", 24),
        ("missing.senior_alert.assistant", "assistant", 72),
        ("missing.senior_alert.director", "director", 168),
    ],
)
@pytest.mark.parametrize(("late_by", "state"), [(-MINUTE, "met_in_time"), (MINUTE, "met_late")])
def test_a_senior_person_is_told_in_so_many_hours(child, code, kind, hours, late_by, state):
    episode = away(child, hours_ago=200)
    entry(episode, kind, episode.went_at + hours * HOUR + late_by)
    sweep()
    one = clock(code)
    assert one.due_at == episode.went_at + hours * HOUR
    assert (one.met_at <= one.due_at) is (state == "met_in_time")


def test_nobody_senior_needs_telling_once_the_child_is_back(child):
    away(child, hours_ago=30, back_after=20)
    sweep()
    assert clock("missing.senior_alert").lapsed_at is not None


@pytest.mark.parametrize(
    ("risk", "code", "hours"),
    [("high", "missing.strategy_high_risk", 24), ("medium", "missing.strategy", 48)],
)
def test_a_strategy_discussion_follows_by_risk_and_hours(child, risk, code, hours):
    episode = away(child, hours_ago=60, risk=risk)
    sweep()
    assert clock(code).due_at == episode.went_at + hours * HOUR
    meeting = MeetingFactory(kind="strategy", starts_at=timezone.now() - HOUR, held=True)
    meeting.children.add(child)
    sweep()
    assert clock(code).met_at == meeting.starts_at


def test_a_child_placed_elsewhere_has_both_parents_and_council_told(child):
    episode = away(child, hours_ago=5, missing_from="care_out")
    entry(episode, "parents", episode.went_at + HOUR / 2)
    sweep()
    assert clock("missing.notify_placing_authority").met_at is None
    host = entry(episode, "host", episode.went_at + HOUR)
    sweep()
    assert clock("missing.notify_placing_authority").met_at == host.at


def test_a_third_time_in_90_days_asks_for_a_meeting(child):
    for days_ago in (89, 40, 3):
        away(child, hours_ago=days_ago * 24, back_after=5)
    sweep()
    assert clock("missing.review_care_plan").met_at is None
    meeting = MeetingFactory(kind="missing", starts_at=timezone.now() - HOUR, held=True)
    meeting.children.add(child)
    sweep()
    assert clock("missing.review_care_plan").met_at == meeting.starts_at


def test_two_times_or_three_over_longer_ask_for_none(child):
    for days_ago in (95, 40, 3):
        away(child, hours_ago=days_ago * 24, back_after=5)
    sweep()
    assert not Deadline.objects.filter(code="missing.review_care_plan").exists()


def test_three_attempts_end_the_trying(child):
    episode = away(child, hours_ago=60, back_after=5)
    for hours in (40, 30):
        entry(episode, "attempt", timezone.now() - hours * HOUR)
    sweep()
    assert clock("rhi.retry").met_at is None
    third = entry(episode, "attempt", timezone.now() - HOUR)
    sweep()
    assert clock("rhi.retry").met_at == third.at


def test_where_the_child_says_no_a_carer_is_asked_within_the_same_72_hours(child):
    episode = away(child, hours_ago=60, back_after=5)
    episode.interview = ReturnInterviewFactory(
        child=child,
        offered_at=episode.returned_at + HOUR,
        answer="declined",
        answered_at=episode.returned_at + 2 * HOUR,
        not_held_because="No.",
    )
    episode.save()
    sweep()
    assert clock("rhi.declined_parent").due_at == episode.returned_at + 72 * HOUR
    assert clock("rhi.complete").lapsed_at is not None


# A manager's decision


def decide(client, episode, because):
    address = reverse("interview-none", args=[episode.child_id, episode.pk])
    return client.post(address, {"no_interview_because": because})


def test_a_manager_decides_that_no_interview_is_offered_and_says_why(signed_in, manager, child):
    episode = away(child, hours_ago=30, back_after=5)
    client = signed_in(manager)
    assert "Say why no interview" in decide(client, episode, "").content.decode()
    decide(client, episode, "The home misread the rota: Ruby was in her room all along.")
    MissingEpisode.objects.update(no_interview_at=timezone.now() - HOUR)
    sweep()
    for code in ("rhi.offer", "rhi.complete"):
        assert clock(code).lapsed_at is not None
    episode.refresh_from_db()
    assert episode.no_interview_by == manager


def test_a_social_worker_cannot_decide_it(signed_in, worker, child):
    assert (
        decide(signed_in(worker), away(child, hours_ago=30, back_after=5), "x").status_code == 403
    )


# The end of childhood


@pytest.mark.parametrize("cause", [Cause.GROWN, Cause.DIED, Cause.MOVED])
def test_a_child_still_missing_ends_so_and_no_return_is_made_up(child, cause):
    episode = away(child, hours_ago=30)
    endings.end(Ending(child=child, day=timezone.localdate(), cause=cause))
    episode.refresh_from_db()
    assert (episode.ended_on, episode.returned_at) == (timezone.localdate(), None)
    assert episode.ended_because
    assert not MissingEpisode.objects.open().exists()


# The sheet for police


def test_the_sheet_is_ready_in_one_click_and_each_opening_is_kept(signed_in, worker, child):
    client = signed_in(worker)
    away(child, hours_ago=60, back_after=5, returned_where="The arcade", police_reference="NM-1")
    edit = reverse("missing-sheet-edit", args=[child.pk])
    client.post(edit, {"looks": "Tall, red hair", "ring": "Nan, at any hour"})
    client.post(edit, {"looks": "Tall, short red hair", "ring": "Nan, at any hour"})
    assert PoliceSheet.objects.get().looks == "Tall, short red hair"
    address = reverse("missing-sheet", args=[child.pk])
    page = client.get(address).content.decode()
    for said in ("Tall, short red hair", "Nan, at any hour", "The arcade", "NM-1"):
        assert said in page
    assert Export.objects.filter(worker=worker, address=address).count() == 1


def test_an_empty_sheet_says_so_and_shows_what_the_file_holds(signed_in, worker, child):
    reply = signed_in(worker).get(reverse("missing-sheet", args=[child.pk]))
    page = squeezed(reply.content.decode())
    assert "Nobody has written this sheet yet." in page
    assert child.name in page


def test_an_auditor_does_not_write_in_the_log(signed_in, team, child):
    client = signed_in(WorkerFactory(team=team, role="auditor"))
    episode = away(child, hours_ago=5)
    assert log(client, episode, timezone.now(), "parents").status_code in (403, 404)
    assert not LogEntry.objects.exists()
