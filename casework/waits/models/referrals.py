"""One request for help to one service, and what came of it."""

from typing import ClassVar

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.interface.words import full_day
from casework.support.models import Service
from casework.waits.models.needs import NeedForHelp

FOUND = "The need was found on {}: help cannot be asked for before that"
ENDED = "The need ended on {}: check both days"


class HelpReferralQuerySet(ChildRecordQuerySet):
    def in_turn(self):
        return self.order_by("referred_on", "pk")

    def with_service(self):
        return self.select_related("service")


def not_before(field: str, *earlier: str) -> Q:
    """The day of ``field`` is no earlier than any of these that is known."""
    return Q(*(Q(**{f"{field}__gte": F(name)}) | Q(**{name: None}) for name in earlier)) | Q(
        **{field: None}
    )


@pghistory.track()
class HelpReferral(ChildRecord):
    """A need may be referred several times in turn: declined by one service, accepted by another.

    ``service`` is one of the directory; ``provider`` names one that does not stand there. Days
    nobody knows stay empty: some services begin without ever writing that they accepted.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        CALLED_OFF = "called_off", "We took the request back"

    class Declined(models.TextChoices):
        THRESHOLD = "threshold", "Not serious enough for them"
        TOO_HIGH = "too_high", "Too serious for them"
        AGE = "age", "Not for this age"
        AREA = "area", "Not for where the child lives"
        STABLE = "stable", "They ask that life be settled first"
        FULL = "full", "They are full"
        ENGAGED = "engaged", "The child or family did not come or answer"
        OTHER = "other", "Another reason: see the words"

    class Ended(models.TextChoices):
        FINISHED = "finished", "Finished as planned"
        STOPPED = "stopped", "The child stopped going"
        WITHDREW = "withdrew", "The service ended it"
        ELSEWHERE = "elsewhere", "Went on with another service"
        OTHER = "other", "Another reason: see the words"

    class Effect(models.TextChoices):
        BETTER = "better", "Better"
        SAME = "same", "The same"
        WORSE = "worse", "Worse"
        UNKNOWN = "unknown", "Nobody has asked yet"

    need = models.ForeignKey(NeedForHelp, models.CASCADE, related_name="referrals")
    service = models.ForeignKey(
        Service, models.PROTECT, related_name="help_referrals", null=True, blank=True
    )
    provider = models.CharField("or another service, by name", max_length=100, blank=True)
    referred_on = models.DateField("on which day was it asked for?")
    answer = models.CharField("what did they answer?", max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField("on which day?", null=True, blank=True)
    declined_because = models.CharField(
        "why did they decline?", max_length=10, choices=Declined, blank=True
    )
    answer_words = models.TextField("in their words", blank=True)
    offered_on = models.DateField("the first appointment they offered", null=True, blank=True)
    first_session_on = models.DateField("the first session held", null=True, blank=True)
    sessions = models.PositiveSmallIntegerField("sessions held so far", null=True, blank=True)
    ended_on = models.DateField("on which day did it end?", null=True, blank=True)
    ended_because = models.CharField("why did it end?", max_length=10, choices=Ended, blank=True)
    effect = models.CharField(
        "how are things for the child?", max_length=8, choices=Effect, blank=True
    )
    effect_words = models.TextField("what did it change for the child?", blank=True)

    objects: ClassVar = HelpReferralQuerySet.as_manager()

    class Meta:
        verbose_name = "request for help"
        verbose_name_plural = "requests for help"
        indexes = [models.Index(fields=["need", "first_session_on"], name="help_referral_started")]
        constraints = [
            models.CheckConstraint(
                condition=Q(service__isnull=False, provider="")
                | (Q(service=None) & ~Q(provider="")),
                name="help_referral_to_one_service",
                violation_error_message="Choose the service, or write its name: one of the two",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="help_referral_answer_has_its_day",
                violation_error_message="Say what they answered and on which day, or neither",
            ),
            models.CheckConstraint(
                condition=Q(answer="declined") & ~Q(declined_because="")
                | ~Q(answer="declined") & Q(declined_because=""),
                name="help_referral_declined_says_why",
                violation_error_message="Say why they declined",
            ),
            models.CheckConstraint(
                condition=not_before("answered_on", "referred_on"),
                name="help_referral_answered_after_asked",
                violation_error_message="They cannot have answered before they were asked",
            ),
            models.CheckConstraint(
                condition=not_before("offered_on", "referred_on"),
                name="help_referral_offered_after_asked",
                violation_error_message="Nothing can be offered before it was asked for",
            ),
            models.CheckConstraint(
                condition=not_before("first_session_on", "referred_on", "offered_on"),
                name="help_referral_starts_after_offered",
                violation_error_message="The first session cannot be before it was asked for or"
                " offered",
            ),
            models.CheckConstraint(
                condition=Q(first_session_on=None) | Q(answer__in=["", "accepted"]),
                name="help_referral_declined_never_starts",
                violation_error_message="They declined, or we took it back: then it did not start",
            ),
            models.CheckConstraint(
                condition=Q(sessions=None) | Q(first_session_on__isnull=False, sessions__gte=1),
                name="help_referral_sessions_after_first",
                violation_error_message="Give the day of the first session with their number",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_because="", effect="", effect_words="")
                | (Q(ended_on__isnull=False) & ~Q(ended_because="") & ~Q(effect="")),
                name="help_referral_end_says_its_effect",
                violation_error_message="Say when it ended, why, and how things are for the child",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None)
                | Q(first_session_on__isnull=False, ended_on__gte=F("first_session_on")),
                name="help_referral_ends_after_start",
                violation_error_message="It cannot end before its first session",
            ),
        ]

    def __str__(self):
        return f"{self.to_whom}: {self.need}"

    def clean(self):
        super().clean()
        need = self.need
        if self.referred_on and self.referred_on < need.identified_on:
            raise ValidationError({"referred_on": FOUND.format(full_day(need.identified_on))})
        if need.ended_on and self.first_session_on and self.first_session_on > need.ended_on:
            raise ValidationError({"first_session_on": ENDED.format(full_day(need.ended_on))})

    @property
    def to_whom(self) -> str:
        return str(self.service) if self.service_id else self.provider

    def words_on(self, day) -> str:
        """Where it stood at the end of a day, in words: what came later has not happened."""
        whom, answered = self.to_whom, self.answered_on and self.answered_on <= day
        if self.ended_on and self.ended_on <= day:
            return f"Ended with {whom}"
        if self.first_session_on and self.first_session_on <= day:
            return f"Started with {whom}"
        if answered and self.answer == self.Answer.DECLINED:
            return f"Declined by {whom}"
        if answered and self.answer == self.Answer.CALLED_OFF:
            return f"Taken back from {whom}"
        if answered:
            return f"Accepted by {whom}"
        return f"Asked of {whom}"

    @property
    def open(self) -> bool:
        """Nobody has declined it, taken it back or ended it."""
        return self.answer in ("", self.Answer.ACCEPTED) and self.ended_on is None
