"""Who is away, from when to when, and who sees their work meanwhile."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class AbsenceQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(started_on__lte=day, until__gte=day)

    def today(self):
        return self.on(timezone.localdate())

    def not_over(self):
        return self.filter(until__gte=timezone.localdate())

    def covered_by(self, worker):
        """Those whose work this worker sees today."""
        return self.today().filter(deputy=worker).values("worker")

    def with_people(self):
        return self.select_related("worker", "deputy", "set_by")


@pghistory.track()
class Absence(models.Model):
    """A worker is away for some days, both named days among them, and a deputy covers.

    The deputy sees the work, is told what the other would be, and may open the files the other
    holds, for those days only. Nothing moves: who leads, every wait and every clock stay.
    """

    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences", verbose_name="who?"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="covers",
        verbose_name="who covers for them?",
    )
    started_on = models.DateField("first day away")
    until = models.DateField("last day away")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    set_at = models.DateTimeField(auto_now_add=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["started_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("started_on")),
                name="absence_ends_after_it_starts",
                violation_error_message="The last day away is before the first",
            ),
            models.CheckConstraint(
                condition=~Q(worker=F("deputy")),
                name="absence_covered_by_another",
                violation_error_message="Choose someone else to cover",
            ),
        ]
        indexes = [
            models.Index(fields=["deputy", "until"], name="absence_by_deputy"),
            models.Index(fields=["worker", "until"], name="absence_by_worker"),
        ]

    def __str__(self):
        return f"{self.worker} away, {self.deputy} covers"
