"""Outside the demonstration nobody signs in by a password alone; no password that is known is
taken; an account that nobody uses is shut."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.accounts.operations import new_code
from casework.access.models import AccountEvent, Authority, Worker
from casework.access.roles import ROLES
from tests.access.test_accounts import PASSWORD, signs_in
from tests.factories import WorkerFactory

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR = True


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture(autouse=True)
def _no_try_is_counted_in_another_test():
    yield
    cache.clear()


def somebody(team, role="social_worker", **facts):
    worker = WorkerFactory(team=team, role=role, username=f"a.{role}", **facts)
    worker.set_password(PASSWORD)
    worker.save()
    return worker


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("role", ROLES)
def test_nothing_opens_to_any_role_before_a_second_step_is_set_up(team, role):
    client = signs_in(somebody(team, role).username, PASSWORD)
    for address in ("/", reverse("you"), reverse("children"), reverse("people")):
        assert client.get(address)["Location"] == reverse("mfa_index")
    assert client.post(reverse("list-keep"))["Location"] == reverse("mfa_index")
    assert client.get(reverse("child-list")).status_code == 403
    assert "nothing else opens before" in client.get(reverse("mfa_index")).content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("required")
def test_an_app_is_set_up_and_all_opens_and_is_asked_for_next_time(team):
    worker = somebody(team)
    client = signs_in(worker.username, PASSWORD)
    session_page = client.get(reverse("mfa_activate_totp"), follow=True)
    if session_page.redirect_chain:
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        session_page = client.get(reverse("mfa_activate_totp"))
    secret = session_page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert client.get(reverse("you")).status_code == 200
    again = Client()
    answer = again.post(reverse("account_login"), {"login": worker.username, "password": PASSWORD})
    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert again.get(reverse("you")).status_code == 302


@pytest.mark.usefixtures("required")
def test_whoever_comes_in_with_a_code_chooses_a_password_and_then_sets_up_a_second_step(team):
    worker = somebody(team)
    client = signs_in(worker.username, new_code(worker))
    choose = reverse("choose-password")
    for address in ("/", reverse("you"), reverse("mfa_index")):
        assert client.get(address)["Location"] == choose
    assert client.get(choose).status_code == 200
    chosen = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert client.post(choose, chosen).status_code == 302
    assert client.get("/")["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("required")
def test_whoever_looks_after_the_system_without_a_council_sets_up_a_second_step_too():
    root = Worker.objects.create_superuser("root", "", PASSWORD)
    assert root.authority is None
    client = signs_in("root", PASSWORD)
    set_up = reverse("mfa_activate_totp")
    client.post(client.get(set_up)["Location"], {"password": PASSWORD})
    code = code_now(client.get(set_up).context["form"].secret)
    client.post(set_up, {"code": code})
    assert Authenticator.objects.filter(user=root, type="totp").exists()
    assert client.session["gates"] == []
    assert not AccountEvent.objects.exists()


@pytest.mark.usefixtures("required")
def test_a_recovery_code_is_taken_where_the_phone_is_lost(team):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    worker = somebody(team)
    TOTP.activate(worker, SECRET)
    code = RecoveryCodes.activate(worker).get_unused_codes()[0]
    for status in (200, 302):
        client = Client()
        client.post(reverse("account_login"), {"login": worker.username, "password": PASSWORD})
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert client.get(reverse("you")).status_code == status


@pytest.mark.usefixtures("required")
def test_taking_ones_only_second_step_away_shuts_everything_again(team):
    worker = somebody(team)
    TOTP.activate(worker, SECRET)
    client = Client()
    client.force_login(worker)
    assert client.get(reverse("you")).status_code == 200
    Authenticator.objects.filter(user=worker).delete()
    client.force_login(worker)
    assert client.get(reverse("you"))["Location"] == reverse("mfa_index")


@pytest.mark.usefixtures("required")
def test_the_demonstration_signs_in_by_its_printed_password(team):
    Authority.objects.filter(pk=team.authority_id).update(la_code="999")
    client = signs_in(somebody(team).username, PASSWORD)
    assert client.get(reverse("you")).status_code == 200


def test_a_passkey_is_offered_at_the_door_and_in_ones_settings(signed_in, client, worker):
    door = " ".join(client.get(reverse("account_login")).content.decode().split())
    assert "Sign in with a passkey" in door
    options = client.get(
        reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"}
    ).json()
    assert options["request_options"]["publicKey"]["challenge"]
    assert "Add a passkey" in " ".join(
        signed_in(worker).get(reverse("mfa_index")).content.decode().split()
    )


# Passwords


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password2026!",
        "P4ssw0rd!!!!",
        "!!liverpool2024",
        "Northmoor2026!",
        "casework123456",
        "safeguarding!1",
        "monkeymonkey",
        "qwertyuiop123",
        "short-one",
    ],
)
def test_a_password_that_is_known_or_nearly_so_is_refused(team, password):
    Authority.objects.filter(pk=team.authority_id).update(name="Northmoor Council")
    worker = Worker.objects.get(pk=WorkerFactory(team=team).pk)
    with pytest.raises(ValidationError):
        validate_password(password, worker)


@pytest.mark.parametrize("password", [PASSWORD, "seven brown kettles sing", "gate-plum-orbit-42"])
def test_words_that_do_not_belong_together_are_taken(worker, password):
    validate_password(password, worker)


# Accounts that nobody uses


@pytest.mark.parametrize(("days", "opens"), [(89, True), (91, False)])
def test_an_account_nobody_used_for_ninety_days_is_shut_by_the_check_itself(team, days, opens):
    worker = somebody(team)
    long_ago = timezone.now() - timedelta(days=days)
    Worker.objects.filter(pk=worker.pk).update(last_login=long_ago, date_joined=long_ago)
    assert bool(signs_in(worker.username, PASSWORD)) is opens


def test_whoever_was_away_is_let_in_again_by_a_new_way_in(team, settings):
    settings.DORMANT_DAYS = 30
    worker = somebody(team)
    long_ago = timezone.now() - timedelta(days=60)
    Worker.objects.filter(pk=worker.pk).update(last_login=long_ago, date_joined=long_ago)
    administrator = WorkerFactory(team=team, role="administrator")
    desk = Client()
    desk.force_login(administrator)
    assert "shut until let in again" in " ".join(
        desk.get(reverse("people")).content.decode().split()
    )
    Worker.objects.filter(pk=worker.pk).update(reset_at=timezone.now())
    assert signs_in(worker.username, PASSWORD)


def long_unused(worker):
    long_ago = timezone.now() - timedelta(days=120)
    Worker.objects.filter(pk=worker.pk).update(last_login=long_ago, date_joined=long_ago)
    worker.refresh_from_db()
    return worker


def test_a_link_that_anybody_may_ask_for_opens_no_account_that_was_shut(team):
    worker = long_unused(somebody(team, email="amira@example.gov.uk"))
    key = default_token_generator.make_token(worker)
    parts = {"uidb36": user_pk_to_url_str(worker), "key": key}
    client = Client()
    form = client.get(reverse("account_reset_password_from_key", kwargs=parts), follow=True)
    new = "gate-plum-orbit-42"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    worker.refresh_from_db()
    assert worker.check_password(new)
    assert worker.dormant
    assert signs_in(worker.username, new) is None
    assert AccountEvent.objects.filter(words__contains="chose a new password").exists()


def test_however_somebody_comes_to_the_door_a_shut_account_is_asked_before_it_counts_as_used(
    team, rf
):
    worker = long_unused(somebody(team))
    before = worker.last_login
    request = rf.post(reverse("mfa_login_webauthn"))
    SessionMiddleware(lambda request: None).process_request(request)
    answer = perform_login(request, Login(user=worker))
    assert answer["Location"] == reverse("account_inactive")
    worker.refresh_from_db()
    assert worker.last_login == before


def test_whoever_looks_after_the_whole_system_is_never_shut_out(team):
    root = long_unused(somebody(team, role="administrator", is_superuser=True))
    assert signs_in(root.username, PASSWORD)


def test_the_demonstration_opens_however_long_nobody_used_it(team):
    Authority.objects.filter(pk=team.authority_id).update(la_code="999")
    assert signs_in(long_unused(somebody(team)).username, PASSWORD)


def test_the_only_administrator_is_let_in_again_by_whoever_runs_the_machine(team):
    worker = long_unused(somebody(team, role="administrator"))
    said = StringIO()
    call_command("let_in", worker.username, stdout=said)
    assert signs_in(worker.username, said.getvalue().split()[-1])
    assert AccountEvent.objects.filter(worker=worker, words__contains="gave").exists()


def test_nobody_is_let_in_from_the_machine_whom_another_administrator_can_let_in(team):
    worker = long_unused(somebody(team, role="administrator"))
    other = WorkerFactory(team=team, role="administrator")
    with pytest.raises(CommandError, match="Another administrator"):
        call_command("let_in", worker.username)
    long_unused(other)
    call_command("let_in", worker.username, stdout=StringIO())


def test_nobody_who_opens_files_is_let_in_from_the_machine(team):
    with pytest.raises(CommandError, match="Nobody who looks after people"):
        call_command("let_in", somebody(team).username)


def test_a_council_may_leave_them_open(team, settings):
    settings.DORMANT_DAYS = 0
    worker = somebody(team)
    long_ago = timezone.now() - timedelta(days=900)
    Worker.objects.filter(pk=worker.pk).update(last_login=long_ago, date_joined=long_ago)
    assert signs_in(worker.username, PASSWORD)


# Logs


def test_the_key_of_a_link_never_stands_in_a_log(settings):
    import logging.config

    filters = settings.LOGGING["filters"]["no way in"]
    assert "no way in" in settings.LOGGING["handlers"]["console"]["filters"]
    from casework.access.sessions.logs import NoWayIn

    assert filters["()"].endswith("NoWayIn")
    record = logging.LogRecord(
        "django.request",
        logging.ERROR,
        "",
        0,
        "Internal Server Error: %s",
        ("/account/password/reset/key/1-abc123-secret/",),
        None,
    )
    assert NoWayIn().filter(record)
    assert "secret" not in record.getMessage()
    assert "/account/password/reset/key/" in record.getMessage()
