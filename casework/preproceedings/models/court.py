"""The court stage: from the application to the final order, 26 weeks unless a court extends it."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Min, OuterRef, Q, Subquery

from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.preproceedings.models.processes import (
    ChildPreProceedings,
    FamilyRow,
    FamilyRowQuerySet,
)

EXTENDED_BY = 56
"""Days: an extension ends no more than eight weeks after what it extends (Children Act 1989,
section 32(8))."""


@pghistory.track()
class Proceedings(FamilyRow):
    """One application to the family court for the children of a process."""

    applied_on = models.DateField("application sent on")
    issued_on = models.DateField("issued by the court on", null=True, blank=True)
    court = models.CharField("which court", max_length=160, blank=True)
    case_number = models.CharField(max_length=40, blank=True)
    short_notice = models.BooleanField("an urgent application, at short notice", default=False)
    short_notice_because = models.TextField("why it could not wait", blank=True)

    class Meta:
        verbose_name_plural = "proceedings"
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(issued_on__gte=F("applied_on")),
                name="court_issued_once_applied",
                violation_error_message="It cannot be issued before it was sent",
            ),
            models.CheckConstraint(
                condition=Q(short_notice=False) | ~Q(short_notice_because=""),
                name="court_short_notice_says_why",
                violation_error_message="Say why it could not wait",
            ),
        ]

    def __str__(self):
        return "Care proceedings"


class ChildInCourtQuerySet(ChildRecordQuerySet):
    def open(self):
        return self.filter(final_on=None)

    def issued(self):
        """With the day of issue, the hearings held, and the end the court last set."""
        held = Hearing.objects.filter(proceedings=OuterRef("proceedings"), held_on__isnull=False)
        extended = CourtExtension.objects.filter(in_court=OuterRef("pk")).order_by("-until")
        return self.filter(proceedings__issued_on__isnull=False).annotate(
            issued_on=F("proceedings__issued_on"),
            management_on=_first(held, Hearing.Kind.MANAGEMENT),
            further_on=_first(held, Hearing.Kind.FURTHER),
            extended_on=Subquery(extended.order_by("ordered_on").values("ordered_on")[:1]),
            extended_to=Subquery(extended.values("until")[:1]),
        )

    def newest_first(self):
        return self.order_by("-pk")


def _first(held, kind):
    of_kind = held.filter(kind=kind).order_by().values("proceedings")
    return Subquery(of_kind.annotate(day=Min("held_on")).values("day"))


@pghistory.track()
class ChildInCourt(ChildRecord):
    """One child in the proceedings: the care plans put to the court, and its final order."""

    class CarePlan(models.TextChoices):
        PARENTS = "parents", "With parents"
        FAMILY = "family", "With family or friends"
        FOSTER = "foster", "Fostering"
        RESIDENTIAL = "residential", "A residential home"
        ADOPTION = "adoption", "Adoption"
        OTHER = "other", "Another plan"

    class Order(models.TextChoices):
        CARE = "care", "Care order"
        PLACEMENT = "placement", "Care and placement order"
        SUPERVISION = "supervision", "Supervision order"
        GUARDIANSHIP = "guardianship", "Special guardianship order"
        ARRANGEMENTS = "arrangements", "Child arrangements order"
        NONE = "none", "No order"
        WITHDRAWN = "withdrawn", "The application was withdrawn"

    in_process = models.ForeignKey(ChildPreProceedings, models.CASCADE, related_name="in_court")
    proceedings = models.ForeignKey(Proceedings, models.CASCADE, related_name="children")
    initial_plan = models.CharField(
        "initial care plan", max_length=12, choices=CarePlan, blank=True
    )
    initial_plan_approved = models.BooleanField("the council approved it", default=False)
    final_plan = models.CharField("final care plan", max_length=12, choices=CarePlan, blank=True)
    final_plan_approved = models.BooleanField("the council approved the last", default=False)
    final_on = models.DateField("final order on", null=True, blank=True)
    final_order = models.CharField("the order", max_length=12, choices=Order, blank=True)

    objects: ClassVar = ChildInCourtQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "children in court"
        constraints = [
            models.UniqueConstraint(
                fields=["in_process", "proceedings"],
                name="court_child_once",
                violation_error_message="The child is in these proceedings already",
            ),
            models.CheckConstraint(
                condition=Q(final_on=None, final_order="")
                | Q(final_on__isnull=False) & ~Q(final_order=""),
                name="court_final_order_has_its_day",
                violation_error_message="Say which order and when, or neither",
            ),
        ]

    def __str__(self):
        return "Care proceedings"


class HearingQuerySet(FamilyRowQuerySet):
    def to_come(self):
        return self.filter(held_on=None, not_held_because="").order_by("listed_on", "pk")


@pghistory.track()
class Hearing(FamilyRow):
    """One hearing of the proceedings, listed, held or put off."""

    class Kind(models.TextChoices):
        URGENT = "urgent", "Urgent hearing"
        MANAGEMENT = "management", "Case management hearing"
        FURTHER = "further", "Further case management hearing"
        ADVOCATES = "advocates", "Advocates’ meeting"
        ISSUES = "issues", "Issues resolution hearing"
        FINAL = "final", "Final hearing"
        OTHER = "other", "Another hearing"

    proceedings = models.ForeignKey(Proceedings, models.CASCADE, related_name="hearings")
    kind = models.CharField("which hearing", max_length=12, choices=Kind)
    listed_on = models.DateField("listed for")
    held_on = models.DateField("held on", null=True, blank=True)
    outcome = models.TextField("what the court ordered", blank=True)
    not_held_because = models.CharField("why it was not held", max_length=200, blank=True)

    objects: ClassVar = HearingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_on=None) | Q(not_held_because=""),
                name="hearing_held_or_not",
                violation_error_message="It was held, or say why it was not: not both",
            )
        ]

    def __str__(self):
        return self.get_kind_display()


class CourtExtensionQuerySet(ChildRecordQuerySet):
    def with_end(self):
        """With the day of the final order, and that of the next extension."""
        later = CourtExtension.objects.filter(
            in_court=OuterRef("in_court"), until__gt=OuterRef("until")
        ).order_by("until")
        return self.annotate(
            final_on=F("in_court__final_on"),
            extended_again_on=Subquery(later.values("ordered_on")[:1]),
        )


@pghistory.track()
class CourtExtension(ChildRecord):
    """The court gave more time because it must, to decide justly (section 32(5))."""

    in_court = models.ForeignKey(ChildInCourt, models.CASCADE, related_name="extensions")
    ordered_on = models.DateField("ordered on")
    extends = models.DateField("the end it extends", editable=False)
    until = models.DateField("the new end")
    because = models.TextField("why the court needs the time")

    objects: ClassVar = CourtExtensionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("extends")),
                name="court_extends_forward",
                violation_error_message="The new end must be after the end it extends",
            ),
            models.CheckConstraint(
                condition=Q(until__lte=F("extends") + EXTENDED_BY),
                name="court_extends_eight_weeks",
                violation_error_message="One extension is of eight weeks at most: record another"
                " for what the court gave beyond them",
            ),
            models.UniqueConstraint(
                fields=["in_court", "extends"],
                name="court_extends_once",
                violation_error_message="This end is extended already",
            ),
        ]

    def __str__(self):
        return "More time from the court"
