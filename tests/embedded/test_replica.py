"""Two PostgreSQLs, of which one follows the other, and the pages of bin/run beside them."""

import json
import re
import shutil
from contextlib import closing
from http.client import HTTPConnection, IncompleteRead

import pytest

from casework.embedded.shared_server import using
from tests.embedded.conftest import new_folder
from tests.embedded.replica import Replica
from tests.embedded.running import manage, started, with_tables
from tests.embedded.watching import ask, eventually
from tests.endurance.browser import Browser, a_visit, until

pytestmark = pytest.mark.long(sampled=False)

MAKE = """
from tests.endurance.council import make, signed_in
from tests.factories import WorkerFactory
make(1)
from casework.access.models import Team
print(signed_in(WorkerFactory(team=Team.objects.get(), role="team_manager")))
"""
FIGURES = re.compile(r"share \(code, slot, cut, file")
WRITES = re.compile(r"(?:statement|execute \S+): (?:INSERT|UPDATE|DELETE)")
LONG = """
INSERT INTO recording_visit SELECT (jsonb_populate_record(visit, jsonb_build_object(
    'id', nextval(pg_get_serial_sequence('recording_visit', 'id')),
    'what_happened', repeat('Long words. ', 1000)))).*
FROM recording_visit AS visit, generate_series(1, 3000)
WHERE visit.id = (SELECT min(id) FROM recording_visit);
INSERT INTO recording_childvisit SELECT (jsonb_populate_record(one, jsonb_build_object(
    'id', nextval(pg_get_serial_sequence('recording_childvisit', 'id')), 'visit_id', visit.id))).*
FROM recording_visit AS visit, recording_childvisit AS one
WHERE visit.what_happened LIKE 'Long words.%'
AND one.id = (SELECT min(id) FROM recording_childvisit)
"""
"""Many times more than a stream holds back and what lies between it and its reader."""
BULK, PAGE = "/api/v1/bulk/visits/", "/figures/"


@pytest.fixture(scope="module")
def council():
    folder = new_folder()
    data = with_tables(folder)
    *_, worker, manager = manage(data, "shell", "--no-imports", "-c", MAKE).splitlines()
    yield data, json.loads(worker)[0], manager
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def running(council):
    """The pages with a replica beside them: browsers of a worker and of their manager."""
    data, worker, manager = council
    with using(data, ["postgres"]):
        replica = Replica(data)
        process, address = started(data, DATABASE_REPLICA_URL=replica.address)
        try:
            yield replica, Browser(address, worker["cookie"]), Browser(address, manager), worker
        finally:
            process.terminate()
            process.communicate(timeout=60)
            replica.end()


def health(browser) -> dict:
    return json.loads(browser.get("/health/").text)


def save(browser, worker) -> str:
    filled, known_by = a_visit(until(200, lambda: browser.get(worker["visit"])).form)
    assert browser.post(worker["visit"], filled).status == 302
    return known_by


def test_figures_and_pulls_come_from_the_replica_and_show_what_was_just_saved(running):
    replica, worker, manager, facts = running
    assert health(manager)["replica"] == "ok"
    began = replica.told
    assert manager.get(PAGE).status == 200
    assert FIGURES.search(replica.said_since(began))

    began = replica.told
    known_by = save(worker, facts)
    pulled = worker.get(BULK)
    assert known_by in pulled.text
    assert "recording_visit" in replica.said_since(began)
    token = json.loads(pulled.text.splitlines()[-1])["updated_since"]

    began = replica.told
    story = next(page for page in facts["pages"] if page.endswith("/chronology/"))
    assert "Visit" in worker.get(f"{story}?as=csv").text
    assert "recording_visit" in replica.said_since(began)
    assert worker.get(story).status == 200  # what is written once is asked of the first again

    replica.ask("SELECT pg_wal_replay_pause()::text")
    late = save(worker, facts)
    assert late in worker.get(f"{BULK}?updated_since={token}").text
    assert late in worker.get(BULK).text
    assert health(manager)["replica"] == "late"
    replica.ask("SELECT pg_wal_replay_resume()::text")
    eventually(lambda: health(manager)["replica"] == "ok")
    assert not WRITES.search(replica.said_since(0))


def test_the_pages_answer_though_the_replica_is_killed(running):
    replica, worker, manager, facts = running
    assert manager.get(PAGE).status == 200
    replica.kill()
    for _ in range(10):  # each process of the pages finds it out for itself
        assert manager.get(PAGE).status == 200
        assert worker.get(BULK).text.splitlines()[-1].startswith('{"end": true')
    assert health(manager)["replica"] == "away"
    replica.start()
    eventually(lambda: health(manager)["replica"] == "ok", 40)


def test_whoever_reads_a_long_stream_is_told_that_it_broke_off(running):
    replica, worker, _, facts = running
    save(worker, facts)
    ask(replica.data, LONG)
    began = replica.told
    with closing(HTTPConnection(worker.place, timeout=60)) as connection:
        connection.request("GET", BULK, headers={"Cookie": worker.words})
        answer = connection.getresponse()
        assert answer.status == 200
        assert b"Long words." in answer.read(100_000)
        assert "recording_visit" in replica.said_since(began)
        replica.kill()
        with pytest.raises((IncompleteRead, ConnectionError)):
            answer.read()
    replica.start()


def test_nothing_is_read_from_a_replica_that_was_promoted_and_nothing_written_there(running):
    replica, worker, manager, facts = running
    assert manager.get(PAGE).status == 200
    replica.promote()
    began = replica.told
    known_by = save(worker, facts)
    assert manager.get(PAGE).status == 200
    assert known_by in worker.get(BULK).text
    assert health(manager)["replica"] == "promoted"
    said = replica.said_since(began)
    assert not FIGURES.search(said)
    assert "recording_visit" not in said
    assert not WRITES.search(said)
    found = f"SELECT count(*) FROM recording_visit WHERE what_happened LIKE '%{known_by}%'"
    assert replica.ask(found) == 0
