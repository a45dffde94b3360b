from decimal import Decimal

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from casework.access.models import Authority, Worker


def weight(label: str, usual: str, **more):
    return models.DecimalField(
        label,
        max_digits=3,
        decimal_places=2,
        default=Decimal(usual),
        validators=[MinValueValidator(0), MaxValueValidator(5)],
        **more,
    )


@pghistory.track()
class CaseloadWeights(models.Model):
    """How much of a caseload each child is, where a council has chosen its own numbers.

    A local judgement: there is no national number. The child who weighs most in a family counts
    whole, each brother or sister of theirs for ``sibling`` of what they would alone.
    """

    authority = models.OneToOneField(Authority, models.PROTECT, related_name="caseload_weights")
    no_plan = weight("a child with no plan yet", "1")
    need = weight("a child with a child in need plan", "1")
    protection = weight("a child with a child protection plan", "1.5")
    sibling = weight(
        "each brother or sister with the same worker",
        "0.5",
        help_text="The share of what they would count alone",
    )

    class Meta:
        verbose_name_plural = "caseload weights"

    def __str__(self):
        return f"{self.authority}: {self.protection:g} for a child protection plan"

    @classmethod
    def of(cls, authority) -> "CaseloadWeights":
        """A council's own, or the usual ones, unsaved."""
        return getattr(authority, "caseload_weights", None) or cls(authority=authority)

    def family(self, plans: list[str]) -> Decimal:
        """What brothers and sisters with these plans weigh together."""
        whole = sorted((getattr(self, plan or "no_plan") for plan in plans), reverse=True)
        return whole[0] + self.sibling * sum(whole[1:])


@pghistory.track()
class WallRule(models.Model):
    """When in each month the numbers of the month before are sent, and to which roles."""

    authority = models.OneToOneField(Authority, models.PROTECT, related_name="wall_rule")
    day = models.PositiveSmallIntegerField(
        "day of the month", default=3, validators=[MinValueValidator(1), MaxValueValidator(28)]
    )
    roles = ArrayField(models.CharField(max_length=30), default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(day__gte=1) & Q(day__lte=28),
                name="wall_day_is_in_every_month",
                violation_error_message="Give a day from 1 to 28: every month has it",
            )
        ]

    def __str__(self):
        return f"On day {self.day} of each month"


class WallSheet(models.Model):
    """The numbers of one month as they were published. What hangs on a wall does not change when a
    file does: the next month is counted anew."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="wall_sheets")
    last_on = models.DateField("the last day of the month")
    numbers = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-last_on"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "last_on"], name="wall_sheet_once")
        ]

    def __str__(self):
        return f"{self.last_on:%B %Y}"


@pghistory.track()
class FirstDay(models.Model):
    """What a council settled before its people signed in, and who settled it."""

    authority = models.OneToOneField(Authority, models.PROTECT, related_name="first_day")
    made_at = models.DateTimeField()
    mail_tested_at = models.DateTimeField(null=True, blank=True)
    clocks_confirmed_at = models.DateTimeField(null=True, blank=True)
    clocks_confirmed_by = models.ForeignKey(
        Worker, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(clocks_confirmed_at=None)
                | models.Q(clocks_confirmed_by__isnull=False),
                name="first_day_clocks_confirmed_by_someone",
            )
        ]

    def __str__(self):
        return f"{self.authority}: its first day"

    @classmethod
    def of(cls, authority) -> "FirstDay":
        """Of a council made before this was kept, nothing is settled yet."""
        return getattr(authority, "first_day", None) or cls(authority=authority)
