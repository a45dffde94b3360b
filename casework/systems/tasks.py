from celery import shared_task

from casework.systems import operations


@shared_task
def forget_uses():
    """Nightly: how often a credential asked, longer ago than anybody wants to know."""
    return operations.forget_uses()
