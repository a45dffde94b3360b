"""What is done about a theme of many audits: training, a standard, a service that is missing."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Authority
from casework.interface.words import full_day


class ImprovementQuerySet(models.QuerySet):
    def visible_to(self, worker):
        return self.filter(authority=worker.authority_id)

    def open(self):
        return self.filter(done_on=None)

    def done(self):
        return self.exclude(done_on=None)

    def overdue(self):
        return self.open().filter(due_on__lt=timezone.localdate())


@pghistory.track()
class Improvement(models.Model):
    """One thing the service will do because of what its audits found, with a person and a date.

    A ``gap`` is a service that does not exist or is too long in coming: raised with those who
    commission it, with their answer. It names no child.
    """

    class Kind(models.TextChoices):
        TRAINING = "training", "Training"
        STANDARD = "standard", "A practice standard or a template"
        SUPERVISION = "supervision", "Supervision and team meetings"
        GAP = "gap", "A gap in services, raised with partners"
        SAMPLE = "sample", "A check of like children"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    criterion = models.CharField("the question it is about", max_length=12)
    kind = models.CharField("what sort of thing it is", max_length=12, choices=Kind)
    what = models.TextField("what will be done")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="improvements",
        verbose_name="who will do it",
    )
    agreed_on = models.DateField("agreed on")
    due_on = models.DateField("by what date")
    answer = models.TextField("what partners answered", blank=True)
    done_on = models.DateField("done on", null=True, blank=True)
    what_changed = models.TextField("what changed for children", blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = ImprovementQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None) | ~Q(what_changed=""),
                name="improvement_done_says_what_changed",
                violation_error_message="Say what changed for children",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("agreed_on")),
                name="improvement_due_after_agreed",
                violation_error_message="The date cannot be before it was agreed",
            ),
        ]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("improvement", args=[self.pk])

    @property
    def is_late(self) -> bool:
        return self.done_on is None and self.due_on < timezone.localdate()

    @property
    def standing(self) -> str:
        """How it stands, in words that name no one."""
        if self.done_on:
            return f"Done {full_day(self.done_on)}"
        by = full_day(self.due_on)
        return f"Overdue: was due {by}" if self.is_late else f"Under way, by {by}"
