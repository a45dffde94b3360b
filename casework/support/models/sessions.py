"""What a family support worker does with children and parents, and what they are trained in."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.recording.models import OwnWords, Shared, SharedQuerySet, Visit


class Tool(models.TextChoices):
    """What is used in direct work."""

    THREE_HOUSES = "three_houses", "Three houses"
    WISHES = "wishes", "Wishes and feelings"
    TIMELINE = "timeline", "Life story or timeline"
    SAFETY_PLAN = "safety_plan", "Safety plan or safe people"
    SCALING = "scaling", "Scaling"
    PLAY = "play", "Play"
    DRAWING = "drawing", "Drawing or making"
    ROUTINES = "routines", "Routines and boundaries"
    RELATIONSHIPS = "relationships", "Healthy relationships"
    ANGER = "anger", "Anger and calming down"
    GENOGRAM = "genogram", "Family tree"
    PRACTICAL = "practical", "Practical help at home"
    OTHER = "other", "Something else"


TOOLS = dict(Tool.choices)


class ProgrammeQuerySet(ChildRecordQuerySet):
    def open(self):
        return self.filter(ended_on=None)

    def with_held(self):
        """With how many sessions of it the child took part in."""
        took_part = Q(sessions__took_part=True, sessions__withdrawn_at=None)
        return self.annotate(held=models.Count("sessions", filter=took_part))

    def newest_first(self):
        return self.order_by(F("ended_on").desc(nulls_first=True), "-started_on", "-pk")


@pghistory.track()
class Programme(ChildRecord):
    """A run of sessions with one child: what for, with which tools, how many, what changed.

    The worker stands beside whoever leads the work, as the child’s family support worker.
    """

    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="programmes_of_support"
    )
    purpose = models.CharField("what is it for?", max_length=200)
    planned = models.PositiveSmallIntegerField("how many sessions are planned?", default=6)
    started_on = models.DateField("from which day?", default=timezone.localdate)
    ended_on = models.DateField("ended on", null=True, blank=True)
    what_changed = models.TextField("what changed for the child?", blank=True)

    objects: ClassVar = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "programme of family support"
        verbose_name_plural = "programmes of family support"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="programme_ends_after_it_starts",
                violation_error_message="It cannot end before it began",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | ~Q(what_changed=""),
                name="programme_ends_with_what_changed",
                violation_error_message="Say what changed for the child",
            ),
            models.CheckConstraint(
                condition=Q(planned__gte=1),
                name="programme_plans_a_session",
                violation_error_message="Plan at least one session",
            ),
        ]
        indexes = [
            models.Index(
                fields=["worker", "child"], condition=Q(ended_on=None), name="programme_open"
            )
        ]

    def __str__(self):
        return self.purpose


@pghistory.track()
class SupportSession(Shared):
    """One session, written once for every child who was there."""

    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="support_sessions"
    )
    held_at = models.DateTimeField("when was it?")
    minutes = models.PositiveSmallIntegerField("for how many minutes?", default=60)
    place = models.CharField("where?", max_length=10, choices=Visit.Place, default=Visit.Place.HOME)
    tools = ArrayField(
        models.CharField(max_length=14, choices=Tool),
        verbose_name="what did you use?",
        default=list,
        blank=True,
    )
    adults = models.CharField("which grown-ups took part?", max_length=200, blank=True)
    what_happened = models.TextField("what did you do?")

    objects: ClassVar = SharedQuerySet.as_manager()

    class Meta:
        verbose_name = "session of family support"
        verbose_name_plural = "sessions of family support"

    def __str__(self):
        return "Family support session"

    @property
    def tools_words(self) -> list[str]:
        return [TOOLS.get(tool, tool) for tool in self.tools]


class ChildSessionQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-held_on", "-pk")

    def with_session(self):
        return self.select_related("session__worker", "programme")


@pghistory.track()
class ChildSession(OwnWords, ChildRecord):
    """What a session was for one child: whether they took part, their words, what changed."""

    session = models.ForeignKey(SupportSession, models.CASCADE, related_name="children")
    programme = models.ForeignKey(
        Programme, models.SET_NULL, related_name="sessions", null=True, blank=True
    )
    held_on = models.DateField(editable=False)
    took_part = models.BooleanField("did the child take part?", default=True)
    what_changed = models.TextField("what was different, and what is next?", blank=True)

    objects: ClassVar = ChildSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "family support session of a child"
        verbose_name_plural = "family support sessions of children"
        constraints = [
            models.UniqueConstraint(
                fields=["session", "child"], name="support_session_once_a_child"
            )
        ]
        indexes = [models.Index(fields=["child", "-held_on"], name="support_session_of_child")]

    def __str__(self):
        return "Family support session"

    @property
    def at(self):
        return self.session.held_at


class SkillQuerySet(models.QuerySet):
    def in_force(self):
        today = timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=today))


@pghistory.track()
class Skill(models.Model):
    """What a worker is trained in or which language they speak, so that it can be looked for."""

    class What(models.TextChoices):
        VICTIMS = "victims", "Working with victims of domestic abuse"
        PERPETRATORS = "perpetrators", "Working with those who use domestic abuse"
        PARENTING = "parenting", "A parenting programme"
        TRAUMA = "trauma", "Trauma-informed work"
        SUBSTANCES = "substances", "Drugs and alcohol"
        NEURODEVELOPMENT = "neurodevelopment", "Autism and ADHD"
        DISABILITY = "disability", "Disabled children"
        EARLY_YEARS = "early_years", "Babies and early years"
        TEENAGERS = "teenagers", "Teenagers and conflict at home"
        MEDIATION = "mediation", "Family mediation"
        EXPLOITATION = "exploitation", "Exploitation"
        MENTAL_HEALTH = "mental_health", "Mental health first aid"
        LANGUAGE = "language", "Speaks a language: say which"
        OTHER = "other", "Something else: say what"

    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="skills", editable=False
    )
    what = models.CharField("what is it?", max_length=16, choices=What)
    words = models.CharField("which, by name", max_length=80, blank=True)
    trained_on = models.DateField("trained on", null=True, blank=True)
    until = models.DateField("lasts until", null=True, blank=True)

    objects: ClassVar = SkillQuerySet.as_manager()

    class Meta:
        ordering = ["what", "words"]
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "what", "words"],
                name="skill_once",
                violation_error_message="This is on the list already",
            ),
            models.CheckConstraint(
                condition=~Q(what__in=["language", "other"]) | ~Q(words=""),
                name="skill_says_which",
                violation_error_message="Say which, by name",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(trained_on=None) | Q(until__gte=F("trained_on")),
                name="skill_lasts_after_training",
                violation_error_message="It cannot run out before the training",
            ),
        ]

    def __str__(self):
        words = self.words or self.get_what_display()
        return f"Speaks {words}" if self.what == self.What.LANGUAGE else words
