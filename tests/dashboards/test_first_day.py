"""An empty Casework leads to a council, its teams and somebody who looks after it, and to nothing
else: only whoever runs the server can make it, and once."""

from io import StringIO

import pytest
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from casework.access.models import Authority, Team, Worker
from casework.dashboards.first_day.operations import (
    AlreadyMade,
    first_code,
    local_clocks,
    make_council,
)
from casework.dashboards.models import FirstDay
from tests.factories import WorkerFactory
from tests.html import squeezed

pytestmark = pytest.mark.django_db
MAKE, STEPS = "/first-day/", "/first-day/steps/"


def typed(**changes):
    return {
        "code": first_code(),
        "name": "Harbourside Council",
        "la_code": "888",
        "teams": "North locality\nSouth locality\n\nnorth LOCALITY\nFront door",
        "first_name": "Sam",
        "last_name": "Okafor",
        "username": "sam.okafor",
        "email": "sam.okafor@harbourside.example",
        "password": "four quiet boats at noon",
        "again": "four quiet boats at noon",
    } | changes


@pytest.fixture
def root(db):
    return Worker.objects.create_superuser("root", "root@example.org", "a long secret of ours")


def test_on_an_empty_database_the_sign_in_page_leads_there(client):
    page = client.get(reverse("account_login")).content.decode()
    assert MAKE in page
    assert client.get(MAKE).status_code == 200


def test_the_code_of_the_server_makes_the_council_and_signs_its_administrator_in(client):
    answer = client.post(MAKE, typed())
    assert answer["Location"] == STEPS
    council = Authority.objects.get()
    assert (council.name, council.la_code) == ("Harbourside Council", "888")
    names = council.teams.values_list("name", flat=True)
    assert set(names) == {"north LOCALITY", "South locality", "Front door"}
    worker = Worker.objects.get()
    assert (worker.role, worker.is_superuser, worker.is_staff) == ("administrator", False, False)
    assert worker.check_password("four quiet boats at noon")
    assert client.session[SESSION_KEY] == str(worker.pk)
    page = squeezed(client.get(STEPS).content.decode())
    assert "Before people sign in" in page
    assert client.get(reverse("people")).status_code == 200


def test_the_command_says_the_code_and_nothing_once_there_is_a_council():
    told = StringIO()
    call_command("first_day", "--address", "https://casework.example", stdout=told)
    assert first_code() in told.getvalue()
    assert "https://casework.example/first-day/" in told.getvalue()
    Authority.objects.create(name="Harbourside Council", la_code="888")
    told = StringIO()
    call_command("first_day", stdout=told)
    assert first_code() not in told.getvalue()


@pytest.mark.parametrize("code", ["", "wrong", "aaaa-aaaa-aaaa-aaaa", "ä"])
def test_without_the_code_nothing_is_made(client, code):
    assert client.post(MAKE, typed(code=code)).status_code == 200
    assert not Authority.objects.exists()
    assert not Worker.objects.exists()


