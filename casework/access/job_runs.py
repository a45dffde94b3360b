"""What runs by itself, and the guard that says when it did not."""

from contextlib import contextmanager
from datetime import timedelta

from django.db import models
from django.utils import timezone

SWEEP, TELL, COUNT = "sweep", "tell", "count"
TITLES = {
    SWEEP: "Due dates worked out",
    TELL: "People told",
    COUNT: "What changed, counted again",
    "mail": "E-mail sent",
    "texts": "Plans and assessments read, to be counted",
    "backup": "Everything backed up, and read back",
    "carry-on": "Carry-on packs made",
}
DID = {
    "changed": "due date worked out afresh,due dates worked out afresh",
    "mended": "put right by the check of every file,put right by the check of every file",
    "flagged": "newly overdue,newly overdue",
    "told": "notice,notices",
    "sent": "e-mail,e-mails",
    "read": "record read,records read",
    "kept": "backup kept,backups kept",
    "packs": "pack made,packs made",
}
A_NIGHT_MISSED, A_FEW_TIMES_MISSED = timedelta(hours=36), timedelta(hours=2)
AT_WORK_FOR = timedelta(hours=1)
"""A run begun so long ago and not ended was killed, or takes so long that another may help it."""


class RunQuerySet(models.QuerySet):
    def done(self):
        return self.exclude(finished_at=None).filter(error="")

    def last_done(self, name: str):
        """When this last ran to its end without a fault; None where it never has."""
        return self.done().filter(name=name).aggregate(at=models.Max("finished_at"))["at"]

    def at_work(self, name: str) -> bool:
        """Whether one begun a while ago has not ended yet."""
        lately = timezone.now() - AT_WORK_FOR
        return self.filter(name=name, finished_at=None, error="", started_at__gt=lately).exists()

    def delete_quiet(self, name: str, *, did: str) -> int:
        """Of what runs often, those that found nothing to do, but for the last."""
        quiet = self.done().filter(name=name, **{f"did__{did}": 0}).order_by("-pk")
        return quiet.exclude(pk__in=quiet.values("pk")[:1]).delete()[0]

    def delete_old(self) -> int:
        return self.filter(started_at__lt=timezone.now() - timedelta(days=400)).delete()[0]


class Run(models.Model):
    """One run of the night's work: when, what it did, and what went wrong.

    A run with neither an end nor an error was killed in the middle; the next one makes it good.
    """

    name = models.CharField(max_length=120)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    did = models.JSONField(default=dict)
    error = models.TextField(blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["name", "-started_at"], name="run_newest")]

    def __str__(self):
        return self.name

    @property
    def title(self) -> str:
        """The sweep of one council carries its name."""
        job, _, whose = self.name.partition(" ")
        return f"{TITLES.get(job, job)}{whose and f' for {whose}'}"

    @property
    def words(self) -> str:
        """What it did: "14 newly overdue, 61 notices"; "Nothing to do" where there was nothing."""
        counts = [(self.did.get(name, 0), *words.split(",")) for name, words in DID.items()]
        counted = [f"{n:,} {single if n == 1 else many}" for n, single, many in counts if n]
        return ", ".join(counted) or (
            "Nothing to do" if self.finished_at and not self.error else ""
        )

    @property
    def seconds(self) -> float | None:
        if self.finished_at is None:
            return None
        return (self.finished_at - self.started_at).total_seconds()


@contextmanager
def run(name: str):
    """Keeps a row of the run; the caller puts its counts into what this gives."""
    row = Run.objects.create(name=name)
    try:
        yield row.did
    except Exception as fault:
        row.error = f"{type(fault).__name__}: {fault}"[:2000]
        raise
    finally:
        row.finished_at = timezone.now()
        row.save()


def guard() -> dict:
    """How the sweep and the telling stand: ``hours`` since the sweep last ran to its end, where
    that is too long."""
    state = _how(SWEEP, "sweep", A_NIGHT_MISSED) | _how(TELL, "telling", A_FEW_TIMES_MISSED)
    at = state["last_sweep"]
    if state["sweep"] == "late":
        state["hours"] = int((timezone.now() - at).total_seconds() // 3600)
    return state


def _how(name: str, word: str, patience: timedelta) -> dict:
    at = Run.objects.last_done(name)
    if at is None:
        return {word: "not yet", f"last_{word}": None}
    late = timezone.now() - at > patience
    return {word: "late" if late else "ok", f"last_{word}": at}
