"""One file with everything: the database as at one instant, every document, and what was counted.

It is read back as soon as it is written: a backup that nobody ever opened is a hope. The keys are
not in it (``keys.py``).
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from casework import __version__
from casework.continuity.keys import backup_key, name_of
from casework.continuity.sealed_file import SealedReader, SealedWriter
from casework.documents.models import DocumentFile
from casework.documents.storage import bytes_kept
from casework.embedded.paths import prepare, state_folder
from casework.governance.chain import CountsAfresh, seal
from casework.governance.models import Seal

DATABASE, MANIFEST, DOCUMENTS = "database.dump", "manifest.json", "documents/"
TABLES = """
    SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition
      AND relnamespace = current_schema::regnamespace AND relowner = current_user::regrole
    ORDER BY relname
"""


class Failed(Exception):
    """A sentence for whoever looks after the system."""


@dataclass
class Manifest:
    """What a restore must find again."""

    made_at: str
    version: str
    next_transaction: int
    anchor: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    dump_sha256: str = ""
    migrations: list[list[str]] = field(default_factory=list)

    @classmethod
    def read(cls, text: str | bytes) -> "Manifest":
        return cls(**json.loads(text))


@dataclass(frozen=True)
class Backup:
    path: Path
    manifest: Manifest
    seconds: float
    missing: list[str] = field(default_factory=list)
    """Documents whose bytes were not where they should be, and are not in it."""

    @property
    def size(self) -> int:
        return self.path.stat().st_size


def make(folder: Path) -> Backup:
    """Written beside its name and moved there once it was read back whole. Of documents that are
    gone the rest is kept: one that is missing must not cost a council every backup."""
    began = time.monotonic()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = backup_key()
    path = folder / f"casework-{timezone.now():%Y-%m-%dT%H%M%SZ}-{name_of(key)}.backup"
    draft = path.with_suffix(".draft")
    with only_one(folder):
        sweep(folder)
        seal_if_it_can()
        try:
            manifest, missing = written(draft, key, making(folder))
            if read_back(draft, key) != manifest:
                raise Failed(f"{draft} does not say what was written: the disk may be failing")
            draft.rename(path)
        finally:
            draft.unlink(missing_ok=True)
    return Backup(path, manifest, time.monotonic() - began, missing)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """A long one, begun again by the broker or by hand, does not run beside itself."""
    with (folder / "making.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise Failed(f"Another backup is being made into {folder}") from busy
        yield


def sweep(folder: Path) -> None:
    """What a backup that was killed left behind; its dump can be read by anyone who finds it."""
    for draft in folder.glob("casework-*.draft"):
        draft.unlink()
    for here in [*folder.glob("making-*/"), *state_folder().glob(f"{making(folder)}*/")]:
        shutil.rmtree(here, ignore_errors=True)


def making(folder: Path) -> str:
    """What lies in the data folder for one folder of backups begins so."""
    return f"making-{hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()[:12]}-"


def seal_if_it_can() -> None:
    """Where the seals have stopped the backup is made all the same; *Health* says that they did."""
    with suppress(CountsAfresh):
        seal()


def written(draft: Path, key: bytes, prefix: str) -> tuple[Manifest, list[str]]:
    """The dump lies in the data folder for as long, and never where backups are carried from."""
    prepare(state_folder())
    with tempfile.TemporaryDirectory(dir=state_folder(), prefix=prefix) as here:
        dump = Path(here) / DATABASE
        manifest = dump_database(dump)
        missing = take_out_missing(manifest)
        draft.touch(mode=0o600)
        with draft.open("wb") as file, SealedWriter(file, key) as sealed:
            write_all(sealed, dump, manifest)
    return manifest, missing


def take_out_missing(manifest: Manifest) -> list[str]:
    """The documents of which no bytes are there."""
    kept = bytes_kept()
    missing = [name for name in manifest.documents if not kept.exists(name)]
    for name in missing:
        del manifest.documents[name]
    return missing


def dump_database(dump: Path) -> Manifest:
    """The dump and the counts are of the same instant, by one snapshot of PostgreSQL."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot(), txid_snapshot_xmax(txid_current_snapshot())")
        snapshot, next_transaction = cursor.fetchone()
        run(
            "pg_dump", "--format=custom", "--compress=6", f"--snapshot={snapshot}", f"--file={dump}"
        )
        last = Seal.objects.order_by("-number").first()
        manifest = Manifest(
            made_at=timezone.now().isoformat(),
            version=__version__,
            next_transaction=next_transaction,
            anchor=last.anchor if last else "",
            counts=counted(cursor),
            documents=dict(DocumentFile.objects.values_list("stored_as", "sha256")),
        )
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        manifest.migrations = [list(row) for row in cursor.fetchall()]
    with dump.open("rb") as file:
        manifest.dump_sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return manifest


