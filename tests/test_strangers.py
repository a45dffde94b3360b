"""Nobody reads of a child without signing in, and a look at a file is kept.

What strangers who have signed in find, at every address, is tried in tests/strangers; whom each
role may know of stands in docs/roles.md.
"""

import pytest
from django.urls import URLPattern, get_resolver, reverse
from rest_framework.test import APIClient

from casework.children.models import Child, FileAccess
from tests.factories import ChildFactory, FileGrantFactory

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


@pytest.mark.parametrize("name", child_pages())
def test_nobody_reads_a_page_about_a_child_without_signing_in(client, child, name):
    response = client.get(address(name, child))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


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
