"""A file that somebody opened to themselves: why, for how long, and who looked at it afterwards."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from casework.children.models import ChildRecord, ChildRecordQuerySet, FileGrant

ANOTHER_LOOKS = "Another manager looks at it, not the one who opened the file"


class OpeningQuerySet(ChildRecordQuerySet):
    def emergencies(self):
        """Those that a manager must look at."""
        return self.filter(kind=Opening.Kind.EMERGENCY)

    def not_reviewed(self):
        return self.emergencies().filter(reviewed_at=None)

    def newest_first(self):
        return self.order_by("-opened_at", "-pk")

    def with_people(self):
        return self.select_related("recorded_by", "reviewed_by", "grant")


@pghistory.track()
class Opening(ChildRecord):
    """``recorded_by`` opened the file to themselves; ``grant`` is what opened it.

    In an emergency, any file for some minutes: those around the child are told at once and a
    manager must look at it. Where the council chose so, a file that is not restricted for the day,
    with a reason that is kept. ``reviewer`` is the manager who is asked to look.
    """

    class Kind(models.TextChoices):
        EMERGENCY = "emergency", "In an emergency"
        REASON = "reason", "For a day, with a reason"

    class Judged(models.TextChoices):
        RIGHT = "right", "Yes: the file had to be opened"
        NOT_NEEDED = "not_needed", "It was meant well, but somebody could have been rung"
        WRONG = "wrong", "No: it should not have been opened"

    kind = models.CharField(max_length=10, choices=Kind, editable=False)
    because = models.TextField("why must you open it?")
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    grant = models.OneToOneField(
        FileGrant, models.PROTECT, related_name="opening", null=True, editable=False
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    judged = models.CharField("was it right?", max_length=12, choices=Judged, blank=True)
    found = models.TextField("what did you find?", blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )

    objects: ClassVar = OpeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, judged="")
                | (
                    Q(reviewed_at__isnull=False, reviewed_by__isnull=False)
                    & ~Q(judged="")
                    & ~Q(found="")
                ),
                name="opening_reviewed_whole",
                violation_error_message="Say whether it was right, and what you found",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("recorded_by")),
                name="opening_reviewed_by_another",
                violation_error_message=ANOTHER_LOOKS,
            ),
        ]

    def __str__(self):
        return f"Opened by {self.recorded_by}, {self.get_kind_display().lower()}"

    @property
    def ended_at(self):
        return self.grant.ends_at if self.grant else self.opened_at
