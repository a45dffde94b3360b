import pghistory
from django.db import models
from django.db.models import F, Q

from assessments.models import Assessment, Section47
from casework.actions.models import Action
from casework.children.codes import AbuseCategory, Agency
from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.meetings.models import Meeting
from casework.plans.models import Plan
from casework.referrals.models import EpisodeOfNeed


class HeldQuerySet(ChildRecordQuerySet):
    def held(self):
        """Adjourned or with too few people is not held, and meets no timescale."""
        return self.filter(held=True)

    def newest_first(self):
        return self.order_by("-held_on", "-pk")


class ConferenceQuerySet(HeldQuerySet):
    def initial(self):
        return self.filter(kind=Conference.Kind.INITIAL)

    def review(self):
        return self.filter(kind=Conference.Kind.REVIEW)


class TakingPart(models.TextChoices):
    CAME = "came", "Came and spoke"
    ADVOCATE = "advocate", "Someone spoke for them"
    SENT = "sent", "Sent their words"
    NOT = "not", "Did not take part"
    TOO_YOUNG = "too_young", "A baby or very young child: described"


class ChildsPart(ChildRecord):
    """How the child was heard at a meeting about them: in what way, in what words, or why not."""

    taking_part = models.CharField(
        "how the child took part", max_length=10, choices=TakingPart, blank=True
    )
    own_words = models.TextField("the child’s own words", blank=True)
    not_heard_because = models.CharField(
        "why the child did not take part", max_length=200, blank=True
    )

    class Meta:
        abstract = True


class TransferInQuerySet(ChildRecordQuerySet):
    def waiting(self):
        return self.filter(not_needed_on=None, conferences=None)

    def newest_first(self):
        return self.order_by("-notified_on", "-pk")


@pghistory.track()
class TransferIn(ChildRecord):
    """Word from another council that a child with a plan there has moved here for good.

    The other council keeps the plan, its core groups and visits until our conference is held
    (Working Together 2023: within 15 working days).
    """

    from_authority = models.CharField("council they moved from", max_length=120)
    notified_on = models.DateField("the day we were told they moved here for good")
    moved_on = models.DateField("moved on", null=True, blank=True)
    plan_started_on = models.DateField("their plan there began on", null=True, blank=True)
    category = models.CharField(
        "category of their plan", max_length=3, choices=AbuseCategory, blank=True
    )
    worker_there = models.CharField("their social worker there", max_length=120, blank=True)
    known_so_far = models.TextField("what we were told", blank=True)
    not_needed_on = models.DateField("no conference is needed from", null=True, blank=True)
    not_needed_because = models.CharField(
        "why no conference is needed", max_length=200, blank=True,
        help_text="Such as: they moved back, or their plan ended before we met",
    )  # fmt: skip

    objects = TransferInQuerySet.as_manager()

    class Meta:
        verbose_name = "move from another council"
        verbose_name_plural = "moves from another council"
        constraints = [
            models.CheckConstraint(
                condition=Q(plan_started_on=None) | Q(plan_started_on__lte=F("notified_on")),
                name="transferin_plan_is_older",
                violation_error_message="Their plan began before we were told of the move",
            ),
            models.CheckConstraint(
                condition=Q(not_needed_on=None) | ~Q(not_needed_because=""),
                name="transferin_not_needed_says_why",
                violation_error_message="Say why no conference is needed",
            ),
        ]
        indexes = [models.Index(fields=["child", "-notified_on"], name="transferin_of_child")]

    def __str__(self):
        return f"Moved from {self.from_authority}"


