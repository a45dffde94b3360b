"""Absence and cover: a deputy sees the work, is told and may open the files, those days only."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Absence
from casework.children.models import Child
from casework.notices.deadline_notices import tell_of_deadlines
from casework.notices.models import Notice
from casework.notices.recipients import around, tell
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    AbsenceFactory,
    AllocationFactory,
    AssessmentFactory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def joe(team):
    other = TeamFactory(authority=team.authority, name="Other")
    return WorkerFactory(team=other, role="social_worker", username="joe")


def knows(worker, child):
    return Child.objects.visible_to(worker).filter(pk=child.pk).exists()


@pytest.mark.parametrize(
    ("begins", "ends", "opens"),
    [(0, 0, True), (-3, 0, True), (0, 3, True), (1, 3, False), (-3, -1, False)],
)
def test_the_files_open_to_a_deputy_for_those_days_only(worker, child, joe, begins, ends, opens):
    AbsenceFactory(
        worker=worker, deputy=joe, started_on=TODAY + begins * DAY, until=TODAY + ends * DAY
    )
    assert knows(joe, child) is opens


def test_a_restricted_file_stays_closed_to_a_deputy(restricted_child, joe):
    trusted = restricted_child.allocations.get().worker
    AbsenceFactory(worker=trusted, deputy=joe)
    assert not knows(joe, restricted_child)


def test_a_deputy_sees_the_work_and_every_clock_stays(signed_in, worker, child, joe):
    AssessmentFactory(child=child, referral_received_on=TODAY - 50 * DAY)
    sweep([child.pk])
    before = Deadline.objects.filter(child=child).values()
    stood = list(before)
    AbsenceFactory(worker=worker, deputy=joe)
    sweep([child.pk])
    assert list(before.all()) == stood
    page = signed_in(joe).get(reverse("my_work")).content.decode()
    assert f"You cover for {worker}" in page
    assert child.name in page
    assert child.allocations.leading().get().worker == worker
    banner = signed_in(joe).get(child.get_absolute_url()).content.decode()
    assert f"{joe} covers" in banner


def test_a_deputy_is_told_what_the_other_is_told(worker, manager, child, joe):
    AbsenceFactory(worker=worker, deputy=joe)
    tell(around(child), child=child, kind=Notice.Kind.MISSING, about="Missing", by=None)
    assert set(Notice.objects.values_list("worker", flat=True)) == {worker.pk, joe.pk, manager.pk}


@pytest.mark.parametrize("away", [True, False])
def test_a_deputy_is_told_what_is_due(worker, child, joe, away):
    AssessmentFactory(child=child, referral_received_on=TODAY - 100 * DAY)
    sweep([child.pk])
    if away:
        AbsenceFactory(worker=worker, deputy=joe)
    tell_of_deadlines()
    assert Notice.objects.filter(worker=joe, kind="overdue").exists() is away
    assert Notice.objects.filter(worker=worker, kind="overdue").exists()


def add(client, worker, deputy, begins=0, ends=3):
    first, last = TODAY + begins * DAY, TODAY + ends * DAY
    said = {"worker": worker.pk, "deputy": deputy.pk}
    return client.post(
        reverse("absence-add"), said | {"started_on": first.isoformat(), "until": last.isoformat()}
    )


def test_a_worker_writes_down_their_own_and_a_manager_their_teams(
    signed_in, worker, manager, team, joe
):
    colleague = WorkerFactory(team=team, role="social_worker", username="colleague")
    assert add(signed_in(worker), worker, joe).status_code == 302
    assert add(signed_in(worker), colleague, joe).status_code == 200
    assert add(signed_in(manager), colleague, joe).status_code == 302
    assert add(signed_in(manager), joe, worker).status_code == 200
    assert set(Absence.objects.values_list("worker", flat=True)) == {worker.pk, colleague.pk}
    ended = reverse("absence-end", args=[Absence.objects.get(worker=worker).pk])
    assert signed_in(joe).post(ended).status_code == 404
    assert signed_in(worker).post(ended).status_code == 302
    assert not Absence.objects.today().filter(worker=worker).exists()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"begins": 2, "ends": 1}, "The last day away is before the first"),
        ({"begins": 3, "ends": 5}, "is away from"),
    ],
)
def test_what_is_wrong_with_an_absence_is_said(signed_in, worker, joe, facts, words):
    AbsenceFactory(worker=worker, deputy=joe, until=TODAY + 3 * DAY)
    assert words in add(signed_in(worker), worker, joe, **facts).content.decode()


def test_whoever_covers_a_social_worker_is_one(signed_in, worker, team):
    helper = WorkerFactory(team=team, role="family_support", username="dawn")
    assert "cannot do a social worker" in add(signed_in(worker), worker, helper).content.decode()
    AllocationFactory(child__team=team, worker=helper, role="family_support")
    assert add(signed_in(helper), helper, worker).status_code == 302
