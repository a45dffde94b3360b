from celery import shared_task

from casework.figures.days import tally_days


@shared_task
def count_days():
    """Every quarter of an hour: count the days that are over and were not counted, or changed."""
    return {"days": tally_days()}
