from celery import shared_task

from casework.documents.storage import delete_orphans


@shared_task
def delete_orphan_bytes():
    """Nightly: what a broken save left behind, which no document names."""
    return delete_orphans()
