"""What links children, and who may see it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Export
from missing.findings.links import areas, hints, links
from missing.models import Finding, Subject
from tests.factories import (
    AllocationFactory,
    ChildFactory,
    ReturnInterviewFactory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db


def named(child, name="Grey Corsa, NK18", kind="vehicle", days_ago=1, area=""):
    held = timezone.now() - timedelta(days=days_ago)
    talk = ReturnInterviewFactory(
        child=child, offered_at=held, held_at=held, answer="accepted", own_words="His car."
    )
    finding = Finding.on_file_of(
        child,
        None,
        interview=talk,
        kind=kind,
        text="Collected by a car",
        named=name,
        area=area,
        subject=Subject.named(child.authority_id, kind, name),
    )
    finding.save()
    return finding


@pytest.fixture
def other_team(team):
    return TeamFactory(authority=team.authority, name="Another team")


@pytest.fixture
def two(team, other_team):
    """Two children of two teams who named the same car."""
    return named(ChildFactory(team=team, person__given_name="Lacey")), named(
        ChildFactory(team=other_team, person__given_name="Rhys")
    )


def test_the_coordinator_sees_what_two_children_named(signed_in, coordinator, two):
    page = signed_in(coordinator).get(reverse("missing-links")).content.decode()
    for said in ("Grey Corsa, NK18", "Lacey", "Rhys", "<svg"):
        assert said in page


def test_what_one_child_named_twice_links_nobody(coordinator, child):
    named(child)
    named(child)
    assert not links(coordinator).exists()


def test_a_worker_of_one_of_them_sees_that_a_link_exists_and_whom_to_ask(
    signed_in, worker, coordinator, two
):
    mine, theirs = two
    page = signed_in(worker).get(reverse("findings", args=[mine.child_id])).content.decode()
    assert "1 other interview" in page
    assert coordinator.get_full_name() in page
    assert "Rhys" not in page


def test_of_a_restricted_child_not_even_that_there_is_a_link(
    signed_in, worker, coordinator, child, restricted_child
):
    mine, _ = named(child), named(restricted_child)
    assert hints(child, [mine], worker) == {}
    page = signed_in(worker).get(reverse("findings", args=[child.pk])).content.decode()
    assert "other interview" not in page
    client = signed_in(coordinator)
    assert not links(coordinator).exists()
    for address in (
        reverse("missing-links"),
        f"{reverse('missing-links')}?as=csv",
        reverse("missing_day"),
    ):
        answer = client.get(address)
        assert "Hidden" not in b"".join(answer).decode()


def test_whoever_holds_the_restricted_child_is_told_of_the_link(worker, child, team):
    held = ChildFactory(team=team, restricted=True)
    AllocationFactory(child=held, worker=worker)
    mine = named(child)
    named(held)
    assert hints(child, [mine], worker)[mine.subject_id].interviews == 1


def test_another_councils_child_never_links(coordinator, child):
    named(child)
    named(ChildFactory(team=TeamFactory(authority__name="Elsewhere Council")))
    assert not links(coordinator).exists()


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "service_manager", "auditor"])
def test_only_the_coordinator_opens_the_links(signed_in, team, role):
    client = signed_in(WorkerFactory(team=team, role=role))
    assert client.get(reverse("missing-links")).status_code == 403


def test_areas_count_children_the_reader_may_know_of(coordinator, team, restricted_child):
    for _ in range(2):
        named(ChildFactory(team=team), "Flat, Quay Street", "place", area="NE1")
    named(restricted_child, "Flat, Quay Street", "place", area="NE1")
    named(restricted_child, "Caravan park", "place", area="NE26")
    assert [(one.area, one.children) for one in areas(coordinator)] == [("NE1", 2)]


def test_the_links_taken_away_are_written_down(signed_in, coordinator, two):
    answer = signed_in(coordinator).get(reverse("missing-links"), {"as": "csv"})
    assert "Grey Corsa" in b"".join(answer).decode()
    assert Export.objects.filter(worker=coordinator).exists()


def test_links_take_few_queries_however_many(
    signed_in, coordinator, team, django_assert_max_num_queries
):
    children = [ChildFactory(team=team) for _ in range(6)]
    for number in range(8):
        for child in children:
            named(child, f"Place {number}", "place")
    client = signed_in(coordinator)
    with django_assert_max_num_queries(10):
        assert client.get(reverse("missing-links")).status_code == 200


def test_how_a_restricted_child_spelled_it_is_not_told(coordinator, team, restricted_child):
    named(restricted_child, "ZZ-Grey Corsa NK18")
    for spelled in ("zz grey corsa nk18", "ZZ grey corsa, NK18"):
        named(ChildFactory(team=team), spelled)
    assert [str(one) for one in links(coordinator)] == ["zz grey corsa nk18"]
