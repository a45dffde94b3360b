from celery import shared_task

from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep


@shared_task
def sweep_deadlines(authority=None):
    """Nightly: put right any drift, then flag what has newly fallen overdue."""
    return {
        "changed": sweep(authority=authority).written,
        "flagged": Deadline.objects.flag_overdue(),
    }