def counted(cursor) -> dict[str, int]:
    """How many rows each table has."""
    cursor.execute(TABLES)
    names = [name for (name,) in cursor.fetchall()]
    quoted = connection.ops.quote_name
    asked = " UNION ALL ".join(
        f"SELECT {place}, count(*) FROM {quoted(name)}" for place, name in enumerate(names)
    )
    cursor.execute(asked)
    return {names[place]: count for place, count in cursor.fetchall()}


def write_all(sealed, dump: Path, manifest: Manifest) -> None:
    with tarfile.open(fileobj=sealed, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        words = json.dumps(asdict(manifest)).encode()
        with tempfile.TemporaryFile() as file:
            file.write(words)
            file.seek(0)
            tar.addfile(named(MANIFEST, len(words)), file)
        tar.add(dump, DATABASE)
        kept = bytes_kept()
        for name in manifest.documents:
            try:
                with kept.open(name) as document:
                    tar.addfile(named(DOCUMENTS + name, document.size), document)
            except FileNotFoundError as missing:
                raise Failed(f"Bytes of a document are not where they were: {name}") from missing


def named(name: str, size: int) -> tarfile.TarInfo:
    facts = tarfile.TarInfo(name)
    facts.size, facts.mode, facts.mtime = size, 0o600, int(time.time())
    return facts


def read_back(path: Path, key: bytes, into: Path | None = None) -> Manifest:
    """Opens every piece and holds every part to what was counted; puts them into a folder."""
    manifest, told = None, {}
    with opened(path, key) as tar:
        for part in tar:
            file = tar.extractfile(part)
            if file is None:
                raise Failed(f"{part.name} is no file")
            if part.name == MANIFEST:
                manifest = Manifest.read(file.read())
            else:
                told[part.name] = copied(file, into / part.name if into else Path(os.devnull))
    if manifest is None:
        raise Failed(f"{path} says nothing of what it holds")
    should = {DOCUMENTS + name: digest for name, digest in manifest.documents.items()}
    should[DATABASE] = manifest.dump_sha256
    if wrong := [name for name, digest in should.items() if told.get(name) != digest]:
        raise Failed(f"{len(wrong)} parts are not as they were kept, the first {wrong[0]}")
    return manifest


@contextmanager
def opened(path: Path, key: bytes) -> Iterator[tarfile.TarFile]:
    with path.open("rb") as file:
        reader = SealedReader(file, key)
        with tarfile.open(fileobj=reader, mode="r|") as tar:
            yield tar
        while reader.read(1 << 16):
            pass  # to the last piece, so that one cut off behind the end is noticed


def copied(file, path: Path) -> str:
    """The digest of what was copied."""
    if path != Path(os.devnull):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
    digest = hashlib.sha256()
    with path.open("wb") as target:
        while piece := file.read(1 << 20):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


ALSO_SAID = {
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
}
"""What else an address says of the way to its database (PostgreSQL 18, 32.15 *Environment
Variables*)."""


def run(program: str, *words: str, database: dict | None = None) -> None:
    """One of PostgreSQL's programs, at the database the settings name."""
    facts = database or settings.DATABASES["default"] | {"NAME": connection.settings_dict["NAME"]}
    options = facts.get("OPTIONS", {})
    place = {
        "PGHOST": facts["HOST"],
        "PGPORT": str(facts["PORT"] or "5432"),
        "PGUSER": facts["USER"],
        "PGPASSWORD": facts["PASSWORD"],
        "PGDATABASE": facts["NAME"],
        **{ALSO_SAID[name]: text for name, text in options.items() if name in ALSO_SAID},
    }
    done = subprocess.run(
        [program_named(program), *words], env=os.environ | place, capture_output=True, text=True
    )
    if done.returncode:
        raise Failed(f"{program}: {done.stderr.strip()[-800:]}")


def program_named(name: str) -> str:
    from casework.embedded.binaries import postgres_folder
    from casework.embedded.paths import Trouble

    try:
        program = postgres_folder() / name
    except Trouble:
        return name
    return str(program) if program.exists() else name


def keep_newest(folder: Path, number: int) -> list[Path]:
    """Older backups go once newer ones were read back; never the last that stands."""
    kept = sorted(folder.glob("casework-*.backup"))
    gone = kept[: -max(number, 1)]
    for path in gone:
        path.unlink()
    return gone
