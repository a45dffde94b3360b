"""The Celery application: what the worker and beat run."""

import logging
import os
import signal
from threading import Thread

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casework.settings")

# Answers come back through the broker, whichever it is; only a few tasks are asked for one.
app = Celery("casework", backend="rpc://")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


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
