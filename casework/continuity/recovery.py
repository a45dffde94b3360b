"""Putting a backup back: into a new data folder, whose database counts on from where it was."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from casework.continuity.backups import DATABASE, DOCUMENTS, Failed, Manifest, read_back, run
from casework.continuity.keys import NAME as BACKUP_KEY
from casework.continuity.keys import as_key, backup_key
from casework.embedded.binaries import as_account
from casework.embedded.paths import prepare, secret, socket_dir, state_folder
from casework.embedded.postgres import Postgres
from casework.embedded.shared_server import using

HOME = Path(__file__).parents[2]
SECRET_KEY = "secret-key"
ONE_EPOCH = 1 << 32


@dataclass(frozen=True)
class Keys:
    """As words: of the installation that made the backup. Nothing where they are this one's."""

    backup: str = ""
    secret: str = ""

    def opening(self) -> bytes:
        return as_key(self.backup) if self.backup else backup_key()


def restore(path: Path, folder: Path, keys: Keys, say: Callable[[str], None]) -> None:
    """A data folder as ``bin/run`` makes it, from a backup and keys that lie apart; proved."""
    if folder.exists() and any(folder.iterdir()):
        raise Failed(f"{folder} is not empty: name a new folder")
    prepare(folder)
    say("Opening the backup, and holding every part of it to what was counted.")
    with tempfile.TemporaryDirectory(dir=folder, prefix="opened-") as here:
        opened = Path(here)
        manifest = read_back(path, keys.opening(), opened)
        bring_keys(folder, keys)
        if (opened / DOCUMENTS).exists():
            shutil.move(opened / DOCUMENTS, folder / "documents")
        say("Making a database, and putting the rows back.")
        make_cluster(folder, manifest.next_transaction)
        with using(folder, ["postgres"]):
            put_back(folder, opened / DATABASE)
    proved(folder, manifest, say)


def bring_keys(folder: Path, keys: Keys) -> None:
    """Those that were given, or else this installation's: drafts and the log's seals open with no
    other."""
    for name, given in ((SECRET_KEY, keys.secret), (BACKUP_KEY, keys.backup)):
        path = folder / name
        path.touch(mode=0o600)
        if given:
            path.write_text(given.strip())
        elif (state_folder() / name).exists():
            shutil.copy(state_folder() / name, path)
        else:
            path.unlink()


def proved(folder: Path, manifest: Manifest, say: Callable[[str], None]) -> None:
    say("Counting the rows, reading every document, proving the log.")
    words = folder / "manifest.json"
    words.touch(mode=0o600)
    words.write_text(json.dumps(asdict(manifest)))
    for line in manage(folder, "backup_proof", str(words)).splitlines():
        say(line)


def make_cluster(folder: Path, next_transaction: int) -> None:
    """PostgreSQL numbers its transactions. The log of changes and its seals go by those numbers, so
    the new one counts on above all that the old one gave."""
    server = Postgres(folder)
    server.prepare()
    epoch = next_transaction // ONE_EPOCH + 1
    command = [str(server.programs / "pg_resetwal"), "-e", str(epoch), "-D", str(server.folder)]
    done = subprocess.run(
        command, cwd="/", capture_output=True, text=True, **as_account(server.account)
    )
    if done.returncode:
        raise Failed(f"pg_resetwal: {done.stderr.strip()}")


def put_back(folder: Path, dump: Path) -> None:
    """Whatever the accounts were called where it was made; ``migrate`` settles what each may do."""
    place = {
        "HOST": str(socket_dir(folder)),
        "PORT": "",
        "USER": "postgres",
        "PASSWORD": secret(folder, "postgres-password"),
        "NAME": "casework",
    }
    run(
        "pg_restore",
        "--dbname=casework",
        "--exit-on-error",
        "--single-transaction",
        "--no-owner",
        "--no-acl",
        "--no-comments",
        "--role=casework",
        str(dump),
        database=place,
    )


def drill(path: Path, say: Callable[[str], None]) -> float:
    """A backup put back in a scratch folder, proved, and thrown away; how many seconds it took."""
    began = time.monotonic()
    scratch = Path(tempfile.mkdtemp(prefix="casework-drill-", dir=room_for_drills()))
    scratch.chmod(0o711)
    try:
        restore(path, scratch / "data", Keys(), say)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return time.monotonic() - began


def room_for_drills() -> str:
    """Where another account may enter, as a private folder of root's may not be."""
    return os.environ.get("CASEWORK_DRILL_DIR") or tempfile.gettempdir()


def manage(folder: Path, *words: str) -> str:
    """A command at the restored data alone: no address of the living system goes with it."""
    others = OF_THE_LIVING | ({"CASEWORK_SECRET_KEY"} if (folder / SECRET_KEY).exists() else set())
    kept = {name: value for name, value in os.environ.items() if name not in others}
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=HOME,
        env=kept | {"CASEWORK_DATA_DIR": str(folder)},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Failed((done.stderr or done.stdout).strip()[-1500:])
    return done.stdout


OF_THE_LIVING = {
    "DATABASE_URL",
    "BROKER_URL",
    "CASEWORK_DOCUMENTS_STORAGE",
    "CASEWORK_DOCUMENTS_OPTIONS",
    "CASEWORK_LOG_ANCHORS",
}
