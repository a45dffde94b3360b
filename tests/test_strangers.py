"""The stranger: on every address about a child, someone who may not know of them finds nothing.

Every URL and API route is walked, so a new page is tested the day it is added.
"""

import pytest
from django.urls import URLPattern, get_resolver, reverse
from rest_framework.test import APIClient

from casework.children.models import Child, FileAccess
from tests.factories import ChildFactory, FileGrantFactory, TeamFactory, WorkerFactory

pytestmark = pytest.mark.django_db


def patterns(resolver=None):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif getattr(pattern, "app_name", None) != "admin":
            yield from patterns(pattern)


def child_pages() -> list[str]:
    """The names of the pages whose address holds a child's number."""
    named = {p.name: p.pattern.converters for p in patterns() if p.name}
    return sorted(name for name, takes in named.items() if "child" in takes)


def address(name, child):
    takes = next(p.pattern.converters for p in patterns() if p.name == name)
    return reverse(name, kwargs={key: child.pk if key == "child" else 1 for key in takes})


def api_lists() -> list[str]:
    return sorted({p.name for p in patterns() if p.name and p.name.endswith("-list")})


def test_there_are_many_pages_to_walk():
    assert len(child_pages()) > 30
    assert {"child-list", "deadline-list"} <= set(api_lists())


@pytest.fixture
def strangers(restricted_child, elsewhere, stranger):
    """Everyone who may not know of ``restricted_child``: other team, own team, whole service."""
    team = restricted_child.team
    roles = ["social_worker", "team_manager", "service_manager", "conference_chair",
             "missing_coordinator", "data_analyst", "auditor", "inspector", "administrator",
             "family_support"]  # fmt: skip
    return [elsewhere, stranger, *(WorkerFactory(team=team, role=role) for role in roles)]


@pytest.mark.parametrize("name", child_pages())
def test_a_stranger_finds_no_page_about_the_child(client, strangers, restricted_child, name):
    for worker in strangers:
        client.force_login(worker)
        for ask, refusals in ((client.get, {404}), (client.post, {404, 405})):
            response = ask(address(name, restricted_child))
            assert response.status_code in refusals, f"{worker.role} was answered"
    assert not FileAccess.objects.filter(child=restricted_child.pk).exists()


@pytest.mark.parametrize("name", child_pages())
def test_nobody_reads_a_page_about_a_child_without_signing_in(client, child, name):
    response = client.get(address(name, child))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


@pytest.mark.parametrize("name", api_lists())
def test_the_api_shows_a_stranger_nothing(strangers, restricted_child, name):
    for worker in strangers:
        api = APIClient()
        api.force_authenticate(worker)
        response = api.get(reverse(name))
        assert response.status_code in (200, 403)
        if response.status_code == 200:
            assert told_of(response.json()) == []


def told_of(answer):
    """The records of a list, or the figures that count anyone."""
    if isinstance(answer, list):
        return [line for line in answer if line["now"]["of"]]
    return answer["results"]


@pytest.mark.parametrize("name", api_lists())
def test_the_api_wants_to_know_who_asks(name):
    assert APIClient().get(reverse(name)).status_code == 401


def test_the_api_does_not_open_one_row_of_another_teams_child(stranger, child):
    api = APIClient()
    api.force_authenticate(stranger)
    assert api.get(reverse("child-detail", args=[child.pk])).status_code == 404


def test_a_look_is_logged_with_what_was_looked_at(client, worker, child):
    client.force_login(worker)
    client.get(reverse("family", args=[child.pk]))
    look = FileAccess.objects.get(child=child.pk)
    assert (look.worker, look.what) == (worker, "the family")


@pytest.mark.parametrize(
    ("role", "knows"),
    [
        ("social_worker", True), ("team_manager", True), ("family_support", False),
        ("service_manager", True), ("conference_chair", True), ("missing_coordinator", True),
        ("data_analyst", True), ("auditor", False), ("inspector", False), ("administrator", False),
    ],
)  # fmt: skip
def test_whom_each_role_may_know_of_in_its_own_team(team, role, knows):
    child = ChildFactory(team=team)
    worker = WorkerFactory(team=team, role=role)
    assert Child.objects.visible_to(worker).filter(pk=child.pk).exists() is knows


@pytest.mark.parametrize(
    ("role", "knows"),
    [("social_worker", False), ("team_manager", False), ("service_manager", True),
     ("conference_chair", True), ("missing_coordinator", True)],
)  # fmt: skip
def test_whom_each_role_may_know_of_in_another_team(team, role, knows):
    child = ChildFactory(team=TeamFactory(authority=team.authority, name="Elsewhere"))
    worker = WorkerFactory(team=team, role=role)
    assert Child.objects.visible_to(worker).filter(pk=child.pk).exists() is knows


def test_a_restricted_child_is_known_to_those_allocated_and_to_no_one_else(restricted_child):
    trusted = restricted_child.allocations.get().worker
    assert restricted_child in Child.objects.visible_to(trusted)


def test_an_allocation_that_ended_opens_nothing(team, restricted_child):
    from django.utils import timezone

    allocation = restricted_child.allocations.get()
    allocation.ended_on = timezone.localdate()
    allocation.save()
    assert restricted_child not in Child.objects.visible_to(allocation.worker)


def test_an_inspector_sees_the_files_in_the_sample_until_its_last_day(team):
    from datetime import timedelta

    from django.utils import timezone

    grant = FileGrantFactory(child=ChildFactory(team=team), worker__team=team)
    assert grant.child in Child.objects.visible_to(grant.worker)
    grant.until = timezone.localdate() - timedelta(days=1)
    grant.started_on = grant.until
    grant.save()
    assert grant.child not in Child.objects.visible_to(grant.worker)


def test_a_worker_who_has_left_may_know_of_no_one(worker, child):
    worker.is_active = False
    assert not Child.objects.visible_to(worker).exists()
