"""The Celery application: what the worker and beat run."""

import logging
import os
import signal
from threading import Thread

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casework.settings")

# Answers come back through the broker, whichever it is; only a few tasks are asked for one.
app = Celery("casework", backend="rpc://")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


KEEPS_THE_RECORD = {
    "seal the logs": {
        "task": "casework.governance.tasks.seal_logs",
        "schedule": 60,
        "options": {"expires": 50},
    },
    "propose looks to ask about": {
        "task": "casework.governance.tasks.propose_reviews_of_looks",
        "schedule": crontab(hour="2", minute="5"),
    },
    "back up": {
        "task": "casework.continuity.tasks.back_up",
        "schedule": crontab(hour="3", minute="30"),
    },
    "make the carry-on packs": {
        "task": "casework.continuity.tasks.make_carry_on_packs",
        "schedule": crontab(hour="4", minute="30"),
    },
}
"""What runs by itself to prove the record and to keep it; the rest stands in the settings."""


@app.task(ignore_result=False)
def ping():
    """Proves that a message reaches a living worker and its answer comes back."""
    return "pong"


@worker_ready.connect
def keep_the_time(**_):
    """On one machine the worker is beat as well, where bin/run says so."""
    if os.environ.get("CASEWORK_BEAT_WITHIN"):
        Thread(target=_beat, name="beat", daemon=True).start()


def _beat() -> None:
    """Without the time nothing is done at night, so the worker does not live on without it."""
    try:
        from celery.beat import Service

        Service(app, max_interval=5).start()
    except Exception:
        logging.getLogger(__name__).exception("beat has ended")
    finally:
        os.kill(os.getpid(), signal.SIGTERM)
