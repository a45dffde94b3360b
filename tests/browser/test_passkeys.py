"""A passkey is made in a real browser, and signs in by itself the next time."""

import pytest
from allauth.mfa.models import Authenticator

PASSWORD = "otter-lantern-gravel"


@pytest.fixture
def key(page):
    """A key that the browser itself holds, with somebody’s finger always on it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.usefixtures("key")
def test_a_passkey_is_added_and_signs_in_without_a_password(page, worker, settings):
    settings.SECOND_FACTOR = True
    worker.set_password(PASSWORD)
    worker.save()
    page.goto("/account/login/")
    page.fill("[name=login]", worker.username)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button").click()
    page.get_by_text("nothing else opens before").wait_for()
    page.get_by_role("link", name="Add a passkey").click()
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="Add a passkey").wait_for()
    page.check("[name=passwordless]")
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_text("Recovery codes").first.wait_for()
    assert Authenticator.objects.filter(user=worker, type="webauthn").exists()
    page.goto("/you/")
    page.get_by_role("heading", name=worker.name).wait_for()
    page.context.clear_cookies()
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda address: "/login/" not in address)
    page.goto("/you/")
    page.get_by_role("heading", name=worker.name).wait_for()
    assert not [words for words in page.said if "Content Security Policy" in words]
