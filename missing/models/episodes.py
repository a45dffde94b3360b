from datetime import timedelta
from typing import ClassVar

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from casework.children.models import Allocation, ChildRecord, ChildRecordQuerySet
from casework.interface import words

OWN_WORKER = "is {}’s own worker: they are not independent"
NINETY_DAYS = timedelta(days=90)


class TimeAway(Func):
    """From leaving until coming back, or with no end while the child is away."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


class ReturnInterviewQuerySet(ChildRecordQuerySet):
    def held(self):
        return self.filter(held_at__isnull=False)

    def declined(self):
        return self.filter(answer__in=["declined", "not_possible"])

    def act_today(self):
        """Held, and the child told something on which someone must act that day."""
        return self.held().filter(immediate_risk=True)

    def not_acted(self):
        return self.act_today().filter(acted_at=None)


@pghistory.track()
class ReturnInterview(ChildRecord):
    """The offer of a return home interview, the child's answer, and what they said.

    An offer follows every return, so each has its own row; one conversation may answer several of
    them, and then the others say which it was (``covered_by``).
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "The child said yes"
        DECLINED = "declined", "The child said no"
        NOT_POSSIBLE = "not_possible", "It was not possible"

    offered_at = models.DateTimeField("offered at", null=True, blank=True)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    not_held_because = models.TextField("why not", blank=True)
    parent_view = models.TextField("what a parent or carer could tell us", blank=True)
    parent_asked_at = models.DateTimeField("when they were asked", null=True, blank=True)
    held_at = models.DateTimeField("when you talked", null=True, blank=True)
    place = models.CharField("where you talked", max_length=120, blank=True)
    interviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="interviews", null=True, blank=True
    )
    independent = models.BooleanField("the interviewer is independent", default=True)
    own_words = models.TextField("in the child’s own words", blank=True)
    why_left = models.TextField("why they left: what pushed, what pulled", blank=True)
    where_and_who = models.TextField("where they were, who with, how they got there", blank=True)
    what_happened = models.TextField("what happened while they were away", blank=True)
    harm = models.TextField("harm or risk they told you about", blank=True)
    exploitation = models.TextField("gifts, debts, or what others wanted of them", blank=True)
    online = models.TextField("who they talk with online", blank=True)
    substances = models.TextField("drink, drugs or weapons", blank=True)
    health = models.TextField("hurt, ill, or worried about their body", blank=True)
    what_would_help = models.TextField("what would help", blank=True)
    immediate_risk = models.BooleanField("someone must act today", default=False)
    next_steps = models.TextField("what will happen because of this", blank=True)
    acted_at = models.DateTimeField("when was it done?", null=True, blank=True)
    acted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    what_was_done = models.TextField("what was done, and by whom?", blank=True)
    shared_at = models.DateTimeField(
        "when it was on the file for others to read", null=True, blank=True, editable=False
    )
    covered_by = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="covers",
        null=True,
        blank=True,
        help_text="The conversation in which this one was held too",
    )

    objects: ClassVar = ReturnInterviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_at=None) | Q(offered_at=None) | Q(held_at__gte=F("offered_at")),
                name="interview_held_after_offer",
                violation_error_message="The interview cannot be before it was offered",
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answer="accepted") | ~Q(not_held_because=""),
                name="interview_refusal_says_why",
                violation_error_message="Say why the interview did not happen",
            ),
            models.CheckConstraint(
                condition=Q(held_at=None) | ~Q(own_words=""),
                name="interview_has_the_childs_words",
                violation_error_message="Write down what the child said, in their own words",
            ),
            models.CheckConstraint(
                condition=Q(immediate_risk=False) | ~Q(next_steps=""),
                name="interview_risk_says_what_next",
                violation_error_message="Someone must act today: say who will do what",
            ),
            models.CheckConstraint(
                condition=Q(acted_at=None) | (Q(acted_at__gte=F("held_at")) & ~Q(what_was_done="")),
                name="interview_acted_says_what",
                violation_error_message="Say what was done, and when: not before the talk",
            ),
            models.CheckConstraint(
                condition=Q(covered_by=None) | Q(held_at=None),
                name="interview_held_once",
                violation_error_message="An interview is held on its own or with another: not both",
            ),
        ]

    def __str__(self):
        return "Return home interview"

    def clean_fields(self, exclude=None):
        """Missing guidance 2014: whoever talks with the child is independent of their care, so
        their own worker never is, whoever marks it."""
        super().clean_fields(exclude)
        asked = "independent" not in (exclude or ()) and self.independent
        if asked and self.interviewer_id and self.by_own_worker:
            raise ValidationError(
                {"independent": f"{self.interviewer} {OWN_WORKER.format(self.child.first_name)}"}
            )

    @property
    def by_own_worker(self) -> bool:
        """Whether the interviewer led the work with the child on the day they talked."""
        day = words.as_day(self.held_at or timezone.now())
        leads = Allocation.objects.leading_on(day).of_child(self.child)
        return leads.filter(worker=self.interviewer_id).exists()

    @property
    def waits_for_an_act(self) -> bool:
        return bool(self.held_at and self.immediate_risk and not self.acted_at)

    @property
    def words(self) -> str:
        """Everything that was written of the talk, as one text."""
        parts = (
            self.own_words,
            self.why_left,
            self.where_and_who,
            self.what_happened,
            self.harm,
            self.exploitation,
            self.online,
            self.substances,
            self.health,
            self.what_would_help,
            self.next_steps,
        )
        return "\n".join(part for part in parts if part)


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
        return self.select_related("interview__covered_by", "interview__interviewer")

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
                condition=Q(returned_at=None),
                name="missing_once_at_a_time",
                violation_error_message="The child is already recorded as missing",
            ),
            ExclusionConstraint(
                name="missing_times_do_not_overlap",
                expressions=[
                    ("child", RangeOperators.EQUAL),
                    (TimeAway("went_at", "returned_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_at=None),
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
