"""The orders and agreements that say who may decide for a child, from when to when."""

from datetime import time, timedelta
from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Case, DateTimeField, F, Func, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from casework.children.models import ChildRecord, ChildRecordQuerySet

EMERGENCY_DAYS, EXTENSION_DAYS = timedelta(days=8), timedelta(days=7)
"""Children Act 1989, section 45(1) and (6): how long an emergency protection order lasts at most,
and by how much a court extends it."""


class Instant(Func):
    """A day and an hour in London as one instant."""

    function = ""
    arg_joiner = " + "
    template = "((%(expressions)s) AT TIME ZONE 'Europe/London')"
    output_field = DateTimeField()


class LegalStatusQuerySet(ChildRecordQuerySet):
    def on(self, day):
        """In force that day; on the day it ends, no more."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), started_on__lte=day)

    def in_force(self):
        return self.on(timezone.localdate())

    def strongest_first(self):
        order = [When(kind=kind, then=Value(n)) for n, kind in enumerate(LegalStatus.Kind)]
        rank = Case(*order, output_field=IntegerField())
        return self.order_by(rank, "-started_on", "-pk")

    def newest_first(self):
        return self.order_by(F("ended_on").desc(nulls_first=True), "-started_on", "-pk")

    def looked_after(self):
        """Under which a child is looked after (Children Act 1989, sections 20, 21, 22 and 31).
        Short breaks are left out: a child who has them lives at home."""
        return self.filter(kind__in=LOOKED_AFTER)

    def police_protection(self):
        """With the instant the 72 hours begin, and whether the hour of it is known."""
        return self.filter(kind=LegalStatus.Kind.POLICE).annotate(
            began_at=Instant(F("started_on"), Coalesce("started_time", Value(time(0)))),
            hour_known=Case(When(started_time=None, then=False), default=True),
        )

    def emergency(self):
        """With the day it stood on its first end no more: it ended, or a court extended it."""
        orders = self.filter(kind=LegalStatus.Kind.EMERGENCY)
        return orders.annotate(first_settled_on=Coalesce("extended_on", "ended_on"))

    def extended(self):
        return self.emergency().exclude(extended_on=None)

    def to_extend(self):
        """Emergency protection orders that stand and were not extended: a court does so once."""
        return self.emergency().filter(ended_on=None, extended_on=None)


@pghistory.track()
class LegalStatus(ChildRecord):
    """One order, agreement or stage of the law, with its days, its court and its number.

    An emergency protection order that a court extends is the same order with a later end (Children
    Act 1989, section 45(5) and (6): once, by up to 7 days).
    """

    class Kind(models.TextChoices):
        """The one that says most comes first: it stands in the banner."""

        PLACEMENT = "placement", "Placement order"
        CARE = "care", "Care order"
        INTERIM_CARE = "interim_care", "Interim care order"
        EMERGENCY = "emergency", "Emergency protection order"
        POLICE = "police", "Police protection"
        REMAND = "remand", "Remanded to local authority accommodation"
        DETAINED = "detained", "In local authority accommodation under PACE"
        YOUTH = "youth", "Youth rehabilitation order with residence"
        ASSESSMENT = "assessment", "Child assessment order, looked after"
        SECTION_20 = "section_20", "Section 20: looked after by agreement"
        BREAKS = "breaks", "Short breaks, each recorded"
        BREAKS_AGREED = "breaks_agreed", "Short breaks, under one agreement"
        PROCEEDINGS = "proceedings", "Care proceedings, no order yet"
        PREPROCEEDINGS = "preproceedings", "Pre-proceedings"
        SUPERVISION = "supervision", "Supervision order"
        INTERIM_SUPERVISION = "interim_supervision", "Interim supervision order"
        GUARDIANSHIP = "guardianship", "Special guardianship order"
        ARRANGEMENTS = "arrangements", "Child arrangements order"
        WARD = "ward", "Ward of court"
        ADOPTED = "adopted", "Adoption order"
        OTHER = "other", "Another order: see the note"

    class Ended(models.TextChoices):
        REPLACED = "replaced", "Another order or agreement took its place"
        DISCHARGED = "discharged", "A court discharged or refused it"
        EXPIRED = "expired", "It ran out"
        WITHDRAWN = "parent", "Whoever agreed took their agreement back"
        HOME = "home", "The child went home"
        OTHER = "other", "Another reason: see the note"

    kind = models.CharField("what is it?", max_length=20, choices=Kind)
    started_on = models.DateField("from")
    started_time = models.TimeField("at what time", null=True, blank=True)
    court = models.CharField("which court, or who agreed", max_length=160, blank=True)
    case_number = models.CharField(max_length=40, blank=True)
    until = models.DateField("until when does it last, if it says so", null=True, blank=True)
    extended_on = models.DateField("the day the court extended it", null=True, blank=True)
    extended_until = models.DateField("extended until, with that day", null=True, blank=True)
    note = models.TextField("what it says that others must know", blank=True)
    ended_on = models.DateField("ended on", null=True, blank=True)
    ended_because = models.CharField("why it ended", max_length=10, choices=Ended, blank=True)

    objects: ClassVar = LegalStatusQuerySet.as_manager()

    class Meta:
        verbose_name = "legal status"
        verbose_name_plural = "legal statuses"
        indexes = [models.Index(fields=["child", "ended_on"], name="legal_of_child")]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "kind"],
                condition=Q(ended_on=None),
                name="legal_once",
                violation_error_message="This stands on the file already: end that first",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="legal_ends_after_it_starts",
                violation_error_message="It cannot end before it began",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("started_on")),
                name="legal_lasts_after_it_starts",
                violation_error_message="It cannot last until a day before it began",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_because="")
                | Q(ended_on__isnull=False) & ~Q(ended_because=""),
                name="legal_end_has_its_reason",
                violation_error_message="Say when it ended and why, or neither",
            ),
            models.CheckConstraint(
                condition=Q(extended_on=None, extended_until=None)
                | Q(kind="emergency", extended_on__isnull=False, extended_until__isnull=False),
                name="legal_extended_whole",
                violation_error_message="Say on which day the court extended it, and until when",
            ),
            models.CheckConstraint(
                condition=Q(extended_on=None)
                | Q(
                    extended_on__gte=F("started_on"),
                    extended_on__lte=F("started_on") + EMERGENCY_DAYS,
                ),
                name="legal_extended_while_it_stood",
                violation_error_message="A court extends it while it stands: within 8 days of its"
                " beginning",
            ),
            models.CheckConstraint(
                condition=Q(extended_until=None)
                | Q(
                    extended_until__gte=F("extended_on"),
                    extended_until__lte=F("started_on") + EMERGENCY_DAYS + EXTENSION_DAYS,
                ),
                name="legal_extended_by_seven_days",
                violation_error_message="A court extends it once, by 7 days at most",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def code(self) -> str:
        """As the return on looked-after children spells it; empty where it has no code for it."""
        return CODES.get(self.kind, "")

    @property
    def in_force(self) -> bool:
        today = timezone.localdate()
        return self.started_on <= today and (self.ended_on is None or self.ended_on > today)


CODES = {
    "placement": "E1",
    "care": "C2",
    "interim_care": "C1",
    "emergency": "L2",
    "police": "L1",
    "remand": "J1",
    "detained": "J2",
    "youth": "J3",
    "assessment": "L3",
    "section_20": "V2",
    "breaks": "V3",
    "breaks_agreed": "V4",
}
"""Children looked after return (SSDA903), LS: the legal status of an episode."""


KINDS = LegalStatus.Kind
LOOKED_AFTER = (
    KINDS.PLACEMENT,
    KINDS.CARE,
    KINDS.INTERIM_CARE,
    KINDS.EMERGENCY,
    KINDS.POLICE,
    KINDS.REMAND,
    KINDS.DETAINED,
    KINDS.YOUTH,
    KINDS.ASSESSMENT,
    KINDS.SECTION_20,
)
