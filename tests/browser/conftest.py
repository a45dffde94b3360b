"""A real browser on a real server. Where there is no Chromium these tests say so and are skipped;
``CASEWORK_BROWSER_REQUIRED=1`` makes that a failure."""

import os
import shutil

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    if os.environ.get("CASEWORK_BROWSER_REQUIRED"):
        pytest.fail("These tests need Chromium, and there is none")
    pytest.skip("No Chromium on this machine")


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, live_server):
    """A page whose every console message is kept in ``page.said``."""
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    context.close()


@pytest.fixture
def sign_in(page, live_server):
    """Sign a worker in without the form: ``sign_in(worker)``."""

    def sign_in(worker):
        session = SessionStore()
        session[SESSION_KEY] = str(worker.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = worker.get_session_auth_hash()
        session.save()
        cookie = {"name": django_settings.SESSION_COOKIE_NAME, "value": session.session_key}
        page.context.clear_cookies()
        page.context.add_cookies([{**cookie, "url": live_server.url}])
        return page

    return sign_in
