"""What is typed outlives every fault of the product itself, in a real browser: the pages killed in
the middle of a word, the database away, a full disk, a session nobody used for half an hour."""

import time
from contextlib import contextmanager
from random import Random

import pytest

from tests.embedded.running import manage, with_tables
from tests.embedded.watching import ask, eventually
from tests.endurance.small_disk import SAYS, small_disk
from tests.endurance.standing import Standing

pytestmark = [pytest.mark.long(sampled=False), pytest.mark.browser]
MOST_LOST = 3  # seconds
SAYS_WHERE = ".cw-save__says"
THERE = "SELECT count(*) FROM recording_visit WHERE what_happened LIKE '%{}%'"
IDLE = "from tests.endurance.council import leave_idle; leave_idle({!r})"


@pytest.fixture(scope="module")
def disk():
    with small_disk() as disk:
        yield disk


@pytest.fixture(scope="module")
def standing(disk):
    stands = Standing(with_tables(disk.data), workers=1, CASEWORK_SECOND_FACTOR="no", **SAYS)
    try:
        yield stands
        stands.end()
    finally:
        stands.force_end()


@pytest.fixture
def context(browser, standing):
    context = browser.new_context(base_url=standing.address)
    name, _, value = standing.council[0]["cookie"].partition("=")
    context.add_cookies([{"name": name, "value": value, "url": standing.address}])
    yield context
    context.close()


@pytest.fixture
def writing(context, standing):
    eventually(standing.pages_answer, standing.within)
    page = context.new_page()
    page.goto(standing.council[0]["visit"])
    if page.get_by_role("button", name="Start afresh").count():
        page.get_by_role("button", name="Start afresh").click()
        page.wait_for_load_state()
    return page


def text(page):
    return page.locator("[name=what_happened]")


def says(page, words, timeout=30_000):
    page.locator(SAYS_WHERE, has_text=words).wait_for(timeout=timeout)


def fill_in(page, words) -> None:
    for part, value in (("day", "2"), ("month", "3"), ("year", "2026"), ("time", "9.15am")):
        page.fill(f"[name=held_at_{part}]", value)
    page.select_option("[name=planned]", "yes")
    page.select_option("[name=reason]", "other")
    for asked in ("seen", "seen_alone", "bedroom_seen"):
        for one in page.locator(f"[name$='-{asked}'][value=yes]").all():
            one.check()
    text(page).fill(words)


def press_save(page) -> None:
    page.get_by_role("button", name="Save visit").click()
    page.wait_for_load_state()


def saved(standing, words) -> int:
    return ask(standing.data, THERE.format(words))


@contextmanager
def database_away(standing):
    """It ends, and cannot begin again: as where its disk was taken away."""
    mark = standing.data / "postgres" / "PG_VERSION"
    hidden = mark.rename(mark.with_name("hidden"))
    standing.send_away("PostgreSQL")
    try:
        yield
    finally:
        hidden.rename(mark)


@pytest.mark.parametrize("number", range(12))
def test_the_pages_killed_in_the_middle_of_a_word(standing, context, writing, number):
    """And the browser with them: what is typed in another is there but for the last seconds."""
    chance = Random(f"typing {number}")
    typing_for = chance.uniform(MOST_LOST + 0.5, MOST_LOST + 3)
    begun, typed, certain = time.monotonic(), "", ""
    while (now := time.monotonic() - begun) < typing_for:
        words = f"word{chance.randrange(1000)} "
        text(writing).press_sequentially(words, delay=20)
        typed += words
        certain = typed if now < typing_for - MOST_LOST else certain
    killed_at, killed = time.monotonic(), standing.send_away("web master")
    writing.close()
    standing.until_back("web master", killed, killed_at)
    again = context.new_page()
    again.goto(standing.council[0]["visit"])
    kept = text(again).input_value()
    assert typed.startswith(kept)
    assert kept.startswith(certain.strip())
    assert len(certain) > 10
    again.get_by_role("button", name="Start afresh").click()


def test_the_database_away_while_typing(standing, writing):
    words = "She rang twice while the database was away."
    fill_in(writing, "She rang.")
    says(writing, "Draft saved")
    with database_away(standing):
        text(writing).fill(words)
        says(writing, "Not saved since")
        says(writing, "we keep trying")
        writing.get_by_role("button", name="Save visit").click()
        writing.wait_for_timeout(1500)
        assert text(writing).input_value() == words
    says(writing, "Draft saved", timeout=90_000)
    press_save(writing)
    assert saved(standing, words) == 1


def test_a_form_sent_as_the_database_goes_keeps_its_words_and_is_sent_again(standing, writing):
    """Before the page has noticed."""
    words = "Dean was at the door when it went."
    fill_in(writing, words)
    says(writing, "Draft saved")
    with database_away(standing):
        press_save(writing)
        writing.get_by_role("heading", name="Casework is not saving just now").wait_for()
        assert words in writing.locator("blockquote").first.inner_text()
        writing.get_by_role("button", name="Send it again").click()
        writing.wait_for_load_state()
        assert words in writing.locator("blockquote").first.inner_text()
    eventually(standing.pages_answer, standing.within)
    writing.get_by_role("button", name="Send it again").click()
    writing.wait_for_load_state()
    assert saved(standing, words) == 1


def test_a_full_disk_while_typing(standing, disk, writing):
    words = "Nan says he sleeps through now. "
    fill_in(writing, words)
    says(writing, "Draft saved")
    disk.fill(0)
    for _ in range(200):  # the database uses up what it had set aside
        words += "He was warm and fed. " * 400
        text(writing).fill(words)
        writing.wait_for_timeout(1200)
        if writing.locator(SAYS_WHERE, has_text="Not saved since").count():
            break
    says(writing, "Not saved since")
    writing.get_by_role("button", name="Save visit").click()
    writing.wait_for_timeout(1500)
    assert text(writing).input_value() == words
    disk.make_room()
    says(writing, "Draft saved", timeout=90_000)
    press_save(writing)
    assert saved(standing, "Nan says he sleeps through now") == 1


def test_signing_in_again_after_half_an_hour_of_nothing(standing, writing):
    """Typed on a page that was left open: the words are put away, and stand in the form again."""
    words = "Alfie let go of my hand at the gate."
    fill_in(writing, "Alfie.")
    says(writing, "Draft saved")
    manage(standing.data, "shell", "--no-imports", "-c", IDLE.format(standing.council[0]["cookie"]))
    text(writing).fill(words)
    says(writing, "You were signed out")
    says(writing, "Your words are safe")
    writing.get_by_role("link", name="Sign in").click()
    writing.fill("[name=login]", "worker.0")
    writing.fill("[name=password]", "a long password for tests")
    writing.locator("main button").click()
    writing.wait_for_load_state()
    says(writing, "Everything you typed is here")
    assert text(writing).input_value() == words
    press_save(writing)
    assert saved(standing, words) == 1
