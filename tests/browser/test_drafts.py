"""No lost work, in a real browser: closed tabs, killed browsers, dead servers and sessions that
end. At most the last three seconds of typing are lost; the rest is in the same form again."""

import subprocess
import tempfile
import time

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse

from casework.children.models import Draft
from tests.browser.accessibility import faults, scrolls_sideways
from tests.browser.conftest import QUIET, chromium
from tests.browser.mortal import Mortal, free_port, kill, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

WORDS = "Kirsty said Dean rang twice on Saturday and she did not answer. "
SAYS = ".cw-save__says"
MOST_LOST = 3  # seconds


@pytest.fixture
def path(child):
    return reverse("visit-add", args=[child.pk])


@pytest.fixture
def visit(sign_in, worker, path):
    page = sign_in(worker)
    page.goto(path)
    return page


def text(page):
    return page.locator("[name=what_happened]")


def says(page, words, timeout=5000):
    page.locator(SAYS, has_text=words).wait_for(timeout=timeout)


def answer_a_little(page, child):
    page.fill("[name=held_at_day]", "31")
    page.fill("[name=held_at_month]", "no")
    page.check(f"[name='{child.number}-seen'][value=no]")
    text(page).fill(WORDS)


def assert_answered(page, child):
    assert text(page).input_value() == WORDS
    assert page.input_value("[name=held_at_day]") == "31"
    assert page.input_value("[name=held_at_month]") == "no"
    assert page.is_checked(f"[name='{child.number}-seen'][value=no]")
    assert page.locator(".govuk-error-message, .govuk-error-summary").count() == 0


def test_words_are_saved_within_three_seconds_of_a_pause_and_the_page_says_so(visit, child):
    answer_a_little(visit, child)
    says(visit, "Draft saved at", timeout=MOST_LOST * 1000)
    says(visit, "Only you can see it")
    assert visit.said == []
    assert not faults(visit)


def test_a_long_text_typed_without_a_pause_is_saved_as_it_goes_and_once_after(visit):
    posted = []
    visit.on("request", lambda sent: posted.append(sent) if "/drafts/keep/" in sent.url else None)
    text(visit).press_sequentially("twelve words " * 8, delay=40)
    assert Draft.objects.get().typed["what_happened"].startswith("twelve")
    sent = len(posted)
    visit.wait_for_timeout(2500)
    assert 2 <= sent <= 4
    assert len(posted) <= sent + 1


def test_a_closed_tab(visit, child, path):
    answer_a_little(visit, child)
    says(visit, "Draft saved")
    again = visit.context.new_page()
    visit.close()
    again.goto(path)
    says(again, "Everything you typed is here")
    assert_answered(again, child)
    assert not faults(again)


def test_a_tab_closed_in_the_middle_of_a_word_loses_nothing(visit, child, path):
    answer_a_little(visit, child)
    visit.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    visit.context.close()
    deadline = time.monotonic() + MOST_LOST
    while not Draft.objects.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert Draft.objects.get().typed["what_happened"] == WORDS


def test_leaving_with_words_not_saved_is_asked_about_first(visit, child):
    asked = []
    visit.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    visit.route("**/drafts/keep/", lambda route: route.abort())
    answer_a_little(visit, child)
    visit.get_by_role("link", name="Go back without saving").click(no_wait_after=True)
    visit.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert text(visit).input_value() == WORDS


