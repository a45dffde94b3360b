from datetime import timedelta
from typing import ClassVar

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Count, F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.interface import words
from missing.models.interviews import ReturnInterview

NINETY_DAYS = timedelta(days=90)


class TimeAway(Func):
    """From leaving until coming back, or with no end while the child is away."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


class MissingEpisodeQuerySet(ChildRecordQuerySet):
    def open(self):
        """Still missing, and this council's child: at 18 the record ends, wherever they are."""
        return self.filter(returned_at=None, ended_on=None)

    def returned(self):
        return self.filter(returned_at__isnull=False)

    def with_interview(self):
        """With when the interview was offered, held, or could no longer be."""
        return self.annotate(
            offered_at=F("interview__offered_at"),
            interviewed_at=Coalesce("interview__held_at", "interview__covered_by__held_at"),
            declined_at=Coalesce(
                models.Case(
                    models.When(
                        Q(interview__answer__in=["declined", "not_possible"]),
                        then=F("interview__answered_at"),
                    )
                ),
                "no_interview_at",
            ),
        )

    def with_offer(self):
        """With the offer of an interview, and the conversation that answered it."""
        return self.select_related(
            "interview__covered_by", "interview__interviewer", "interview__provider"
        )

    def with_times_in_90_days(self):
        """With how many times this child went missing in the 90 days up to each, itself counted."""
        lately = self.model.objects.filter(
            child=OuterRef("child"),
            went_at__lte=OuterRef("went_at"),
            went_at__gt=OuterRef("went_at") - NINETY_DAYS,
        )
        times = lately.order_by().values("child").annotate(times=Count("pk")).values("times")
        return self.annotate(times=Subquery(times))

    def waiting_to_talk(self):
        """Back, and not yet talked about."""
        return self.returned().filter(
            Q(interview=None) | Q(interview__held_at=None, interview__covered_by__held_at=None)
        )

    def to_offer_or_hold(self):
        """Waiting to talk, but where a manager decided that no interview is offered."""
        return self.waiting_to_talk().filter(no_interview_at=None)

    def talked_about_in(self, interview):
        return self.filter(Q(interview=interview) | Q(interview__covered_by=interview))

    def newest_first(self):
        return self.order_by("-went_at", "-pk")


@pghistory.track()
class MissingEpisode(ChildRecord):
    """A child missing from home or care, or away from placement without leave (whereabouts known).

    *Returned* is when the child arrived somewhere safe, not when police closed their report.
    """

    class Kind(models.TextChoices):
        MISSING = "M", "Missing: we do not know where they are"
        AWAY = "A", "Away without permission: we know where they are"

    class From(models.TextChoices):
        HOME = "home", "Home"
        CARE = "care", "Care, in our area"
        CARE_OUT = "care_out", "Care, outside our area"

    class Risk(models.TextChoices):
        HIGH = "high", "High"
        MEDIUM = "medium", "Medium"
        LOW = "low", "Low"
        NONE = "none", "No apparent risk"

    kind = models.CharField(max_length=1, choices=Kind, default=Kind.MISSING)
    missing_from = models.CharField("from", max_length=8, choices=From, default=From.HOME)
    went_at = models.DateTimeField("missing since")
    reported_at = models.DateTimeField("reported to police", null=True, blank=True)
    reported_by = models.CharField("reported by", max_length=120, blank=True)
    told_us_at = models.DateTimeField("police told us", null=True, blank=True)
    police_reference = models.CharField(max_length=40, blank=True)
    risk = models.CharField(max_length=6, choices=Risk, default=Risk.MEDIUM)
    risk_reasons = models.TextField("why that risk", blank=True)
    circumstances = models.TextField("what we know", blank=True)
    returned_at = models.DateTimeField("came back or found", null=True, blank=True)
    returned_time_known = models.BooleanField(default=True)
    returned_where = models.CharField("where", max_length=120, blank=True)
    interview = models.ForeignKey(
        ReturnInterview, models.PROTECT, related_name="episodes", null=True, blank=True
    )

    no_interview_because = models.TextField("why no interview is offered", blank=True)
    no_interview_at = models.DateTimeField(null=True, blank=True, editable=False)
    no_interview_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    ended_on = models.DateField(null=True, blank=True, editable=False)
    ended_because = models.CharField(max_length=80, blank=True, editable=False)

    objects: ClassVar = MissingEpisodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(no_interview_at=None) | ~Q(no_interview_because=""),
                name="missing_no_interview_says_why",
                violation_error_message="Say why no interview is offered",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__gte=F("went_at")),
                name="missing_returns_after_leaving",
                violation_error_message=(
                    "The child came back before going missing: check both times"
                ),
            ),
            models.CheckConstraint(
                condition=Q(reported_at=None) | Q(reported_at__gte=F("went_at")),
                name="missing_reported_after_leaving",
                violation_error_message=(
                    "The report to police is before the child went missing: check both times"
                ),
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(returned_at=None, ended_on=None, withdrawn_at=None),
                name="missing_once_at_a_time",
                violation_error_message="The child is already recorded as missing",
            ),
            ExclusionConstraint(
                name="missing_times_do_not_overlap",
                expressions=[
                    ("child", RangeOperators.EQUAL),
                    (TimeAway("went_at", "returned_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_at=None, ended_on=None),
                violation_error_message="The child was already missing then: check the times",
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "team"], condition=Q(returned_at=None), name="missing_now"
            ),
            models.Index(fields=["child", "-went_at"], name="missing_of_child"),
        ]

    def __str__(self):
        return "Missing" if self.kind == self.Kind.MISSING else "Away without permission"

    def when_away(self) -> str:
        """When the child went and when they came back, as people say it."""
        if self.returned_at is None:
            return f"Since {words.moment(self.went_at)}"
        day = words.full_day if not self.returned_time_known else words.moment
        return f"From {words.moment(self.went_at)} to {day(self.returned_at)}"

    @property
    def hours_away(self) -> int:
        """Whole hours since the child went, or until they came back, rounded down."""
        return int(((self.returned_at or timezone.now()) - self.went_at).total_seconds() // 3600)

    @property
    def away_words(self) -> str:
        return length(self.hours_away)

    @property
    def conversation(self):
        """The interview in which this time away was talked about, if there was one."""
        offer = self.interview
        if offer and offer.covered_by_id:
            return offer.covered_by
        return offer if offer and offer.held_at else None


def length(hours: int) -> str:
    """15 hours; from three days on, in days. Rounded down."""
    if hours >= 72:
        return words.counted(hours // 24, "days")
    return words.counted(hours, "hours") if hours else "less than 1 hour"
