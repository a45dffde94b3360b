from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.notices.lateness import LateRule as LateRule
from casework.timescales.models import Deadline


class NoticeQuerySet(ChildRecordQuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def read(self):
        return self.exclude(read_at=None)

    def to(self, worker):
        return self.filter(worker=worker)

    def shown_to(self, worker):
        """What this worker was told of children they may still know of."""
        return self.visible_to(worker).to(worker)


class Notice(ChildRecord):
    """Something a worker is told. It names no child: the page it opens does.

    ``happened_at`` is when it came about, ``recorded_at`` when it was told: the two differ after an
    outage. ``was_due_at`` is the due date it was told of; a duty whose date is moved to a later one
    is told of again when that comes.
    """

    class Kind(models.TextChoices):
        DUE_SOON = "due_soon", "Due soon"
        OVERDUE = "overdue", "Overdue"
        ESCALATED = "escalated", "Late, and passed up to you"
        ALLOCATED = "allocated", "Allocated to you"
        RETURNED = "returned", "Sent back to you"
        SUBMITTED = "submitted", "Waiting for you to authorise"
        AUTHORISED = "authorised", "Authorised"
        MISSING = "missing", "A child is missing"
        NOT_SAFE = "not_safe", "A child may not be safe today"

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12, choices=Kind)
    deadline = models.ForeignKey(
        Deadline, models.CASCADE, related_name="notices", null=True, blank=True
    )
    was_due_at = models.DateTimeField(null=True, blank=True, editable=False)
    about = models.CharField(max_length=120)
    happened_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "kind", "deadline", "was_due_at"], name="notice_once_a_due_date"
            )
        ]
        indexes = [
            models.Index(
                fields=["worker", "-recorded_at"], condition=Q(read_at=None), name="notice_unread"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.about}"

    @property
    def told_late(self) -> bool:
        """Told a day or more after it came about, as after an outage."""
        return self.recorded_at - self.happened_at > timedelta(days=1)


class ToldUpTo(models.Model):
    """Until when people have been told: one row. What came about since was missed, however long."""

    until = models.DateTimeField(null=True)

    def __str__(self):
        return f"Told up to {self.until}"
