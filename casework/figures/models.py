import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from casework.access.models import Authority

WALL_HOLDS = 6
"""More than these nobody reads in passing."""


class PublishedQuerySet(models.QuerySet["Published"]):
    def of(self, authority):
        return self.filter(authority=authority)

    def by_figure(self) -> dict[str, list["Published"]]:
        """The newest of each area first, by the code of the figure."""
        by_code: dict[str, list[Published]] = {}
        for published in self.order_by("figure", "-period", "area"):
            by_code.setdefault(published.figure, []).append(published)
        return by_code


@pghistory.track()
class Published(models.Model):
    """A statistic somebody published, loaded to stand beside our own figure."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    figure = models.CharField(max_length=60)
    area = models.CharField("where", max_length=80)
    period = models.CharField("when", max_length=40)
    share = models.DecimalField("per cent", max_digits=4, decimal_places=1)
    source = models.CharField("who published it", max_length=200)
    address = models.URLField("where it can be read", blank=True)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField(auto_now=True)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "published"
        ordering = ["figure", "area", "period"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "figure", "area", "period"], name="published_once"
            ),
            models.CheckConstraint(
                condition=Q(share__gte=0) & Q(share__lte=100),
                name="published_share_is_a_share",
                violation_error_message="Give a share from 0 to 100",
            ),
        ]

    def __str__(self):
        return f"{self.area}, {self.period}: {self.share:g}%"


class DayTally(models.Model):
    """One figure of one day, of the children everybody in the service may know of.

    ``some_counted`` and ``some_not`` name at most six of the children counted, and of those that
    are not: put together over any days they say whether there are as many as six.
    """

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="+")
    figure = models.CharField(max_length=60)
    day = models.DateField()
    of = models.PositiveIntegerField()
    counted = models.PositiveIntegerField()
    some_counted = ArrayField(models.BigIntegerField())
    some_not = ArrayField(models.BigIntegerField())

    class Meta:
        verbose_name_plural = "day tallies"
        constraints = [
            models.UniqueConstraint(fields=["authority", "figure", "day"], name="day_tally_once")
        ]
        indexes = [models.Index(fields=["day", "figure"], name="day_tally_of_day")]

    def __str__(self):
        return f"{self.figure}, {self.day}: {self.counted} of {self.of}"


class DeletedShare(models.Model):
    """What files that were deleted when their time was over were counted for in one month.

    ``some_counted`` and ``some_not`` are at most six numbers below nought, one a file, that lead to
    nobody: as in ``DayTally`` they say whether there are as many as six children.
    """

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="+")
    figure = models.CharField(max_length=60)
    month = models.DateField()
    of = models.PositiveIntegerField(default=0)
    counted = models.PositiveIntegerField(default=0)
    some_counted = ArrayField(models.BigIntegerField(), default=list)
    some_not = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        verbose_name = "share of deleted files"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "figure", "month"], name="deleted_share_once"
            )
        ]

    def __str__(self):
        return f"{self.figure}, {self.month:%B %Y}: {self.counted} of {self.of}"


class TalliedDay(models.Model):
    """A day that was counted: what is not here is counted when it is asked for."""

    source = models.CharField(max_length=20)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "day"], name="tallied_day_once")]

    def __str__(self):
        return f"{self.source}, {self.day}"


class ChangedDay(models.Model):
    """A row of that day changed. Written by triggers, as often as it happens, so that nobody who
    saves ever waits for somebody else; taken away when the day is counted anew."""

    source = models.CharField(max_length=20)
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["source", "day"], name="changed_day")]

    def __str__(self):
        return f"{self.source}, {self.day}"


@pghistory.track()
class WallNumber(models.Model):
    """One of the six numbers a council chose for its wall, and where it wants it to be."""

    class Aim(models.TextChoices):
        AT_LEAST = "at_least", "At least"
        AT_MOST = "at_most", "At most"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="wall_numbers")
    place = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(WALL_HOLDS)]
    )
    figure = models.CharField(max_length=60)
    aim = models.CharField("target", max_length=8, choices=Aim, blank=True)
    target = models.PositiveSmallIntegerField(
        "per cent", null=True, blank=True, validators=[MaxValueValidator(100)]
    )

    class Meta:
        ordering = ["authority", "place"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "place"], name="wall_place_once"),
            models.UniqueConstraint(fields=["authority", "figure"], name="wall_figure_once"),
            models.CheckConstraint(
                condition=Q(place__gte=1) & Q(place__lte=WALL_HOLDS), name="wall_holds_six"
            ),
            models.CheckConstraint(
                condition=Q(target=None, aim="") | (Q(target__lte=100) & ~Q(aim="")),
                name="wall_target_has_a_direction",
                violation_error_message="Say whether the target is the least or the most",
            ),
        ]

    def __str__(self):
        return self.figure

    @property
    def target_words(self) -> str:
        return "" if self.target is None else f"{self.get_aim_display()} {self.target}%"

    @classmethod
    def targets_of(cls, authority) -> "dict[str, int]":
        """Where a council wants its figures to be, in per cent, by their code."""
        rows = cls.objects.filter(authority=authority, target__isnull=False)
        return dict(rows.values_list("figure", "target"))

    def reached_by(self, share: int | None) -> bool | None:
        """None where no share is told, or none was asked for."""
        if share is None or self.target is None:
            return None
        return share >= self.target if self.aim == self.Aim.AT_LEAST else share <= self.target
