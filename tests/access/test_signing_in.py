import pytest
from django.urls import reverse

from casework.access.models import AccountRequest
from tests.factories import WorkerFactory

PASSWORD = "nightingale-7-lamp"


@pytest.fixture
def ben(team, settings):
    settings.AXES_ENABLED = True
    settings.AXES_FAILURE_LIMIT = 3
    ben = WorkerFactory(team=team, username="ben")
    ben.set_password(PASSWORD)
    ben.save()
    return ben


def sign_in(client, password, username="ben"):
    facts = {"login": username, "password": password}
    return client.post(reverse("account_login"), facts)


def signed_in_now(client):
    return "_auth_user_id" in client.session


def test_the_right_password_signs_in(client, ben):
    assert sign_in(client, PASSWORD).status_code == 302
    assert signed_in_now(client)


def test_a_wrong_password_does_not(client, ben):
    assert sign_in(client, "wrong").status_code == 200
    assert not signed_in_now(client)


def test_after_too_many_tries_even_the_right_password_is_refused(client, ben):
    for _ in range(3):
        locked = sign_in(client, "wrong")
    assert locked.status_code == 429
    assert sign_in(client, PASSWORD).status_code == 429
    assert not signed_in_now(client)


def test_one_try_fewer_locks_nobody_out(client, ben):
    for _ in range(2):
        sign_in(client, "wrong")
    sign_in(client, PASSWORD)
    assert signed_in_now(client)


def test_one_persons_tries_do_not_lock_out_another(client, ben, team):
    helen = WorkerFactory(team=team, username="helen")
    helen.set_password(PASSWORD)
    helen.save()
    for _ in range(3):
        sign_in(client, "wrong")
    sign_in(client, PASSWORD, username="helen")
    assert signed_in_now(client)


def test_a_new_password_from_an_administrator_opens_the_lock(client, signed_in, ben, team):
    for _ in range(3):
        sign_in(client, "wrong")
    desk = signed_in(WorkerFactory(team=team, role="administrator"))
    desk.post(reverse("worker-password", args=[ben.pk]))
    helen = WorkerFactory(team=team, role="team_manager")
    asked = AccountRequest.objects.get(worker=ben)
    answer = signed_in(helen).post(reverse("account-request", args=[asked.pk]), {"agreed": "yes"})
    code = answer.context["password"]
    client.logout()
    sign_in(client, code)
    assert signed_in_now(client)


def test_nobody_signs_themselves_up(client, db):
    page = client.get(reverse("account_signup"))
    assert "password1" not in page.content.decode()


@pytest.mark.parametrize("staff", [False, True])
def test_the_settings_open_to_no_ordinary_worker(signed_in, worker, staff):
    worker.is_staff = staff
    worker.save()
    client = signed_in(worker)
    assert client.get("/settings/", follow=True).status_code == 403
    assert client.get(reverse("admin:access_worker_changelist"), follow=True).status_code == 403


def test_a_superuser_opens_the_settings(signed_in, worker):
    worker.is_staff = worker.is_superuser = True
    worker.save()
    client = signed_in(worker)
    assert client.get("/settings/").status_code == 200
    assert client.get(reverse("admin:access_worker_changelist")).status_code == 200


def test_signing_in_to_the_settings_goes_by_the_same_door(client, db):
    page = client.get("/settings/", follow=True)
    assert page.redirect_chain[-1][0].startswith(reverse("account_login"))
