"""What runs by itself, and the guard that says when it did not."""

from contextlib import contextmanager
from datetime import timedelta

from django.db import models
from django.utils import timezone

SWEEP = "sweep"
A_NIGHT_MISSED = timedelta(hours=36)


class RunQuerySet(models.QuerySet):
    def done(self):
        return self.exclude(finished_at=None).filter(error="")

    def last_done(self, name: str):
        """When this last ran to its end without a fault; None where it never has."""
        return self.done().filter(name=name).aggregate(at=models.Max("finished_at"))["at"]

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
    def seconds(self) -> float | None:
        return self.finished_at and (self.finished_at - self.started_at).total_seconds()


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
    """How the sweep stands: ``hours`` since it last ran to its end, where that is too long."""
    at = Run.objects.last_done(SWEEP)
    if at is None:
        return {"sweep": "not yet", "last_sweep": None}
    ago = timezone.now() - at
    found = {"sweep": "ok", "last_sweep": at.isoformat(timespec="seconds")}
    if ago > A_NIGHT_MISSED:
        found |= {"sweep": "late", "hours": int(ago.total_seconds() // 3600)}
    return found
