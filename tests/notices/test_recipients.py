"""Every kind of notice is made by the deed it is about, to those who may know of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.notices.mailing import post
from casework.notices.models import Mail, Notice
from casework.notices.recipients import around
from missing.operations import tell_missing
from tests.factories import AllocationFactory, ChildFactory, MissingEpisodeFactory, WorkerFactory
from tests.missing.test_missing import report, typed_day


def workers_told(kind):
    return {notice.worker.username for notice in Notice.objects.filter(kind=kind)}


@pytest.fixture
def given(signed_in, manager, team):
    """A manager gives a child to a worker on the page where that is done."""

    def give(child, worker, **changes):
        today = timezone.localdate()
        facts = {
            "worker": worker.pk,
            "role": "lead",
            "reason": "Moves team",
            **typed_day("started_on", today),
        }
        client = signed_in(changes.pop("by", manager))
        return client.post(reverse("allocate", args=[child.pk]), facts | changes)

    return give


def test_whoever_is_given_a_child_is_told(given, team):
    child, ben = ChildFactory(team=team), WorkerFactory(team=team, username="ben")
    assert given(child, ben).status_code == 302
    notice = Notice.objects.get()
    assert (notice.worker, notice.kind) == (ben, "allocated")
    assert notice.about == "You are now their social worker"


def test_whoever_takes_a_child_themselves_is_not_told(given, team, manager):
    assert given(ChildFactory(team=team), manager).status_code == 302
    assert not Notice.objects.exists()


def test_an_allocation_of_years_ago_or_already_over_is_no_news(child, manager, team):
    ben, today = WorkerFactory(team=team, username="ben"), timezone.localdate()
    for days, ended_on in ((31, None), (5, today)):
        role = "other" if ended_on else "interviewer"
        AllocationFactory(
            child=child,
            worker=ben,
            role=role,
            recorded_by=manager,
            started_on=today - timedelta(days=days),
            ended_on=ended_on,
        )
    assert workers_told("allocated") == set()
    AllocationFactory(
        child=child,
        worker=ben,
        role="other",
        recorded_by=manager,
        started_on=today - timedelta(days=30),
    )
    assert workers_told("allocated") == {"ben"}


def test_that_a_child_is_missing_is_told_around_them_when_it_is_recorded(
    signed_in, child, worker, manager, coordinator, service_manager, stranger
):
    answer = signed_in(worker).post(reverse("missing-add", args=[child.pk]), report())
    assert answer.status_code == 302
    assert workers_told("missing") == {"helen", "coordinator"}
    assert Notice.objects.first().about.startswith("Missing since ")


def test_a_restricted_childs_absence_is_told_only_to_those_allocated(
    child, worker, manager, coordinator
):
    child.restricted = True
    child.save()
    tell_missing(MissingEpisodeFactory(child=child))
    assert workers_told("missing") == {"amira"}


def test_it_is_e_mailed_at_once_to_all_of_them(
    settings, child, worker, manager, coordinator, mailoutbox
):
    settings.SENDS_MAIL = True
    for someone in (worker, manager, coordinator):
        someone.email = f"{someone.username}@northmoor.example"
        someone.save()
    tell_missing(MissingEpisodeFactory(child=child))
    post(timezone.now())
    assert {mail.to[0].split("@")[0] for mail in mailoutbox} == {"amira", "helen", "coordinator"}
    assert Mail.objects.unsent().count() == 0


def test_someone_who_left_is_not_around_a_child(child, worker, manager):
    worker.is_active = False
    worker.save()
    assert [someone.username for someone in around(child)] == ["helen"]


def test_a_child_of_no_team_has_no_team_manager_around(child, worker, team):
    WorkerFactory(team=None, authority=team.authority, role="team_manager", username="floating")
    child.team = None
    child.save()
    assert {someone.username for someone in around(child)} == {"amira"}
