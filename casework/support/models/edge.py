"""Work with a child on the edge of care: from the referral to how they live twelve months later.

The words a family’s referral shares stand on ``EdgeReferral``; each child’s own way stands on
``EdgeOfCare``. Inspectors ask whether help started fast, was tailored and reviewed, and whether the
outcome is known at the end and at 3, 6 and 12 months (ILACS; focused visit of 2019).
"""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from casework.children.models import Allocation, ChildRecord, ChildRecordQuerySet
from casework.interface.words import as_day, pounds
from casework.recording.models import Shared, SharedQuerySet
from casework.support.models.catalogue import Service
from casework.support.services.needs import Need, in_words


@pghistory.track()
class EdgeReferral(Shared):
    """Why help is asked for now, and who agreed to it: the same for brothers and sisters."""

    class Threshold(models.TextChoices):
        DAYS = "days", "Care is likely within days"
        WEEKS = "weeks", "Care is likely within weeks"
        HOME = "home", "Could come home from care with help"
        BREAKDOWN = "breakdown", "Living with relatives or adopters, and that may break down"

    class Consent(models.TextChoices):
        PARENT = "parent", "A parent agreed"
        YOUNG_PERSON = "young_person", "The young person, 16 or older, agreed"
        NOT_YET = "not_yet", "Not asked yet"
        REFUSED = "refused", "They do not want it"

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="edge_referrals", verbose_name="to which service?"
    )
    referred_at = models.DateTimeField("when was it asked for?")
    threshold = models.CharField("how near is care?", max_length=10, choices=Threshold)
    why_now = models.TextField("what may happen if nothing changes, and why now?")
    tried = models.TextField("what has been tried, and what came of it?", blank=True)
    consent = models.CharField("who agreed to it?", max_length=12, choices=Consent)
    consent_by = models.CharField("by name", max_length=100, blank=True)
    consent_on = models.DateField("when did they agree?", null=True, blank=True)
    answers = models.JSONField(default=list, blank=True, editable=False)
    """What the service's own questions were that day, and what was answered: asked, answered."""

    objects: ClassVar = SharedQuerySet.as_manager()

    class Meta:
        verbose_name = "referral to an edge of care service"
        verbose_name_plural = "referrals to edge of care services"
        constraints = [
            models.CheckConstraint(
                condition=Q(consent__in=["not_yet", "refused"])
                | (Q(consent_on__isnull=False) & ~Q(consent_by="")),
                name="edge_consent_says_who_and_when",
                violation_error_message="Say who agreed, by name, and on which day",
            )
        ]

    def __str__(self):
        return f"Referral to {self.service}"

    @property
    def agreed(self) -> bool:
        return self.consent in (self.Consent.PARENT, self.Consent.YOUNG_PERSON)


class EdgeOfCareQuerySet(ChildRecordQuerySet):
    def open(self):
        """Asked for or begun, and neither declined nor ended."""
        return self.filter(ended_on=None).exclude(decision=EdgeOfCare.Decision.DECLINED)

    def waiting(self):
        return self.filter(decision="")

    def accepted(self):
        return self.filter(decision=EdgeOfCare.Decision.ACCEPTED)

    def worked_with(self):
        """Those the service met: help began."""
        return self.filter(started_on__isnull=False)

    def running(self):
        return self.worked_with().filter(ended_on=None)

    def ended(self):
        return self.worked_with().filter(ended_on__isnull=False)

    def known_to_key_worker(self):
        """Where the key worker still works with the child: nobody is asked after a file they may no
        longer open. The rest is the manager’s."""
        still = Allocation.objects.open().filter(
            child=OuterRef("child"), worker=OuterRef("key_worker")
        )
        return self.filter(Exists(still))

    def referred_again(self):
        """Asked for again after earlier work with the same child ended."""
        earlier = EdgeOfCare.objects.ended().filter(
            child=OuterRef("child"), ended_on__lte=OuterRef("asked_on")
        )
        return self.filter(Exists(earlier.exclude(pk=OuterRef("pk"))))

    def newest_first(self):
        return self.order_by("-asked_on", "-pk")


LIVES = {
    "home": "At home safely",
    "family": "With family or friends, not looked after",
    "care_planned": "Entered care, as planned",
    "care_crisis": "Entered care in a crisis",
    "not_known": "Nobody could find out",
}
IN_CARE = ("care_planned", "care_crisis")


