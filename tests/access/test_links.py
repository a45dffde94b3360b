"""A link is drawn by what its own view asks."""

import pytest
from django.urls import reverse

from casework.access.links import may_open
from casework.access.roles import ROLES, Permission
from tests.factories import WorkerFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("page", "permission"),
    [
        ("contact-screen", Permission.DECIDE),
        ("conference-add", Permission.CONFER),
        ("visit-add", Permission.RECORD),
        ("strategy-add", Permission.SOCIAL_WORK),
        ("audit-grade", Permission.AUDIT),
        ("people", Permission.ADMINISTER),
    ],
)
def test_a_link_is_drawn_for_those_whose_role_may_open_its_page(team, page, permission):
    for role, means in ROLES.items():
        worker = WorkerFactory(team=team, role=role, username=f"someone.{role}")
        assert may_open(worker, page) is (permission in means.permissions)


def test_an_address_answers_as_its_page_does(team, child):
    address = f"{reverse('conference-add', args=[child.pk])}?kind=initial"
    chair = WorkerFactory(team=team, role="conference_chair", username="chairs")
    worker = WorkerFactory(team=team, role="social_worker", username="works")
    assert may_open(chair, address)
    assert not may_open(worker, address)


def test_nobody_who_has_left_is_shown_a_link(team):
    assert not may_open(WorkerFactory(team=team, is_active=False, username="gone"), "visit-add")


def test_a_page_for_everyone_is_linked_for_everyone(team):
    assert may_open(WorkerFactory(team=team, role="inspector", username="inspects"), "you")
