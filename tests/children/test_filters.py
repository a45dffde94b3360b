"""A list names the workers of one team, for a council has a thousand."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import AllocationFactory, ChildFactory, TeamFactory, WorkerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere_in_council(team):
    """Another team of the same council, with somebody who holds a child."""
    other = TeamFactory(authority=team.authority, name="Another team")
    worker = WorkerFactory(team=other, first_name="Odessa", last_name="Quill")
    AllocationFactory(child=ChildFactory(team=other), worker=worker)
    return worker


def offered(client, name="children", **query):
    context = client.get(reverse(name), query).context
    form = context["filter"].form if "filter" in context else context["form"]
    return [str(label) for _, label in form.fields["worker"].widget.choices]


@pytest.mark.parametrize("name", ["children", "figures"])
def test_of_the_readers_own_team_unless_another_is_asked_for(
    signed_in, manager, service_manager, child, elsewhere_in_council, name
):
    service_manager.team = None
    service_manager.save()
    assert "Odessa Quill" not in offered(signed_in(manager), name)
    client = signed_in(service_manager)
    assert "Odessa Quill" not in offered(client, name)
    assert "Odessa Quill" in offered(client, name, team=elsewhere_in_council.team_id)
    assert "Choose a team first" in client.get(reverse(name)).content.decode()


@pytest.mark.parametrize("name", ["children", "figures"])
def test_whoever_is_asked_for_stays_chosen(signed_in, service_manager, elsewhere_in_council, name):
    client = signed_in(service_manager)
    query = {"worker": elsewhere_in_council.pk, "whose": "all"}
    assert "Odessa Quill" in offered(client, name, **query)
    page = client.get(reverse(name), query).content.decode()
    assert f'<option value="{elsewhere_in_council.pk}" selected>' in page


def test_whoever_left_with_children_in_their_name_is_offered(
    signed_in, service_manager, elsewhere_in_council
):
    elsewhere_in_council.leaves_on = timezone.localdate().replace(year=2020)
    elsewhere_in_council.save()
    client = signed_in(service_manager)
    assert "Odessa Quill" in offered(client, team=elsewhere_in_council.team_id)
    elsewhere_in_council.allocations.update(ended_on=timezone.localdate())
    assert "Odessa Quill" not in offered(client, team=elsewhere_in_council.team_id)


def test_a_misspelt_name_asks_one_question_for_all_who_are_near(
    signed_in, worker, team, django_assert_max_num_queries
):
    for _ in range(5):
        child = ChildFactory(
            team=TeamFactory(authority=team.authority, name="Another team"),
            person__family_name="Whitfield",
        )
        AllocationFactory(child=child, worker=worker)
    client = signed_in(worker)
    with django_assert_max_num_queries(6):
        page = client.get(reverse("find"), {"q": "Whitfeld"})
    assert len(page.context["near"]) == 5
