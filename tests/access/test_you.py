import pytest
from django.urls import reverse

from casework.access.roles import ROLES, Permission
from casework.access.words import MAY, YOU, knows_of, may_do
from tests.factories import WorkerFactory


def test_every_permission_has_words():
    assert set(MAY) == set(Permission)


EVERY_ROLE = [
    "social_worker",
    "family_support",
    "team_manager",
    "service_manager",
    "missing_coordinator",
    "conference_chair",
    "auditor",
    "data_analyst",
    "administrator",
    "inspector",
]


def test_there_are_ten_roles():
    assert list(ROLES) == EVERY_ROLE


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_each_role_is_told_what_it_may_do_and_of_whom_it_may_know(signed_in, team, role):
    page = signed_in(WorkerFactory(team=team, role=role)).get(reverse("you")).content.decode()
    assert ROLES[role].label in page
    assert knows_of(role, YOU) in page
    assert all(words in page for words in may_do(role, YOU))


def test_the_table_of_roles_is_the_one_the_code_uses(signed_in, worker):
    page = signed_in(worker).get(reverse("who_can_see")).content.decode()
    for key, role in ROLES.items():
        assert role.label in page
        assert knows_of(key) in page


def test_an_administrator_knows_of_no_child():
    assert knows_of("administrator") == "No child"


def test_the_page_leads_to_a_new_password_and_a_second_step(signed_in, worker):
    page = signed_in(worker).get(reverse("you")).content.decode()
    assert reverse("account_change_password") in page
    assert reverse("mfa_index") in page


@pytest.mark.parametrize("name", ["mfa_index", "mfa_activate_totp", "account_change_password"])
def test_the_pages_of_signing_in_open(signed_in, worker, name):
    assert signed_in(worker).get(reverse(name), follow=True).status_code == 200


def test_a_page_with_a_token_is_not_kept_by_the_browser(signed_in, worker):
    assert "no-store" in signed_in(worker).get(reverse("you"))["Cache-Control"]


@pytest.mark.parametrize("name", ["you", "who_can_see", "people", "notices", "audits"])
def test_nobody_reads_these_without_signing_in(client, db, name):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_the_accessibility_statement_is_read_before_signing_in(client, db):
    assert client.get(reverse("accessibility")).status_code == 200


@pytest.mark.parametrize("name", ["you", "who_can_see"])
def test_these_take_few_queries(signed_in, worker, name, django_assert_max_num_queries):
    client = signed_in(worker)
    with django_assert_max_num_queries(8 + 2):  # the session, and who is signed in
        assert client.get(reverse(name)).status_code == 200
