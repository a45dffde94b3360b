"""A night of many councils: each is swept by itself, by whichever process is free.

Whose turn was had is a row of ``Run``, not a message: a message may be lost with the broker, come
twice, or wait for hours where its process was killed. So the night is given out anew each hour,
and only what is not done is given out. To be swept twice, or by two at once, changes nothing: each
file is held while it is worked out (``timescales/nights/turns.py``).

The smallest come first: with one process a large council keeps no other waiting, and with several
it keeps one of them.
"""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from casework.access.job_runs import SWEEP, Run, run
from casework.access.models import Authority
from casework.timescales.models import Deadline
from casework.timescales.nights import night
from casework.timescales.tasks import sweep_rest

TURNS_AT = 1, 30
"""When a night begins; what was done since counts for it."""


def began(now: datetime | None = None) -> datetime:
    now = timezone.localtime(now)
    hour, minute = TURNS_AT
    start = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return start if start <= now else start - timedelta(days=1)


def name_of(authority: Authority) -> str:
    return f"{SWEEP} {authority.name}"


class NotWhole(Exception):
    """What could be done was done; these councils could not be swept."""


def had(name: str, since: datetime) -> bool:
    return Run.objects.done().filter(name=name, started_at__gte=since).exists()


def swept(runs: QuerySet, since: datetime) -> set[str]:
    """The names of the councils' runs among these."""
    of_councils = runs.filter(name__startswith=f"{SWEEP} ", started_at__gte=since)
    return set(of_councils.values_list("name", flat=True))


def all_tried(councils: list[Authority], given_out: datetime) -> bool:
    """Whether each was begun and ended, well or not, since they were last given out: what failed
    before that, as where the database was away, is being done again meanwhile."""
    ended = swept(Run.objects.exclude(finished_at=None), given_out)
    return {name_of(council) for council in councils} <= ended


def waiting(since: datetime) -> list[Authority]:
    """Whose turn this night was not had, smallest first."""
    open_clocks = Counter(
        dict(Deadline.objects.open().values_list("authority").annotate(Count("pk")).order_by())
    )
    councils = sorted(
        Authority.objects.all(), key=lambda council: (open_clocks[council.pk], council.pk)
    )
    done = swept(Run.objects.done(), since)
    return [council for council in councils if name_of(council) not in done]


def sweep_one(authority: Authority, since: datetime) -> int:
    """Every clock of this council that is running; nought where this night it was done before."""
    if had(name_of(authority), since):
        return 0
    with run(name_of(authority)) as did:
        try:
            did["changed"] = night.sweep_running(authority).written
        finally:
            did["flagged"] = Deadline.objects.flag_overdue()
    return did["changed"]


def another_finishes(given_out: datetime) -> bool:
    """Of several that end at once one is enough. What was begun before turns were given out again
    was killed."""
    begun = Run.objects.filter(name=SWEEP, started_at__gte=given_out)
    return begun.filter(finished_at=None, error="").exists()


def finish(since: datetime, given_out: datetime, tell) -> dict:
    """Once, after the last council: what is of none of them. One that cannot be swept keeps nobody
    from it, but the night is then not said to be done."""
    left = waiting(since)
    if had(SWEEP, since) or another_finishes(given_out) or not all_tried(left, given_out):
        return {}
    with run(SWEEP) as did:
        did |= sweep_rest()
        did["told"] = tell()
        if left:
            raise NotWhole(", ".join(council.name for council in left))
    Run.objects.delete_old()
    return did
