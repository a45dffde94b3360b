from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Greatest

from casework.access.models import Authority
from casework.children.allocation.parts import LEADS
from casework.children.codes import PrimaryNeed
from casework.children.models import Allocation, Child, ChildRecord, ChildRecordQuerySet
from casework.referrals.codes import ClosureReason, Source
from casework.referrals.family_help.models import FamilyHelp
from casework.referrals.re_referrals import not_in_need, with_re_referral

__all__ = ["ChildContact", "Contact", "EpisodeOfNeed", "FamilyHelp", "Referral"]


class ContactQuerySet(models.QuerySet):
    def visible_to(self, worker):
        return self.filter(children__child__in=Child.objects.visible_to(worker)).distinct()


@pghistory.track()
class Contact(models.Model):
    """Someone told us something, about one child or several. Its words are written once."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    received_at = models.DateTimeField("when it came in")
    source = models.CharField("who told us", max_length=2, choices=Source)
    contact_name = models.CharField("their name", max_length=120, blank=True)
    contact_phone = models.CharField("how to reach them", max_length=120, blank=True)
    what_was_said = models.TextField("what they told us")
    family_knows = models.BooleanField("the family know about this contact", null=True, blank=True)
    without_consent_because = models.TextField(
        "if the family do not know, why we went ahead", blank=True
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = ContactQuerySet.as_manager()

    def __str__(self):
        return f"Contact from {self.get_source_display().lower()}"


class ChildContactQuerySet(ChildRecordQuerySet):
    def waiting(self):
        return self.filter(outcome="")

    def newest_first(self):
        return self.order_by("-contact__received_at", "-pk")

    def with_received(self):
        return self.annotate(received_at=F("contact__received_at"))

    def made_with(self, part):
        """What waits of the same contact for the brothers and sisters it is about."""
        siblings = Child.objects.siblings_of(part.child)
        return self.waiting().filter(contact=part.contact_id, child__in=siblings)


@pghistory.track()
class ChildContact(ChildRecord):
    """What a contact means for one child, and what was decided at screening."""

    class Outcome(models.TextChoices):
        INFORMATION = "information", "Information or advice given"
        EARLY_HELP = "early_help", "Early or family help"
        REFERRAL = "referral", "Referral to children’s social care"
        EXISTING = "existing", "Passed to the worker the child already has"
        NO_ACTION = "no_action", "No action"

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="children")
    worry = models.TextField("what it means for this child", blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    screened_on = models.DateField("screened on", null=True, blank=True)
    screened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    reasons = models.TextField("why", blank=True)

    objects: ClassVar = ChildContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(outcome="") & Q(screened_on=None))
                | (~Q(outcome="") & Q(screened_on__isnull=False)),
                name="contact_outcome_has_a_date",
                violation_error_message="Give the outcome and the day it was decided together",
            ),
            models.UniqueConstraint(fields=["contact", "child"], name="contact_once_a_child"),
        ]

    def __str__(self):
        return str(self.contact)


class ReferralQuerySet(ChildRecordQuerySet):
    def undecided(self):
        """Waiting for a manager; a census carries no decision, so its referrals wait for no one."""
        return self.filter(decision="", imported=False)

    def with_clock(self):
        """Not those of a census that carries no day of decision: their clock cannot be told."""
        return self.exclude(imported=True, decided_on=None)

    def newest_first(self):
        return self.order_by("-received_on", "-pk")

    def with_re_referral(self):
        """With when help was asked for before and when it ended, and whether each was within 12
        months before."""
        return with_re_referral(self, EpisodeOfNeed)

    def of_children_not_in_need(self):
        return not_in_need(self, EpisodeOfNeed)

    def made_with(self, referral):
        """Undecided referrals of brothers and sisters, made when this one was."""
        siblings = Child.objects.siblings_of(referral.child)
        others = self.undecided().filter(child__in=siblings)
        if referral.contact_id:
            return others.filter(contact__contact=referral.contact.contact_id)
        return others.filter(contact=None, received_on=referral.received_on, source=referral.source)


@pghistory.track()
class Referral(ChildRecord):
    """A request for help for one child, and the manager's decision on it."""

    class Decision(models.TextChoices):
        ASSESS = "assess", "Assess: the child may be in need"
        STRATEGY = "strategy", "Strategy discussion: the child may be at risk of significant harm"
        EARLY_HELP = "early_help", "Early or family help"
        NO_ACTION = "no_action", "No further action"

    contact = models.ForeignKey(
        ChildContact, models.PROTECT, related_name="referrals", null=True, blank=True
    )
    received_on = models.DateField("received on")
    source = models.CharField("who referred", max_length=2, choices=Source, blank=True)
    primary_need = models.CharField("main need", max_length=2, choices=PrimaryNeed, blank=True)
    reasons = models.TextField("why help is asked for", blank=True)
    decision = models.CharField("what we will do", max_length=12, choices=Decision, blank=True)
    decided_on = models.DateField("decided on", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    decision_reasons = models.TextField("why this is the right response", blank=True)
    referrer_told_on = models.DateField("referrer told on", null=True, blank=True)
    imported = models.BooleanField(default=False, editable=False)

    objects: ClassVar = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__gte=F("received_on")),
                name="referral_decided_after_received",
                violation_error_message="The decision cannot be before the referral was received",
            ),
            models.CheckConstraint(
                condition=Q(imported=True)
                | (Q(decision="") & Q(decided_on=None))
                | (~Q(decision="") & Q(decided_on__isnull=False)),
                name="referral_decision_has_a_date",
                violation_error_message="Give the decision and its date together",
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "team"], condition=Q(decision=""), name="referral_undecided"
            ),
            models.Index(fields=["child", "-received_on"], name="referral_of_child"),
        ]

    def __str__(self):
        return f"Referral of {self.received_on:%-d %B %Y}"

    @property
    def no_further_action(self) -> bool:
        return self.decision in (self.Decision.NO_ACTION, self.Decision.EARLY_HELP)


