"""One worker sees the whole group of brothers and sisters, whichever teams hold them."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from casework.access.models import Authority
from casework.children.models import ChildRecord, ChildRecordQuerySet, FileGrant


@pghistory.track()
class GroupRequest(models.Model):
    """What one manager asks for: who sees the brothers and sisters, why, and until which day."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    because = models.TextField("why?")
    until = models.DateField("until and with which day?")

    def __str__(self):
        return f"{self.worker} sees the brothers and sisters"


class GroupAccessQuerySet(ChildRecordQuerySet):
    def waiting(self):
        """A manager of this child's team has not said yet whether they agree."""
        waiting = self.filter(decided_at=None, request__until__gte=timezone.localdate())
        return waiting.annotate(submitted_at=F("recorded_at"))

    def in_force(self):
        return self.filter(grant__in=FileGrant.objects.in_force())


@pghistory.track()
class GroupAccess(ChildRecord):
    """One child's own part: whether a manager of their team agrees, and what opens the file."""

    request = models.ForeignKey(GroupRequest, models.CASCADE, related_name="children")
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    not_agreed_because = models.TextField("why do you not agree?", blank=True)
    grant = models.OneToOneField(
        FileGrant, models.SET_NULL, null=True, blank=True, editable=False, related_name="of_group"
    )

    objects: ClassVar = GroupAccessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "child"], name="group_access_once"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, grant=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="group_access_decided_whole",
            ),
        ]

    def __str__(self):
        return "One worker for the brothers and sisters"
