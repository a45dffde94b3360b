from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lead

from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.meetings.models import Meeting
from casework.plans.models.plans import Plan


class PlanReviewQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-reviewed_on", "-pk")

    def with_next(self):
        """Each review of an open or ended plan with the one that followed it."""
        return self.annotate(
            plan_ended_on=F("plan__ended_on"),
            next_reviewed_on=models.Window(
                Lead("reviewed_on"), partition_by=["plan"], order_by=["reviewed_on", "pk"]
            ),
        )


@pghistory.track()
class PlanReview(ChildRecord):
    """The plan gone through, action by action: what changed for the child, and when next."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="reviews")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="plan_reviews", null=True, blank=True
    )
    reviewed_on = models.DateField("when was it gone through")
    what_changed = models.TextField("what has changed for the child")
    own_words = models.TextField("what the child said or showed", blank=True)
    next_review_on = models.DateField("when will it be gone through again", null=True, blank=True)

    objects: ClassVar = PlanReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(next_review_on__gt=F("reviewed_on")),
                name="plan_review_next_is_later",
                violation_error_message="The next review must be after this one",
            )
        ]

    def __str__(self):
        return "Plan gone through"
