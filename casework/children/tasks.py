from celery import shared_task

from casework.children.access_log import make_room
from casework.children.life_events.operations import end_what_ends_at_eighteen
from casework.children.models import Draft, FormSubmission


@shared_task
def make_room_for_looks():
    """Daily: partitions for the coming months of the log of who looked."""
    return len(make_room())


@shared_task
def delete_old_drafts():
    """Nightly: drafts not opened for as long as the rule says."""
    return Draft.objects.delete_old()


@shared_task
def forget_what_was_sent():
    """Nightly: a form sent again after so long is a new one."""
    return FormSubmission.objects.delete_old()


@shared_task
def end_at_eighteen():
    """Nightly: what ends on an 18th birthday."""
    return {"children": end_what_ends_at_eighteen()}
