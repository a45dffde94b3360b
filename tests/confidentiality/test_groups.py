"""Managers agree that one worker sees brothers and sisters whom different teams hold."""

import pytest
from django.urls import reverse

from casework.children.models import FileGrant
from casework.confidentiality.groups import operations
from casework.confidentiality.models import GroupAccess
from casework.notices.models import Notice
from tests import factories as make
from tests.confidentiality.conftest import day, in_days, knows

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(team):
    """The manager of the other team."""
    elsewhere = make.TeamFactory(authority=team.authority, name="Another team")
    return make.WorkerFactory(team=elsewhere, role="team_manager", username="olive")


@pytest.fixture
def sister(file, other):
    """Held by the other team."""
    child = make.ChildFactory(team=other.team, person__given_name="Ella")
    for one, two, kind in ((file, child, "sister"), (child, file, "sister")):
        make.RelationshipFactory(person=one.person, relative=two.person, kind=kind)
    return child


def asked(worker, until=None):
    return {
        "worker": worker.pk,
        "because": "One visit, one plan",
        **day(until or in_days(30), "until"),
    }


def test_one_asks_the_other_agrees_and_the_worker_sees_all_until_the_day(
    signed_in, manager, other, worker, file, sister
):
    desk = signed_in(manager)
    answer = desk.post(reverse("group-add", args=[file.pk]), asked(worker))
    assert answer.status_code == 302
    assert knows(worker, file)
    assert not knows(worker, sister)
    access = GroupAccess.objects.waiting().get()
    agree = reverse("group-agree", args=[sister.pk, access.pk])
    assert desk.get(agree).status_code == 404
    desk = signed_in(other)
    assert agree in desk.get(reverse("my_work")).content.decode()
    assert desk.post(agree, {"agreed": "yes"}).status_code == 302
    assert knows(worker, sister)
    assert Notice.objects.filter(worker=worker, child=sister, kind="restricted").exists()
    seen = signed_in(worker).get(sister.get_absolute_url()).content.decode()
    assert "Sees all the brothers and sisters" in seen
    family = signed_in(worker).get(reverse("family", args=[file.pk])).content.decode()
    assert "Ella" in family
    assert "Sees all the brothers and sisters" in family
    FileGrant.objects.update(until=in_days(-1))
    assert not knows(worker, sister)


def test_a_restricted_sister_is_not_asked_about(signed_in, manager, worker, file, sister):
    sister.restricted = True
    sister.save()
    form = reverse("group-add", args=[file.pk])
    page = signed_in(manager).post(form, asked(worker)).content.decode()
    assert "No brother or sister of this child has a file" in page
    assert not GroupAccess.objects.exists()


def test_not_agreed_the_file_stays_shut_and_whoever_asked_is_told(
    signed_in, manager, other, worker, file, sister
):
    (access,) = operations.ask(
        [file, sister], worker=worker, because="x", until=in_days(30), by=manager
    )
    agree = reverse("group-agree", args=[sister.pk, access.pk])
    assert "Say why" in signed_in(other).post(agree, {"agreed": "no"}).content.decode()
    signed_in(other).post(agree, {"agreed": "no", "because": "Her carers asked for one person"})
    assert not knows(worker, sister)
    page = signed_in(other).get(reverse("group", args=[sister.pk])).content.decode()
    assert "Her carers asked for one person" in page


@pytest.mark.parametrize(("role", "answer"), [("social_worker", 403), ("team_manager", 200)])
def test_only_managers_ask(signed_in, team, file, role, answer):
    someone = make.WorkerFactory(team=team, role=role)
    assert signed_in(someone).get(reverse("group-add", args=[file.pk])).status_code == answer


def test_it_is_ended_before_its_day(signed_in, manager, other, worker, file, sister):
    (access,) = operations.ask(
        [file, sister], worker=worker, because="x", until=in_days(30), by=manager
    )
    operations.agree(access, by=other)
    end = reverse("group-end", args=[sister.pk, access.pk])
    assert signed_in(worker).post(end, {"because": "x"}).status_code == 403
    signed_in(other).post(end, {"because": "The plan has ended"})
    assert not knows(worker, sister)
    page = signed_in(other).get(reverse("group", args=[sister.pk])).content.decode()
    assert "The plan has ended" in page
