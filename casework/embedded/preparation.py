"""What must be done before the pages can be shown; on a second start, almost nothing."""

import hashlib
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg2

from casework.embedded.addresses import database_url
from casework.embedded.paths import Trouble
from casework.embedded.processes import die_with_parent

HOME = Path(__file__).parents[2]
MIGRATED = "migrated.stamp"


def prepare(data: Path) -> None:
    """Tables and static files. The demonstration is loaded while the pages are open already."""
    print("Preparing the database.", flush=True)
    # The first time takes some seconds, and is shown; afterwards there is little to show.
    first = nothing_is_made()
    if not first:
        refuse_another_versions(data)
    if first or not is_migrated(data):
        manage("migrate", "--verbosity", str(int(first)))
        (data / MIGRATED).write_text(state_of_migrations())
    gather_static_files(data)


def is_migrated(data: Path) -> bool:
    """Nothing of ours or of a package's is new since the last time here, and the database, which
    may be another by now, has had all of ours: asking Django takes seconds."""
    stamp = data / MIGRATED
    if not stamp.exists() or stamp.read_text() != state_of_migrations():
        return False
    return names_of_ours() <= had_migrations()


def refuse_another_versions(data: Path) -> None:
    """Before the first release migrations were folded into one again and again; and a later version
    has some that this one does not know. What either left in the tables is not what is read here.
    """
    ours = names_of_ours()
    apps = {app for app, _ in ours}
    if any(app in apps for app, _ in had_migrations() - ours):
        what = "The database of DATABASE_URL" if os.environ.get("DATABASE_URL") else data
        raise Trouble(
            f"{what} was made by an earlier development version of Casework, or by a newer one, "
            "which this one cannot read, so nothing in it was touched: to begin afresh, move it "
            "away or name another, with CASEWORK_DATA_DIR or DATABASE_URL, and start again."
        )


def had_migrations() -> set[tuple[str, str]]:
    return {(app, name) for app, name in ask("SELECT app, name FROM django_migrations")}


def names_of_ours() -> set[tuple[str, str]]:
    return {(path.parts[-3], path.stem) for path in our_migrations()}


def our_migrations() -> list[Path]:
    patterns = ("*/migrations/[0-9]*.py", "casework/*/migrations/[0-9]*.py")
    return sorted(path for pattern in patterns for path in HOME.glob(pattern))


def state_of_migrations() -> str:
    digest = hashlib.sha256((HOME / "requirements.lock").read_bytes())
    digest.update(os.environ.get("CASEWORK_DATABASE_POOLED", "").encode())  # migrate settles it
    for path in our_migrations():
        digest.update(str(path.relative_to(HOME)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def no_council_is_known() -> bool:
    """Neither an invented one nor one of somebody's own."""
    return not ask("SELECT 1 FROM access_authority LIMIT 1")


def nothing_is_made() -> bool:
    """No migration has run here yet."""
    return ask("SELECT to_regclass('django_migrations') IS NULL")[0][0]


def start_command(*words: str, holding=()) -> subprocess.Popen:
    """Out of the terminal's reach, as every child is: Ctrl-C is for the supervisor to handle."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *words],
        cwd=HOME,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=die_with_parent(),
        pass_fds=[lock.descriptor for lock in holding],
    )


def manage(*words: str) -> None:
    process = start_command(*words)
    try:
        process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
    if process.returncode:
        raise Trouble(f"manage.py {words[0]} failed.")


def gather_static_files(data: Path) -> None:
    """Only when they changed: naming and compressing them takes seconds."""
    stamp = data / "static.stamp"
    state = state_of_static_files()
    if (data / "static").exists() and stamp.exists() and stamp.read_text() == state:
        return
    print("Gathering static files.", flush=True)
    manage("collectstatic", "--no-input", "--clear", "--verbosity", "0")
    stamp.write_text(state)


def state_of_static_files() -> str:
    """Ours by name, time and size; those of packages by the lock that fixed them."""
    digest = hashlib.sha256((HOME / "requirements.lock").read_bytes())
    for folder in sorted(
        [HOME / "static", *HOME.glob("*/static"), *HOME.glob("casework/*/static")]
    ):
        for path in sorted(folder.rglob("*")):
            status = path.stat()
            digest.update(f"{path} {status.st_mtime_ns} {status.st_size}\n".encode())
    return digest.hexdigest()


def remind_who_may_sign_in() -> None:
    """The invented workers, whom an address that no real person can have gives away; one of each
    role. Loading them told their password, once."""
    invented = ask(
        "SELECT username FROM access_worker WHERE is_active AND leaves_on IS NULL"
        " AND id IN (SELECT min(id) FROM access_worker"
        " WHERE email LIKE '%.example' GROUP BY role) ORDER BY id"
    )
    if invented:
        names = ", ".join(name for (name,) in invented)
        print(f"Demonstration accounts: {names}.")
        print("Forgotten the password? ./manage.py changepassword NAME sets another.", flush=True)


def ask(question: str) -> list[tuple]:
    """The database itself, because starting Django for one question takes a second."""
    with closing(psycopg2.connect(database_url())) as connection, connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()
