"""The process before care proceedings: once for a family, with a row for each child.

Each child's row holds the milestone dates as the census and the standard safeguarding dataset ask
for them. They are never typed: ``milestones.keep`` works them out from the steps recorded.
"""

from typing import TYPE_CHECKING, ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone

from casework.children.models import Child, ChildRecord, ChildRecordQuerySet, tell_file_changed
from casework.children.models.mistakes import MayBeWithdrawn, StandingQuerySet
from casework.documents.models import Document
from casework.recording.models import Shared, SharedQuerySet


class YearBefore(models.Func):
    """The corresponding day of the year before, as PostgreSQL counts."""

    template = "((%(expressions)s) - interval '1 year')::date"
    output_field = models.DateField()


class PreProceedingsQuerySet(SharedQuerySet):
    def visible_to(self, worker):
        """Of at least one child this worker may know of."""
        known = Child.objects.visible_to(worker)
        mine = ChildPreProceedings.objects.filter(process=OuterRef("pk"), child__in=known)
        return self.filter(authority=worker.authority_id).filter(Exists(mine))

    def open(self):
        """Asked for, or begun, and not ended for every child."""
        going = ChildPreProceedings.objects.open().filter(process=OuterRef("pk"))
        return self.filter(Exists(going))

    def begun(self):
        started = ChildPreProceedings.objects.started().filter(process=OuterRef("pk"))
        return self.filter(Exists(started))

    def with_known_children(self, worker):
        """With the rows of those children this worker may know of, oldest first, as ``known``."""
        rows = ChildPreProceedings.objects.visible_to(worker).oldest_child_first()
        rows = rows.select_related("child__person", "child__team")
        return self.prefetch_related(Prefetch("children", rows, to_attr="known"))

    def newest_first(self):
        return self.order_by("-asked_on", "-pk")


@pghistory.track()
class PreProceedings(Shared):
    """What a family’s process shares, from the request for a legal planning meeting on."""

    if TYPE_CHECKING:
        known: list["ChildPreProceedings"]  # with_known_children

    class NoLetter(models.TextChoices):
        DANGER = "danger", "The danger to the child leaves no time for it"
        BIRTH = "birth", "The baby comes, or came, before it could be sent"
        FLIGHT = "flight", "The family may leave with the child if they are told"
        COURT = "court", "The matter is before the court already"
        OTHER = "other", "Another reason: say which"

    asked_on = models.DateField("asked for on", default=timezone.localdate)
    urgent = models.BooleanField("it is urgent: legal advice is needed today", default=False)
    threshold = models.TextField("why the threshold for proceedings may be met, child by child")
    tried = models.TextField("what has been tried, and what came of it")
    wants = models.TextField("what you ask the panel to decide")
    papers = models.ManyToManyField(Document, related_name="+", blank=True)
    papers_list = models.TextField("papers for the panel", blank=True)
    case_manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="who follows the milestones",
    )
    no_letter = models.CharField(
        "why no letter before proceedings is sent", max_length=10, choices=NoLetter, blank=True
    )
    no_letter_because = models.TextField("the reason, in words", blank=True)
    no_letter_on = models.DateField("decided on", null=True, blank=True)

    objects: ClassVar = PreProceedingsQuerySet.as_manager()

    class Meta:
        verbose_name = "pre-proceedings"
        verbose_name_plural = "pre-proceedings"
        constraints = [
            models.CheckConstraint(
                condition=Q(no_letter="", no_letter_on=None)
                | (~Q(no_letter="") & Q(no_letter_on__isnull=False) & ~Q(no_letter_because="")),
                name="plo_no_letter_says_why",
                violation_error_message="Say in words why no letter is sent, and when it was"
                " decided",
            )
        ]
        indexes = [models.Index(fields=["authority", "-asked_on"], name="plo_newest")]

    def __str__(self):
        return "Pre-proceedings"


class ChildPreProceedingsQuerySet(ChildRecordQuerySet):
    def open(self):
        """Asked for or begun, and not decided: no day of it is over for the child."""
        return self.filter(outcome="")

    def started(self):
        return self.filter(started_on__isnull=False)

    def running(self):
        """Begun and not decided."""
        return self.open().started()

    def running_on(self, day):
        """Begun and not yet decided at the end of that day."""
        return self.filter(Q(outcome_on=None) | Q(outcome_on__gt=day), started_on__lte=day)

    def waiting_for_panel(self):
        """Asked for; no panel has decided whether it begins."""
        return self.open().filter(started_on=None)

    def recorded_here(self):
        """Not those of a census, which carries no family, parent or assessment."""
        return self.filter(imported=False)

    def returned_within_a_year(self):
        """Begun again within 12 months of this child’s last process here ending."""
        earlier = ChildPreProceedings.objects.filter(
            child=OuterRef("child"),
            started_on__isnull=False,
            outcome_on__lte=OuterRef("started_on"),
            outcome_on__gte=YearBefore(OuterRef("started_on")),
        ).exclude(pk=OuterRef("pk"))
        return self.started().filter(Exists(earlier))

    def oldest_child_first(self):
        """A baby not yet born comes last."""
        return self.order_by(F("child__person__born_on").asc(nulls_last=True), "pk")

    def newest_first(self):
        return self.order_by(F("started_on").desc(nulls_first=True), "-pk")


