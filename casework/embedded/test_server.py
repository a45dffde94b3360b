"""A PostgreSQL for the tests: made in a temporary folder, gone when they end.

Running every migration takes many seconds, so its result is kept, and copied for the next tests
until a migration or a package changes. It holds no record but what migrations write.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from casework.embedded.addresses import database_url
from casework.embedded.paths import Trouble, is_root, prepare, secret
from casework.embedded.postgres import Postgres
from casework.embedded.preparation import state_of_migrations
from casework.embedded.processes import start, stop
from casework.embedded.shared_server import wait_until_answers

HOME = Path(__file__).parents[2]
KEPT = 8
# The cluster, and the passwords it was made with.
PARTS = ("postgres", "postgres-password", "database-password", "pages-password")


class Throwaway:
    """One server, and a database called casework with every migration applied."""

    def __init__(self):
        self.data = prepare(Path(tempfile.mkdtemp(prefix="casework-", dir="/tmp")))
        self.process = None

    def start(self, *, afresh=False) -> None:
        kept = cache_folder() / f"tests-{state_of_migrations()}"
        if afresh:
            shutil.rmtree(kept, ignore_errors=True)
        if kept.exists():
            os.utime(kept)
            copy(kept, self.data)
        self.run_server()
        if not kept.exists():
            self.migrate()
            self.stop_server()
            keep(self.data, kept)
            self.run_server()

    def run_server(self) -> None:
        os.environ["CASEWORK_DATA_DIR"] = str(self.data)
        self.server = Postgres(self.data, throwaway=True)
        self.server.prepare()
        secret(self.data, "secret-key")
        self.process = start(
            self.server.command(),
            log=self.data / "logs" / "postgres.log",
            last_signal=self.server.stop_signal,
            account=self.server.account,
            cwd="/",
        )
        wait_until_answers(self.server, self.process)

    def migrate(self) -> None:
        print("Migrating a database for the tests; it is kept for the next.", file=sys.stderr)
        done = subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            cwd=HOME,
            env=os.environ | {"DATABASE_URL": database_url(), "BROKER_URL": "memory://"},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise Trouble(f"The tests' database could not be migrated:\n{done.stderr}")

    def stop_server(self) -> None:
        if self.process:
            stop(self.process, self.server.stop_signal)

    def discard(self) -> None:
        self.stop_server()
        shutil.rmtree(self.data, ignore_errors=True)


def cache_folder() -> Path:
    if is_root():
        return prepare(Path("/var/cache/casework"))
    return prepare(Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "casework")


def keep(data: Path, kept: Path) -> None:
    """Moved to its place whole; of several tests at once, the first to arrive is kept."""
    draft = prepare(Path(tempfile.mkdtemp(prefix="draft-", dir=kept.parent)))
    copy(data, draft)
    try:
        draft.rename(kept)
    except OSError:
        shutil.rmtree(draft)
    newest = sorted(kept.parent.glob("tests-*"), key=lambda path: path.stat().st_mtime)
    for old in newest[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def copy(source: Path, target: Path) -> None:
    """With owners and permissions, which PostgreSQL insists on."""
    subprocess.run(["cp", "-Rp", *(source / part for part in PARTS), target], check=True)
