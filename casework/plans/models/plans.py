from typing import TYPE_CHECKING, ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework.actions.models import Action
from casework.approvals.models import SENT_ONCE, Authorised, by_another
from casework.children.codes import AbuseCategory
from casework.children.models import Child, ChildRecord, ChildRecordQuerySet
from casework.recording.models import FamilyPart
from casework.referrals.models import EpisodeOfNeed


@pghistory.track()
class FamilyPlan(FamilyPart):
    """What is the same in the plans of brothers and sisters: written once, in words the whole
    family may read, because every child's family copy prints it.
    """

    worries = models.TextField("what we worry about", blank=True)
    going_well = models.TextField("what is going well", blank=True)
    familys_own_plan = models.TextField("the family’s own plan", blank=True)

    def __str__(self):
        return "Family’s plan"


class PlanQuerySet(ChildRecordQuerySet):
    def open(self):
        return self.filter(ended_on=None)

    def child_protection(self):
        return self.filter(kind=Plan.Kind.PROTECTION)

    def child_in_need(self):
        return self.filter(kind=Plan.Kind.NEED)

    def recorded_here(self):
        """Not those of a census, which carries no visit, core group or reading: they may have been
        held, so no clock runs for the first of them."""
        return self.filter(imported=False)

    def waiting_for_manager(self):
        return self.open().filter(authorised_on=None, submitted_at__isnull=False)

    def sent_to_manager(self):
        """Sent and still to be authorised: waiting, or sent back with what to put right."""
        return self.open().filter(SENT_ONCE, authorised_on=None)

    def with_unsettled(self):
        """Ended, and nobody has said yet what becomes of what was promised in it."""
        promised = PlanAction.objects.open().filter(need__plan=models.OuterRef("pk"))
        following = Plan.objects.filter(follows=models.OuterRef("pk"))
        needed = Need.objects.filter(plan=models.OuterRef("pk"))
        left = models.Exists(promised) | (Q(models.Exists(following)) & Q(models.Exists(needed)))
        ended = Q(ended_on__isnull=False, settled_at=None, imported=False)
        answer = models.ExpressionWrapper(ended & left, output_field=models.BooleanField())
        return self.annotate(unsettled=answer)

    def waiting_to_be_settled(self):
        return self.with_unsettled().filter(unsettled=True).order_by("-ended_on", "-pk")

    def with_first_reading(self):
        """With the first day the plan was read with the family."""
        read = PlanReading.objects.filter(plan=models.OuterRef("pk")).order_by("read_on")
        return self.annotate(first_read_on=models.Subquery(read.values("read_on")[:1]))

    def with_first_visit(self, visits):
        """With the day of the first of these visits made while on the plan."""
        seen = visits.filter(
            child=models.OuterRef("child"), held_on__gte=models.OuterRef("started_on")
        )
        return self.annotate(
            first_visit_on=models.Subquery(seen.order_by("held_on").values("held_on")[:1])
        )

    def newest_first(self):
        return self.order_by("-started_on", "-pk")


LOCKED = ("kind", "started_on", "initial_category", "authorised_on", "authorised_by_id")
"""Once a manager has authorised a plan these stand; its needs and actions go on being worked."""
THEN, NOW = (", ".join(f"{row}.{column}" for column in LOCKED) for row in ("OLD", "NEW"))


@pgtrigger.register(
    pgtrigger.Trigger(
        name="authorised_is_locked",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(
            f"OLD.authorised_on IS NOT NULL AND ({THEN}) IS DISTINCT FROM ({NOW})"
        ),
        func="RAISE EXCEPTION 'An authorised plan is locked: go through it, or start the next'"
        " USING ERRCODE = 'check_violation';",
    )
)
@pghistory.track()
class Plan(Authorised, ChildRecord):
    """One child's plan: their needs, who does what by when, and what happens if nothing changes."""

    class Kind(models.TextChoices):
        NEED = "need", "Child in need plan"
        PROTECTION = "protection", "Child protection plan"

    class Ended(models.TextChoices):
        NEEDS_MET = "needs_met", "The child’s needs are met"
        CONFERENCE = "conference", "A conference decided no plan is needed"
        STEPPED_DOWN = "stepped_down", "A conference decided on a child in need plan instead"
        STEPPED_UP = "stepped_up", "A conference decided on a child protection plan instead"
        DECLINED = "declined", "The family no longer agree to a plan"
        LOOKED_AFTER = "looked_after", "The child is looked after, with a care plan"
        MOVED = "moved", "The child moved and another council has taken over"
        LEFT_UK = "left_uk", "The child has left the United Kingdom for good"
        EIGHTEEN = "eighteen", "The young person is 18"
        DIED = "died", "The child died"
        OTHER = "other", "Another reason"

    family = models.ForeignKey(
        FamilyPlan, models.PROTECT, related_name="children", null=True, blank=True
    )
    episode = models.ForeignKey(
        EpisodeOfNeed, models.PROTECT, related_name="plans", null=True, blank=True
    )
    kind = models.CharField(max_length=10, choices=Kind)
    started_on = models.DateField("started on")
    ended_on = models.DateField("ended on", null=True, blank=True)
    end_because = models.CharField("why it ended", max_length=12, choices=Ended, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    end_reason = models.CharField("why it ended, in words", max_length=200, blank=True)
    follows = models.OneToOneField(
        "self", models.PROTECT, related_name="followed_by", null=True, blank=True, editable=False
    )
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    own_words = models.TextField("what the child said about the plan", blank=True)
    initial_category = models.CharField(
        "category at the start", max_length=3, choices=AbuseCategory, blank=True
    )
    latest_category = models.CharField(
        "category now", max_length=3, choices=AbuseCategory, blank=True
    )
    previous_plans = models.PositiveSmallIntegerField(
        "earlier child protection plans",
        default=0,
        help_text="By this council, ever (NumberOfPreviousCPP)",
    )
    imported = models.BooleanField(default=False, editable=False)

    objects: ClassVar = PlanQuerySet.as_manager()
    if TYPE_CHECKING:
        long: bool

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("started_on")),
                name="plan_ends_after_it_starts",
                violation_error_message="The plan cannot end before it started",
            ),
            models.CheckConstraint(
                condition=Q(imported=True)
                | ~Q(kind="protection")
                | (~Q(initial_category="") & ~Q(latest_category="")),
                name="plan_protection_has_a_category",
                violation_error_message="Choose the category of the child protection plan",
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(ended_on=None, imported=False),
                name="plan_one_open",
                violation_error_message="The child already has an open plan: end that first",
            ),
            by_another("plan_authorised_by_another"),
        ]
        indexes = [
            models.Index(
                fields=["authority", "team"], condition=Q(ended_on=None), name="plan_open"
            ),
            models.Index(fields=["child", "-started_on"], name="plan_of_child"),
        ]

    def missing(self) -> list[str]:
        """Why a manager cannot authorise this plan yet, in plain words."""
        needs = list(self.needs.prefetch_related("actions"))
        name = self.child.first_name
        words = [] if needs else [f"Write down at least one thing {name} needs"]
        words += [f"“{need}” has no action" for need in needs if not need.actions.all()]
        if not self.contingencies.exists():
            words.append("Say what will happen if things do not change by then")
        return words

    def __str__(self):
        return self.get_kind_display()


