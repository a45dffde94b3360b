"""The court stage: from the application to the final order, 26 weeks unless a court extends it."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Case, F, Max, Min, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.preproceedings.models.processes import (
    ChildPreProceedings,
    FamilyRow,
    FamilyRowQuerySet,
)
from casework.timescales.models import WorkingDay

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
    directions_on = models.DateField(
        "first directions given, papers served and a guardian appointed by", null=True, blank=True
    )
    care_plan_due_on = models.DateField("care plan due at court", null=True, blank=True)
    care_plan_filed_on = models.DateField("care plan filed on", null=True, blank=True)
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


class TwentySixWeeks(models.Func):
    """The last day of 26 weeks beginning with the day of issue (section 32(1)(a)(ii))."""

    template = "((%(expressions)s) + 26 * 7 - 1)"
    output_field = models.DateField()


class ChildInCourtQuerySet(ChildRecordQuerySet):
    def open(self):
        return self.filter(final_on=None)

    def issued(self):
        """With the day of issue, the hearings held, and the end the court last set."""
        extended = CourtExtension.objects.filter(in_court=OuterRef("pk"))
        return (
            self.filter(proceedings__issued_on__isnull=False)
            .annotate(
                issued_on=F("proceedings__issued_on"),
                directions_on=F("proceedings__directions_on"),
                care_plan_due_on=F("proceedings__care_plan_due_on"),
                care_plan_filed_on=F("proceedings__care_plan_filed_on"),
                management_on=_first(Hearing.Kind.MANAGEMENT, "held_on"),
                further_on=_first(Hearing.Kind.FURTHER, "held_on"),
                further_listed_on=_first(Hearing.Kind.FURTHER, "listed_on"),
                extended_on=Subquery(extended.order_by("until").values("ordered_on")[:1]),
                extended_to=Subquery(extended.order_by("-until").values("until")[:1]),
            )
            .annotate(final_unextended_on=Case(When(extended_on=None, then="final_on")))
        )

    def with_end(self):
        """With the end that stands: the last extension’s, or 26 weeks from issue."""
        return self.issued().annotate(
            ends_on=Coalesce("extended_to", TwentySixWeeks("proceedings__issued_on"))
        )

    def with_advocates(self, hearing: str, days: int):
        """With the day by which advocates meet: so many working days before the hearing listed."""
        before = WorkingDay.objects.filter(working=True, day__lt=OuterRef("listed_on"))
        listed = self.issued().annotate(listed_on=_first(hearing, "listed_on"))
        return listed.annotate(
            advocates_by=Subquery(before.order_by("-day").values("day")[days - 1 : days]),
            advocates_on=_first(Hearing.Kind.ADVOCATES, "held_on", before=OuterRef("listed_on")),
        )

    def newest_first(self):
        return self.order_by("-pk")


def _first(kind, day: str, before=None):
    """The first such day of a hearing of this kind, or the last one before that day."""
    hearings = Hearing.objects.filter(
        proceedings=OuterRef("proceedings"), kind=kind, **{f"{day}__isnull": False}
    )
    if before is not None:
        hearings = hearings.filter(**{f"{day}__lte": before})
    of = Min if before is None else Max
    of_kind = hearings.order_by().values("proceedings")
    return Subquery(of_kind.annotate(day=of(day)).values("day"))


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
        ).annotate(final_by_this_on=Case(When(extended_again_on=None, then="final_on")))


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
