"""A full disk: said before saves fail; a save that fails keeps the words; once there is room it is
saved, and nothing has to be started again."""

import time
from contextlib import closing, suppress

import psycopg2
import pytest

from casework.embedded.paths import secret
from tests.embedded.running import part_of, with_tables
from tests.embedded.watching import connect, eventually
from tests.endurance.browser import Answer, Browser, a_visit, until
from tests.endurance.saving import check_whole
from tests.endurance.small_disk import FULL, LOW, MB, SAYS, small_disk
from tests.endurance.standing import Standing

pytestmark = pytest.mark.long
LONG = "and so on, and on " * 3000


@pytest.fixture(scope="module")
def disk():
    with small_disk() as disk:
        yield disk


@pytest.fixture(scope="module")
def standing(disk):
    stands = Standing(with_tables(disk.data), workers=2, **SAYS)
    try:
        yield stands
        stands.end()
    finally:
        stands.force_end()


@pytest.fixture(autouse=True)
def _room_again(disk):
    yield
    with suppress(FileNotFoundError):
        disk.make_room()


@pytest.fixture
def browser(standing):
    return Browser(standing.address, standing.council[0]["cookie"], 30)


def save(standing, browser, more="") -> tuple[dict, str, Answer]:
    """What was sent, by which words it is known, and what came back."""
    path = standing.council[0]["visit"]
    filled, known_by = a_visit(until(200, lambda: browser.get(path)).form, more)
    return filled, known_by, browser.post(path, filled)


def refused_save(standing, browser) -> tuple[dict, str, Answer]:
    """Saves until one is refused: the database may use up what it had set aside."""
    path = standing.council[0]["visit"]
    form = until(200, lambda: browser.get(path)).form
    for _ in range(200):
        filled, known_by = a_visit(form, LONG)
        answer = browser.post(path, filled)
        if answer.status != 302:
            return filled, known_by, answer
    raise AssertionError("200 long visits found room on a full disk")


def test_it_is_said_before_saves_fail(standing, disk, browser):
    assert standing.health()["disk"] == "ok"
    for left, says in ((LOW - 10, "low"), (FULL - 10, "full")):
        disk.fill(left * MB)
        assert standing.health()["disk"] == says
        _, known_by, answer = save(standing, browser)
        assert answer.status == 302
        check_whole(standing.data, [known_by])


def test_a_save_that_finds_no_room_keeps_the_words_and_is_saved_once_there_is(
    standing, disk, browser
):
    process = part_of(standing.process, "gunicorn")
    disk.fill(0)
    filled, known_by, answer = refused_save(standing, browser)
    assert answer.status == 503, answer.text[:2000]
    assert "Casework is not saving just now" in answer.text
    assert "Nothing was saved" in answer.text
    assert known_by in answer.text
    assert standing.health()["disk"] == "full"
    disk.make_room()
    room_at = time.monotonic()
    path = standing.council[0]["visit"]
    until(302, lambda: browser.post(path, filled))
    eventually(standing.is_healthy, standing.within)
    assert time.monotonic() - room_at < standing.within
    assert part_of(standing.process, "gunicorn") == process
    check_whole(standing.data, [known_by])
    standing.prove()


def write_until_it_stops(standing) -> None:
    """A log that cannot be written ends the database: nothing it says could be relied on."""
    owner = {"user": "postgres", "password": secret(standing.data, "postgres-password")}
    with suppress(psycopg2.Error), closing(connect(standing.data, **owner)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for _ in range(200):
                cursor.execute("SELECT pg_logical_emit_message(false, 'casework', 'full')")
                cursor.execute("SELECT pg_switch_wal()")


def test_a_database_that_ended_for_want_of_room_comes_back_by_itself(standing, disk, browser):
    _, before, answer = save(standing, browser)
    assert answer.status == 302
    disk.fill(0)
    write_until_it_stops(standing)
    eventually(lambda: not standing.pages_answer(), standing.within)
    time.sleep(20)  # longer than any wait before it is tried again
    assert not standing.pages_answer()
    disk.make_room()
    room_at = time.monotonic()
    eventually(lambda: standing.pages_answer() and standing.is_healthy(), 4 * standing.within)
    took = time.monotonic() - room_at
    print(f"\nafter a full disk: {took:.1f} s")
    assert took < standing.within
    _, after, answer = save(standing, browser)
    assert answer.status == 302
    check_whole(standing.data, [before, after])
    standing.prove()
