"""A child goes to another team: asked, read with a summary, accepted or declined."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.models import Child, FileGrant
from casework.notices.models import Notice
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from casework.transfers.models import Transfer
from tests.factories import (
    AssessmentFactory,
    ChildFactory,
    RelationshipFactory,
    TeamFactory,
    TransferFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(team):
    return TeamFactory(authority=team.authority, name="Long term")


@pytest.fixture
def sunita(other):
    return WorkerFactory(team=other, role="team_manager", username="sunita")


@pytest.fixture
def joe(other):
    return WorkerFactory(team=other, role="social_worker", username="joe")


def ask(client, child, other, **more):
    said = {"to_team": other.pk, "why": "A plan is agreed", "added": "Ring nan first"}
    return client.post(reverse("transfer-ask", args=[child.pk]), said | more)


def answer(client, child, **said):
    asked = Transfer.objects.waiting().get(child=child)
    return client.post(reverse("transfer-answer", args=[child.pk, asked.pk]), said)


def test_the_file_stays_with_the_team_that_asks_until_the_other_accepts(
    signed_in, worker, manager, child, team, other, sunita, joe
):
    assert ask(signed_in(worker), child, other).status_code == 302
    child.refresh_from_db()
    asked = Transfer.objects.get()
    assert (child.team, asked.team, asked.added) == (team, team, "Ring nan first")
    assert asked.summary
    assert Notice.objects.get(worker=sunita).about == f"Transfer to Long term: asked by {worker}"
    client = signed_in(sunita)
    assert "Asked to take over" in client.get(reverse("my_work")).content.decode()
    page = client.get(reverse("transfer", args=[child.pk, asked.pk])).content.decode()
    assert "Ring nan first" in page
    assert answer(client, child, answer="yes", worker=joe.pk).status_code == 302
    child.refresh_from_db()
    assert child.team == other
    leads = child.allocations.leading()
    assert [held.worker for held in leads] == [joe]
    assert leads.get().reason == f"Transferred from {team}"
    assert Notice.objects.filter(worker=worker, kind="authorised").exists()


def test_a_team_that_declines_says_why_and_reads_the_file_no_longer(
    signed_in, worker, child, team, other, sunita
):
    ask(signed_in(worker), child, other)
    client = signed_in(sunita)
    assert "Say why" in answer(client, child, answer="no").content.decode()
    assert answer(client, child, answer="no", because="No one is free").status_code == 302
    child.refresh_from_db()
    assert child.team == team
    assert Notice.objects.filter(worker=worker, kind="returned").exists()
    assert not FileGrant.objects.in_force().filter(worker=sunita).exists()
    assert not Child.objects.visible_to(sunita).filter(pk=child.pk).exists()


def test_only_the_other_teams_manager_answers(
    signed_in, worker, manager, child, other, sunita, joe
):
    ask(signed_in(worker), child, other)
    yes = {"answer": "yes", "worker": joe.pk}
    for someone in (worker, manager):
        assert answer(signed_in(someone), child, **yes).status_code == 403
    assert answer(signed_in(joe), child, **yes).status_code == 404
    assert child.allocations.leading().get().worker == worker


def test_whoever_asked_can_ask_no_longer(signed_in, worker, child, other, sunita):
    ask(signed_in(worker), child, other)
    asked = Transfer.objects.get()
    off = reverse("transfer-off", args=[child.pk, asked.pk])
    assert signed_in(sunita).post(off).status_code == 403
    assert signed_in(worker).post(off).status_code == 302
    asked.refresh_from_db()
    assert asked.state == "called off"
    assert not FileGrant.objects.in_force().exists()


def test_brothers_and_sisters_go_with_a_summary_each(signed_in, worker, child, other, sunita):
    alfie = ChildFactory(team=child.team, person__given_name="Alfie")
    RelationshipFactory(person=child.person, relative=alfie.person, kind="brother")
    ask(signed_in(worker), child, other, siblings=[alfie.pk])
    assert set(Transfer.objects.values_list("child", flat=True)) == {child.pk, alfie.pk}


def test_a_restricted_file_or_a_team_without_a_manager_is_not_asked_for(
    signed_in, restricted_child, child, worker, other
):
    trusted = restricted_child.allocations.get().worker
    refused = ask(signed_in(worker), child, other)
    assert "has no manager who could accept" in refused.content.decode()
    WorkerFactory(team=other, role="team_manager", username="sunita")
    refused = ask(signed_in(trusted), restricted_child, other)
    assert "This file is restricted" in refused.content.decode()
    assert not Transfer.objects.exists()


@pytest.mark.parametrize(("days", "in_time"), [(0, True), (1, False)])
def test_ten_working_days_to_accept(child, sunita, days, in_time):
    """Asked on Monday 2 March 2026; the tenth working day is Monday 16 March."""
    answered = date(2026, 3, 16) + timedelta(days=days)
    at = timezone.make_aware(timezone.datetime(answered.year, answered.month, answered.day, 12))
    TransferFactory(child=child, asked_on=date(2026, 3, 2), accepted_at=at, decided_by=sunita)
    sweep([child.pk])
    met = Deadline.objects.filter(code="oversight.transfer").met_in_time()
    assert met.exists() is in_time


def test_waits_and_clocks_stay_where_they_are(signed_in, worker, child, other, sunita, joe):
    AssessmentFactory(child=child, referral_received_on=date(2026, 11, 2))
    sweep([child.pk])
    before = Deadline.objects.get(code="assessment.complete")
    ask(signed_in(worker), child, other)
    sweep([child.pk])
    answer(signed_in(sunita), child, answer="yes", worker=joe.pk)
    sweep([child.pk])
    after = Deadline.objects.get(code="assessment.complete")
    assert (after.opened_at, after.due_at) == (before.opened_at, before.due_at)
    assert (before.worker, after.worker, after.team) == (worker, joe, other)


def test_the_api_gives_it_to_those_who_may_know_of_the_child(client, worker, child):
    asked = TransferFactory(child=child, recorded_by=worker)
    client.force_login(worker)
    row = client.get(reverse("transfer-record-detail", args=[asked.pk])).json()
    assert (row["state"], row["why"]) == ("waiting", "The assessment is done")
    client.force_login(WorkerFactory(team__name="Elsewhere", username="else"))
    assert client.get(reverse("transfer-record-detail", args=[asked.pk])).status_code == 404