@pghistory.track()
class ChildPreProceedings(ChildRecord):
    """One child’s way through it: when it began for them, their milestones, how it ended.

    A child can leave it alone, join it late, and be in it again later in life.
    """

    class Outcome(models.TextChoices):
        NOT_STARTED = "not_started", "The panel decided not to begin"
        STEP_DOWN = "step_down", "Stepped down: no proceedings"
        APPLY = "apply", "Application to the court"
        LEFT = "left", "Ended for another reason"

    class Stepped(models.TextChoices):
        PROTECTION = "protection", "Child protection plan"
        NEED = "need", "Child in need plan"
        NONE = "none", "No plan"

    process = models.ForeignKey(
        PreProceedings, models.CASCADE, related_name="children", null=True, blank=True
    )
    lives = models.CharField("where the child is now", max_length=80, blank=True)
    own_words = models.TextField("what the child says or shows about it", blank=True)
    started_on = models.DateField("decided to begin on", null=True, blank=True)
    outcome = models.CharField("how it ended", max_length=12, choices=Outcome, blank=True)
    outcome_on = models.DateField("decided on", null=True, blank=True)
    outcome_because = models.TextField("why, for this child", blank=True)
    stepped_to = models.CharField("what goes on", max_length=10, choices=Stepped, blank=True)
    imported = models.BooleanField(default=False, editable=False)

    letter_sent_on = models.DateField("first letter sent", null=True, editable=False)
    letters_sent_on = models.DateField("every parent’s letter sent", null=True, editable=False)
    family_meeting_offered = models.BooleanField(null=True, editable=False)
    family_meeting_held = models.BooleanField(null=True, editable=False)
    family_meeting_on = models.DateField(null=True, editable=False)
    first_meeting_on = models.DateField("first effective meeting", null=True, editable=False)
    reviews_held = models.PositiveSmallIntegerField(null=True, editable=False)
    last_review_on = models.DateField(null=True, editable=False)
    agreed_on = models.DateField("agreement", null=True, editable=False)
    agreement_copied_on = models.DateField(null=True, editable=False)
    midpoint_on = models.DateField("halfway check", null=True, editable=False)
    week_12_on = models.DateField("check at week 12", null=True, editable=False)
    extended_on = models.DateField("extended on", null=True, editable=False)
    extended_to = models.DateField("extended to", null=True, editable=False)
    applied_on = models.DateField("application to the court", null=True, editable=False)
    letter_of_issue_on = models.DateField("letter of issue", null=True, editable=False)

    objects: ClassVar = ChildPreProceedingsQuerySet.as_manager()

    class Meta:
        verbose_name = "pre-proceedings of a child"
        verbose_name_plural = "pre-proceedings of children"
        constraints = [
            models.CheckConstraint(
                condition=Q(imported=True) | Q(process__isnull=False),
                name="plo_child_is_of_a_family",
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(outcome="", imported=False),
                name="plo_open_once",
                violation_error_message="The child is in pre-proceedings already, or a panel is"
                " asked for",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on=None)
                | ~Q(outcome="") & Q(outcome_on__isnull=False)
                | Q(imported=True),
                name="plo_outcome_has_its_day",
                violation_error_message="Say how it ended and when, or neither",
            ),
            models.CheckConstraint(
                condition=Q(outcome_on=None)
                | Q(started_on=None)
                | Q(outcome_on__gte=F("started_on")),
                name="plo_ends_after_it_starts",
                violation_error_message="It cannot end before it began",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["step_down", "apply"])
                | Q(started_on__isnull=False)
                | Q(imported=True),
                name="plo_outcome_of_one_begun",
                violation_error_message="It never began: say that the panel decided not to begin",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(imported=True) | ~Q(outcome_because=""),
                name="plo_outcome_says_why",
                violation_error_message="Say why, for this child",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="step_down") | Q(imported=True) | ~Q(stepped_to=""),
                name="plo_step_down_says_to_what",
                violation_error_message="Say what goes on: a plan, or none",
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "team"], condition=Q(outcome=""), name="plo_child_open"
            ),
            models.Index(fields=["child", "-started_on"], name="plo_of_child"),
            models.Index(fields=["authority", "started_on"], name="plo_by_start"),
        ]

    def __str__(self):
        return "Pre-proceedings" if self.started_on else "Legal planning meeting asked for"

    @property
    def running(self) -> bool:
        return self.started_on is not None and not self.outcome


class FamilyRowQuerySet(StandingQuerySet):
    def visible_to(self, worker):
        return self.filter(process__in=PreProceedings.objects.visible_to(worker))


class FamilyRow(MayBeWithdrawn):
    """Something recorded once for the family’s process; every child in it that day shares it."""

    process = models.ForeignKey(PreProceedings, models.CASCADE, related_name="%(class)ss")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = FamilyRowQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        tell_file_changed(
            *ChildPreProceedings.objects.filter(process=self.process_id).values_list(
                "child", flat=True
            )
        )
