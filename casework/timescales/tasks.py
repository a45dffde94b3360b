from celery import shared_task

from casework.access.job_runs import COUNT, Run, run
from casework.timescales.models import Deadline
from casework.timescales.nights import night


@shared_task
def sweep_deadlines():
    """Nightly: put right what changed and what time changes, check a part of all files, and flag
    what has newly fallen overdue."""
    did = {}
    try:
        did["changed"] = night.sweep_by_night().written
    finally:  # what went wrong with one file is raised, once the rest is done
        try:
            did["mended"] = night.check_a_part().written
        finally:
            did["flagged"] = Deadline.objects.flag_overdue()
    return did


def sweep_rest():
    """Of a night whose councils were each swept by itself: what belongs to no one of them."""
    did = {}
    try:
        did["changed"] = night.count_what_changed().written
    finally:
        try:
            did["mended"] = night.check_a_part().written
        finally:
            did["flagged"] = Deadline.objects.flag_overdue()
    return did


@shared_task
def count_what_changed():
    """Every five minutes: what was written since, by whatever way, and what a new rule or a new
    bank holiday moves.

    After an upgrade that may take longer than until the next time. Then one is at it, and the
    others count what was written and no more: they leave room for whatever else is to be done.
    """
    count = night.sweep_changed if Run.objects.at_work(COUNT) else night.count_what_changed
    with run(COUNT) as did:
        did["changed"] = count().written
    Run.objects.delete_quiet(COUNT, did="changed")
    return did
