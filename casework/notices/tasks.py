from celery import shared_task

from casework.notices.telling import tell
from casework.timescales.tasks import sweep_deadlines


@shared_task
def tell_workers():
    """Every quarter of an hour: tell people what has come due or fallen overdue since."""
    return {"told": tell()}


@shared_task
def sweep_and_tell():
    """Nightly: put the deadlines right, then tell people at once what that found."""
    return sweep_deadlines() | tell_workers()
