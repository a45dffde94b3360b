import re

import pytest
from django.urls import get_resolver, reverse

from casework.access.models import Team, Worker
from tests.factories import TeamFactory, WorkerFactory


@pytest.fixture
def administrator(team):
    return WorkerFactory(team=team, role="administrator", username="sian")


@pytest.fixture
def desk(signed_in, administrator):
    """A client with the administrator signed in."""
    return signed_in(administrator)


@pytest.fixture
def facts(team):
    return {
        "first_name": "Ben",
        "last_name": "Calloway",
        "username": "ben.calloway",
        "email": "",
        "role": "social_worker",
        "team": team.pk,
        "social_work_england_number": "SW1",
        "caseload_limit": "18",
    }


def edit(desk, worker, **changes):
    facts = {
        "first_name": worker.first_name,
        "last_name": worker.last_name,
        "username": worker.username,
        "role": worker.role,
        "team": worker.team_id or "",
        "is_active": "on",
        **changes,
    }
    return desk.post(reverse("worker-edit", args=[worker.pk]), facts)


def errors(response, field):
    return [m for one in response.context["form"].errors.as_data()[field] for m in one.messages]


def test_people_stand_under_their_team(desk, worker, administrator):
    empty = TeamFactory(authority=worker.authority, name="Nobody yet")
    page = desk.get(reverse("people"))
    groups = {one["team"]: set(one["workers"]) for one in page.context["teams"]}
    assert groups == {worker.team: {worker, administrator}, empty: set()}


def test_the_people_of_another_council_are_not_here(desk, elsewhere):
    assert elsewhere.username not in desk.get(reverse("people")).content.decode()
    assert desk.get(reverse("worker-edit", args=[elsewhere.pk])).status_code == 404
    assert desk.post(reverse("worker-password", args=[elsewhere.pk])).status_code == 404
    assert desk.get(reverse("team-edit", args=[elsewhere.team.pk])).status_code == 404


def test_whoever_looks_after_the_whole_system_is_out_of_reach(desk, worker):
    Worker.objects.filter(pk=worker.pk).update(is_superuser=True)
    assert worker.username not in desk.get(reverse("people")).content.decode()
    assert desk.get(reverse("worker-edit", args=[worker.pk])).status_code == 404
    assert desk.post(reverse("worker-password", args=[worker.pk])).status_code == 404


