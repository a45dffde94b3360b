"""What was put right on a child's file: by whom, when and why. The records keep the rest."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from casework.children.extensions.mistakes import mistakes
from casework.children.models import Child, ChildRecord, ChildRecordQuerySet


class WithdrawalQuerySet(ChildRecordQuerySet):
    def waiting(self):
        """A manager has not said yet whether they agree."""
        return self.filter(done_at=None, decided_at=None)

    def done(self):
        """Carried out, and not put back since."""
        return self.exclude(done_at=None).filter(put_back_at=None)

    def put_back(self):
        return self.exclude(put_back_at=None)

    def refused(self):
        return self.filter(done_at=None).exclude(decided_at=None)

    def newest_first(self):
        return self.order_by("-recorded_at", "-pk")


@pghistory.track()
class Withdrawal(ChildRecord):
    """A record withdrawn from this file, asked for by ``recorded_by``; or moved to another.

    ``beneath`` names what went with it, ``links`` what other records said of it before, so that
    nothing is lost. Of a record that was moved away this file keeps no words: not even its kind.
    """

    kind = models.CharField(max_length=60)
    record = models.BigIntegerField()
    because = models.TextField("why was it a mistake?")
    moved_to = models.ForeignKey(
        Child, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    submitted_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    not_agreed_because = models.TextField("why do you not agree?", blank=True)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    put_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    put_back_at = models.DateTimeField(null=True, editable=False)
    put_back_because = models.TextField("why was it no mistake?", blank=True)
    beneath = models.JSONField(default=list, editable=False)
    links = models.JSONField(default=list, editable=False)

    objects: ClassVar = WithdrawalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record"],
                condition=Q(done_at=None, decided_at=None),
                name="withdrawal_asked_once",
                violation_error_message="Somebody has already asked for this",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="withdrawal_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(put_back_at=None, put_back_by=None)
                | (
                    Q(put_back_at__isnull=False, put_back_by__isnull=False, moved_to=None)
                    & Q(done_at__isnull=False)
                    & ~Q(put_back_because="")
                ),
                name="withdrawal_put_back_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("recorded_by")),
                name="withdrawal_agreed_by_another",
                violation_error_message="Another person has to agree, not the one who asked",
            ),
        ]
        indexes = [models.Index(fields=["child", "-recorded_at"], name="withdrawal_of_child")]

    def __str__(self):
        if self.moved_to_id and self.done_at is None:
            return f"{self.word} to move to another child’s file"
        if self.moved_to_id:
            return "Moved to another child’s file"
        return f"{self.word} recorded in error"

    @property
    def word(self) -> str:
        return mistakes[self.kind].word

    def get_absolute_url(self):
        return reverse("mistakes", args=[self.child_id])


@pghistory.track()
class Correction(ChildRecord):
    """What a record said before it was corrected, and why: one row a correction."""

    kind = models.CharField(max_length=60)
    record = models.BigIntegerField()
    because = models.TextField("why is it corrected?")
    said = models.JSONField(default=list, editable=False)

    objects: ClassVar = ChildRecordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "record"], name="correction_of_record"),
            models.Index(fields=["child", "-recorded_at"], name="correction_of_child"),
        ]

    def __str__(self):
        return f"{mistakes[self.kind].word} corrected"