@pghistory.track()
class Conference(ChildsPart):
    """What a child protection conference decided for one child. The meeting holds who came."""

    class Kind(models.TextChoices):
        INITIAL = "initial", "Initial conference"
        REVIEW = "review", "Review conference"
        TRANSFER_IN = "transfer_in", "Transfer-in conference"

    class Decision(models.TextChoices):
        PLAN = "plan", "Child protection plan"
        CONTINUE = "continue", "The child protection plan goes on"
        STEP_DOWN = "step_down", "Child in need plan"
        END = "end", "No plan"

    TakingPart = TakingPart

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="conferences", null=True, blank=True
    )
    section_47 = models.ForeignKey(
        Section47, models.PROTECT, related_name="conferences", null=True, blank=True
    )
    episode = models.ForeignKey(
        EpisodeOfNeed, models.PROTECT, related_name="conferences", null=True, blank=True
    )
    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="conferences", null=True, blank=True
    )
    transfer_in = models.ForeignKey(
        TransferIn, models.PROTECT, related_name="conferences", null=True, blank=True
    )
    kind = models.CharField(max_length=12, choices=Kind)
    held_on = models.DateField("date")
    held = models.BooleanField("the conference was held", default=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    category = models.CharField(max_length=3, choices=AbuseCategory, blank=True)
    reasons = models.TextField("why, for this child", blank=True)
    disagreement = models.TextField("who disagreed, and why", blank=True)
    imported = models.BooleanField(default=False, editable=False)

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(imported=True) | Q(held=False) | ~Q(decision=""),
                name="conference_held_decides",
                violation_error_message="Say what the conference decided for this child",
            ),
            models.CheckConstraint(
                condition=Q(imported=True)
                | ~Q(decision__in=["plan", "continue"])
                | ~Q(category=""),
                name="conference_plan_has_a_category",
                violation_error_message="Choose the category of the child protection plan",
            ),
        ]
        indexes = [models.Index(fields=["child", "-held_on"], name="conference_of_child")]

    def __str__(self):
        return self.get_kind_display()


class AgencyViewQuerySet(ChildRecordQuerySet):
    def in_order(self):
        return self.order_by("agency")


@pghistory.track()
class AgencyView(ChildRecord):
    """What one agency decided for one child at a conference, before the chair did."""

    class Threshold(models.TextChoices):
        PLAN = "plan", "A plan is needed"
        NO_PLAN = "no_plan", "No plan is needed"
        NOT_SAID = "not_said", "Did not say"

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="agency_views")
    agency = models.CharField(max_length=20, choices=Agency)
    threshold = models.CharField("what they decided", max_length=10, choices=Threshold)
    category = models.CharField(max_length=3, choices=AbuseCategory, blank=True)

    objects = AgencyViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "agency"], name="agencyview_once",
                violation_error_message="This agency’s decision is written down already",
            ),
            models.CheckConstraint(
                condition=Q(category="") | Q(threshold="plan"),
                name="agencyview_category_of_a_plan",
                violation_error_message="A category goes with the decision that a plan is needed",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_agency_display()}: {self.get_threshold_display()}"


@pghistory.track()
class CoreGroup(ChildsPart):
    """The people who carry out a child protection plan, meeting about one child."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="core_groups")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="core_groups")
    held_on = models.DateField("date")
    held = models.BooleanField("the core group met", default=True)
    what_changed = models.TextField("what has changed for the child", blank=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["child", "-held_on"], name="coregroup_of_child")]

    def __str__(self):
        return "Core group"


@pghistory.track()
class ChildInNeedMeeting(ChildsPart):
    """The meeting that agrees a child in need plan, then each review of it."""

    class Kind(models.TextChoices):
        FIRST = "first", "First planning meeting"
        REVIEW = "review", "Child in need review"

    class Decision(models.TextChoices):
        CONTINUE = "continue", "The plan goes on"
        STEP_UP = "step_up", "Strategy discussion"
        END = "end", "The plan ends"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="child_in_need_meetings")
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="child_in_need_meetings", null=True, blank=True
    )
    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="child_in_need_meetings", null=True, blank=True
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.REVIEW)
    held_on = models.DateField("date")
    held = models.BooleanField("the meeting was held", default=True)
    what_changed = models.TextField("is the child better off? what has changed", blank=True)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.CONTINUE)

    objects = HeldQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["child", "-held_on"], name="cinmeeting_of_child")]

    def __str__(self):
        return self.get_kind_display()


class MeetingActionQuerySet(models.QuerySet):
    def visible_to(self, worker):
        return self.filter(action__in=Action.objects.visible_to(worker))


@pghistory.track()
class MeetingAction(models.Model):
    """An action agreed at a meeting: the action holds who and by when."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agreed")
    action = models.OneToOneField(Action, models.CASCADE, related_name="agreed_at")

    objects = MeetingActionQuerySet.as_manager()

    def __str__(self):
        return str(self.action)
