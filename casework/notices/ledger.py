"""What was told of each deadline, and to whom, so that nobody is told twice.

One row says it for everyone who hears of it in the same way: the person whose it is (``w12``), the
managers of a team (``t5``), everyone of a role. Whoever comes to a team or a role later finds what
is late on their pages, and is told of what comes from then on.
"""

from django.db import models
from django.db.models import Q

from casework.notices.kinds import Kind
from casework.timescales.models import Deadline


class ToldQuerySet(models.QuerySet["Told"]):
    def counted_in(self, notice):
        """What one line of a worker's notices counted. What they hold themselves does not go up to
        them."""
        duty = Q(deadline__code=notice.code) if notice.code else Q()
        theirs = Q(deadline__worker=notice.worker_id) & Q(kind=Kind.ESCALATED)
        return self.exclude(theirs).filter(
            duty,
            told_at=notice.recorded_at,
            kind=notice.kind,
            audience__in=notice.counted_as,
            deadline__authority=notice.authority_id,
        )


class Told(models.Model):
    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="told")
    kind = models.CharField(max_length=12, choices=Kind)
    audience = models.CharField(max_length=40)
    was_due_at = models.DateTimeField()
    happened_at = models.DateTimeField()
    told_at = models.DateTimeField()

    objects = ToldQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "told"
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "kind", "audience", "was_due_at"], name="told_once"
            )
        ]
        indexes = [models.Index(fields=["told_at", "kind"], name="told_together")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.audience}"
