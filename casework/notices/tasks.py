from celery import shared_task

from casework.access.job_runs import SWEEP, TELL, Run, run
from casework.notices.deadline_notices import tell_of_deadlines
from casework.notices.mailing import post
from casework.timescales.tasks import sweep_deadlines


@shared_task
def tell_workers():
    """Every quarter of an hour: tell people what has come due or fallen overdue since."""
    with run(TELL) as did:
        did["told"] = tell_of_deadlines()
    Run.objects.delete_quiet(TELL, did="told")
    return did


@shared_task
def send_mail():
    """Every ten minutes: e-mail what is to be told at once, and from the morning the daily ones."""
    return post()


@shared_task
def sweep_and_tell():
    """Nightly: put the deadlines right, then tell people at once what that found.

    After an outage nothing is made up for: what should stand is worked out from the dates, and each
    notice that was never made is made once.
    """
    with run(SWEEP) as did:
        did |= sweep_deadlines()
        did["told"] = tell_of_deadlines()
    Run.objects.delete_old()
    return did
