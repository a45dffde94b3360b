"""PostgreSQL as a child of ours: how it is made, started and recognised."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg2
from psycopg2 import sql

from casework.embedded.addresses import pages_account
from casework.embedded.binaries import as_account, check_reaches, reachable_postgres
from casework.embedded.paths import Trouble, private_folder, secret, server_account, socket_dir
from casework.embedded.sizes import postgres_sizes

# A database of tests is thrown away, so a crash may cost it everything.
# No test waits for another's lock as long as this unless two of them hold each other up.
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "lock_timeout": "2min",
    "max_connections": "200",
}
# A batch of the night holds its files by as many as two thousand locks.
MANY_LOCKS = 256
# Keeps how long each statement takes: see docs/performance.md.
COUNTER = "pg_stat_statements"
LOCALE = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"


class Postgres:
    name = "postgres"
    # A fast shutdown: connections are ended, and everything is written.
    stop_signal = signal.SIGINT

    def __init__(self, data: Path, *, throwaway=False):
        self.data = data
        self.throwaway = throwaway
        self.folder = data / "postgres"
        self.account = server_account()

    def prepare(self) -> None:
        check_reaches(self.account, self.data)
        self.programs = reachable_postgres(self.data, self.account)
        self.version = self.ask_version()
        self.sockets = private_folder(socket_dir(self.data))
        if not self.folder.exists():
            self.create()
        self.check_version()

    def ask_version(self) -> str:
        """The major version: data of one cannot be read by another."""
        words = subprocess.check_output(
            [self.programs / "postgres", "--version"], text=True
        ).split()
        return words[2].split(".")[0]

    def create(self) -> None:
        """Makes the database beside its place and moves it there whole."""
        draft = self.data / "postgres.draft"
        shutil.rmtree(draft, ignore_errors=True)
        private_folder(draft)
        password = self.password_file()
        command = [
            self.programs / "initdb",
            "-D",
            draft,
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--auth=scram-sha-256",
            f"--pwfile={password}",
            *self.locale(),
        ]
        if self.throwaway:
            command.append("--no-sync")
        try:
            self.run(command)
        finally:
            password.unlink()
        draft.rename(self.folder)

    def password_file(self) -> Path:
        """Where the servers' account, and no other, reads it once."""
        path = self.sockets / "password"
        path.touch(mode=0o600)
        path.write_text(secret(self.data, "postgres-password"))
        if self.account:
            shutil.chown(path, self.account.pw_uid, self.account.pw_gid)
        return path

    def locale(self) -> list[str]:
        """The package is built without ICU; its own locale sorts alike on every machine."""
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return [f"--locale={LOCALE}", *(builtin if int(self.version) >= 17 else [])]

    def run(self, command) -> None:
        done = subprocess.run(
            command, cwd="/", capture_output=True, text=True, **as_account(self.account)
        )
        if done.returncode:
            raise Trouble(f"The database could not be made: {done.stderr.strip()}")

    def check_version(self) -> None:
        made_by = (self.folder / "PG_VERSION").read_text().strip()
        if made_by != self.version:
            raise Trouble(
                f"{self.folder} was made by PostgreSQL {made_by}, and this is PostgreSQL "
                f"{self.version}, which cannot read it. Name version {made_by}'s programs with "
                "CASEWORK_POSTGRES_BIN, or move the data with pg_dump and pg_restore."
            )

    def command(self) -> list:
        settings = {
            "listen_addresses": "",
            "port": 5432,
            "unix_socket_directories": self.sockets,
            "unix_socket_permissions": "0700",
            "max_locks_per_transaction": MANY_LOCKS,
            **(THROWAWAY if self.throwaway else postgres_sizes() | self.quick_recovery()),
        }
        if self.counts_statements:
            settings["shared_preload_libraries"] = COUNTER
        options = [word for item in settings.items() for word in ("-c", "{}={}".format(*item))]
        return [self.programs / "postgres", "-D", self.folder, *options]

    def quick_recovery(self) -> dict[str, str]:
        """After a crash PostgreSQL first writes each of its six thousand files to the disk, one by
        one: half a minute where the disk is busy. Linux does it for all of them at once (the
        manual of PostgreSQL 14, *Error Handling*)."""
        may = sys.platform == "linux" and int(self.version) >= 14
        return {"recovery_init_sync_method": "syncfs"} if may else {}

    def answers(self, process) -> bool:
        """Ready once the server that answers is our own child and holds our database."""
        try:
            connection = self.connect()
        except psycopg2.OperationalError as problem:
            if "authentication failed" in str(problem):
                raise Trouble(f"{self.folder} does not take the password beside it.") from problem
            return False
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                self.check_is(process, cursor)
                self.make_database(cursor)
        finally:
            connection.close()
        return True

    def connect(self, database="postgres"):
        return psycopg2.connect(
            host=str(self.sockets),
            user="postgres",
            dbname=database,
            password=secret(self.data, "postgres-password"),
        )

    def check_is(self, process, cursor) -> None:
        cursor.execute("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int")
        answering = cursor.fetchone()[0]
        if answering != process.pid:
            raise Trouble(f"Another PostgreSQL (process {answering}) already uses {self.folder}.")

    def make_database(self, cursor) -> None:
        """The product's own accounts are no superusers: one owns its database and no more; that of
        the pages owns nothing, and what it may do is settled with the tables."""
        cursor.execute("SELECT rolname FROM pg_roles")
        known = {name for (name,) in cursor.fetchall()}
        if "casework" not in known:
            password = secret(self.data, "database-password")
            cursor.execute("CREATE ROLE casework LOGIN CREATEDB PASSWORD %s", [password])
        pages = pages_account()
        if pages not in known:
            password = secret(self.data, "pages-password")
            role = sql.Identifier(pages)
            cursor.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD %s").format(role), [password])
            cursor.execute(sql.SQL("GRANT {} TO casework").format(role))
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'casework'")
        if not cursor.fetchone():
            cursor.execute("CREATE DATABASE casework OWNER casework")
        if self.counts_statements:
            self.count_statements()

    @property
    def counts_statements(self) -> bool:
        """Whether it keeps how long each statement takes: where its programs can, and not for
        tests."""
        if self.throwaway:
            return False
        folder = self.programs.parent
        return any((folder / "lib").rglob(f"{COUNTER}.*"))

    def count_statements(self) -> None:
        connection = self.connect("casework")
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {COUNTER}")
                pages = sql.Identifier(pages_account())
                cursor.execute(sql.SQL("GRANT pg_read_all_stats TO casework, {}").format(pages))
        finally:
            connection.close()
