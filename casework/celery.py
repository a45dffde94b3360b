"""The Celery application: what the worker and beat run."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casework.settings")

# Answers come back through the broker, whichever it is; only a few tasks are asked for one.
app = Celery("casework", backend="rpc://")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.task(ignore_result=False)
def ping():
    """Proves that a message reaches a living worker and its answer comes back."""
    return "pong"