def test_someone_new_who_opens_no_file_signs_in_with_a_code_shown_once(
    desk, facts, administrator, worker
):
    page = desk.post(reverse("worker-add"), facts | {"role": "administrator"})
    password = page.context["password"]
    added = Worker.objects.get(username="ben.calloway")
    assert (added.authority, added.role) == (administrator.authority, "administrator")
    assert added.check_password(password)
    assert added.code_until is not None
    assert not added.is_staff
    assert not added.is_superuser
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"team": ""}, "team", "Choose the team they work in"),
        ({"username": "sian"}, "username", "Someone already signs in with this name"),
        ({"username": "a b"}, "username", "Use only letters, numbers and the signs . @ + - _"),
        ({"username": ""}, "username", "Give the name they will sign in with"),
        ({"role": ""}, "role", "Choose a role"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(desk, facts, changes, field, words):
    page = desk.post(reverse("worker-add"), facts | changes)
    assert errors(page, field) == [words]
    assert not Worker.objects.filter(first_name="Ben").exists()


def test_a_team_of_another_council_cannot_be_chosen(desk, facts, elsewhere):
    page = desk.post(reverse("worker-add"), facts | {"team": elsewhere.team.pk})
    assert "team" in page.context["form"].errors


def test_a_team_is_changed(desk, worker):
    other = TeamFactory(authority=worker.authority, name="Another team")
    edit(desk, worker, team=other.pk)
    worker.refresh_from_db()
    assert (worker.role, worker.team, worker.is_active) == ("social_worker", other, True)


def test_someone_who_left_can_no_longer_sign_in(desk, worker, client):
    edit(desk, worker, is_active="")
    worker.set_password("kept-by-heart-9")
    worker.refresh_from_db()
    assert not worker.is_active
    client.logout()
    client.force_login(worker)
    assert client.get(reverse("you")).status_code == 302


@pytest.mark.parametrize("changes", [{"role": "service_manager"}, {"is_active": ""}])
def test_no_administrator_changes_what_they_themselves_may_do(desk, administrator, changes):
    page = edit(desk, administrator, **changes)
    assert errors(page, next(iter(changes)))[0].startswith("You cannot change what you yourself")
    administrator.refresh_from_db()
    assert (administrator.role, administrator.is_active) == ("administrator", True)


def test_a_code_ends_the_old_password(desk, team, worker):
    other = WorkerFactory(team=team, role="administrator", username="other.admin")
    other.set_password("forgotten-by-now-7")
    other.save()
    page = desk.post(reverse("worker-password", args=[other.pk]))
    other.refresh_from_db()
    assert other.check_password(page.context["password"])
    assert not other.check_password("forgotten-by-now-7")
    assert len(page.context["password"]) == 19


def test_a_password_is_never_made_by_a_link(desk, worker):
    assert desk.get(reverse("worker-password", args=[worker.pk])).status_code == 405


def test_a_team_is_added_and_renamed(desk, administrator):
    desk.post(reverse("team-add"), {"name": "Family help"})
    team = Team.objects.get(name="Family help")
    assert team.authority == administrator.authority
    desk.post(reverse("team-edit", args=[team.pk]), {"name": "Early help"})
    team.refresh_from_db()
    assert team.name == "Early help"


def test_two_teams_cannot_have_one_name(desk, team):
    page = desk.post(reverse("team-add"), {"name": team.name.upper()})
    assert errors(page, "name") == ["There is already a team with this name"]


def test_another_councils_team_of_the_same_name_is_no_matter(desk, elsewhere):
    assert desk.post(reverse("team-add"), {"name": elsewhere.team.name}).status_code == 302


@pytest.mark.parametrize(
    "role",
    [
        "social_worker",
        "family_support",
        "team_manager",
        "service_manager",
        "missing_coordinator",
        "conference_chair",
        "auditor",
        "data_analyst",
        "inspector",
    ],
)
def test_no_one_else_opens_these_pages(signed_in, team, worker, role):
    client = signed_in(WorkerFactory(team=team, role=role))
    for name, args in [
        ("people", []),
        ("worker-add", []),
        ("team-add", []),
        ("worker-edit", [worker.pk]),
        ("team-edit", [team.pk]),
    ]:
        assert client.get(reverse(name, args=args)).status_code == 403
    assert client.post(reverse("worker-password", args=[worker.pk])).status_code == 403


def pages_of_a_child():
    """Every address in the product that takes a child and nothing else."""
    routes = get_resolver().reverse_dict
    found = []
    for name in {name for name in routes if isinstance(name, str)}:
        for possibilities, pattern, *_ in routes.getlist(name):
            if all(params == ["child"] for _, params in possibilities) and "(?P<child>" in pattern:
                found.append(name)
    return sorted(found)


@pytest.mark.long
def test_an_administrator_finds_no_page_of_any_child(desk, child):
    names = pages_of_a_child()
    assert {"child", "family", "audits-of-child", "due"} <= set(names)
    for name in names:
        found = desk.get(reverse(name, args=[child.pk])).status_code
        assert found in (403, 404), name
        assert found == desk.get(reverse(name, args=[99_999])).status_code, name


def test_an_administrator_finds_no_child_through_lists_or_the_api(desk, child):
    assert desk.get(reverse("children")).status_code == 403
    assert desk.get(reverse("find"), {"q": "Ruby"}).status_code == 403
    assert desk.get("/api/v1/children/").status_code == 403


@pytest.mark.parametrize("number", [1, 40])
def test_the_page_takes_few_queries_however_many_people(
    desk, team, number, django_assert_max_num_queries
):
    for _ in range(number):
        WorkerFactory(team=team)
    with django_assert_max_num_queries(8 + 2):  # the session, and who is signed in
        page = desk.get(reverse("people"))
    assert not re.search(r"\bNone\b", page.content.decode())
