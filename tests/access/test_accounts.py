"""Nobody becomes somebody else, nor comes to a file by giving a role: not the administrator either.

The rows of docs/security-accounts.md name these tests.
"""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.models import AccountEvent, AccountRequest, AccountTold, Worker
from casework.access.roles import ROLES
from tests.factories import TeamFactory, WorkerFactory
from tests.html import squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_try_is_counted_in_another_test():
    yield
    cache.clear()


OPEN_FILES = [key for key, role in ROLES.items() if "read_files" in role.permissions]
PASSWORD = "otter-lantern-gravel"


@pytest.fixture
def administrator(team):
    return WorkerFactory(team=team, role="administrator", username="sian", first_name="Siân")


@pytest.fixture
def lead(team):
    """Leads on information governance; opens no file."""
    return WorkerFactory(team=team, role="administrator", username="lead", governs_information=True)


@pytest.fixture
def boss(team):
    return WorkerFactory(team=team, role="service_manager", username="boss")


def at_desk(worker) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def new(team, **changes):
    return {
        "first_name": "Ben",
        "last_name": "Calloway",
        "username": "ben.calloway",
        "email": "",
        "role": "social_worker",
        "team": team.pk,
    } | changes


def change(desk, worker, **changes):
    facts = {
        "first_name": worker.first_name,
        "last_name": worker.last_name,
        "username": worker.username,
        "email": worker.email,
        "role": worker.role,
        "team": worker.team_id or "",
        "is_active": "on" if worker.is_active else "",
        **changes,
    }
    return desk.post(reverse("worker-edit", args=[worker.pk]), facts)


def asked() -> AccountRequest:
    return AccountRequest.objects.waiting().get()


def agree(worker, request=None):
    request = request or asked()
    return at_desk(worker).post(reverse("account-request", args=[request.pk]), {"agreed": "yes"})


def words_told(worker) -> list[str]:
    told = AccountTold.objects.filter(worker=worker).order_by("event__pk")
    return list(told.values_list("event__words", flat=True))


def signs_in(username, password) -> Client | None:
    client = Client()
    client.post(reverse("account_login"), {"login": username, "password": password})
    return client if "_auth_user_id" in client.session else None


# An administrator and an account of their own making


@pytest.mark.parametrize("role", OPEN_FILES)
def test_an_account_that_opens_files_is_not_there_until_a_second_person_agrees(
    administrator, boss, team, role
):
    at_desk(administrator).post(reverse("worker-add"), new(team, role=role))
    assert not Worker.objects.filter(username="ben.calloway").exists()
    answer = agree(boss)
    added = Worker.objects.get(username="ben.calloway")
    assert added.role == role
    assert added.check_password(answer.context["password"])


def test_whoever_asked_never_learns_the_code(administrator, boss, team):
    desk = at_desk(administrator)
    page = desk.post(reverse("worker-add"), new(team), follow=True)
    code = agree(boss).context["password"]
    for address in ("people", "account-requests", "account-events", "account-news"):
        assert code not in desk.get(reverse(address)).content.decode()
    assert code not in page.content.decode()
    assert not AccountEvent.objects.filter(words__contains=code).exists()
    assert not AccountRequest.objects.filter(facts__contains={"password": code}).exists()


def test_nobody_agrees_to_what_they_asked(administrator, boss, team):
    at_desk(administrator).post(reverse("worker-add"), new(team))
    assert agree(administrator).status_code == 403
    request = asked()
    request.decided_by, request.decided_at = administrator, timezone.now()
    with pytest.raises(ValidationError):
        request.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        request.save()


def test_another_administrator_cannot_agree_because_they_open_no_file(
    administrator, lead, boss, team
):
    at_desk(administrator).post(reverse("worker-add"), new(team))
    assert agree(lead).status_code == 404
    assert not Worker.objects.filter(username="ben.calloway").exists()


