from celery import shared_task

from casework.retention.notices import tell_keepers


@shared_task
def tell_of_files_due():
    """On the first of each month: say to those who look after it how many files are due."""
    return {"told": tell_keepers()}
