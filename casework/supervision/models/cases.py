"""Case supervision: what changed for a child, what the last actions did, what is decided now."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from casework.actions.models import Action
from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.recording.models import Shared
from casework.supervision.models.sessions import Session


@pghistory.track()
class Discussion(Shared):
    """What a manager and a worker thought about a family: written once for brothers and sisters.

    The four texts answer the questions of the practice model, which are data
    (``casework/supervision/cases/reflection.toml``). ``session`` is the worker's own supervision in
    which they talked, where it was one; no child's file leads to it.
    """

    session = models.ForeignKey(
        Session, models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    held_on = models.DateField("when did you talk?")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="with whom?"
    )
    hypotheses = models.TextField("what else could explain it?", blank=True)
    feelings = models.TextField("what does the work do to you?", blank=True)
    bias = models.TextField("what might we not be seeing?", blank=True)
    wrong = models.TextField("what would make us wrong?", blank=True)

    def __str__(self):
        return "Case supervision"


REFLECTIONS = ("hypotheses", "feelings", "bias", "wrong")
REFLECTED = ~Q(hypotheses="", feelings="", bias="", wrong="")


class CaseSupervisionQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-held_on", "-pk")

    def with_discussion(self):
        return self.select_related("discussion__worker", "recorded_by")

    def with_next(self):
        """With the day this child was talked about next. That it is not before this one follows
        from the rest: said by itself, an index begins there and ends at the first."""
        later = CaseSupervision.objects.filter(
            Q(held_on__gt=OuterRef("held_on"))
            | Q(held_on=OuterRef("held_on"), pk__gt=OuterRef("pk")),
            child=OuterRef("child"),
            held_on__gte=OuterRef("held_on"),
        )
        next_one = later.order_by("held_on", "pk").values("held_on")[:1]
        return self.annotate(next_held_on=Subquery(next_one))

    def within(self, spells, *, until="ended_on"):
        """Those held while one of these stood, with the day it ended and the next talk."""
        still = Q(**{until: None}) | Q(**{f"{until}__gte": OuterRef("held_on")})
        spell = spells.filter(still, child=OuterRef("child"), started_on__lte=OuterRef("held_on"))
        spell = spell.order_by("-started_on", "-pk")
        return self.with_next().annotate(
            spell=Subquery(spell.values("pk")[:1]), spell_ended_on=Subquery(spell.values(until)[:1])
        )


@pghistory.track()
class CaseSupervision(ChildRecord):
    """One child's part: what has changed for them, what is dangerous, what is strong, and what the
    manager decides with the reason."""

    class Decision(models.TextChoices):
        GO_ON = "go_on", "Go on as planned"
        ALLOCATE = "allocate", "Allocate to someone else"
        STEP_UP = "step_up", "Step up"
        STEP_DOWN = "step_down", "Step down"
        CLOSE = "close", "Close"
        EXCEED = "exceed", "Go past a date"
        OTHER = "other", "Something else"

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="children")
    held_on = models.DateField(editable=False)
    what_changed = models.TextField("what has changed for the child since last time?")
    danger = models.TextField("what worries us", blank=True)
    strengths = models.TextField("what is going well", blank=True)
    decision = models.CharField("what do you decide?", max_length=10, choices=Decision)
    decided_because = models.TextField("why?")

    objects: ClassVar = CaseSupervisionQuerySet.as_manager()

    class Meta:
        verbose_name = "case supervision"
        verbose_name_plural = "case supervisions"
        constraints = [
            models.UniqueConstraint(
                fields=["discussion", "child"], name="case_supervision_once_a_child"
            ),
            models.CheckConstraint(
                condition=~Q(what_changed="") & ~Q(decided_because=""),
                name="case_supervision_says_what_changed",
                violation_error_message="Say what has changed for the child, and why you decide so",
            ),
        ]
        indexes = [models.Index(fields=["child", "-held_on"], name="case_supervision_last")]

    def __str__(self):
        return "Case supervision"


@pghistory.track()
class ActionAnswer(ChildRecord):
    """What was said of one open action in a supervision: closed with what it did for the child,
    carried with a reason, or no longer needed."""

    class Answer(models.TextChoices):
        DONE = "done", "Done"
        CARRIED = "carried", "Carried on"
        DROPPED = "dropped", "No longer needed"

    supervision = models.ForeignKey(CaseSupervision, models.CASCADE, related_name="answers")
    action = models.ForeignKey(Action, models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=7, choices=Answer)
    because = models.TextField("what it did for the child, or why it is carried")

    class Meta:
        verbose_name = "answer about an action"
        verbose_name_plural = "answers about actions"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supervision", "action"], name="action_answered_once_a_supervision"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="action_answer_says_why"),
        ]

    def __str__(self):
        return f"{self.get_answer_display()}: {self.because}"


@pghistory.track()
class AgreedAction(ChildRecord):
    """An action agreed in a supervision, and what is to be different for the child."""

    supervision = models.ForeignKey(CaseSupervision, models.CASCADE, related_name="agreed")
    action = models.OneToOneField(
        Action, models.CASCADE, related_name="from_supervision", null=True
    )
    outcome = models.TextField("what will be different for the child?")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(outcome=""), name="agreed_action_has_an_outcome")
        ]

    def __str__(self):
        return str(self.action)


def last_of(child_ref: str):
    """The newest supervision of a child, for a subquery."""
    return CaseSupervision.objects.filter(child=OuterRef(child_ref)).newest_first()
