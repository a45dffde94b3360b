import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework.actions.models import Action
from casework.children.codes import AbuseCategory
from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.recording.models import ChildVisit, Shared
from casework.referrals.models import EpisodeOfNeed


@pghistory.track()
class FamilyPlan(Shared):
    """What is the same in the plans of brothers and sisters: the family's own plan."""

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

    def waiting_for_manager(self):
        return self.filter(authorised_on=None, submitted_at__isnull=False)

    def with_first_visit(self):
        """With the first day the child was seen while on the plan."""
        seen = ChildVisit.objects.seen().filter(
            child=models.OuterRef("child"), held_on__gte=models.OuterRef("started_on")
        )
        return self.annotate(
            first_visit_on=models.Subquery(seen.order_by("held_on").values("held_on")[:1])
        )

    def newest_first(self):
        return self.order_by("-started_on", "-pk")


@pghistory.track()
class Plan(ChildRecord):
    """One child's plan: their needs, who does what by when, and what happens if nothing changes."""

    class Kind(models.TextChoices):
        NEED = "need", "Child in need plan"
        PROTECTION = "protection", "Child protection plan"

    family = models.ForeignKey(
        FamilyPlan, models.PROTECT, related_name="children", null=True, blank=True
    )
    episode = models.ForeignKey(
        EpisodeOfNeed, models.PROTECT, related_name="plans", null=True, blank=True
    )
    kind = models.CharField(max_length=10, choices=Kind)
    started_on = models.DateField("started on")
    ended_on = models.DateField("ended on", null=True, blank=True)
    end_reason = models.CharField("why it ended", max_length=200, blank=True)
    initial_category = models.CharField(
        "category at the start", max_length=3, choices=AbuseCategory, blank=True
    )
    latest_category = models.CharField(
        "category now", max_length=3, choices=AbuseCategory, blank=True
    )
    previous_plans = models.PositiveSmallIntegerField(
        "earlier child protection plans", default=0,
        help_text="By this council, ever (NumberOfPreviousCPP)",
    )  # fmt: skip
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_because = models.TextField("what to put right", blank=True)
    authorised_on = models.DateField(null=True, blank=True)
    authorised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    shared_on = models.DateField("read with the family on", null=True, blank=True)
    shared_with = models.CharField("read with", max_length=200, blank=True)
    imported = models.BooleanField(default=False, editable=False)

    objects = PlanQuerySet.as_manager()

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
        ]
        indexes = [
            models.Index(
                fields=["authority", "team"], condition=Q(ended_on=None), name="plan_open"
            ),
            models.Index(fields=["child", "-started_on"], name="plan_of_child"),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def state(self):
        """draft, submitted, returned or authorised."""
        if self.authorised_on:
            return "authorised"
        if self.submitted_at:
            return "submitted"
        return "returned" if self.returned_at else "draft"


@pghistory.track()
class Need(ChildRecord):
    """One of the child's own needs, and how anyone will know it is met."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="needs")
    position = models.PositiveSmallIntegerField(default=1, help_text="1 comes first")
    need = models.CharField("what the child needs", max_length=200)
    what_will_be_different = models.TextField("what will be different for the child")
    starting_point = models.TextField("where it started", blank=True)
    how_we_will_know = models.TextField("how we will know", blank=True)

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


@pghistory.track()
class PlanAction(models.Model):
    """Which need an action answers."""

    action = models.OneToOneField(Action, models.CASCADE, related_name="in_plan")
    need = models.ForeignKey(Need, models.CASCADE, related_name="actions")

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

    class Meta:
        verbose_name_plural = "contingencies"
        ordering = ["pk"]

    def __str__(self):
        return self.trigger
