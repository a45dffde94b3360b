"""A worker's own supervision: what was agreed about it, when it is, and what was on the agenda."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from casework.access.models import Authority
from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.interface import words

SIGNED_BY_BOTH = Q(worker_signed_at__isnull=False, supervisor_signed_at__isnull=False)


class BetweenTwo(models.Model):
    """Something between a worker and whoever supervises them, which both sign."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    worker_signed_at = models.DateTimeField(null=True, blank=True, editable=False)
    supervisor_signed_at = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def two(self) -> set[int]:
        return {self.worker_id, self.supervisor_id}

    @property
    def signed(self) -> bool:
        return bool(self.worker_signed_at and self.supervisor_signed_at)

    def waits_for(self) -> list:
        """Those whose signature is still to come."""
        signed = (
            (self.worker, self.worker_signed_at),
            (self.supervisor, self.supervisor_signed_at),
        )
        return [person for person, at in signed if at is None]

    def sign(self, by) -> None:
        if by.pk == self.worker_id:
            self.worker_signed_at = self.worker_signed_at or timezone.now()
        if by.pk == self.supervisor_id:
            self.supervisor_signed_at = self.supervisor_signed_at or timezone.now()
        self.save()


def two_people(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=~Q(worker=F("supervisor")),
        name=name,
        violation_error_message="Nobody supervises themselves",
    )


class BetweenTwoQuerySet(models.QuerySet):
    def of_two(self, worker):
        """Those this worker is one of the two in."""
        return self.filter(Q(worker=worker) | Q(supervisor=worker))

    def signed(self):
        return self.filter(SIGNED_BY_BOTH)

    def with_people(self):
        return self.select_related("worker", "supervisor")

    def newest_first(self):
        return self.order_by("-pk")


class AgreementQuerySet(BetweenTwoQuerySet):
    def newest_first(self):
        return self.order_by("-agreed_on", "-pk")

    def of_each(self):
        """The newest of each worker, signed or not."""
        return self.order_by("worker", "-agreed_on", "-pk").distinct("worker")


@pghistory.track()
class Agreement(BetweenTwo):
    """How the two work together, signed by both once a year.

    ``every_weeks`` is their own number, in place of the local default; ``new_since`` the first day
    of somebody new to the work, who is seen weekly for six weeks and fortnightly to six months
    (the Assessed and Supported Year in Employment, as one council has it).
    """

    agreed_on = models.DateField("when was it agreed?", default=timezone.localdate)
    every_weeks = models.PositiveSmallIntegerField(
        "how many weeks apart, at most?",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    new_since = models.DateField("if new to the work, since when?", null=True, blank=True)
    how_we_work = models.TextField("how will you work together?")

    objects: ClassVar = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "supervision agreement"
        constraints = [two_people("agreement_of_two_people")]

    def __str__(self):
        return "Supervision agreement"


class SessionQuerySet(BetweenTwoQuerySet):
    def planned(self):
        return self.filter(held_on=None, missed_because="")

    def held(self):
        return self.filter(held_on__isnull=False)

    def newest_first(self):
        return self.order_by("-starts_at", "-pk")

    def to_come(self):
        return self.planned().order_by("starts_at", "pk")


@pghistory.track()
class Session(BetweenTwo):
    """One supervision of a worker: booked, moved, held or missed with a reason, signed by both.

    What is said of children stands on their own files; how the worker is stands in private notes.
    Neither is here: ``agenda`` and ``agreed`` name no child.
    """

    starts_at = models.DateTimeField("when is it?")
    place = models.CharField("where?", max_length=100, blank=True)
    agenda = models.TextField("agenda", blank=True)
    held_on = models.DateField("when was it held?", null=True, blank=True)
    agreed = models.TextField("what did you agree about the work?", blank=True)
    missed_because = models.CharField("why was it not held?", max_length=300, blank=True)

    objects: ClassVar = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "supervision session"
        constraints = [
            two_people("session_of_two_people"),
            models.CheckConstraint(
                condition=Q(held_on=None) | Q(missed_because=""),
                name="session_held_or_missed",
                violation_error_message="It was either held or missed",
            ),
            models.CheckConstraint(
                condition=Q(worker_signed_at=None, supervisor_signed_at=None)
                | Q(held_on__isnull=False),
                name="session_signed_once_held",
                violation_error_message="It is signed once it was held",
            ),
            models.UniqueConstraint(
                fields=["worker", "starts_at"],
                name="session_once_at_a_time",
                violation_error_message="They have supervision at that time already",
            ),
        ]
        indexes = [
            models.Index(fields=["worker", "-held_on"], name="session_last_held"),
            models.Index(
                fields=["supervisor", "starts_at"],
                condition=Q(held_on=None, missed_because=""),
                name="session_to_come",
            ),
        ]

    def __str__(self):
        return "Supervision"

    @property
    def day(self):
        return words.as_day(self.starts_at)

    @property
    def state(self) -> str:
        if self.held_on:
            return "signed" if self.signed else "held"
        if self.missed_because:
            return "missed"
        return "planned" if self.starts_at >= timezone.now() else "past"


@pghistory.track()
class SessionMove(models.Model):
    """When it was to be before it was moved, and why: one that slips again and again shows."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="moves")
    was_at = models.DateTimeField()
    because = models.CharField("why does it move?", max_length=300)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["moved_at", "pk"]

    def __str__(self):
        return f"Moved: {self.because}"


class AgendaItemQuerySet(ChildRecordQuerySet):
    def with_child(self):
        return self.select_related("child__person").order_by("child__person__family_name", "pk")

    def discussed(self):
        return self.filter(discussed_on__isnull=False)


@pghistory.track()
class AgendaItem(ChildRecord):
    """A child who is to be talked about in a session, and the day they were.

    From that day the record on the child's own file is awaited: within 5 working days, 2 where
    there is a child protection plan (local defaults).
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="children")
    discussed_on = models.DateField(null=True, blank=True)

    objects: ClassVar = AgendaItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "child"],
                name="agenda_once_a_child",
                violation_error_message="They are on the agenda already",
            )
        ]

    def __str__(self):
        return "On the agenda of supervision"
