"""Early or family help before a statutory referral, kept apart from every statutory clock."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q

from casework.children.models import ChildRecord, ChildRecordQuerySet


class FamilyHelpQuerySet(ChildRecordQuerySet):
    def open(self):
        """Offered or running: not declined, and not ended."""
        return self.filter(ended_on=None).exclude(answer="declined")

    def newest_first(self):
        return self.order_by("-offered_on", "-pk")


@pghistory.track()
class FamilyHelp(ChildRecord):
    """Help a family chooses to take. No referral, no episode, no 45 days: those begin only where it
    is stepped up (Working Together 2026; timescales, section 4)."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Yes"
        DECLINED = "declined", "No"

    class Ended(models.TextChoices):
        MET = "met", "The family have what they needed"
        STEPPED_UP = "stepped_up", "Stepped up: a referral to children’s social care"
        STOPPED = "stopped", "The family chose to stop"
        AWAY = "away", "The family moved away"
        OTHER = "other", "Another reason"

    contact = models.ForeignKey(
        "referrals.ChildContact", models.PROTECT, related_name="family_help", null=True, blank=True
    )
    declined_referral = models.ForeignKey(
        "referrals.Referral", models.PROTECT, related_name="family_help", null=True, blank=True
    )
    offered_on = models.DateField("offered on")
    help_with = models.TextField("what the help is for")
    answer = models.CharField("did the family say yes?", max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField("answered on", null=True, blank=True)
    started_on = models.DateField("help began on", null=True, blank=True)
    lead = models.CharField(
        "who leads it",
        max_length=160,
        blank=True,
        help_text="One person and their service, by name: they need not be a social worker",
    )
    ended_on = models.DateField("ended on", null=True, blank=True)
    ended_because = models.CharField("why it ended", max_length=10, choices=Ended, blank=True)
    what_changed = models.TextField("what changed for the child", blank=True)
    referral = models.OneToOneField(
        "referrals.Referral", models.PROTECT, related_name="stepped_up_from", null=True, blank=True
    )

    objects: ClassVar = FamilyHelpQuerySet.as_manager()

    class Meta:
        verbose_name = "family help"
        verbose_name_plural = "family help"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="family_help_answer_has_a_day",
                violation_error_message="Give the answer and its day together",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("offered_on")),
                name="family_help_answered_after_offer",
                violation_error_message="They cannot answer before it was offered",
            ),
            models.CheckConstraint(
                condition=~Q(answer="accepted") | (Q(started_on__isnull=False) & ~Q(lead="")),
                name="family_help_has_a_lead",
                violation_error_message="Say when the help began and who leads it",
            ),
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(started_on__gte=F("offered_on")),
                name="family_help_starts_after_offer",
                violation_error_message="The help cannot begin before it was offered",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_because="")
                | (Q(ended_on__isnull=False) & ~Q(ended_because="")),
                name="family_help_ends_with_a_reason",
                violation_error_message="Give the day it ended and why together",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("offered_on")),
                name="family_help_ends_after_offer",
                violation_error_message="It cannot end before it was offered",
            ),
        ]
        indexes = [models.Index(fields=["child", "-offered_on"], name="family_help_of_child")]

    def __str__(self):
        return "Family help"

    @property
    def help_status(self) -> str:
        """Where it is, in a few words."""
        if self.ended_on:
            return self.get_ended_because_display()
        if self.answer == self.Answer.ACCEPTED:
            return f"Going on, led by {self.lead}"
        return "The family said no" if self.answer else "Offered, no answer yet"
