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


SCHEDULE = {
    "sweep every deadline": {
        "task": "casework.notices.tasks.give_out_night",
        "schedule": crontab(hour="1-6", minute="30"),
    },
    "count again what changed": {
        "task": "casework.timescales.tasks.count_what_changed",
        "schedule": 60 * 5,
        "options": {"expires": 60 * 4},
    },
    "tell people what was flagged": {
        "task": "casework.notices.tasks.tell_workers",
        "schedule": 60 * 15,
    },
    "send what is told by e-mail": {
        "task": "casework.notices.tasks.send_mail",
        "schedule": 60 * 10,
    },
    "make room for the log of who looked": {
        "task": "casework.children.tasks.make_room_for_looks",
        "schedule": 60 * 60 * 24,
    },
    "forget how often systems asked long ago": {
        "task": "casework.systems.tasks.forget_uses",
        "schedule": crontab(hour="0", minute="45"),
    },
    "forget forms sent long ago": {
        "task": "casework.children.tasks.forget_what_was_sent",
        "schedule": crontab(hour="0", minute="40"),
    },
    "end what ends on an 18th birthday": {
        "task": "casework.children.tasks.end_at_eighteen",
        "schedule": crontab(hour="0", minute="10"),
    },
    "delete bytes that no document names": {
        "task": "casework.documents.tasks.delete_orphan_bytes",
        "schedule": crontab(hour="2", minute="45"),
    },
    "read what was written, to count it": {
        "task": "casework.writing.tasks.read_texts",
        "schedule": crontab(hour="2", minute="15"),
    },
    "count the days of figures that are over": {
        "task": "casework.figures.tasks.count_days",
        "schedule": 60 * 15,
    },
    "publish the numbers for the wall": {
        "task": "casework.dashboards.tasks.publish_walls",
        "schedule": crontab(hour="6", minute="20"),
    },
    "delete drafts whose day has come": {
        "task": "casework.children.tasks.delete_old_drafts",
        "schedule": crontab(hour="0", minute="30"),
    },
    "let go of census files nobody loaded": {
        "task": "casework.returns.tasks.let_go_of_census_files",
        "schedule": crontab(hour="0", minute="50"),
    },
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
    "delete files whose time is over": {
        "task": "casework.retention.tasks.delete_what_is_authorised",
        "schedule": crontab(hour="4", minute="10"),
    },
    "tell of files that are due for deletion": {
        "task": "casework.retention.tasks.tell_of_files_due",
        "schedule": crontab(day_of_month="1", hour="6", minute="40"),
    },
    "make the carry-on packs": {
        "task": "casework.continuity.tasks.make_carry_on_packs",
        "schedule": crontab(hour="4", minute="30"),
    },
}
"""What runs by itself, and when."""


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
