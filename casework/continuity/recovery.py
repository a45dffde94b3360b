"""Putting a backup back: into a new data folder, whose database counts on from where it was."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from casework.continuity.backups import DATABASE, DOCUMENTS, Failed, Manifest, read_back, run
from casework.continuity.keys import NAME as BACKUP_KEY
from casework.embedded.binaries import as_account
from casework.embedded.paths import prepare, secret, socket_dir, state_folder
from casework.embedded.postgres import Postgres
from casework.embedded.shared_server import using

HOME = Path(__file__).parents[2]
KEYS = ("secret-key", BACKUP_KEY)
ONE_EPOCH = 1 << 32


def restore(path: Path, folder: Path, key: bytes, say: Callable[[str], None]) -> Manifest:
    """A data folder as ``bin/run`` makes it, from one backup and the keys, which lie apart."""
    if folder.exists() and any(folder.iterdir()):
        raise Failed(f"{folder} is not empty: name a new folder")
    prepare(folder)
    say("Opening the backup, and holding every part of it to what was counted.")
    with tempfile.TemporaryDirectory(dir=folder, prefix="opened-") as here:
        opened = Path(here)
        manifest = read_back(path, key, opened)
        bring_keys(folder)
        if (opened / DOCUMENTS).exists():
            shutil.move(opened / DOCUMENTS, folder / "documents")
        say("Making a database, and putting the rows back.")
        make_cluster(folder, manifest.next_transaction)
        with using(folder, ["postgres"]):
            put_back(folder, opened / DATABASE)
    return manifest


def bring_keys(folder: Path) -> None:
    """Those of this installation, unless others lie there already: drafts and the log's seals open
    with no other."""
    for name in KEYS:
        if (state_folder() / name).exists() and not (folder / name).exists():
            shutil.copy(state_folder() / name, folder / name)


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
        str(dump),
        database=place,
    )


def drill(path: Path, key: bytes, say: Callable[[str], None]) -> float:
    """A backup put back in a scratch folder, proved, and thrown away; how many seconds it took."""
    began = time.monotonic()
    scratch = Path(tempfile.mkdtemp(prefix="casework-drill-", dir=room_for_drills()))
    scratch.chmod(0o711)
    try:
        folder = scratch / "data"
        manifest = restore(path, folder, key, say)
        (folder / "manifest.json").write_text(json.dumps(asdict(manifest)))
        say("Counting the rows, reading every document, proving the log.")
        proof = manage(folder, "backup_proof", str(folder / "manifest.json"))
        for line in proof.splitlines():
            say(line)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return time.monotonic() - began


def room_for_drills() -> str:
    """Where another account may enter, as a private folder of root's may not be."""
    return os.environ.get("CASEWORK_DRILL_DIR") or tempfile.gettempdir()


def manage(folder: Path, *words: str) -> str:
    """A command at the restored data alone: no address of the living system goes with it."""
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_LIVING}
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
