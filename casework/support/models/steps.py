"""The steps of the work with one child: the plan, its reviews, and how they live afterwards."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.support.models.edge import IN_CARE, EdgeOfCare

MONTHS = (3, 6, 12)
"""When it is asked again how the child lives, after the work ended."""


class PartOfCase(ChildRecord):
    """A step of the work with one child."""

    case = models.ForeignKey(EdgeOfCare, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True


@pghistory.track()
class SupportPlan(PartOfCase):
    """What the family and the service agreed: tailored to them, with what everyone does when it
    gets hard again."""

    agreed_on = models.DateField("agreed on", default=timezone.localdate)
    hopes = models.TextField("what will be different when this has worked?")
    help_given = models.TextField("who does what, how often and until when?")
    family_does = models.TextField("what does the family do?", blank=True)
    if_it_gets_hard = models.TextField("what does everyone do if it gets hard again?")
    copied_on = models.DateField("the family got their copy on", null=True, blank=True)

    class Meta:
        verbose_name = "support plan"
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                name="support_plan_once",
                violation_error_message="There is a support plan already: change that one",
            ),
            models.CheckConstraint(
                condition=Q(copied_on=None) | Q(copied_on__gte=F("agreed_on")),
                name="support_plan_copied_once_agreed",
                violation_error_message="A copy cannot be given before the plan was agreed",
            ),
        ]

    def __str__(self):
        return "Support plan"


class EdgeReviewQuerySet(ChildRecordQuerySet):
    def with_next(self):
        later = EdgeReview.objects.filter(
            Q(held_on__gt=OuterRef("held_on"))
            | Q(held_on=OuterRef("held_on"), pk__gt=OuterRef("pk")),
            case=OuterRef("case"),
        )
        return self.annotate(
            next_held_on=Subquery(later.order_by("held_on", "pk").values("held_on")[:1]),
            case_ended_on=F("case__ended_on"),
        )

    def newest_first(self):
        return self.order_by("-held_on", "-pk")


@pghistory.track()
class EdgeReview(PartOfCase):
    """The plan looked at again with the family: what changed, and what changes in the plan."""

    held_on = models.DateField("when was it reviewed?", default=timezone.localdate)
    who_came = models.CharField("who was there?", max_length=200)
    child_said = models.TextField("what did the child say or show?", blank=True)
    what_changed = models.TextField("what has changed for the child since the last time?")
    what_next = models.TextField("what changes in the plan?")

    objects: ClassVar = EdgeReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "review of a support plan"
        verbose_name_plural = "reviews of support plans"
        indexes = [models.Index(fields=["case", "held_on"], name="edge_review_of_case")]

    def __str__(self):
        return "Review of the support plan"


class FollowUpQuerySet(ChildRecordQuerySet):
    def in_care(self):
        return self.filter(lives__in=IN_CARE)


@pghistory.track()
class FollowUp(PartOfCase):
    """How the child lives 3, 6 or 12 months after the work ended. The record suggests it from legal
    statuses and referrals; somebody confirms it."""

    class Months(models.IntegerChoices):
        THREE = 3, "3 months"
        SIX = 6, "6 months"
        TWELVE = 12, "12 months"

    months = models.PositiveSmallIntegerField("how long after?", choices=Months)
    known_on = models.DateField("on which day is this so?", default=timezone.localdate)
    lives = models.CharField(
        "where does the child live?", max_length=12, choices=EdgeOfCare.Outcome
    )
    referred_again = models.BooleanField("was the child referred again since?", default=False)
    how_known = models.CharField("how do you know?", max_length=200)
    words = models.TextField("what the family say of it now", blank=True)

    objects: ClassVar = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "follow-up after edge of care"
        verbose_name_plural = "follow-ups after edge of care"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "months"],
                name="edge_follow_up_once",
                violation_error_message="This was written down already: correct that one",
            )
        ]

    def __str__(self):
        return f"{self.get_months_display()} after edge of care"
