"""The sheet police are given when a child goes missing: kept ready, so nobody writes it at 2am."""

import pghistory
from django.db import models

from casework.children.models import ChildRecord
from casework.documents.models import ChildDocument


@pghistory.track()
class PoliceSheet(ChildRecord):
    """What helps police find one child, written while there is time. One a child."""

    looks = models.TextField("what do they look like?", blank=True)
    wears = models.CharField("what do they usually wear and carry?", max_length=300, blank=True)
    photograph = models.ForeignKey(
        ChildDocument, models.PROTECT, related_name="+", null=True, blank=True
    )
    reached = models.TextField("phone numbers and online accounts", blank=True)
    people = models.TextField("who do they go to, or talk about?", blank=True)
    places = models.TextField("where do they go?", blank=True)
    health = models.TextField("health, medicine and how they speak", blank=True)
    why_at_risk = models.TextField("why are they at risk when missing?", blank=True)
    approach = models.TextField("what helps when they are found, and what does not?", blank=True)
    ring = models.TextField("who should police ring, day and night?", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child"], name="police_sheet_once")]
        verbose_name = "sheet for police"

    def __str__(self):
        return "Sheet for police"

    @classmethod
    def of(cls, child, worker) -> "PoliceSheet":
        """The child's sheet, or a new one not yet saved."""
        return cls.objects.of_child(child).first() or cls.on_file_of(child, worker)
