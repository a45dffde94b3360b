"""A second PostgreSQL that follows the first, as a council's database people would set one up."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import closing
from pathlib import Path

from casework.embedded.binaries import as_account
from casework.embedded.paths import private_folder, secret, server_account
from casework.embedded.postgres import Postgres
from tests.embedded.watching import connect, eventually

SYNCHRONOUS = ("synchronous_standby_names = '*'", "synchronous_commit = 'remote_apply'")


class Replica:
    def __init__(self, data: Path):
        """Of the running database of this folder. What it is asked is in its log."""
        self.data, self.account = data, server_account()
        first = Postgres(data)
        first.prepare()
        self.programs, self.first = first.programs, first.sockets
        self.sockets = private_folder(data / "sockets-2")
        self.folder, self.log = self.sockets / "data", self.sockets / "log"
        self.password = secret(data, "postgres-password")
        self.copy()
        self.start()

    def copy(self) -> None:
        words = ["-h", self.first, "-U", "postgres", "-D", self.folder, "-R", "-X", "stream"]
        subprocess.run(
            [self.programs / "pg_basebackup", *words, "-c", "fast"],
            cwd="/",
            env=os.environ | {"PGPASSWORD": self.password},
            check=True,
            **as_account(self.account),
        )

    def start(self) -> None:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": self.sockets,
            "max_locks_per_transaction": 256,
            "max_connections": 200,
            "shared_preload_libraries": "",
            "log_statement": "all",
        }
        options = [word for item in settings.items() for word in ("-c", "{}={}".format(*item))]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder, *options],
                stdout=log,
                stderr=log,
                cwd="/",
                **as_account(self.account),
            )
        eventually(self.answers, 60)

    def answers(self) -> bool:
        try:
            return self.ask("SELECT pg_is_in_recovery()")
        except Exception:
            return False

    def ask(self, question: str):
        return self.told_by(self.sockets, question)

    def told_by(self, sockets: str | Path, question: str):
        """What the server there answers whoever looks after it."""
        with closing(
            connect(self.data, host=str(sockets), user="postgres", password=self.password)
        ) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(question)
                return cursor.fetchone()[0] if cursor.description else None

    def waited_for(self) -> None:
        """From now on nobody is told that something is saved before it can be read here."""
        for words in SYNCHRONOUS:
            self.told_by(self.first, f"ALTER SYSTEM SET {words}")
        self.told_by(self.first, "SELECT pg_reload_conf()")
        waits = "SELECT min(sync_state) FROM pg_stat_replication"
        eventually(lambda: self.told_by(self.first, waits) == "sync")

    @property
    def address(self) -> str:
        password = secret(self.data, "pages-password")
        return f"postgresql://casework_pages:{password}@/casework?host={self.sockets}"

    def said_since(self, at: int) -> str:
        time.sleep(0.2)
        return self.log.read_bytes()[at:].decode(errors="replace")

    @property
    def told(self) -> int:
        return self.log.stat().st_size

    def promote(self) -> None:
        assert self.ask("SELECT pg_promote()")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGQUIT)  # at once, as where the power goes
        self.process.wait(30)

    def end(self) -> None:
        if self.process.poll() is None:
            self.kill()
        shutil.rmtree(self.sockets)
