"""Seals of the two logs, and looks that somebody should ask about."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from casework.access.roles import Permission
from casework.children.models.looks import FileSet


class Layout(models.Model):
    """The columns of a log's table as they were sealed: a column added later is no change."""

    table = models.CharField(max_length=63)
    columns = ArrayField(models.CharField(max_length=63))

    def __str__(self):
        return self.table


class Seal(models.Model):
    """What was added to the logs since the seal before, in one number: change any of it, or any
    seal before, and the number is another. ``because`` stands where rows were loaded that tell of
    earlier times, as those of an invented council."""

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    snapshot = models.TextField()
    because = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=16)
    """The name of the key that it was made with: no part of the key."""
    digest = models.CharField(max_length=64)

    def __str__(self):
        return f"Seal {self.number}"

    @property
    def anchor(self) -> str:
        """One line that proves, kept elsewhere, that nothing up to here was changed since."""
        return f"{self.number} {self.at.isoformat()} {self.digest}"


class SealedRows(models.Model):
    """The rows of one table that a seal covers, by their keys."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="parts")
    layout = models.ForeignKey(Layout, models.PROTECT, related_name="+")
    keys = FileSet()
    rows = models.IntegerField()
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "sealed rows"

    def __str__(self):
        return f"{self.rows} rows of {self.layout}"


class Removal(models.Model):
    """Rows of the logs that were taken away lawfully, with the file they were about: when, and why.

    Made by whoever owns the database, with the key that does not lie in it. Of each row its digest
    stays, so that the seals that cover it can still be proved.
    """

    at = models.DateTimeField(default=timezone.now)
    because = models.CharField(max_length=200)
    key = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)

    def __str__(self):
        return f"Removal {self.pk}: {self.because}"


class RemovedRow(models.Model):
    """One of them: what its digest was, and, where only words were taken out of it, what it is
    now."""

    removal = models.ForeignKey(Removal, models.PROTECT, related_name="rows")
    layout = models.ForeignKey(Layout, models.PROTECT, related_name="+")
    number = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    now = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["layout", "number"], name="removed_row_of_log")]

    def __str__(self):
        return f"{self.layout} {self.number}"


@pghistory.track()
class Home(models.Model):
    """Where a worker lives, and the family names there, as they say it themselves: so that a look
    at a neighbour or a relative is asked about. Nobody else reads it; the rules do."""

    worker = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="home")
    postcode = models.CharField("your postcode", max_length=8, blank=True)
    family_names = models.CharField(
        "other family names in your household or close family",
        max_length=200,
        blank=True,
        help_text="Separate them by commas",
    )

    def __str__(self):
        return f"Home of {self.worker}"


class LookReviewQuerySet(models.QuerySet):
    def visible_to(self, worker):
        return self.for_reviewer(worker)

    def open(self):
        return self.filter(closed_at=None)

    def for_reviewer(self, manager):
        """Those of workers whose manager this is: of their team, or of the service; never one's
        own."""
        if not manager.may(Permission.SUPERVISE):
            return self.none()
        mine = self.filter(worker__authority=manager.authority_id).exclude(worker=manager)
        if manager.may(Permission.SEE_WHOLE_SERVICE):
            return mine
        return mine.filter(worker__team=manager.team_id, worker__team__isnull=False)


@pghistory.track()
class LookReview(models.Model):
    """Looks of one worker on one day that a rule found unusual. It says why; what it means only
    somebody who asks can say."""

    class Rule(models.TextChoices):
        SURNAME = "surname", "A child of the worker’s own family name"
        ADDRESS = "address", "A child who lives where the worker does"
        NOT_THEIRS = "not_theirs", "A child who is neither theirs nor their team’s"
        MANY = "many", "Many files in an hour"
        HOURS = "hours", "Outside working hours"
        RESTRICTED = "restricted", "A search by the name of a child whose file is restricted"

    class Found(models.TextChoices):
        WORK = "work", "It was for their work"
        MISTAKE = "mistake", "It was a mistake, and talked about"
        NO_REASON = "no_reason", "No reason for work was found: it is taken further"

    rule = models.CharField(max_length=12, choices=Rule)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="look_reviews"
    )
    day = models.DateField()
    why = models.CharField(max_length=300)
    children = ArrayField(models.BigIntegerField(), default=list, editable=False)
    looks = models.IntegerField(default=0)
    proposed_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    found = models.CharField("what you found", max_length=10, choices=Found, blank=True)
    words = models.TextField("what was said, and by whom", blank=True)

    objects = LookReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "worker", "day"], name="look_review_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, found="", words="")
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(found="") & ~Q(words=""),
                name="look_review_closed_whole",
                violation_error_message="Say what you found, and what was said",
            ),
        ]
        indexes = [
            models.Index(
                fields=["worker", "-day"], condition=Q(closed_at=None), name="look_review_open"
            )
        ]

    def __str__(self):
        return self.get_rule_display()

    def get_absolute_url(self):
        return reverse("look-review", args=[self.pk])
