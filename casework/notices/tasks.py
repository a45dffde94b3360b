from datetime import datetime

from celery import shared_task
from django.utils import timezone

from casework.access.job_runs import SWEEP, TELL, Run, run
from casework.access.models import Authority
from casework.notices.deadline_notices import tell_of_deadlines
from casework.notices.mailing import post
from casework.timescales.nights import councils as nights
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


@shared_task
def give_out_night():
    """From half past one, and each hour after: every council whose turn was not had yet. One by
    itself is swept at once."""
    since = nights.began()
    councils = nights.waiting(since)
    if Authority.objects.count() == 1:
        return {} if nights.had(SWEEP, since) else sweep_and_tell()
    given_out = timezone.now()
    for council in councils:
        sweep_council.delay(council.pk, since.isoformat(), given_out.isoformat())
    return {"given out": len(councils), **nights.finish(since, given_out, tell_of_deadlines)}


@shared_task(acks_late=True, reject_on_worker_lost=True)
def sweep_council(council: int, since: str, given_out: str = ""):
    """One council's turn; whoever has the last one does the rest of the night."""
    night = datetime.fromisoformat(since)
    last_given_out = datetime.fromisoformat(given_out or since)
    authority = Authority.objects.filter(pk=council).first()
    did = {}
    try:
        did["changed"] = nights.sweep_one(authority, night) if authority else 0
    finally:
        did |= nights.finish(night, last_given_out, tell_of_deadlines)
    return did
