from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from casework.access.models import Worker
from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.plans.models.plans import Plan


class PlanVisitorQuerySet(ChildRecordQuerySet):
    def on(self, day):
        return self.filter(started_on__lte=day, until__gte=day)

    def not_over(self):
        """Those named today or for later who work here: nobody who is gone is named."""
        here = Worker.objects.working().order_by()
        return self.filter(until__gte=timezone.localdate(), worker__in=here)

    def soonest_first(self):
        return self.order_by("started_on", "pk")


@pghistory.track()
class PlanVisitor(ChildRecord):
    """Someone besides the lead whose visits count for the plan, from when until when, and why.

    Working Together 2023, chapter 3: the lead social worker sees the child; who else does is agreed
    in the plan, so that it is one or two known faces and not whoever passes.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="visitors")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="named_to_visit",
        verbose_name="who else may visit?",
    )
    started_on = models.DateField("from", default=timezone.localdate)
    until = models.DateField("until, with that day")
    because = models.CharField("why they visit", max_length=200)

    objects: ClassVar = PlanVisitorQuerySet.as_manager()

    class Meta:
        verbose_name = "visitor named by a plan"
        verbose_name_plural = "visitors named by plans"
        ordering = ["started_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("started_on")),
                name="plan_visitor_until_after_from",
                violation_error_message="The last day is before the first",
            )
        ]
        indexes = [models.Index(fields=["child", "worker"], name="plan_visitor_of_child")]

    def __str__(self):
        return f"{self.worker} may visit"
