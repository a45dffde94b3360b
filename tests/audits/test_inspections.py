"""Whoever hosts an inspection opens a sample to named inspectors until a day, and closes it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.models import Child, FileAccess, FileGrant
from tests.factories import AllocationFactory, ChildFactory, WorkerFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def inspector(team):
    return WorkerFactory(
        authority=team.authority, team=None, role="inspector", username="i1", last_name="Vane"
    )


@pytest.fixture
def opened(signed_in, service_manager, inspector):
    def send(**changes):
        facts = {
            "title": "Focused visit",
            "inspectors": [inspector.pk],
            "until": (TODAY + timedelta(days=3)).isoformat(),
            "how": "listed",
        }
        return signed_in(service_manager).post(reverse("inspections"), facts | changes)

    return send


def test_a_list_is_opened_until_its_day_and_not_a_child_more(opened, inspector, child, team):
    other = ChildFactory(team=team)
    assert opened(numbers=child.number).status_code == 302
    assert set(Child.objects.visible_to(inspector)) == {child}
    assert other not in Child.objects.visible_to(inspector)
    FileGrant.objects.update(until=TODAY)
    assert child in Child.objects.visible_to(inspector)
    FileGrant.objects.update(until=TODAY - timedelta(days=1))
    assert child not in Child.objects.visible_to(inspector)


def test_a_sample_is_drawn_and_says_how_it_can_be_drawn_again(opened, inspector, team):
    worker = WorkerFactory(team=team, username="holds")
    children = [ChildFactory(team=team) for _ in range(6)]
    hidden = ChildFactory(team=team, restricted=True)
    for child in [*children, hidden]:
        AllocationFactory(child=child, worker=worker)
    opened(how="drawn", population="worked_with", size=6)
    assert set(Child.objects.visible_to(inspector)) == set(children)
    assert "drawn from 6 by the seed " in FileGrant.objects.first().reason


def test_each_look_of_an_inspector_is_kept_and_shown_to_the_host(
    signed_in, opened, service_manager, inspector, child
):
    opened(numbers=child.number)
    signed_in(inspector).get(child.get_absolute_url())
    assert FileAccess.objects.filter(worker=inspector.pk, child=child.pk).exists()
    page = signed_in(service_manager).get(reverse("inspections")).content.decode()
    assert f"{inspector}: the overview of {child.name}" in page


def test_closing_shuts_the_files_at_once(signed_in, opened, service_manager, inspector, child):
    opened(numbers=child.number)
    reason = FileGrant.objects.get().reason
    signed_in(service_manager).post(reverse("inspection-close"), {"sample": reason})
    assert child not in Child.objects.visible_to(inspector)
    assert FileGrant.objects.count() == 1
    assert signed_in(inspector).get(child.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"inspectors": []}, "inspectors"),
        ({"until": (TODAY - timedelta(days=1)).isoformat()}, "until"),
        ({"numbers": "C99999"}, "numbers"),
        ({"numbers": ""}, "numbers"),
        ({"how": "drawn"}, "size"),
        ({"title": ""}, "title"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_opened(opened, child, wrong, field):
    answer = opened(**({"numbers": child.number} | wrong))
    assert field in answer.context["form"].errors
    assert not FileGrant.objects.exists()


def test_only_whoever_hosts_inspections_opens_the_page(signed_in, manager, worker, inspector):
    for someone in (manager, worker, inspector):
        assert signed_in(someone).get(reverse("inspections")).status_code == 403
