"""Who registers a system, who gives it a credential, and what each of them sees."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from casework.systems import operations
from casework.systems.models import Credential, System, Use
from tests.factories import SystemFactory, WorkerFactory
from tests.html import squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(team):
    return WorkerFactory(team=team, role="administrator")


@pytest.fixture
def analyst(team):
    return WorkerFactory(team=team, role="data_analyst")


@pytest.fixture
def system(team):
    return SystemFactory(authority=team.authority)


def facts(keeper, **more):
    return {
        "name": "Data warehouse",
        "purpose": "The monthly report",
        "keeper": keeper.pk,
        "sight": "system_service",
        "kinds": ["children", "recording"],
        "addresses": "10.1.2.0/24",
        "most_a_minute": "60",
        **more,
    }


def test_an_administrator_registers_and_an_analyst_lets_it_in(
    signed_in, administrator, analyst, child
):
    client = signed_in(administrator)
    assert client.post(reverse("system-add"), facts(analyst)).status_code == 302
    system = System.objects.get()
    page = client.get(system.get_absolute_url()).content.decode()
    assert "Visits and notes" in page
    assert reverse("credential-add", args=[system.pk]) not in page
    assert client.get(reverse("credential-add", args=[system.pk])).status_code == 403

    client = signed_in(analyst)
    made = client.post(reverse("credential-add", args=[system.pk]), {"days": "90"})
    shown = re.search(r"cw_[0-9a-f]{10}_[\w-]{43}", made.content.decode()).group()
    assert "no-store" in made["Cache-Control"]
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {shown}")
    assert api.get("/api/v1/children/", REMOTE_ADDR="10.1.2.9").status_code == 200
    assert Credential.objects.get().expires_on == timezone.localdate() + timedelta(days=90)
    for address in (system.get_absolute_url(), reverse("systems"), reverse("you")):
        assert shown.rsplit("_", 1)[1][:20] not in client.get(address).content.decode()


@pytest.mark.parametrize("role", ["social_worker", "service_manager", "auditor", "inspector"])
@pytest.mark.parametrize("name", ["systems", "system-add"])
def test_nobody_else_opens_them(signed_in, team, role, name):
    assert signed_in(WorkerFactory(team=team, role=role)).get(reverse(name)).status_code == 403


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("system", "get"),
        ("system-edit", "get"),
        ("system-end", "post"),
        ("credential-add", "post"),
        ("credential-end", "post"),
    ],
)
def test_another_councils_is_not_there(signed_in, system, analyst, elsewhere, name, method):
    credential, _ = operations.issue(system=system, days=30, by=analyst)
    pk = credential.pk if name == "credential-end" else system.pk
    role = "data_analyst" if name == "credential-add" else "administrator"
    desk = signed_in(WorkerFactory(team=elsewhere.team, role=role))
    assert getattr(desk, method)(reverse(name, args=[pk])).status_code == 404


def test_what_is_wrong_is_said_beside_it(signed_in, administrator, analyst):
    wrong = facts(analyst, addresses="10.1.2.300", sight="system_team", most_a_minute="0")
    page = squeezed(signed_in(administrator).post(reverse("system-add"), wrong).content.decode())
    assert "10.1.2.300 is no address or range" in page
    assert not System.objects.exists()
    answer = signed_in(administrator).post(
        reverse("system-add"), facts(analyst, sight="system_team")
    )
    page = squeezed(answer.content.decode())
    assert "Choose a team where it reads of one team" in page


def test_what_it_may_is_changed_at_once_and_what_it_was_is_kept(
    signed_in, administrator, analyst, system
):
    client = signed_in(administrator)
    changed = facts(analyst, sight="system_figures", kinds=["figures"])
    client.post(reverse("system-edit", args=[system.pk]), changed)
    system = System.objects.select_related("reads_as").get()
    assert system.reads_as.role == "system_figures"
    assert system.reads_as.name == "Data warehouse"
    page = squeezed(client.get(system.get_absolute_url()).content.decode())
    assert "120 a minute" in page
    assert "60 a minute" in page


def test_use_is_shown_day_by_day_with_why_it_was_refused(
    signed_in, administrator, analyst, system, django_assert_max_num_queries
):
    credential, _ = operations.issue(system=system, days=30, by=analyst)
    for days in range(5):
        minute = timezone.now() - timedelta(days=days)
        Use.objects.create(
            credential=credential,
            minute=minute,
            asked=1200 + days,
            refused=3,
            refused_because="Asked too often.",
        )
    client = signed_in(administrator)
    with django_assert_max_num_queries(12):
        page = squeezed(client.get(system.get_absolute_url()).content.decode())
    for words in ("1200", "1204", "Asked too often."):
        assert words in page


def test_an_administrator_ends_a_credential_and_a_system(signed_in, administrator, analyst, system):
    credential, _ = operations.issue(system=system, days=30, by=analyst)
    client = signed_in(administrator)
    client.post(reverse("credential-end", args=[credential.pk]))
    credential.refresh_from_db()
    assert (credential.ended_by, credential.is_good) == (administrator, False)
    assert client.post(reverse("credential-end", args=[credential.pk])).status_code == 404
    client.post(reverse("system-end", args=[system.pk]))
    assert System.objects.get().ended_at
    assert signed_in(analyst).get(reverse("credential-add", args=[system.pk])).status_code == 404


def test_no_page_of_settings_shows_a_credential(client, team):
    from django.contrib import admin

    assert not [model for model in admin.site._registry if "token" in model.__name__.lower()]
    assert Credential not in admin.site._registry


def test_uses_of_long_ago_are_forgotten(system, analyst):
    credential, _ = operations.issue(system=system, days=30, by=analyst)
    for days in (1, 500):
        minute = timezone.now() - timedelta(days=days)
        Use.objects.create(credential=credential, minute=minute, asked=1)
    assert operations.forget_uses() == 1
    assert Use.objects.count() == 1


def test_two_systems_of_one_name_are_refused_beside_the_name(signed_in, administrator, system):
    desk = signed_in(administrator)
    facts = {
        "name": system.name,
        "purpose": "The yearly return",
        "keeper": system.keeper_id,
        "sight": "system_figures",
        "kinds": ["figures"],
        "most_a_minute": 60,
    }
    answer = desk.post(reverse("system-add"), facts)
    assert answer.status_code == 200
    assert answer.context["form"].errors == {"name": ["Another system is called so"]}
