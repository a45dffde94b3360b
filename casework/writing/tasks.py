from celery import shared_task

from casework.access.job_runs import run
from casework.writing.readings import read_all


@shared_task
def read_texts():
    """Nightly: what the check finds in plans and assessments whose words have changed."""
    with run("texts") as did:
        did["read"] = read_all()