class EpisodeOfNeedQuerySet(ChildRecordQuerySet):
    def open(self):
        return self.filter(closed_on=None)

    def with_first_worker(self):
        """With the day the referral was accepted, and from when someone led the work."""
        leads = Allocation.objects.filter(child=OuterRef("child"), role__in=LEADS)
        since = leads.filter(Q(ended_on=None) | Q(ended_on__gt=OuterRef("started_on")))
        first = Subquery(since.order_by("started_on").values("started_on")[:1])
        accepted = Coalesce("referral__decided_on", "started_on")
        return (
            self.filter(imported=False)
            .annotate(accepted_on=accepted, led_from=first)
            .annotate(
                held_from=Case(
                    When(led_from__isnull=False, then=Greatest("led_from", "accepted_on"))
                )
            )
        )

    def newest_first(self):
        return self.order_by("-started_on", "-pk")


@pghistory.track()
class EpisodeOfNeed(ChildRecord):
    """From an accepted referral to closure: what assessments, enquiries and plans hang on."""

    referral = models.OneToOneField(
        Referral, models.PROTECT, related_name="episode", null=True, blank=True
    )
    started_on = models.DateField()
    primary_need = models.CharField("main need", max_length=2, choices=PrimaryNeed, blank=True)
    closed_on = models.DateField("closed on", null=True, blank=True)
    closure_reason = models.CharField(
        "why it closed", max_length=3, choices=ClosureReason, blank=True
    )
    closing_summary = models.TextField("what changed for the child", blank=True)
    for_family = models.TextField("what we tell the family", blank=True)
    family_told_on = models.DateField("family told on", null=True, blank=True)
    goes_on = models.TextField("what goes on after closing", blank=True, editable=False)
    imported = models.BooleanField(default=False, editable=False)

    objects: ClassVar = EpisodeOfNeedQuerySet.as_manager()

    class Meta:
        verbose_name = "episode of need"
        verbose_name_plural = "episodes of need"
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__gte=F("started_on")),
                name="episode_closes_after_it_starts",
                violation_error_message="It cannot close before the referral",
            ),
            models.CheckConstraint(
                condition=Q(imported=True)
                | (Q(closed_on=None) & Q(closure_reason=""))
                | (Q(closed_on__isnull=False) & ~Q(closure_reason="")),
                name="episode_closed_with_a_reason",
                violation_error_message="Give the closing date and the reason together",
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(closed_on=None, imported=False),
                name="episode_one_open",
                violation_error_message="The child already has an open episode of need",
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "team"], condition=Q(closed_on=None), name="episode_open"
            ),
            models.Index(fields=["child", "-started_on"], name="episode_of_child"),
        ]

    def __str__(self):
        return f"Episode of need from {self.started_on:%-d %B %Y}"