@pytest.mark.parametrize(
    ("role", "by", "status"),
    [
        ("service_manager", "team_manager", 404),
        ("conference_chair", "social_worker", 404),
        ("team_manager", "social_worker", 404),
        ("data_analyst", "team_manager", 404),
        ("social_worker", "team_manager", 200),
        ("conference_chair", "conference_chair", 200),
        ("auditor", "service_manager", 200),
    ],
)
def test_only_who_may_do_as_much_agrees(administrator, team, role, by, status):
    WorkerFactory(team=team, role="social_worker", username="somebody")
    at_desk(administrator).post(reverse("worker-add"), new(team, role=role))
    assert agree(WorkerFactory(team=team, role=by)).status_code == status
    assert Worker.objects.filter(username="ben.calloway").exists() is (status == 200)


def test_nobody_of_another_council_learns_of_it(administrator, boss, elsewhere, team):
    at_desk(administrator).post(reverse("worker-add"), new(team))
    assert agree(elsewhere).status_code == 404
    page = at_desk(elsewhere).get(reverse("account-requests")).content.decode()
    assert "Calloway" not in page


def test_a_second_person_who_does_not_agree_says_why_and_nothing_comes_of_it(
    administrator, boss, team
):
    at_desk(administrator).post(reverse("worker-add"), new(team))
    page = at_desk(boss).post(
        reverse("account-request", args=[asked().pk]), {"agreed": "no", "because": ""}
    )
    assert "Say why you do not agree" in page.content.decode()
    facts = {"agreed": "no", "because": "I know nobody of that name"}
    at_desk(boss).post(reverse("account-request", args=[asked().pk]), facts)
    assert not Worker.objects.filter(username="ben.calloway").exists()
    mine = at_desk(administrator).get(reverse("account-requests"))
    assert "I know nobody of that name" in squeezed(mine.content.decode())


def test_in_a_council_where_nobody_opens_files_yet_the_first_is_made_at_once(administrator, team):
    page = at_desk(administrator).post(reverse("worker-add"), new(team, role="service_manager"))
    assert page.context["password"]
    at_desk(administrator).post(reverse("worker-add"), new(team, username="second"))
    assert not Worker.objects.filter(username="second").exists()


def test_where_nobody_can_agree_whoever_runs_the_machine_does(administrator, team):
    WorkerFactory(team=team, role="social_worker", username="somebody")
    at_desk(administrator).post(reverse("worker-add"), new(team, role="service_manager"))
    said = StringIO()
    call_command("agree_account", asked().pk, stdout=said)
    added = Worker.objects.get(username="ben.calloway")
    assert added.check_password(said.getvalue().split()[-1])


# An administrator and the account of somebody else


@pytest.mark.parametrize("role", ["service_manager", "conference_chair", "team_manager"])
def test_a_role_that_opens_files_is_given_by_two(administrator, boss, worker, role):
    at_desk(administrator)
    change(at_desk(administrator), worker, role=role)
    worker.refresh_from_db()
    assert worker.role == "social_worker"
    agree(boss)
    worker.refresh_from_db()
    assert worker.role == role


@pytest.mark.parametrize("role", ["service_manager", "conference_chair", "social_worker"])
def test_a_role_that_opens_files_is_taken_away_by_two_so_that_nobody_becomes_somebody_in_between(
    administrator, boss, team, role
):
    victim = WorkerFactory(team=team, role=role, username="victim", email="victim@example.gov.uk")
    mine = {"role": "administrator", "email": "mine@example.org"}
    change(at_desk(administrator), victim, **mine)
    victim.refresh_from_db()
    assert (victim.role, victim.email) == (role, "victim@example.gov.uk")
    assert asked().role == role
    at_desk(administrator).post(reverse("worker-password", args=[victim.pk]))
    assert AccountRequest.objects.waiting().filter(kind="code", worker=victim).exists()


