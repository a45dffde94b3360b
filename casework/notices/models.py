from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.children.models import ChildRecord, ChildRecordQuerySet
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
    """Something a worker is told in the app. It names no child: the page it opens does."""

    class Kind(models.TextChoices):
        DUE_SOON = "due_soon", "Due soon"
        OVERDUE = "overdue", "Overdue"
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
    about = models.CharField(max_length=120)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "kind", "deadline"], name="notice_once_a_deadline"
            )
        ]
        indexes = [
            models.Index(
                fields=["worker", "-recorded_at"], condition=Q(read_at=None), name="notice_unread"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.about}"
