"""The offer of a return home interview, who will hold it, the answer, and what the child said."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from casework.access.models import Authority
from casework.children.models import Allocation, ChildRecord, ChildRecordQuerySet
from casework.interface import words

OWN_WORKER = "is {}’s own worker: they are not independent"


class InterviewProviderQuerySet(models.QuerySet):
    def of(self, worker):
        return self.filter(authority=worker.authority_id).order_by("name")

    def now(self):
        """Those who still hold interviews for us."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=timezone.localdate()))


@pghistory.track()
class InterviewProvider(models.Model):
    """An organisation that holds return home interviews for the council, so that the child talks
    with someone independent (missing guidance 2014). Its people do not sign in: what they were told
    is written down here."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    name = models.CharField("what is the organisation called?", max_length=120)
    reached = models.CharField("how are they reached?", max_length=200)
    ended_on = models.DateField("last day they hold interviews for us", null=True, blank=True)

    objects: ClassVar = InterviewProviderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                "authority",
                name="interview_provider_once",
                violation_error_message="This organisation is written down already",
            )
        ]
        verbose_name = "provider of return home interviews"
        verbose_name_plural = "providers of return home interviews"

    def __str__(self):
        return self.name


class ReturnInterviewQuerySet(ChildRecordQuerySet):
    def held(self):
        return self.filter(held_at__isnull=False)

    def declined(self):
        return self.filter(answer__in=["declined", "not_possible"])

    def booked(self):
        """With a time and somebody to hold it, and not held yet."""
        return self.filter(planned_at__isnull=False, held_at=None, covered_by=None)

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
    planned_at = models.DateTimeField("when will you talk?", null=True, blank=True)
    parent_view = models.TextField("what a parent or carer could tell us", blank=True)
    parent_asked_at = models.DateTimeField("when they were asked", null=True, blank=True)
    held_at = models.DateTimeField("when you talked", null=True, blank=True)
    place = models.CharField("where you talked", max_length=120, blank=True)
    interviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="interviews", null=True, blank=True
    )
    provider = models.ForeignKey(
        InterviewProvider, models.PROTECT, related_name="interviews", null=True, blank=True
    )
    provider_person = models.CharField("who of theirs, by name", max_length=120, blank=True)
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
                condition=Q(planned_at=None)
                | Q(interviewer__isnull=False)
                | Q(provider__isnull=False),
                name="interview_booked_with_someone",
                violation_error_message="Choose who will talk with the child",
            ),
            models.CheckConstraint(
                condition=Q(interviewer=None) | Q(provider=None),
                name="interview_by_one_of_the_two",
                violation_error_message=(
                    "Either someone who works here holds it, or an organisation: not both"
                ),
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
    def held_by(self) -> str:
        """Who talks with the child, or did: a worker, or someone of an organisation."""
        if self.provider is None:
            return str(self.interviewer or "")
        return (
            f"{self.provider_person}, {self.provider}"
            if self.provider_person
            else str(self.provider)
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