def test_who_agrees_covers_the_role_that_the_person_has_by_then(administrator, boss, lead, team):
    """Asked while they opened nothing, it waits on after they were given a role."""
    request = AccountRequest.objects.create(
        kind="change",
        worker=lead,
        authority=lead.authority,
        role="administrator",
        facts={"email": "mine@example.org"},
        asked_by=administrator,
    )
    manager = WorkerFactory(team=team, role="team_manager")
    Worker.objects.filter(pk=lead.pk).update(role="service_manager")
    assert agree(manager, request).status_code == 404
    assert agree(boss, request).status_code == 302


def test_the_agreeing_page_shows_where_the_link_would_go_and_who_would_be_told(
    administrator, boss, team
):
    facts = {"email": "sian@example.org", "governs_information": "on"}
    at_desk(administrator).post(reverse("worker-add"), new(team, **facts))
    page = at_desk(boss).get(reverse("account-request", args=[asked().pk]))
    words = squeezed(page.content.decode())
    for shown in ("sian@example.org", "ben.calloway", str(team), "Leads on information governance"):
        assert shown in words


def test_the_address_before_is_told_that_there_is_another_now(
    administrator, boss, worker, settings, on_commit
):
    settings.SENDS_MAIL = True
    Worker.objects.filter(pk=worker.pk).update(email="amira@example.gov.uk")
    worker.refresh_from_db()
    change(at_desk(administrator), worker, email="mine@example.org")
    with on_commit():
        agree(boss)
    to = {address for one in mail.outbox for address in one.to}
    assert {"amira@example.gov.uk", "mine@example.org"} <= to


def test_no_link_goes_to_an_address_that_was_theirs_before(administrator, boss, worker):
    before = "amira@example.gov.uk"
    Worker.objects.filter(pk=worker.pk).update(email=before)
    worker.refresh_from_db()
    EmailAddress.objects.create(user=worker, email=before, verified=True, primary=True)
    change(at_desk(administrator), worker, email="new@example.gov.uk")
    agree(boss)
    Client().post(reverse("account_reset_password"), {"email": before})
    assert not EmailAddress.objects.filter(user=worker).exists()
    assert not any("/password/reset/key/" in one.body for one in mail.outbox)