@pghistory.track()
class Need(ChildRecord):
    """One of the child's own needs, and how anyone will know it is met."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="needs")
    position = models.PositiveSmallIntegerField(default=1, help_text="1 comes first")
    need = models.CharField("what the child needs", max_length=200)
    what_will_be_different = models.TextField("what will be different for the child")
    starting_point = models.TextField("where it started", blank=True)
    how_we_will_know = models.TextField("how we will know", blank=True)
    carried_from = models.OneToOneField(
        "self", models.PROTECT, related_name="carried_to", null=True, blank=True, editable=False
    )

    class Meta:
        ordering = ["plan", "position", "pk"]

    def __str__(self):
        return self.need


@pghistory.track()
class NeedScore(ChildRecord):
    """How it is going, 0 (as bad as it could be) to 10 (good enough), said by whom."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="scores")
    scored_on = models.DateField("when")
    score = models.PositiveSmallIntegerField("0 to 10")
    scored_by = models.CharField("scored by", max_length=120, blank=True)

    class Meta:
        ordering = ["scored_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__lte=10),
                name="score_is_0_to_10",
                violation_error_message="Give a score from 0 to 10",
            )
        ]

    def __str__(self):
        return f"{self.score} of 10"


class PlanActionQuerySet(models.QuerySet):
    def standing(self):
        """Where each action stands now: not where it stood in a plan that has ended."""
        return self.filter(left_on=None)

    def open(self):
        return self.standing().filter(action__done_on=None, action__dropped_on=None)

    def with_action(self):
        return self.select_related("action__owner_worker", "action__owner_person__child")

    def with_action_for(self, worker):
        """With the action, and whether this worker may know of an owner who is a child."""
        known = Child.objects.visible_to(worker) if worker else Child.objects.none()
        owner = known.filter(person=models.OuterRef("action__owner_person"))
        return self.with_action().annotate(owner_known=models.Exists(owner))


@pghistory.track()
class PlanAction(models.Model):
    """Which need an action answers. One that goes on into the next plan is the same action, with
    a second row here: the first keeps the day it left.
    """

    action = models.ForeignKey(Action, models.CASCADE, related_name="in_plans")
    need = models.ForeignKey(Need, models.CASCADE, related_name="actions")
    left_on = models.DateField("went on from this plan on", null=True, blank=True)

    objects = PlanActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(left_on=None),
                name="action_in_one_plan",
                violation_error_message="This action already stands in a plan",
            ),
            models.UniqueConstraint(
                fields=["action", "need"],
                name="action_once_in_a_need",
                violation_error_message="This action already answers this need",
            ),
        ]

    def __str__(self):
        return str(self.action)


@pghistory.track()
class Contingency(ChildRecord):
    """If this happens, then we will: who, and when."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="contingencies")
    trigger = models.TextField("if this happens")
    step = models.TextField("then we will")
    who = models.CharField("who", max_length=120)
    when = models.CharField("when", max_length=120)
    carried_from = models.OneToOneField(
        "self", models.PROTECT, related_name="carried_to", null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name_plural = "contingencies"
        ordering = ["pk"]

    def __str__(self):
        return self.trigger


@pghistory.track()
class PlanReading(ChildRecord):
    """The family's copy of the plan, read with someone: parents apart read it apart."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="readings")
    read_on = models.DateField("when")
    read_with = models.CharField("with whom", max_length=200)
    said = models.TextField("what they said about it", blank=True)

    class Meta:
        ordering = ["read_on", "pk"]

    def __str__(self):
        return f"Read with {self.read_with}"
