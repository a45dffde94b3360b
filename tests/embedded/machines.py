"""Casework on several machines beside one database: of each what bin/run starts there, its own
pages and its own worker, and the address by which they find the database."""

import signal
from pathlib import Path
from urllib.parse import quote, urlencode

from celery import Celery

from casework.embedded.paths import secret, socket_dir
from casework.embedded.supervisor import BEAT_WITHIN, Processes
from tests.browser.mortal import free_port
from tests.embedded.replica import Replica
from tests.embedded.running import answers
from tests.embedded.watching import eventually


def broker_of(data: Path) -> str:
    return f"redis+socket://{socket_dir(data)}/valkey?virtual_host=0"


def address_of_both(data: Path, replica: Replica, account: str, kept: str) -> str:
    """As docs/running.md says it: both machines, of which whichever takes writes is meant."""
    folders = f"{socket_dir(data)},{replica.sockets}"
    words = urlencode({"host": folders, "target_session_attrs": "read-write"})
    return f"postgresql://{account}:{quote(secret(data, kept), safe='')}@/casework?{words}"


def send(data: Path, *tasks: str) -> None:
    """As beat hands them on, which here is the test."""
    with Celery(broker=broker_of(data)) as app:
        for task in tasks:
            app.send_task(task, ignore_result=True)


class Machine(Processes):
    """What ends here is not started again: nobody watches over it."""

    def __init__(self, data: Path, number: int, **environment: str):
        super().__init__(data, servers=[], holding=[])
        self.number, self.environment = number, environment
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"

    def log(self, name: str) -> Path:
        return self.data / "logs" / f"{name}-{self.number}.log"

    def start(self, name: str, *command: str, **environment: str) -> None:
        """One process keeps the time for all of them, and it is none of these."""
        given = environment | self.environment | {BEAT_WITHIN: ""}
        super().start(name, *command, **given)

    def begin(self, *, pages: bool) -> None:
        if pages:
            self.start_pages(self.port)
        self.start_worker()

    def has_begun(self) -> bool:
        """Its pages answer; a worker says which queue it takes from."""
        self.check()
        ready = b"[queues]" in self.log("worker").read_bytes()
        return ready and ("web" not in self.running or answers(self.address))

    def wait_until_begun(self) -> None:
        eventually(self.has_begun, 180)

    def kill(self, name: str) -> None:
        process = self.running.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()