@pytest.fixture
def own_browser(browser):
    """A Chromium of its own, whose process can be killed."""
    port = free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(
            [
                chromium(),
                *QUIET,
                "--headless",
                f"--remote-debugging-port={port}",
                f"--user-data-dir={folder}",
            ],
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            yield process, until(lambda: browser.browser_type.connect_over_cdp(address))
        finally:
            kill(process)


@pytest.mark.long
def test_a_killed_browser(own_browser, sign_in, worker, child, path, live_server, page):
    process, other = own_browser
    sign_in(worker)
    context = other.new_context(base_url=live_server.url)
    context.add_cookies(page.context.cookies())
    writing = context.new_page()
    writing.goto(path)
    answer_a_little(writing, child)
    begun, last, typed = time.monotonic(), WORDS, WORDS
    while time.monotonic() - begun < 4:  # typing on, without a pause
        text(writing).press_sequentially("and so on ", delay=30)
        typed += "and so on "
        if time.monotonic() - begun < 4 - MOST_LOST:
            last = typed
    kill(process)
    page.goto(path)
    kept = text(page).input_value()
    assert typed.startswith(kept)
    assert kept.startswith(last)
    assert page.input_value("[name=held_at_month]") == "no"


def test_a_session_that_ends_while_writing(visit, child, worker, path):
    answer_a_little(visit, child)
    says(visit, "Draft saved")
    Session.objects.all().delete()
    text(visit).fill(WORDS + "More.")
    says(visit, "You were signed out")
    says(visit, "Your words are safe")
    assert not faults(visit)
    visit.get_by_role("link", name="Sign in").click()
    sign_in_by_hand(visit, worker)
    assert visit.url.endswith(path)
    says(visit, "Everything you typed is here")
    assert text(visit).input_value() == WORDS + "More."


def sign_in_by_hand(page, worker):
    worker.set_password("a long password for tests")
    worker.save()
    page.fill("[name=login]", worker.username)
    page.fill("[name=password]", "a long password for tests")
    page.locator("main button").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("script", [True, False])
def test_a_form_sent_after_the_session_ended(browser, visit, child, worker, path, script):
    context = browser.new_context(
        base_url=visit.url.split("/children")[0],
        java_script_enabled=script,
        storage_state=visit.context.storage_state(),
    )
    page = context.new_page()
    page.goto(path)
    answer_a_little(page, child)
    Session.objects.all().delete()
    page.get_by_role("button", name="Save visit").click()
    page.get_by_text("Your words are safe").wait_for()
    sign_in_by_hand(page, worker)
    assert page.url.endswith(path)
    assert_answered(page, child)
    context.close()


def test_someone_else_signing_in_after_them_sees_nothing(visit, child, manager, path):
    answer_a_little(visit, child)
    says(visit, "Draft saved")
    Session.objects.all().delete()
    visit.reload()
    sign_in_by_hand(visit, manager)
    assert visit.url.endswith(path)
    assert text(visit).input_value() == ""
    assert Draft.objects.get().typed["what_happened"] == WORDS


def test_signing_in_on_another_page_lets_the_first_go_on(visit, child, worker, sign_in):
    answer_a_little(visit, child)
    says(visit, "Draft saved")
    Session.objects.all().delete()
    text(visit).fill(WORDS + "More.")
    says(visit, "You were signed out")
    sign_in(worker)
    text(visit).fill(WORDS)
    says(visit, "Draft saved")


@pytest.fixture
def mortal():
    server = Mortal()
    server.live()
    yield server
    server.die()


@pytest.mark.long
def test_a_dead_server(browser, mortal, page, sign_in, worker, child, path):
    sign_in(worker)
    context = browser.new_context(base_url=mortal.url)
    name = settings.SESSION_COOKIE_NAME
    cookie = next(one for one in page.context.cookies() if one["name"] == name)
    context.add_cookies([{"name": name, "value": cookie["value"], "url": mortal.url}])
    writing = context.new_page()
    writing.goto(path)
    answer_a_little(writing, child)
    says(writing, "Draft saved", timeout=20000)
    mortal.die()
    text(writing).fill(WORDS + "More.")
    says(writing, "Not saved since")
    says(writing, "we keep trying")
    assert not faults(writing)
    writing.get_by_role("button", name="Save visit").click()
    writing.wait_for_timeout(300)
    assert text(writing).input_value() == WORDS + "More."
    mortal.live()
    says(writing, "Draft saved", timeout=20000)
    assert Draft.objects.get().typed["what_happened"] == WORDS + "More."
    context.close()


def test_start_afresh(visit, child):
    answer_a_little(visit, child)
    says(visit, "Draft saved")
    visit.reload()
    visit.get_by_role("button", name="Start afresh").click()
    visit.wait_for_load_state()
    assert text(visit).input_value() == ""
    assert not Draft.objects.kept().exists()


def test_the_enter_key_never_starts_afresh(visit, child):
    answer_a_little(visit, child)
    says(visit, "Draft saved")
    visit.reload()
    visit.press("[name=held_at_day]", "Enter")
    visit.locator(".govuk-error-summary").wait_for()
    assert text(visit).input_value() == WORDS


def test_the_same_form_on_two_pages(visit, child, path):
    other = visit.context.new_page()
    other.goto(path)
    answer_a_little(visit, child)
    says(visit, "Draft saved")
    text(other).fill("Something else")
    says(other, "You also typed in this form on another page")
    assert not faults(other)
    other.get_by_role("button", name="keep what is here instead").click()
    says(other, "Draft saved")
    assert Draft.objects.get().typed["what_happened"] == "Something else"


def test_the_save_line_fits_the_narrowest_page(visit, child):
    visit.set_viewport_size({"width": 320, "height": 800})
    visit.route("**/drafts/keep/", lambda route: route.abort())
    answer_a_little(visit, child)
    says(visit, "Not saved")
    assert not scrolls_sideways(visit)