@pghistory.track()
class EdgeOfCare(ChildRecord):
    """One child’s own way: what they need, whether it was accepted, when it began, how it ended."""

    class Lives(models.TextChoices):
        HOME = "home", "At home with a parent"
        FAMILY = "family", "With family or friends"
        CARE = "care", "In care"
        ELSEWHERE = "elsewhere", "Somewhere else"

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    class Ended(models.TextChoices):
        DONE = "done", "What it was for was done"
        FAMILY = "family", "The family did not want to go on"
        CARE = "care", "The child entered care"
        OTHER_HELP = "other_help", "Other help goes on instead"
        OTHER = "other", "Another reason"

    class Outcome(models.TextChoices):
        HOME = "home", LIVES["home"]
        FAMILY = "family", LIVES["family"]
        CARE_PLANNED = "care_planned", LIVES["care_planned"]
        CARE_CRISIS = "care_crisis", LIVES["care_crisis"]
        NOT_KNOWN = "not_known", LIVES["not_known"]

    referral = models.ForeignKey(EdgeReferral, models.CASCADE, related_name="children")
    asked_on = models.DateField(editable=False)
    needs = ArrayField(
        models.CharField(max_length=24, choices=Need), verbose_name="what is it for?", default=list
    )
    lives = models.CharField("where does the child live now?", max_length=10, choices=Lives)
    own_words = models.TextField("what the child says or shows about it", blank=True)
    decision = models.CharField("what was decided?", max_length=8, choices=Decision, blank=True)
    decided_on = models.DateField("when was it decided?", null=True, blank=True)
    decided_because = models.TextField("why, and what is offered instead", blank=True)
    key_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="edge_of_care",
        null=True,
        blank=True,
        verbose_name="who works with the child?",
    )
    started_at = models.DateTimeField("when did they first meet?", null=True, blank=True)
    started_on = models.DateField(null=True, editable=False)
    ended_on = models.DateField("when did the work end?", null=True, blank=True)
    ended_because = models.CharField("why did it end?", max_length=10, choices=Ended, blank=True)
    outcome = models.CharField(
        "where does the child live at the end?", max_length=12, choices=Outcome, blank=True
    )
    outcome_words = models.TextField("what changed, and what the family say of it", blank=True)
    cost = models.DecimalField(
        "what did it cost, in pounds?", max_digits=9, decimal_places=2, null=True, blank=True
    )

    objects: ClassVar = EdgeOfCareQuerySet.as_manager()

    class Meta:
        verbose_name = "edge of care work"
        verbose_name_plural = "edge of care work"
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(ended_on=None) & ~Q(decision="declined"),
                name="edge_open_once",
                violation_error_message="Edge of care help is asked for or goes on already",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None)
                | (~Q(decision="") & Q(decided_on__isnull=False)),
                name="edge_decision_has_its_day",
                violation_error_message="Say what was decided and when, or neither",
            ),
            models.CheckConstraint(
                condition=~Q(decision="declined") | ~Q(decided_because=""),
                name="edge_declined_says_why",
                violation_error_message="Say why it was declined, and what is offered instead",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(decided_on__gte=F("asked_on")),
                name="edge_decided_after_asked",
                violation_error_message="It cannot be decided before it was asked for",
            ),
            models.CheckConstraint(
                condition=Q(started_on=None)
                | (Q(decision="accepted") & Q(started_on__gte=F("asked_on"))),
                name="edge_starts_once_accepted",
                violation_error_message="It begins once it is accepted, and not before it was"
                " asked for",
            ),
            models.CheckConstraint(
                condition=Q(started_on=None, started_at=None)
                | Q(started_on__isnull=False, started_at__isnull=False),
                name="edge_start_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None)
                | Q(ended_on__gte=F("started_on"))
                | (Q(started_on=None) & Q(ended_on__gte=F("asked_on"))),
                name="edge_ends_after_it_starts",
                violation_error_message="It cannot end before it began",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_because="", outcome="")
                | (Q(ended_on__isnull=False) & ~Q(ended_because="") & ~Q(outcome="")),
                name="edge_end_says_why_and_where",
                violation_error_message="Say when it ended, why, and where the child lives",
            ),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0),
                name="edge_cost_not_below_nothing",
                violation_error_message="The cost cannot be below nothing",
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "team"], condition=Q(ended_on=None), name="edge_open"
            ),
            models.Index(fields=["child", "-asked_on"], name="edge_of_child"),
            models.Index(fields=["authority", "started_on"], name="edge_by_start"),
        ]

    def __str__(self):
        return f"Edge of care: {self.referral.service}"

    def save(self, *args, **kwargs):
        self.asked_on = as_day(self.referral.referred_at)
        self.started_on = as_day(self.started_at) if self.started_at else None
        super().save(*args, **kwargs)

    @property
    def needs_words(self) -> list[str]:
        return in_words(self.needs)

    @property
    def cost_words(self) -> str:
        return pounds(self.cost) if self.cost is not None else ""

    @property
    def state_words(self) -> str:
        if self.decision == self.Decision.DECLINED:
            return "Declined"
        if self.ended_on:
            return "Ended"
        if self.started_on:
            return "Going on"
        return "Accepted: not begun yet" if self.decision else "Waiting for a decision"

    @property
    def running(self) -> bool:
        return self.started_on is not None and self.ended_on is None
