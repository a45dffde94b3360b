"""A session ends when nobody uses it and after a working day, and never takes typed words along."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from casework.access.models import Export
from casework.access.sessions import store
from casework.children.models import Draft
from tests.access.test_accounts import PASSWORD, signs_in
from tests.children.test_known import NEW
from tests.children.typing import fill, opened, token_of
from tests.factories import AllocationFactory, WorkerFactory
from tests.html import squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_try_is_counted_in_another_test():
    yield
    cache.clear()


def ago(client, **minutes):
    """As if the session had been used, begun or proved so long ago."""
    session = client.session
    for key, number in minutes.items():
        session[key] = time.time() - number * 60
    session.save()


@pytest.mark.parametrize(("idle", "stays"), [(29, True), (31, False)])
def test_it_ends_when_nobody_used_it_for_half_an_hour(signed_in, worker, idle, stays):
    client = signed_in(worker)
    ago(client, seen_at=idle)
    assert (client.get(reverse("you")).status_code == 200) is stays
    assert ("_auth_user_id" in client.session) is stays


def test_a_council_sets_how_long(signed_in, worker, settings):
    settings.IDLE_MINUTES = 5
    client = signed_in(worker)
    ago(client, seen_at=6)
    answer = client.get(reverse("you"), follow=True)
    assert "nothing was done for 5 minutes" in squeezed(answer.content.decode())


@pytest.mark.parametrize(("hours", "stays"), [(9.9, True), (10.1, False)])
def test_it_ends_after_ten_hours_however_busy(signed_in, worker, hours, stays):
    client = signed_in(worker)
    ago(client, signed_in_at=hours * 60)
    assert (client.get(reverse("you")).status_code == 200) is stays


def test_what_was_typed_when_it_ended_waits_as_a_draft(signed_in, worker, child):
    client, path = signed_in(worker), reverse("visit-add", args=[child.pk])
    form = opened(client, path)
    typed = fill(form)
    ago(client, seen_at=31)
    answer = client.post(path, {**typed, "cw-draft": token_of(form)})
    assert reverse("account_login") in answer["Location"]
    assert Draft.objects.get().worker == worker
    client.force_login(worker)
    assert "half a sentence" in client.get(path).content.decode()


def test_an_ordinary_page_asks_and_writes_nothing_for_it(
    signed_in, worker, django_assert_num_queries
):
    client = signed_in(worker)
    client.get(reverse("who_can_see"))
    with django_assert_num_queries(2):
        client.get(reverse("who_can_see"))


def test_whoever_signs_in_at_the_same_browser_is_never_taken_for_the_one_before(
    signed_in, worker, manager
):
    """What a process remembers of whose a session is may be wrong, and then decides nothing."""
    client = signed_in(worker)
    client.get(reverse("you"))
    store._whose[client.session.session_key] = manager.pk
    page = client.get(reverse("you"))
    assert page.wsgi_request.user.pk == worker.pk
    assert store._whose[client.session.session_key] == worker.pk


def test_a_session_that_is_gone_is_not_read_from_memory(signed_in, worker):
    client = signed_in(worker)
    assert client.get(reverse("you")).status_code == 200
    client.session.delete()
    assert client.get(reverse("you")).status_code == 302


def signed_out(client, worker):
    client.post(reverse("account_logout"))


def idle(client, worker):
    ago(client, seen_at=31)


def ended_elsewhere(client, worker):
    client.session.delete()


def another_password(client, worker):
    worker.set_password("another one entirely")
    worker.save()


@pytest.mark.parametrize("ends", [signed_out, idle, ended_elsewhere, another_password])
def test_what_was_said_to_one_is_never_read_by_the_next_at_the_same_browser(
    signed_in, worker, ends
):
    client = signed_in(worker)
    told = client.post(reverse("child-add"), NEW)
    assert told.status_code == 302
    ends(client, worker)
    door = client.get(reverse("account_login")).content.decode()
    client.force_login(WorkerFactory(team=worker.team, role="social_worker", username="another"))
    page = client.get(reverse("you")).content.decode()
    for shown in (str(client.cookies), door, page):
        assert "File opened" not in shown


def test_what_was_said_is_read_on_the_next_page_of_the_same_worker(signed_in, worker):
    client = signed_in(worker)
    client.post(reverse("child-add"), NEW)
    assert "File opened" in client.get(reverse("you")).content.decode()
    assert "File opened" not in client.get(reverse("you")).content.decode()


def test_an_account_shut_meanwhile_opens_nothing_more(signed_in, worker):
    client = signed_in(worker)
    assert client.get(reverse("you")).status_code == 200
    type(worker).objects.filter(pk=worker.pk).update(is_active=False)
    assert client.get(reverse("you")).status_code == 302


def test_a_password_changed_elsewhere_ends_it(signed_in, worker):
    client = signed_in(worker)
    assert client.get(reverse("you")).status_code == 200
    worker.set_password("another long password")
    worker.save()
    assert client.get(reverse("you")).status_code == 302


def test_the_use_of_it_is_written_down_once_a_minute(signed_in, worker):
    client = signed_in(worker)
    ago(client, seen_at=2)
    client.get(reverse("you"))
    first = client.session["seen_at"]
    assert time.time() - first < 30
    client.get(reverse("you"))
    assert client.session["seen_at"] == first


# Saying again who is there


@pytest.fixture
def trusted(restricted_child):
    return restricted_child.allocations.get().worker


def with_password(worker):
    worker.set_password(PASSWORD)
    worker.save()
    return signs_in(worker.username, PASSWORD)


def long_ago(client):
    session = client.session
    session["sure_at"] = time.time() - 61 * 60
    for record in session["account_authentication_methods"]:
        record["at"] -= 61 * 60
    session.save()


def test_a_restricted_file_asks_again_and_then_opens(trusted, restricted_child):
    client, address = with_password(trusted), restricted_child.get_absolute_url()
    assert client.get(address).status_code == 200
    long_ago(client)
    answer = client.get(address)
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    back = client.post(answer["Location"], {"password": PASSWORD, "next": address})
    assert back["Location"] == address
    assert client.get(address).status_code == 200


def test_a_file_that_is_not_restricted_does_not(worker, child):
    client = with_password(worker)
    long_ago(client)
    assert client.get(child.get_absolute_url()).status_code == 200


def test_words_sent_to_a_restricted_file_are_not_held_up(trusted, restricted_child):
    client = with_password(trusted)
    path = reverse("visit-add", args=[restricted_child.pk])
    typed = fill(opened(client, path))
    long_ago(client)
    answer = client.post(path, typed)
    assert not answer.headers.get("Location", "").startswith(reverse("account_reauthenticate"))


def test_a_list_is_taken_away_by_somebody_who_said_who_they_are(worker, child):
    client = with_password(worker)
    long_ago(client)
    answer = client.get(reverse("children"), {"as": "csv"})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not Export.objects.exists()
    assert client.get(reverse("children")).status_code == 200


@pytest.mark.parametrize("name", ["worker-add", "worker-edit", "access-rules"])
def test_accounts_are_changed_by_somebody_who_said_who_they_are(team, worker, name):
    client = with_password(WorkerFactory(team=team, role="administrator", username="sian"))
    long_ago(client)
    address = reverse(name, args=[worker.pk] if name == "worker-edit" else [])
    for answer in (client.get(address), client.post(address, {})):
        assert answer["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize(("name", "kind"), [("gaps", "pdf"), ("learning-report", "docx")])
def test_a_paper_and_a_report_are_taken_away_by_somebody_who_said_who_they_are(team, name, kind):
    client = with_password(WorkerFactory(team=team, role="service_manager", username="boss"))
    address = reverse(name)
    assert client.get(address, {"as": kind}).status_code == 200
    long_ago(client)
    answer = client.get(address, {"as": kind})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert client.get(address).status_code == 200


def test_a_program_in_the_browser_reads_nothing_unless_they_said_who_they_are(
    trusted, restricted_child
):
    client = with_password(trusted)
    addresses = [
        reverse("child-list"),
        reverse("child-detail", args=[restricted_child.pk]),
        "/api/v1/bulk/children/",
    ]
    assert [client.get(address).status_code for address in addresses] == [200] * 3
    long_ago(client)
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 403
        assert "Say again who you are" in answer.json()["detail"]


def test_nobody_adds_an_address_of_their_own_at_an_open_desk(worker):
    client = with_password(worker)
    facts = {"email": "mine@example.org", "action_add": ""}
    for answer in (client.get("/account/email/"), client.post("/account/email/", facts)):
        assert answer.status_code == 404
    assert not EmailAddress.objects.exists()


def test_where_nothing_proves_it_they_sign_in_again(signed_in, worker, child):
    """Without a password and a second step there is nothing to ask for but the whole sign-on."""
    worker.set_unusable_password()
    worker.save()
    client = signed_in(worker)
    ago(client, sure_at=61)
    answer = client.get(reverse("children"), {"as": "csv"})
    assert answer["Location"].startswith(reverse("account_login"))


# Where one is signed in


def test_one_sees_where_and_signs_out_there(worker):
    here, there = with_password(worker), Client(headers={"User-Agent": "Firefox/140 iPhone"})
    there.post(reverse("account_login"), {"login": worker.username, "password": PASSWORD})
    page = squeezed(here.get(reverse("your-sessions")).content.decode())
    assert "Firefox on an iPhone" in page
    row = UserSession.objects.get(session_key=there.session.session_key)
    assert here.post(reverse("session-end", args=[row.pk])).status_code == 302
    assert there.get(reverse("you")).status_code == 302
    assert here.get(reverse("you")).status_code == 200


def test_one_signs_out_everywhere_else(worker):
    here, there = with_password(worker), signs_in(worker.username, PASSWORD)
    here.post(reverse("sessions-end-others"))
    assert there.get(reverse("you")).status_code == 302
    assert here.get(reverse("you")).status_code == 200


def test_nobody_ends_the_session_of_another(worker, stranger):
    with_password(worker)
    row = UserSession.objects.get(user=worker)
    client = Client()
    client.force_login(stranger)
    assert client.post(reverse("session-end", args=[row.pk])).status_code == 404
    assert row.ip not in client.get(reverse("your-sessions")).content.decode()


def test_a_file_read_before_signing_out_is_not_kept_by_the_browser(signed_in, worker, child):
    AllocationFactory(child=child, worker=worker, role="other")
    answer = signed_in(worker).get(child.get_absolute_url())
    assert "no-store" in answer["Cache-Control"]
