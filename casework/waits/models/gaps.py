"""What no service answers, raised to those who could buy it: the gap register."""

from datetime import timedelta
from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from casework.access.models import Authority
from casework.interface.words import counted, full_day
from casework.support.services.needs import Need


class ServiceGapQuerySet(models.QuerySet):
    def visible_to(self, worker):
        return self.filter(authority=worker.authority_id)

    def open(self):
        return self.filter(closed_on=None)

    def on(self, day):
        """On the register at the end of that day."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day), opened_on__lte=day)

    def to_review_by(self, worker):
        """Those this worker put on the register, a week before they are to be looked at again."""
        soon = timezone.localdate() + timedelta(days=SOON)
        return self.open().filter(opened_by=worker, review_on__lte=soon).order_by("review_on")

    def with_last_entries(self, day):
        """With when it was last raised, answered and reviewed by this day."""
        entries = GapEntry.objects.filter(gap=OuterRef("pk"), happened_on__lte=day)
        return self.annotate(
            **{
                f"{kind}_on": Subquery(
                    entries.filter(kind=kind).order_by("-happened_on").values("happened_on")[:1]
                )
                for kind in GapEntry.Kind.values
            }
        )

    def newest_first(self):
        return self.order_by("-opened_on", "-pk")


@pghistory.track()
class ServiceGap(models.Model):
    """That a council has no service for a need: it names no child, and is counted from the children
    whose need stands without one.

    ``review_on`` is when somebody looks at it again: a gap nobody looks at stays one. It ends with
    what came of it.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    need = models.CharField("which need has no service?", max_length=24, choices=Need)
    missing = models.TextField("what is missing?")
    opened_on = models.DateField("on the register since", default=timezone.localdate)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    review_on = models.DateField("when is it looked at again?")
    closed_on = models.DateField("on which day?", null=True, blank=True)
    closed_because = models.TextField("what came of it?", blank=True)

    objects: ClassVar = ServiceGapQuerySet.as_manager()

    class Meta:
        verbose_name = "gap in services"
        verbose_name_plural = "gaps in services"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "need"],
                condition=Q(closed_on=None),
                name="service_gap_once",
                violation_error_message="This need is on the register already",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_because="")
                | (Q(closed_on__isnull=False) & ~Q(closed_because="")),
                name="service_gap_ends_with_what_came_of_it",
                violation_error_message="Say when it was closed and what came of it, or neither",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="service_gap_closes_after_it_opens",
                violation_error_message="It cannot be closed before it was on the register",
            ),
        ]

    def __str__(self):
        return f"No service: {self.get_need_display()}"

    @property
    def open(self) -> bool:
        return self.closed_on is None

    @property
    def review_state(self) -> str:
        if not self.open:
            return "ended"
        days = (self.review_on - timezone.localdate()).days
        return "overdue" if days < 0 else "due_soon" if days <= SOON else "on_time"

    @property
    def review_words(self) -> str:
        if self.closed_on:
            return f"Closed {full_day(self.closed_on)}"
        days = (timezone.localdate() - self.review_on).days
        if days > 0:
            return f"To look at again: {counted(days, 'days')} late"
        return (
            "Look at it again today" if days == 0 else f"Look again by {full_day(self.review_on)}"
        )


SOON = 7
"""Days before its review that a gap counts as due soon."""


@pghistory.track()
class GapEntry(models.Model):
    """Something that happened to a gap: raised to somebody, answered by them, looked at again."""

    class Kind(models.TextChoices):
        RAISED = "raised", "Raised"
        ANSWERED = "answered", "Answered"
        REVIEWED = "reviewed", "Looked at again"

    gap = models.ForeignKey(ServiceGap, models.CASCADE, related_name="entries")
    kind = models.CharField("what happened?", max_length=8, choices=Kind)
    happened_on = models.DateField("on which day?")
    whom = models.CharField("to or by whom?", max_length=120, blank=True)
    words = models.TextField("what was said?")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "entry of a gap"
        verbose_name_plural = "entries of gaps"
        ordering = ["happened_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="reviewed") | ~Q(whom=""),
                name="gap_entry_says_whom",
                violation_error_message="Say to whom it was raised, or who answered",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.happened_on:%-d %B %Y}"
