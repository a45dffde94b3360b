"""Why something is late: said once, kept with its history. It is late all the same."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from casework.children.models import ChildRecord, ChildRecordQuerySet


class LateReasonQuerySet(ChildRecordQuerySet):
    def of(self, deadline):
        return self.filter(code=deadline.code, record_id=deadline.record_id)


@pghistory.track()
class LateReason(ChildRecord):
    """What kept a duty from being done in time, in a worker's words.

    "Exceeded with reason": no statutory clock stops or starts again for it, and every count of
    what is late counts this too. Kept by the deadline's own code and record, so that it outlives
    the row the sweep writes.
    """

    code = models.CharField(max_length=40, editable=False)
    record_id = models.BigIntegerField(editable=False)
    because = models.CharField("why is it late?", max_length=300)

    objects: ClassVar = LateReasonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "record_id"], name="late_reason_once"),
            models.CheckConstraint(
                condition=~Q(because=""),
                name="late_reason_is_said",
                violation_error_message="Say why it is late, and what was tried",
            ),
        ]

    def __str__(self):
        return self.because


def late_because():
    """The reason written for a deadline, as an annotation of it."""
    reasons = LateReason.objects.filter(code=OuterRef("code"), record_id=OuterRef("record_id"))
    return Subquery(reasons.values(written=F("because"))[:1])
