"""A real PgBouncer in transaction mode, with three connections for everybody: pages and worker do
before it what they do before the database itself."""

import json
import shutil
import time

import pytest

from casework.embedded.shared_server import using
from tests.embedded import pooler
from tests.embedded.conftest import new_folder
from tests.embedded.machines import Machine, broker_of, send
from tests.embedded.pooler import Pooler
from tests.embedded.running import manage, with_tables
from tests.embedded.watching import ask, eventually
from tests.endurance.browser import Browser
from tests.endurance.saving import Saver, check_whole

pytestmark = [
    pytest.mark.long(sampled=False),
    pytest.mark.skipif(not pooler.PROGRAM, reason="PgBouncer is not on this machine"),
]

MOST, PEOPLE, COUNCILS = 3, 8, 6
MAKE = f"from tests.embedded.england import make; make({COUNCILS}, savers={PEOPLE})"
NIGHT, TELL = "casework.notices.tasks.give_out_night", "casework.notices.tasks.tell_workers"
COUNT, SEAL = "casework.timescales.tasks.count_what_changed", "casework.governance.tasks.seal_logs"
OF_THE_PAGES = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'casework_pages'"
HAD = """
SELECT coalesce(json_agg(did), '[]')::text FROM access_run
WHERE name = 'sweep' AND finished_at IS NOT NULL AND error = ''
"""
SEALED = "SELECT max(number) FROM governance_seal"
LOOKED_FOR = "SELECT count(*) FROM children_fileaccess WHERE asked LIKE '%{}%'"
AFRESH = "from casework.timescales.sweep import sweep; print(sweep().written)"
POOLED = {"CASEWORK_DATABASE_POOLED": "1"}


@pytest.fixture(scope="module")
def council():
    folder = new_folder()
    data = with_tables(folder)
    manage(data, "migrate", "--verbosity", "0", **POOLED)
    manage(data, "collectstatic", "--no-input", "--verbosity", "0")
    people = json.loads(manage(data, "shell", "--no-imports", "-c", MAKE).splitlines()[-1])
    with using(data, ["postgres", "valkey"]):
        yield data, people
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def machine(council):
    data, _ = council
    before = Pooler(data, most=MOST)
    given = {
        "CASEWORK_DATA_DIR": str(data),
        "BROKER_URL": broker_of(data),
        "DATABASE_URL": before.address,
        "CASEWORK_WEB_WORKERS": "2",
    }
    running = Machine(data, 1, **given, **POOLED)
    try:
        running.begin(pages=True)
        running.wait_until_begun()
        yield running
    finally:
        running.__exit__()
        before.end()


def test_behind_a_pooler_saves_nights_and_seals_are_whole(council, machine):
    data, people = council
    savers = [Saver(machine.address, person) for person in people]
    for saver in savers:
        saver.start()
    connections = set()
    send(data, NIGHT, SEAL, TELL, COUNT)
    until = time.monotonic() + 20
    while time.monotonic() < until:
        connections.add(ask(data, OF_THE_PAGES))
        time.sleep(0.2)
    eventually(lambda: ask(data, HAD) != "[]", 120)
    for saver in savers:
        saver.stop()
    assert max(connections) <= MOST < PEOPLE
    assert min(len(saver.acknowledged) for saver in savers) > 1
    check_whole(data, [known_by for saver in savers for known_by in saver.acknowledged])

    sealed = ask(data, SEALED)
    send(data, COUNT, SEAL)
    eventually(lambda: ask(data, SEALED) > sealed, 60)
    assert manage(data, "verify_log").startswith("Whole: ")
    assert manage(data, "shell", "--no-imports", "-c", AFRESH).split()[-1] == "0"


def test_behind_a_pooler_a_misspelt_name_is_found_and_the_search_is_on_record(council, machine):
    data, (person, *_) = council
    browser = Browser(machine.address, person["cookie"])
    misspelt = person["family"].replace("Whit", "Wit")
    page = browser.get(f"/children/find/?q={misspelt}")
    assert page.status == 200
    assert person["family"] in page.text
    assert ask(data, LOOKED_FOR.format(misspelt)) == 1
