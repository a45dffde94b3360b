"""What a child told on which someone must act today: who is told, and until when it stands."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from casework.notices.kinds import ByMail
from casework.notices.models import Notice
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from missing.models import ReturnInterview
from tests.factories import AllocationFactory, ReturnInterviewFactory, TeamFactory, WorkerFactory
from tests.missing.test_missing import away, london, offer, talk, typed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MUST = {"immediate_risk": "yes", "next_steps": "Ring police about the man at the flat."}


@pytest.fixture
def back(child):
    now = timezone.now()
    return away(child, now - 30 * HOUR, now - 9 * HOUR)


def told(kind="not_safe"):
    return set(Notice.objects.filter(kind=kind).values_list("worker__username", flat=True))


def hold(client, interviewer, back, **changes):
    now = timezone.now()
    offer(client, back, now - 5 * HOUR, answer="accepted")
    return talk(client, interviewer, [back], now - 2 * HOUR, **changes)


def test_the_worker_their_manager_and_the_coordinator_are_told_at_once(
    signed_in, worker, manager, coordinator, stranger, elsewhere, team, back
):
    interviewer = WorkerFactory(team=team, role="family_support", username="joy")
    AllocationFactory(child=back.child, worker=interviewer, role="interviewer")
    other = TeamFactory(authority=team.authority, name="Other")
    WorkerFactory(team=other, role="team_manager", username="other.manager")
    elsewhere.role = "missing_coordinator"
    elsewhere.save()
    assert hold(signed_in(interviewer), interviewer, back, **MUST).status_code == 302
    assert told() == {"amira", "helen", "coordinator"}
    notice = Notice.objects.get(worker=worker, kind="not_safe")
    assert notice.about == "Someone must act today on what a child told"


def test_of_a_restricted_child_only_those_allocated_are_told(
    signed_in, manager, coordinator, restricted_child
):
    trusted = restricted_child.allocations.get().worker
    joy = WorkerFactory(team=restricted_child.team, role="family_support", username="joy")
    AllocationFactory(child=restricted_child, worker=joy, role="interviewer")
    now = timezone.now()
    back = away(restricted_child, now - 30 * HOUR, now - 9 * HOUR)
    hold(signed_in(joy), joy, back, **MUST)
    assert told() == {trusted.username}


def test_nobody_may_turn_the_notice_off(manager):
    from casework.notices.kinds import LEAST, Kind

    assert LEAST[Kind.NOT_SAFE].mail == ByMail.ONCE


def test_nobody_is_told_where_nobody_must_act(signed_in, worker, manager, back):
    hold(signed_in(worker), worker, back)
    assert told() == set()
    sweep()
    assert not Deadline.objects.filter(code="rhi.act_today").exists()


def test_it_stands_on_the_workers_and_the_managers_work_until_it_is_said_what_was_done(
    signed_in, worker, manager, coordinator, back, on_commit
):
    child = back.child
    with on_commit():
        hold(signed_in(worker), worker, back, **MUST)
    interview = ReturnInterview.objects.held().get()
    act = reverse("interview-acted", args=[child.pk, interview.pk])
    clock = Deadline.objects.get(code="rhi.act_today")
    assert clock.due_at == interview.held_at + 12 * HOUR
    for someone, name in ((worker, "my_work"), (manager, "my_work"), (coordinator, "missing_day")):
        page = signed_in(someone).get(reverse(name)).content.decode()
        assert "Acted on what a child told" in page or act in page
    client = signed_in(worker)
    assert act in client.get(reverse("missing", args=[child.pk])).content.decode()
    assert "Someone must act today" in client.get(child.get_absolute_url()).content.decode()

    early = {
        "what_was_done": "Police went to the flat.",
        **typed("acted_at", timezone.localtime(interview.held_at - HOUR)),
    }
    assert "before the talk" in client.post(act, early).content.decode()
    with on_commit():
        done = timezone.localtime(timezone.now() - HOUR)
        client.post(act, early | typed("acted_at", done))
    interview.refresh_from_db()
    assert (interview.acted_by, interview.what_was_done) == (worker, "Police went to the flat.")
    clock.refresh_from_db()
    assert clock.met_at == interview.acted_at
    assert client.get(act).status_code == 404
    for name, args in (("interview", [child.pk, interview.pk]), ("chronology", [child.pk])):
        assert "Police went to the flat." in client.get(reverse(name, args=args)).content.decode()
    assert "Someone must act today" not in client.get(child.get_absolute_url()).content.decode()
    api = APIClient()
    api.force_authenticate(worker)
    told = api.get(reverse("missing-episode-list")).json()["results"][0]["interview"]
    assert (told["acted_by"], told["what_was_done"]) == ("amira", "Police went to the flat.")


@pytest.mark.parametrize(
    ("acted_at", "in_time"), [(london(2026, 3, 3, 4, 0), True), (london(2026, 3, 3, 4, 1), False)]
)
def test_what_was_done_is_in_time_within_12_hours_of_the_talk(child, acted_at, in_time):
    held_at = london(2026, 3, 2, 16)
    ReturnInterviewFactory(
        child=child,
        offered_at=held_at,
        held_at=held_at,
        own_words="He hits me",
        answer="accepted",
        immediate_risk=True,
        next_steps="Ring police",
        what_was_done="Police came",
        acted_at=acted_at,
    )
    sweep()
    clock = Deadline.objects.get(code="rhi.act_today")
    assert (clock.met_at <= clock.due_at) is in_time


def test_the_end_of_the_time_away_does_not_end_it(signed_in, worker, back):
    hold(signed_in(worker), worker, back, **MUST)
    back.refresh_from_db()
    back.ended_on, back.ended_because = timezone.localdate(), "Help ended"
    back.save()
    sweep()
    assert Deadline.objects.open().filter(code="rhi.act_today").exists()
    page = signed_in(worker).get(reverse("missing", args=[back.child_id])).content.decode()
    assert "Say what was done" in page


def test_a_risk_raised_to_high_is_told_at_once(signed_in, worker, manager, coordinator, child):
    now = timezone.localtime(timezone.now() - 3 * HOUR)
    gone = away(child, now, risk="medium")
    address = reverse("missing-edit", args=[child.pk, gone.pk])
    known = {
        "kind": "M",
        "missing_from": "home",
        **typed("went_at", now),
        "risk": "high",
        "risk_reasons": "He took his knife.",
        "circumstances": "Bus station.",
    }
    client = signed_in(worker)
    assert client.post(address, known).status_code == 302
    assert told("missing") == {"helen", "coordinator"}
    client.post(address, known | {"circumstances": "Bus station, 9pm."})
    assert Notice.objects.filter(kind="missing").count() == 2


def test_what_was_done_is_written_though_who_led_the_work_was_put_right_since(
    signed_in, worker, back
):
    """Once marked independent, then found to have led the work that day after all."""
    client = signed_in(worker)
    hold(client, worker, back, **MUST)
    ReturnInterview.objects.held().update(independent=True)
    interview = ReturnInterview.objects.held().get()
    assert interview.by_own_worker
    when = timezone.localtime(timezone.now() - HOUR)
    typed_in = {"what_was_done": "Police went to the flat.", **typed("acted_at", when)}
    act = reverse("interview-acted", args=[back.child_id, interview.pk])
    assert client.post(act, typed_in).status_code == 302
