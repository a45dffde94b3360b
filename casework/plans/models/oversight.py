"""What a manager found who looked, and what changes: a record of its own, which clocks ask for."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Lead

from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.plans.models.plans import Plan


class ManagementOversightQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-looked_on", "-pk")

    def of_plans(self):
        return self.filter(about=ManagementOversight.About.PLAN)

    def of_decisions(self):
        return self.exclude(about=ManagementOversight.About.PLAN)

    def of_kind(self, kind):
        """Each time a manager looked at a plan of this kind, with the next time."""
        return self.filter(plan__kind=kind).annotate(
            plan_ended_on=F("plan__ended_on"),
            next_looked_on=models.Window(
                Lead("looked_on"), partition_by=["plan"], order_by=["looked_on", "pk"]
            ),
        )


@pghistory.track()
class ManagementOversight(ChildRecord):
    """A manager looked at the work with a child: what they found, and what changes or why not.

    One record for all of it: at a plan that goes on (``plan``), by a senior manager where it
    protects; at an allocation, a threshold, a step up or down, a closing or a clock that is to be
    exceeded. It is only ever written by a manager, never made by the end of something else, so
    that a clock it meets was met by somebody who looked. ``recorded_by`` is who looked.
    """

    class About(models.TextChoices):
        PLAN = "plan", "The plan as it goes on"
        ALLOCATION = "allocation", "Who is allocated, and why"
        THRESHOLD = "threshold", "The threshold, or what was decided about a referral"
        STEP_UP = "step_up", "Stepping up"
        STEP_DOWN = "step_down", "Stepping down"
        CLOSE = "close", "Closing"
        EXCEED = "exceed", "Going past a date"
        OTHER = "other", "Something else"

    class Working(models.TextChoices):
        YES = "yes", "Yes: things are getting better for the child"
        PARTLY = "partly", "Partly"
        NO = "no", "No: too little has changed for the child"

    about = models.CharField("what is it about?", max_length=10, choices=About, default=About.PLAN)
    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="oversights", null=True, blank=True, editable=False
    )
    looked_on = models.DateField("when did you look at it?")
    working = models.CharField("is the plan working?", max_length=6, choices=Working, blank=True)
    found = models.TextField("what did you find?")
    what_changes = models.TextField("what changes now, or why nothing does")

    objects: ClassVar = ManagementOversightQuerySet.as_manager()

    class Meta:
        verbose_name = "management oversight"
        verbose_name_plural = "management oversight"
        constraints = [
            models.CheckConstraint(
                condition=(Q(about="plan", plan__isnull=False) & ~Q(working=""))
                | (~Q(about="plan") & Q(plan=None, working="")),
                name="oversight_of_a_plan_says_whether_it_works",
                violation_error_message="Say whether the plan is working",
            )
        ]

    def __str__(self):
        if self.about == self.About.PLAN:
            return "Plan looked at by a manager"
        return f"Management oversight: {self.get_about_display().lower()}"


def with_first_oversight(plans):
    """With the first day a manager looked at the plan as it went on."""
    looked = ManagementOversight.objects.filter(plan=OuterRef("pk")).order_by("looked_on")
    return plans.annotate(first_looked_on=Subquery(looked.values("looked_on")[:1]))
