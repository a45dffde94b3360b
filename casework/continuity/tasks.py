import os
import subprocess
import sys
from pathlib import Path

from celery import shared_task
from django.conf import settings

from casework.access.job_runs import run
from casework.continuity.carry_on import make_packs
from casework.embedded.addresses import PAGES
from casework.embedded.processes import die_with_parent


@shared_task
def back_up():
    """Nightly, of the database the product brings: everything in one sealed file, read back. The
    account of the pages cannot read every part of a table, so it is done by the owner's. A council
    with a server of its own calls the command itself, by its own clock: see docs/backup.md."""
    if os.environ.get("DATABASE_URL"):
        return None
    with run("backup") as did:
        as_owner = {name: value for name, value in os.environ.items() if name != PAGES}
        words = ["backup", "--to", settings.BACKUP_FOLDER, "--keep", str(settings.BACKUPS_KEPT)]
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=settings.BASE_DIR,
            env=as_owner,
            capture_output=True,
            text=True,
            preexec_fn=die_with_parent(),
        )
        if done.returncode:
            raise RuntimeError(done.stderr.strip()[-500:])
        did["kept"] = 1
    return did


@shared_task
def make_carry_on_packs():
    """Nightly: what a team needs while there is no system."""
    with run("carry-on") as did:
        did["packs"] = len(make_packs(Path(settings.CARRY_ON_FOLDER)))
    return did
