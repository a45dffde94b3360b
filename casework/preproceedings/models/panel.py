"""What a legal planning meeting or panel decides, and what its lawyer advised."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lead

from casework.access.roles import Permission
from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.meetings.models import Meeting
from casework.preproceedings.models.processes import (
    ChildPreProceedings,
    FamilyRow,
    FamilyRowQuerySet,
)


class LegalAdviceQuerySet(FamilyRowQuerySet):
    def visible_to(self, worker):
        """Advice of a lawyer is privileged: it is read by those the table of roles names."""
        if not worker.may(Permission.READ_LEGAL_ADVICE):
            return self.none()
        return super().visible_to(worker)

    def newest_first(self):
        return self.order_by("-given_on", "-pk")


@pghistory.track()
class LegalAdvice(FamilyRow):
    """What the council’s lawyer advised. Legal professional privilege belongs to the council:

    it stands in no copy, export, chronology, search or bundle, and the API does not know it.
    """

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    given_on = models.DateField("given on")
    given_by = models.CharField("which lawyer", max_length=120)
    advice = models.TextField("the advice")

    objects: ClassVar = LegalAdviceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "legal advice"

    def __str__(self):
        return "Legal advice"


class PanelDecisionQuerySet(ChildRecordQuerySet):
    def extensions(self):
        return self.filter(decision=PanelDecision.Decision.EXTEND)

    def newest_first(self):
        return self.order_by("-decided_on", "-pk")


@pghistory.track()
class PanelDecision(ChildRecord):
    """What the panel decided for one child, and why. Who came is on the meeting."""

    class Check(models.TextChoices):
        START = "start", "Legal planning meeting"
        WEEK_6 = "week_6", "Halfway check, about week 6"
        WEEK_12 = "week_12", "Check at week 12"
        WEEK_16 = "week_16", "Check at week 16"
        OTHER = "other", "Another panel"

    class Decision(models.TextChoices):
        START = "start", "Begin pre-proceedings"
        NOT_START = "not_start", "Do not begin"
        GO_ON = "go_on", "Go on as agreed"
        EXTEND = "extend", "Extend, with a new end"
        STEP_DOWN = "step_down", "Step down"
        APPLY = "apply", "Apply to the court"

    in_process = models.ForeignKey(ChildPreProceedings, models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="panel_decisions", null=True, blank=True
    )
    check_at = models.CharField("which panel", max_length=10, choices=Check)
    decided_on = models.DateField("decided on")
    decision = models.CharField(max_length=10, choices=Decision)
    reasons = models.TextField("why, for this child")
    new_end = models.DateField("the new end", null=True, blank=True)

    objects: ClassVar = PanelDecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="extend", new_end__isnull=False)
                | ~Q(decision="extend") & Q(new_end=None),
                name="panel_extension_has_its_end",
                violation_error_message="An extension has a new end; no other decision has one",
            ),
            models.CheckConstraint(
                condition=Q(new_end=None) | Q(new_end__gt=F("decided_on")),
                name="panel_extends_forward",
                violation_error_message="The new end must be after the day it was decided",
            ),
            models.CheckConstraint(
                condition=~Q(reasons=""),
                name="panel_says_why",
                violation_error_message="Say why, for this child",
            ),
        ]
        indexes = [models.Index(fields=["child", "-decided_on"], name="panel_of_child")]

    def __str__(self):
        return f"Panel: {self.get_decision_display().lower()}"


class TrackerUpdateQuerySet(ChildRecordQuerySet):
    def with_next(self):
        return self.annotate(
            next_on=models.Window(
                Lead("looked_on"), partition_by=F("in_process"), order_by=["looked_on", "pk"]
            ),
            ended_on=F("in_process__outcome_on"),
        )

    def newest_first(self):
        return self.order_by("-looked_on", "-pk")


@pghistory.track()
class TrackerUpdate(ChildRecord):
    """The process was looked at between panels: what is late and why, what the panel needs."""

    in_process = models.ForeignKey(ChildPreProceedings, models.CASCADE, related_name="updates")
    looked_on = models.DateField("looked at on")
    why_late = models.TextField("why it is late", blank=True)
    for_panel = models.TextField("what the panel needs to know", blank=True)
    next_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="who does the next step",
    )

    objects: ClassVar = TrackerUpdateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(why_late="") | ~Q(for_panel=""),
                name="tracker_says_something",
                violation_error_message="Say why it is late, or what the panel needs to know",
            )
        ]

    def __str__(self):
        return "Milestones looked at"
