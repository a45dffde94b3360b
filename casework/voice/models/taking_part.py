"""How a child tells us things, and who speaks up for them."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q

from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.interface import words


class HowChildTellsQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-written_on", "-pk")


@pghistory.track()
class HowChildTells(ChildRecord):
    """How this child tells people things, as of a day: the newest stands.

    For whoever sits down with them next: a child who does not speak is asked in their own way, or
    watched (Working Together 2023: seek the views of every child, whatever their age or need).
    """

    class Speech(models.TextChoices):
        SPEAKS = "speaks", "They speak"
        SOME = "some", "They speak a little, and need other ways too"
        NONE = "none", "They do not speak"

    written_on = models.DateField("as of which day?")
    speech = models.CharField("do they speak?", max_length=6, choices=Speech)
    ways = models.CharField("how do they tell people things?", max_length=300)
    when_glad = models.CharField(
        "how do you see that they like something?", max_length=300, blank=True
    )
    when_not = models.CharField(
        "how do you see that they do not want something?", max_length=300, blank=True
    )
    helps = models.CharField("what helps them to be understood?", max_length=300, blank=True)

    objects: ClassVar = HowChildTellsQuerySet.as_manager()

    class Meta:
        verbose_name = "how a child tells us things"
        verbose_name_plural = "how children tell us things"

    def __str__(self):
        return f"{self.get_speech_display()}, {words.full_day(self.written_on)}"


class AdvocateQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-offered_on", "-pk")

    def standing(self):
        return self.filter(ended_on=None).exclude(answer=Advocate.Answer.DECLINED)

    def helping(self):
        return self.filter(ended_on=None, started_on__isnull=False)


@pghistory.track()
class Advocate(ChildRecord):
    """An advocate or independent visitor offered to a child: what they answered, who it is, from
    when until when. Children Act 1989, sections 26A (advocacy) and 23ZB (independent visitors)."""

    class Kind(models.TextChoices):
        ADVOCATE = "advocate", "An advocate"
        VISITOR = "visitor", "An independent visitor"

    class Answer(models.TextChoices):
        WAITING = "waiting", "No answer yet"
        ACCEPTED = "accepted", "Yes, wanted"
        DECLINED = "declined", "Not wanted"

    kind = models.CharField("who was offered?", max_length=8, choices=Kind)
    offered_on = models.DateField("offered on")
    offered_how = models.CharField("how was it explained to them?", max_length=200, blank=True)
    answer = models.CharField(
        "what did they answer?", max_length=8, choices=Answer, default=Answer.WAITING
    )
    answered_on = models.DateField("answered on", null=True, blank=True)
    because = models.CharField("what they said about it", max_length=300, blank=True)
    name = models.CharField("who is it?", max_length=120, blank=True)
    organisation = models.CharField("from which organisation?", max_length=120, blank=True)
    started_on = models.DateField("helps since", null=True, blank=True)
    ended_on = models.DateField("until", null=True, blank=True)
    ended_because = models.CharField("why it ended", max_length=200, blank=True)

    objects: ClassVar = AdvocateQuerySet.as_manager()

    class Meta:
        verbose_name = "advocate or independent visitor"
        verbose_name_plural = "advocates and independent visitors"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_on=None)
                | (~Q(answer="waiting") & Q(answered_on__isnull=False)),
                name="advocate_answer_has_its_day",
                violation_error_message="Give the answer and its day together",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("offered_on")),
                name="advocate_answered_after_offered",
                violation_error_message="It cannot be answered before it was offered",
            ),
            models.CheckConstraint(
                condition=Q(started_on=None) | (Q(answer="accepted") & ~Q(name="")),
                name="advocate_helps_by_name",
                violation_error_message="Say who it is, once the child said yes",
            ),
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(started_on__gte=F("offered_on")),
                name="advocate_starts_after_offered",
                violation_error_message="They cannot start before it was offered",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_because="")
                | (
                    Q(ended_on__isnull=False)
                    & ~Q(ended_because="")
                    & Q(ended_on__gte=F("offered_on"))
                ),
                name="advocate_end_has_its_reason",
                violation_error_message="Say when it ended and why, or neither",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
                name="advocate_ends_after_it_starts",
                violation_error_message="It cannot end before it started",
            ),
        ]

    def __str__(self):
        who = f": {self.name}" if self.name else ""
        return f"{self.get_kind_display()}{who}"
