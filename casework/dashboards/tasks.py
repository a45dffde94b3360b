from celery import shared_task
from django.utils import timezone

from casework.dashboards.wall.operations import publish_due


@shared_task
def publish_walls():
    """Each morning: publish the numbers of the month before where a council's day has come."""
    return {"sheets": publish_due(timezone.localdate())}