def test_another_secret_key_makes_another_code(settings):
    before = first_code()
    settings.SECRET_KEY = "another key altogether"
    assert first_code() != before


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "Give the name of your council"),
        ({"la_code": "88"}, "three digits"),
        ({"la_code": "8a8"}, "three digits"),
        ({"la_code": "999"}, "999 is the demonstration"),
        ({"teams": " \n "}, "Name at least one team"),
        ({"teams": "x" * 101}, "too long for the name of a team"),
        ({"email": "sam"}, "Give an e-mail address"),
        ({"again": "something else here"}, "The two passwords are not the same"),
        ({"password": "short", "again": "short"}, "too short"),
        ({"password": "sam.okafor1", "again": "sam.okafor1"}, "too similar"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_what_was_typed_stays(client, changes, says):
    page = client.post(MAKE, typed(**changes)).content.decode()
    assert says in page
    if "email" not in changes:
        assert "sam.okafor@harbourside.example" in page
    assert "four quiet boats at noon" not in page
    assert not Authority.objects.exists()


def test_a_superuser_is_led_there_and_needs_no_code(client, root):
    client.force_login(root)
    assert client.get("/")["Location"] == MAKE
    assert "code" not in client.get(MAKE).context["form"].fields
    answers = typed()
    del answers["code"]
    assert client.post(MAKE, answers)["Location"] == STEPS
    root.refresh_from_db()
    assert root.authority.name == "Harbourside Council"
    assert Worker.objects.exclude(pk=root.pk).get().role == "administrator"
    assert client.get(STEPS).status_code == 200


def test_the_whole_is_made_or_nothing(client, root):
    client.force_login(root)
    page = client.post(MAKE, typed(username="ROOT")).content.decode()
    assert "Someone already signs in with this name" in page
    assert not Team.objects.exists()


def test_once_there_is_a_council_nobody_makes_another(client, worker):
    assert client.get(MAKE)["Location"] == STEPS
    client.post(MAKE, typed())
    assert Authority.objects.count() == 1
    assert client.get(STEPS)["Location"].startswith(reverse("account_login"))
    with pytest.raises(AlreadyMade):
        make_council(
            name="Other", la_code="999", teams=["A"], administrator={"username": "x"}, password="y"
        )


def test_a_worker_who_is_no_superuser_is_never_without_a_council(client, worker):
    client.force_login(worker)
    assert client.get("/")["Location"] != MAKE


# What is left


@pytest.fixture
def administrator(team):
    return WorkerFactory(team=team, role="administrator", email="ada@example.org")


def test_the_local_limits_are_looked_at_and_confirmed_by_name(signed_in, administrator):
    client = signed_in(administrator)
    page = client.get(reverse("first-day-clocks")).content.decode()
    assert all(rule.title in page.replace("&#x27;", "'") for rule in local_clocks())
    assert not any(rule.basis == "statutory" for rule in local_clocks())
    assert client.post(reverse("first-day-clocks")).status_code == 302
    day = FirstDay.objects.get(authority=administrator.authority)
    assert day.clocks_confirmed_by == administrator
    assert administrator.name in client.get(STEPS).content.decode()


def test_a_test_goes_to_the_administrator_and_is_written_down(signed_in, administrator, settings):
    settings.SENDS_MAIL = True
    assert signed_in(administrator).post(reverse("first-day-mail")).status_code == 302
    assert [sent.to for sent in mail.outbox] == [["ada@example.org"]]
    assert FirstDay.objects.get().mail_tested_at is not None


def test_what_a_mail_server_refuses_is_said(signed_in, administrator, settings):
    settings.SENDS_MAIL = True
    settings.EMAIL_BACKEND = "tests.dashboards.test_first_day.Refuses"
    page = signed_in(administrator).post(reverse("first-day-mail"), follow=True)
    assert "It was not sent" in page.content.decode()
    assert not FirstDay.objects.filter(mail_tested_at__isnull=False).exists()


class Refuses:
    def __init__(self, *args, **kwargs):
        """As any way of sending is made."""

    def send_messages(self, messages):
        raise ConnectionRefusedError("nobody answers")


def test_where_no_way_of_sending_is_named_none_is_tried(signed_in, administrator, settings):
    settings.SENDS_MAIL = False
    signed_in(administrator).post(reverse("first-day-mail"))
    assert mail.outbox == []


@pytest.mark.parametrize("name", ["first-day-steps", "first-day-clocks"])
@pytest.mark.parametrize("role", ["social_worker", "service_manager", "auditor"])
def test_only_an_administrator_opens_them(signed_in, team, role, name):
    assert signed_in(WorkerFactory(team=team, role=role)).get(reverse(name)).status_code == 403


def test_the_pages_take_few_queries(signed_in, administrator, django_assert_max_num_queries):
    client = signed_in(administrator)
    for name in ("first-day-steps", "first-day-clocks"):
        with django_assert_max_num_queries(9):
            client.get(reverse(name))
