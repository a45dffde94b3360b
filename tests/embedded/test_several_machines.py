"""Two machines with pages, three with a worker, and a database with its replica: while people save
and the night goes through 153 councils, a worker is killed, the database ends, and its replica is
promoted. Nothing that was acknowledged is lost, and the night is had by every council."""

import json
import os
import shutil
import signal

import pytest

from casework.embedded.shared_server import using
from tests.embedded.conftest import new_folder
from tests.embedded.machines import Machine, address_of_both, broker_of, send
from tests.embedded.replica import Replica
from tests.embedded.running import manage, with_tables
from tests.embedded.watching import eventually, server_process
from tests.endurance.saving import Saver, check_whole

pytestmark = pytest.mark.long(sampled=False)

COUNCILS = 153
MAKE = f"from tests.embedded.england import make; make({COUNCILS}, savers=2)"
NIGHT, TELL = "casework.notices.tasks.give_out_night", "casework.notices.tasks.tell_workers"
COUNT, SEAL = "casework.timescales.tasks.count_what_changed", "casework.governance.tasks.seal_logs"
HAD = """
SELECT count(DISTINCT name) FROM access_run
WHERE name LIKE 'sweep %' AND finished_at IS NOT NULL AND error = ''
"""
WHOLE_NIGHTS = """
SELECT coalesce(json_agg(did), '[]')::text FROM access_run
WHERE name = 'sweep' AND finished_at IS NOT NULL AND error = ''
"""
AFRESH = "from casework.timescales.sweep import sweep; print(sweep().written)"
TOLD = """
SELECT json_agg(DISTINCT told::text)::text FROM (
    SELECT array_agg(row(role, kind, about, number, given_name) ORDER BY role, kind, about,
                     given_name) AS told
    FROM access_authority AS council
    LEFT JOIN notices_notice AS notice ON notice.authority_id = council.id
    LEFT JOIN access_worker AS worker ON worker.id = notice.worker_id
    LEFT JOIN children_child AS child ON child.id = notice.child_id
    LEFT JOIN children_person AS person ON person.id = child.person_id
    WHERE council.name LIKE 'Council %' GROUP BY council.id) AS one
"""
PATIENCE = 300


@pytest.fixture(scope="module")
def council():
    folder = new_folder()
    data = with_tables(folder)
    manage(data, "collectstatic", "--no-input", "--verbosity", "0")
    savers = json.loads(manage(data, "shell", "--no-imports", "-c", MAKE).splitlines()[-1])
    yield data, savers
    shutil.rmtree(folder, ignore_errors=True)


class Council:
    """The whole of it, running: ``first`` and then ``replica`` are where it is written."""

    def __init__(self, data, people):
        self.data, self.replica = data, Replica(data)
        self.replica.waited_for()
        given = {
            "CASEWORK_DATA_DIR": str(data),
            "BROKER_URL": broker_of(data),
            "DATABASE_URL": self.address("casework_pages", "pages-password"),
            "DATABASE_REPLICA_URL": self.replica.address,
            "CASEWORK_WEB_WORKERS": "2",
        }
        self.machines = [Machine(data, number, **given) for number in (1, 2, 3)]
        for machine, pages in zip(self.machines, (True, True, False), strict=True):
            machine.begin(pages=pages)
        for machine in self.machines:
            machine.wait_until_begun()
        self.savers = [
            Saver(machine.address, person)
            for machine, person in zip(self.machines, people, strict=False)
        ]

    def address(self, account: str, kept: str) -> str:
        return address_of_both(self.data, self.replica, account, kept)

    @property
    def as_owner(self) -> dict[str, str]:
        return {"DATABASE_URL": self.address("casework", "database-password")}

    def manage(self, *words: str) -> str:
        return manage(self.data, *words, **self.as_owner)

    def saved(self) -> list[int]:
        for saver in self.savers:
            assert not saver.fault, saver.fault
        return [len(saver.acknowledged) for saver in self.savers]

    def send(self, *tasks: str) -> None:
        send(self.data, *tasks)

    def until_had(self, councils: int) -> int:
        """Asked of the replica, which is told of everything first."""
        eventually(lambda: self.replica.ask(HAD) >= councils, PATIENCE)
        return self.replica.ask(HAD)

    def until_saved_by_both(self) -> None:
        before = self.saved()
        eventually(
            lambda: all(now > was + 1 for now, was in zip(self.saved(), before, strict=True)), 120
        )

    def lose_the_first(self) -> None:
        """Killed, and not there again before another stands in its place."""
        os.kill(server_process(self.data), signal.SIGKILL)

    def end(self) -> None:
        for machine in self.machines:
            machine.__exit__()
        self.replica.end()


@pytest.fixture
def whole(council):
    data, people = council
    with using(data, ["postgres", "valkey"]):
        running = Council(data, people)
        try:
            yield running
        finally:
            running.end()


def test_a_worker_killed_and_the_replica_promoted_in_the_middle_of_a_night_lose_nothing(whole):
    for saver in whole.savers:
        saver.start()
    whole.until_saved_by_both()
    whole.send(NIGHT, SEAL, TELL)
    whole.until_had(20)
    whole.machines[2].kill("worker")
    whole.send(TELL, COUNT, SEAL)
    whole.until_had(50)

    whole.lose_the_first()
    assert 50 <= whole.replica.ask(HAD) < COUNCILS
    whole.replica.promote()
    whole.until_saved_by_both()
    assert not json.loads(whole.replica.ask(WHOLE_NIGHTS))
    whole.send(NIGHT, TELL, SEAL)
    eventually(lambda: whole.replica.ask(WHOLE_NIGHTS) != "[]", PATIENCE)
    whole.send(TELL, COUNT, SEAL)
    for saver in whole.savers:
        saver.stop()

    for machine in whole.machines:
        machine.check()  # what was not killed still runs
    assert whole.replica.ask(HAD) == COUNCILS
    assert sum(did["mended"] for did in json.loads(whole.replica.ask(WHOLE_NIGHTS))) == 0
    assert whole.manage("shell", "--no-imports", "-c", AFRESH).split()[-1] == "0"
    told = json.loads(whole.replica.ask(TOLD))
    assert len(told) == 1, told
    assert "overdue" in told[0]
    assert whole.manage("verify_log").startswith("Whole: ")
    acknowledged = [known_by for saver in whole.savers for known_by in saver.acknowledged]
    check_whole(whole.data, acknowledged, host=str(whole.replica.sockets))
    for saver in whole.savers:
        health = json.loads(saver.browser.get("/health/").text)
        assert (health["status"], health["replica"]) == ("ok", "promoted")
