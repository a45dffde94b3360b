from pathlib import Path

from celery import shared_task
from django.conf import settings

from casework.governance.chain import seal
from casework.governance.operations import propose_reviews

EVERY = 60
"""Seals between two anchors."""


@shared_task
def seal_logs():
    """Each minute: seal what was added to the logs; now and then keep the seal elsewhere too."""
    made = seal()
    if made and made.number % EVERY == 1 and settings.LOG_ANCHORS:
        with Path(settings.LOG_ANCHORS).open("a") as file:
            file.write(f"{made.anchor}\n")
    return made.number if made else None


@shared_task
def propose_reviews_of_looks():
    """Nightly: looks of the last days that somebody should ask about."""
    return propose_reviews()
