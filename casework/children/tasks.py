from celery import shared_task

from casework.children.looks import make_room
from casework.children.models import Draft


@shared_task
def make_room_for_looks():
    """Daily: partitions for the coming months of the log of who looked."""
    return len(make_room())


@shared_task
def delete_old_drafts():
    """Nightly: drafts not opened for as long as the rule says."""
    return Draft.objects.delete_old()
