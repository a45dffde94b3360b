from typing import ClassVar

import pghistory
from django.db import models

from casework.children.models import ChildRecord, ChildRecordQuerySet


@pghistory.track()
class Significance(ChildRecord):
    """Why a worker holds one event of a child's chronology to be significant.

    ``code`` is the event's kind and ``record`` the key of what it was made from. It is part of one
    child's story: a visit to three children may be a turning point for one of them.
    """

    code = models.CharField(max_length=60, editable=False)
    record = models.BigIntegerField(editable=False)
    reason = models.CharField("why this matters in the child’s story", max_length=300)

    objects: ClassVar = ChildRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "significant event"
        constraints = [
            models.UniqueConstraint(
                fields=["child", "code", "record"],
                name="significance_once",
                violation_error_message="Someone has already marked this as significant",
            )
        ]

    def __str__(self):
        return self.reason
