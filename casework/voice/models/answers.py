"""What changed because a child said something, or why not yet; and when the child was told."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from casework.actions.models import Action
from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.interface import words
from casework.meetings.models import Meeting
from casework.plans.models import Plan
from casework.voice.models.voices import Voice

NOWHERE = Q(action=None, plan=None, meeting=None)


class VoiceAnswerQuerySet(ChildRecordQuerySet):
    def in_order(self):
        return self.order_by("answered_on", "pk")

    def not_yet(self):
        """With the day of the next answer to the same words."""
        later = VoiceAnswer.objects.filter(voice=OuterRef("voice"), pk__gt=OuterRef("pk"))
        return self.filter(outcome=VoiceAnswer.Outcome.NOT_YET).annotate(
            next_answered_on=Subquery(later.order_by("pk").values("answered_on")[:1])
        )


@pghistory.track()
class VoiceAnswer(ChildRecord):
    """What became of what a child said. The latest answer stands; the earlier ones stay to read.

    ``what`` is written for the child, because the page gone through together says it.
    """

    class Outcome(models.TextChoices):
        CHANGED = "changed", "Something changed because of it"
        NOT_YET = "not_yet", "Not yet"
        CANNOT = "cannot", "It cannot be as they asked"
        HEARD = "heard", "We heard it: nothing was asked for"

    voice = models.ForeignKey(Voice, models.CASCADE, related_name="answers")
    outcome = models.CharField("what became of it?", max_length=8, choices=Outcome)
    what = models.TextField("what changed, or why not, in words for the child")
    answered_on = models.DateField("from which day?")
    again_on = models.DateField("when will you look again?", null=True, blank=True)
    action = models.ForeignKey(
        Action, models.PROTECT, related_name="voice_answers", null=True, blank=True
    )
    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="voice_answers", null=True, blank=True
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="voice_answers", null=True, blank=True
    )
    told_on = models.DateField("when were they told?", null=True, blank=True)
    told_how = models.CharField("how, and by whom?", max_length=200, blank=True)

    objects: ClassVar = VoiceAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "answer to a child"
        verbose_name_plural = "answers to children"
        ordering = ["answered_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(outcome="not_yet", again_on__isnull=False))
                | (~Q(outcome="not_yet") & Q(again_on=None)),
                name="voice_not_yet_is_looked_at_again",
                violation_error_message="Say when you will look again, where it is not yet",
            ),
            models.CheckConstraint(
                condition=Q(again_on=None) | Q(again_on__gt=F("answered_on")),
                name="voice_again_after_the_answer",
                violation_error_message="Look again on a later day than this one",
            ),
            models.CheckConstraint(
                condition=Q(told_on=None) | Q(told_on__gte=F("answered_on")),
                name="voice_told_after_the_answer",
                violation_error_message="They cannot be told before there was an answer",
            ),
            models.CheckConstraint(
                condition=Q(outcome="changed") | NOWHERE,
                name="voice_stands_somewhere_once_changed",
                violation_error_message="Name an action, plan or meeting only where it changed",
            ),
        ]
        indexes = [models.Index(fields=["voice", "answered_on"], name="voice_answered")]

    def __str__(self):
        return f"{self.get_outcome_display()}, {words.full_day(self.answered_on)}"
