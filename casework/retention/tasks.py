import os
import subprocess
import sys

from celery import shared_task
from django.conf import settings

from casework.embedded.addresses import PAGES
from casework.embedded.processes import die_with_parent
from casework.retention.models import Round
from casework.retention.notices import tell_keepers


@shared_task
def tell_of_files_due():
    """On the first of each month: say to those who look after it how many files are due."""
    return {"told": tell_keepers()}


@shared_task
def delete_what_is_authorised():
    """Nightly, of the database the product brings, by the owner's account: that of the pages takes
    nothing out of the logs. A council with a server of its own calls the command itself, by its own
    clock: see docs/retention.md."""
    if os.environ.get("DATABASE_URL") or not Round.objects.authorised().exists():
        return None
    as_owner = {name: value for name, value in os.environ.items() if name != PAGES}
    done = subprocess.run(
        [sys.executable, "manage.py", "retention", "run"],
        cwd=settings.BASE_DIR,
        env=as_owner,
        capture_output=True,
        text=True,
        preexec_fn=die_with_parent(),
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-500:])
    return done.stdout.strip()[-200:]
