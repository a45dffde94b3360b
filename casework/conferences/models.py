from typing import TYPE_CHECKING, ClassVar

import pghistory
from django.db import models
from django.db.models import Q

from assessments.models import Assessment, Section47
from casework.actions.models import Action
from casework.children.codes import AbuseCategory
from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.meetings.models import Meeting
from casework.plans.models import Plan
from casework.referrals.models import EpisodeOfNeed

if TYPE_CHECKING:
    from casework.timescales.models import Deadline


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
    kind = models.CharField(max_length=12, choices=Kind)
    held_on = models.DateField("date")
    held = models.BooleanField("the conference was held", default=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    category = models.CharField(max_length=3, choices=AbuseCategory, blank=True)
    reasons = models.TextField("why, for this child", blank=True)
    disagreement = models.TextField("who disagreed, and why", blank=True)
    imported = models.BooleanField(default=False, editable=False)

    objects: ClassVar = ConferenceQuerySet.as_manager()
    if TYPE_CHECKING:
        clock: Deadline

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


@pghistory.track()
class CoreGroup(ChildsPart):
    """The people who carry out a child protection plan, meeting about one child."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="core_groups")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="core_groups")
    held_on = models.DateField("date")
    held = models.BooleanField("the core group met", default=True)
    what_changed = models.TextField("what has changed for the child", blank=True)

    objects: ClassVar = HeldQuerySet.as_manager()

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
        END = "end", "The plan is no longer needed"

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

    objects: ClassVar = HeldQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["child", "-held_on"], name="cinmeeting_of_child")]

    def __str__(self):
        return self.get_kind_display()


class MeetingActionQuerySet(models.QuerySet):
    def visible_to(self, worker):
        return self.filter(action__in=Action.objects.visible_to(worker))

    def with_action(self, worker):
        """With what was agreed, its owner named as far as this worker may know of them."""
        actions = Action.objects.with_owner(worker).select_related("child__person")
        return self.prefetch_related(models.Prefetch("action", actions))


@pghistory.track()
class MeetingAction(models.Model):
    """An action agreed at a meeting: the action holds who and by when."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agreed")
    action = models.OneToOneField(Action, models.CASCADE, related_name="agreed_at")

    objects = MeetingActionQuerySet.as_manager()

    def __str__(self):
        return str(self.action)