def test_a_link_that_cannot_be_sent_leaves_the_account_and_says_so(
    administrator, boss, team, settings, on_commit, monkeypatch
):
    settings.SENDS_MAIL = True
    at_desk(administrator).post(reverse("worker-add"), new(team, email="ben@example.gov.uk"))

    def refused(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("casework.access.accounts.operations.send_mail", refused)
    with on_commit():
        assert agree(boss).status_code == 302
    assert Worker.objects.filter(username="ben.calloway").exists()
    assert "could not be sent" in words_told(administrator)[-1]


def test_whoever_is_given_a_role_does_not_agree_to_it(administrator, boss):
    change(at_desk(administrator), boss, role="conference_chair")
    assert agree(boss).status_code == 404


@pytest.mark.parametrize(
    "changes", [{"email": "mine@example.org"}, {"username": "mine"}, {"governs_information": "on"}]
)
def test_where_a_link_goes_and_who_is_told_is_changed_by_two(administrator, boss, worker, changes):
    before = (worker.email, worker.username, worker.governs_information)
    change(at_desk(administrator), worker, **changes)
    worker.refresh_from_db()
    assert (worker.email, worker.username, worker.governs_information) == before
    agree(boss)
    worker.refresh_from_db()
    assert (worker.email, worker.username, worker.governs_information) != before


@pytest.mark.parametrize("gone", [{"is_active": False}, {"leaves_on": timedelta(days=-3)}])
def test_somebody_who_left_comes_back_by_two(administrator, boss, worker, gone):
    facts = {
        key: timezone.localdate() + value if isinstance(value, timedelta) else value
        for key, value in gone.items()
    }
    Worker.objects.filter(pk=worker.pk).update(**facts)
    worker.refresh_from_db()
    change(at_desk(administrator), worker, is_active="on")
    worker.refresh_from_db()
    assert not worker.works_here
    agree(boss)
    worker.refresh_from_db()
    assert worker.works_here


def test_an_administrator_lets_nobody_in_as_somebody_else(administrator, boss, worker):
    worker.set_password(PASSWORD)
    worker.save()
    page = at_desk(administrator).post(reverse("worker-password", args=[worker.pk]), follow=True)
    assert "password" not in page.context
    assert signs_in(worker.username, PASSWORD)
    code = agree(boss).context["password"]
    assert not signs_in(worker.username, PASSWORD)
    assert signs_in(worker.username, code)


def test_where_email_goes_out_a_link_goes_to_the_person_and_works_once(
    administrator, worker, settings, on_commit
):
    settings.SENDS_MAIL = True
    Worker.objects.filter(pk=worker.pk).update(email="amira@example.gov.uk")
    with on_commit():
        page = at_desk(administrator).post(
            reverse("worker-password", args=[worker.pk]), follow=True
        )
    link = [one for one in mail.outbox if "works once" in one.body][0]
    assert link.to == ["amira@example.gov.uk"]
    address = next(line for line in link.body.split() if "/password/reset/key/" in line)
    path = address.removeprefix(settings.SITE_ADDRESS)
    assert path not in page.content.decode()
    client = Client()
    form = client.get(path, follow=True)
    chosen = {"password1": PASSWORD, "password2": PASSWORD}
    client.post(form.request["PATH_INFO"], chosen)
    assert signs_in(worker.username, PASSWORD)
    again = Client().get(path, follow=True)
    assert "password1" not in again.content.decode()


def test_a_link_is_never_sent_into_the_log(administrator, boss, worker, settings, capsys):
    settings.SENDS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    Worker.objects.filter(pk=worker.pk).update(email="amira@example.gov.uk")
    at_desk(administrator).post(reverse("worker-password", args=[worker.pk]))
    assert asked().kind == "code"
    assert "/password/reset/key/" not in capsys.readouterr().out


def test_a_second_step_is_taken_away_by_two(administrator, boss, worker):
    Authenticator.objects.create(user=worker, type="totp", data={})
    at_desk(administrator).post(reverse("worker-factor", args=[worker.pk]))
    assert Authenticator.objects.filter(user=worker).exists()
    agree(boss)
    assert not Authenticator.objects.filter(user=worker).exists()


# A code


def code_for(administrator, boss, worker) -> str:
    at_desk(administrator).post(reverse("worker-password", args=[worker.pk]))
    return agree(boss).context["password"]


def test_a_code_opens_nothing_but_the_page_where_one_chooses_a_password(
    administrator, boss, worker, child
):
    client = signs_in(worker.username, code_for(administrator, boss, worker))
    choose = reverse("choose-password")
    for address in ("/", reverse("you"), child.get_absolute_url(), reverse("mfa_index")):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, choose)
    assert client.post(reverse("list-keep"))["Location"] == choose
    assert client.get(reverse("child-list")).status_code == 403
    chosen = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert client.post(choose, chosen).status_code == 302
    assert client.get(child.get_absolute_url()).status_code == 200
    worker.refresh_from_db()
    assert worker.code_until is None
    assert client.get(choose)["Location"] == reverse("account_change_password")


def test_a_code_is_not_kept_as_a_password(administrator, boss, worker):
    code = code_for(administrator, boss, worker)
    client = signs_in(worker.username, code)
    page = client.post(reverse("choose-password"), {"new_password1": code, "new_password2": code})
    assert "Choose another password than the code" in squeezed(page.content.decode())


def test_a_code_opens_nothing_after_its_hours(administrator, boss, worker):
    code = code_for(administrator, boss, worker)
    Worker.objects.update(code_until=timezone.now() - timedelta(minutes=1))
    assert signs_in(worker.username, code) is None


# Who is told


def test_the_person_and_the_lead_are_told_who_changed_whose_role(administrator, boss, lead, worker):
    change(at_desk(administrator), worker, role="team_manager")
    agree(boss)
    for reader in (worker, lead):
        first, last = words_told(reader)
        assert "the role of team manager" in first
        assert str(administrator) in first
        assert f"{boss} agreed" in last


