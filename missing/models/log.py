"""What was done and who was told while a child was missing, and once they were back: one log."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Case, Count, DateTimeField, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.meetings.models import Meeting
from missing.models.episodes import MissingEpisode

From = MissingEpisode.From


class LogEntryQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-at", "-pk")


@pghistory.track()
class LogEntry(ChildRecord):
    """One thing done: someone told, a place looked in, an attempt to talk.

    The police check on a child's return and the return home interview are two things: the check is
    here and never counts as the interview.
    """

    class Kind(models.TextChoices):
        PARENTS = "parents", "Their parents"
        PLACEMENT = "placement", "Their foster carer or home"
        SOCIAL_WORKER = "social_worker", "Their social worker"
        HOST = "host", "The council where they live"
        PLACING = "placing", "The council responsible for them"
        SCHOOL = "school", "Their school or college"
        MANAGER = "manager", "The team’s manager"
        ASSISTANT = "assistant", "The assistant director"
        DIRECTOR = "director", "The director"
        LOOKED = "looked", "We looked for them, or rang round"
        SEEN = "seen", "Someone saw or heard from them"
        LEARNED = "learned", "Something new is known"
        CHECK = "check", "Police spoke with them on their return"
        ATTEMPT = "attempt", "We tried to talk, and could not"

    episode = models.ForeignKey(MissingEpisode, models.PROTECT, related_name="log")
    kind = models.CharField("what was done?", max_length=15, choices=Kind)
    at = models.DateTimeField("when?")
    whom = models.CharField("who was spoken to?", max_length=120, blank=True)
    said = models.CharField("what was said or done", max_length=500, blank=True)

    objects: ClassVar = LogEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["looked", "seen", "learned", "attempt"]) | ~Q(said=""),
                name="log_says_what",
                violation_error_message="Write down what was said or done",
            )
        ]
        indexes = [models.Index(fields=["episode", "kind", "at"], name="log_of_an_episode")]
        verbose_name = "entry in the log of a missing child"
        verbose_name_plural = "log of missing children"

    def __str__(self):
        return self.get_kind_display()


Kind = LogEntry.Kind
TOLD = [
    Kind.PARENTS,
    Kind.PLACEMENT,
    Kind.SOCIAL_WORKER,
    Kind.HOST,
    Kind.PLACING,
    Kind.SCHOOL,
    Kind.MANAGER,
    Kind.ASSISTANT,
    Kind.DIRECTOR,
]
WHILE_AWAY = [*TOLD, Kind.LOOKED, Kind.SEEN, Kind.LEARNED]
ONCE_BACK = [Kind.CHECK, Kind.ATTEMPT, *TOLD]


# When each thing was first done, as the clocks ask it


def nth(number: int, kind: str):
    """When this was done for the nth time, as the log of an episode says."""
    entries = LogEntry.objects.filter(episode=OuterRef("pk"), kind=kind).order_by("at")
    return Subquery(entries.values("at")[number - 1 : number])


def first(kind: str):
    return nth(1, kind)


def attempts():
    """How many times somebody tried to talk and could not."""
    return Count("log", filter=Q(log__kind=Kind.ATTEMPT))


def last_attempt():
    return Max("log__at", filter=Q(log__kind=Kind.ATTEMPT))


def strategy_after(start: str):
    """The first strategy discussion or missing meeting held about the child from then on."""
    kinds = [Meeting.Kind.STRATEGY, Meeting.Kind.MISSING]
    held = Meeting.objects.filter(
        held=True, kind__in=kinds, children=OuterRef("child"), starts_at__gte=OuterRef(start)
    )
    return Subquery(held.order_by("starts_at").values("starts_at")[:1])


def in_care(episodes):
    """From care, with when the last of those who must know was told: those who care for them, and
    for a child living in another council's area that council too."""
    everyone = When(
        missing_from=From.CARE_OUT,
        parents_at__isnull=False,
        host_at__isnull=False,
        then=Greatest("parents_at", "host_at"),
    )
    return episodes.exclude(missing_from=From.HOME).annotate(
        known_at=Coalesce("reported_at", "went_at"),
        parents_at=first(Kind.PARENTS),
        host_at=first(Kind.HOST),
        all_told_at=Case(
            everyone,
            When(missing_from=From.CARE_OUT, then=Value(None)),
            default=F("parents_at"),
            output_field=DateTimeField(),
        ),
    )
