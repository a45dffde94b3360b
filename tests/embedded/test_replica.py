"""Two PostgreSQLs, of which one follows the other, and the pages of bin/run beside them."""

import json
import re
import shutil

import pytest

from casework.embedded.shared_server import using
from tests.embedded.conftest import new_folder
from tests.embedded.replica import Replica
from tests.embedded.running import manage, started, with_tables
from tests.embedded.watching import eventually
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