def test_the_first_sign_in_after_a_reset_is_told_and_no_other(administrator, boss, lead, worker):
    code = code_for(administrator, boss, worker)
    client = signs_in(worker.username, code)
    chosen = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    client.post(reverse("choose-password"), chosen)
    signs_in(worker.username, PASSWORD)
    for reader in (worker, lead):
        first = [words for words in words_told(reader) if "signed in for the first time" in words]
        assert len(first) == 1


def test_every_page_says_that_there_is_something_until_it_is_read(administrator, boss, worker):
    change(at_desk(administrator), worker, role="team_manager")
    desk = at_desk(worker)
    session = desk.session
    session["seen_at"] -= 61
    session.save()
    assert "Something was done to an account" in squeezed(desk.get("/you/").content.decode())
    assert "the role of team manager" in desk.get(reverse("account-news")).content.decode()
    assert "Something was done to an account" not in squeezed(desk.get("/you/").content.decode())


def test_they_are_told_by_email_too(administrator, lead, worker, settings, on_commit):
    settings.SENDS_MAIL = True
    Worker.objects.filter(pk=lead.pk).update(email="lead@example.gov.uk")
    with on_commit():
        other = TeamFactory(authority=worker.authority, name="Another team")
        change(at_desk(administrator), worker, team=other.pk)
    assert [one.to for one in mail.outbox] == [["lead@example.gov.uk"]]


def test_who_leads_on_information_governance_reads_all_and_others_their_own(
    administrator, lead, worker, elsewhere
):
    change(at_desk(administrator), worker, role="team_manager")
    assert "team manager" in at_desk(lead).get(reverse("account-events")).content.decode()
    for someone, status in ((worker, 403), (elsewhere, 403), (administrator, 200)):
        assert at_desk(someone).get(reverse("account-events")).status_code == status
    assert at_desk(elsewhere).get(reverse("account-news")).status_code == 200
    assert "team manager" not in at_desk(elsewhere).get(reverse("account-news")).content.decode()


# Whoever looks after the whole system


@pytest.fixture
def root(team):
    return WorkerFactory(
        team=team, role="administrator", username="root", is_superuser=True, is_staff=True
    )


def test_the_settings_change_no_account_and_no_password(root, worker):
    desk = at_desk(root)
    address = reverse("admin:access_worker_change", args=[worker.pk])
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"role": "service_manager"}).status_code == 403
    assert desk.get(reverse("admin:access_worker_add")).status_code == 403
    assert desk.get(f"/settings/access/worker/{worker.pk}/password/").status_code in (302, 404)
    worker.refresh_from_db()
    assert worker.role == "social_worker"


@pytest.mark.parametrize(
    "path",
    [
        "account/emailaddress",
        "mfa/authenticator",
        "authtoken/tokenproxy",
        "usersessions/usersession",
        "socialaccount/socialaccount",
        "auth/group",
    ],
)
def test_the_settings_make_nothing_that_lets_somebody_in(root, path):
    assert at_desk(root).get(f"/settings/{path}/add/").status_code == 404


def test_the_settings_change_neither_a_councils_code_nor_what_its_people_may_open(root, team):
    authority = team.authority
    address = reverse("admin:access_authority_change", args=[authority.pk])
    before = (authority.la_code, authority.sight)
    facts = {"name": "Another name", "la_code": "999", "sight": "reason"}
    at_desk(root).post(address, facts)
    authority.refresh_from_db()
    assert authority.name == "Another name"
    assert (authority.la_code, authority.sight) == before


def test_what_cannot_be_agreed_any_more_is_said_in_words_at_the_machine(administrator, team):
    WorkerFactory(team=team, role="social_worker", username="somebody")
    at_desk(administrator).post(reverse("worker-add"), new(team, role="service_manager"))
    WorkerFactory(team=team, role="administrator", username="ben.calloway")
    with pytest.raises(CommandError, match="username"):
        call_command("agree_account", asked().pk)
