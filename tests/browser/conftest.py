"""A real browser on a real server. Where there is no Chromium these tests say so and are skipped;
``CASEWORK_BROWSER_REQUIRED=1`` makes that a failure."""

import os
import shutil
import time

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from casework.access.sessions.step_up import SURE_AT

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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


BUSY = """
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""


def others_at_work() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(BUSY)
        return [pid for (pid,) in cursor.fetchall()]


@pytest.fixture(autouse=True)
def nothing_is_under_way_when_the_database_is_emptied(transactional_db):
    """A page that closes may leave a last request with the server: emptying the tables beneath it
    would be a deadlock, and the next test would begin among the rows of this one."""
    yield
    connection.ensure_connection()
    quiet, deadline = 0, time.monotonic() + 10
    while quiet < 3 and time.monotonic() < deadline:
        quiet = 0 if others_at_work() else quiet + 1
        time.sleep(0.02)
    with connection.cursor() as cursor:
        for pid in others_at_work():
            cursor.execute("SELECT pg_terminate_backend(%s)", [pid])


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
        session[BACKEND_SESSION_KEY] = django_settings.AUTHENTICATION_BACKENDS[-1]
        session[HASH_SESSION_KEY] = worker.get_session_auth_hash()
        session[SURE_AT] = time.time()
        session.save()
        cookie = {"name": django_settings.SESSION_COOKIE_NAME, "value": session.session_key}
        page.context.clear_cookies()
        page.context.add_cookies([{**cookie, "url": live_server.url}])
        return page

    return sign_in
