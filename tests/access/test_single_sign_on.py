"""The council's own single sign-on, against a provider that runs while the test does."""

from datetime import timedelta

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.models import AccountTold, Worker
from tests.access.oidc_provider import Provider
from tests.html import squeezed

pytestmark = pytest.mark.django_db
SAID = {"sub": "7f3a", "email": "amira@example.gov.uk", "email_verified": True}


@pytest.fixture
def provider(settings):
    cache.clear()
    with Provider() as running:
        settings.SINGLE_SIGN_ON = {"id": "council", "name": "the council", "claim": "email"}
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [running.app()]}
        }
        running.person = dict(SAID)
        yield running
    cache.clear()


@pytest.fixture
def amira(worker):
    Worker.objects.filter(pk=worker.pk).update(email="amira@example.gov.uk")
    worker.refresh_from_db()
    return worker


def comes_in(client=None):
    """As a browser does: to the provider, and back with what it gave."""
    client = client or Client()
    away = client.get(reverse("openid_connect_login", args=["council"]))
    back = requests.get(away["Location"], allow_redirects=False, timeout=5).headers["Location"]
    answer = client.get(back, follow=True)
    return client, answer


def is_in(client) -> bool:
    return client.get(reverse("you")).status_code == 200


def test_the_door_offers_it_where_a_council_has_named_one(client, provider, db):
    page = squeezed(client.get(reverse("account_login")).content.decode())
    assert "Sign in with the council" in page


def test_without_one_the_door_says_nothing_of_it(client, db):
    page = client.get(reverse("account_login")).content.decode()
    assert "/oidc/" not in page


def test_somebody_with_an_account_comes_in_and_is_known_by_number_from_then_on(provider, amira):
    client, _ = comes_in()
    assert is_in(client)
    assert SocialAccount.objects.get(user=amira).uid == "7f3a"
    told = AccountTold.objects.filter(worker=amira).values_list("event__words", flat=True)
    assert "for the first time" in told[0]
    Worker.objects.filter(pk=amira.pk).update(email="married@example.gov.uk")
    client, _ = comes_in()
    assert is_in(client)


@pytest.mark.parametrize(
    "said", [{"email": "nobody@example.gov.uk"}, {"email_verified": False}, {"email": ""}]
)
def test_nobody_comes_in_whom_nobody_gave_an_account(provider, amira, said):
    provider.person |= said
    client, answer = comes_in()
    assert not is_in(client)
    assert "no open account for you" in squeezed(answer.content.decode())
    assert not SocialAccount.objects.exists()
    assert Worker.objects.count() == 1


def test_whoever_has_left_stays_out_however_the_council_knows_them(provider, amira):
    comes_in()
    Worker.objects.update(leaves_on=timezone.localdate() - timedelta(days=1))
    client, _ = comes_in()
    assert not is_in(client)


def test_a_code_of_the_provider_works_once(provider, amira):
    client = Client()
    away = client.get(reverse("openid_connect_login", args=["council"]))
    back = requests.get(away["Location"], allow_redirects=False, timeout=5).headers["Location"]
    client.get(back)
    assert is_in(client)
    other = Client()
    other.get(back)
    assert not is_in(other)


def test_two_people_of_one_address_are_nobody(provider, amira, stranger):
    Worker.objects.update(email="amira@example.gov.uk")
    client, _ = comes_in()
    assert not is_in(client)


def test_their_own_second_step_is_asked_for_as_well(provider, amira):
    TOTP.activate(amira, "JBSWY3DPEHPK3PXP")
    client, answer = comes_in()
    assert answer.redirect_chain[-1][0].startswith(reverse("mfa_authenticate"))
    assert not is_in(client)


@pytest.mark.parametrize(("trusted", "opens"), [(False, False), (True, True)])
def test_a_council_says_that_its_sign_on_asks_for_a_second_step(
    provider, amira, settings, trusted, opens
):
    settings.SECOND_FACTOR, settings.SINGLE_SIGN_ON_HAS_SECOND_FACTOR = True, trusted
    client, _ = comes_in()
    assert is_in(client) is opens
