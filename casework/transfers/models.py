"""A child's file goes from one team to another once that team's manager has said yes."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from casework.access.models import Team
from casework.children.models import ChildRecord, ChildRecordQuerySet

NONE_BOTH = Q(declined_at=None) | Q(accepted_at=None)


class TransferQuerySet(ChildRecordQuerySet):
    def waiting(self):
        return self.filter(accepted_at=None, declined_at=None, called_off_at=None)

    def for_manager(self, worker):
        """Those this worker's team is asked to take over."""
        return self.waiting().filter(to_team=worker.team_id, to_team__isnull=False)

    def with_end(self):
        """With when it ended unmet: declined, or called off by whoever asked."""
        return self.annotate(ended_at=Coalesce("declined_at", "called_off_at"))

    def with_people(self):
        return self.select_related("child__person", "team", "to_team", "recorded_by", "decided_by")

    def newest_first(self):
        return self.order_by("-asked_on", "-pk")


@pghistory.track()
class Transfer(ChildRecord):
    """One team asks another to take a child over. ``team`` is the one that asks: the file, its
    waits and its clocks stay there until a manager of ``to_team`` accepts and allocates.

    ``summary`` is drawn from what was recorded the day it was asked; ``added`` is written by hand.
    """

    to_team = models.ForeignKey(
        Team, models.PROTECT, related_name="+", verbose_name="which team should take over?"
    )
    asked_on = models.DateField("asked on", default=timezone.localdate, editable=False)
    why = models.TextField("why should another team take over?")
    summary = models.TextField("summary", blank=True, editable=False)
    added = models.TextField("what else they need to know", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    declined_at = models.DateTimeField(null=True, blank=True, editable=False)
    declined_because = models.TextField("why not?", blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = TransferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(accepted_at=None, declined_at=None, called_off_at=None),
                name="transfer_asked_once",
                violation_error_message="Another team is already asked to take over",
            ),
            models.CheckConstraint(
                condition=NONE_BOTH
                & (Q(called_off_at=None) | Q(declined_at=None, accepted_at=None)),
                name="transfer_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, declined_at=None) | Q(decided_by__isnull=False),
                name="transfer_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("recorded_by")),
                name="transfer_decided_by_another",
                violation_error_message="You asked: a manager of the other team decides",
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None) | ~Q(declined_because=""),
                name="transfer_declined_says_why",
                violation_error_message="Say why your team does not take over",
            ),
            models.CheckConstraint(
                condition=Q(team=None) | ~Q(team=F("to_team")),
                name="transfer_to_another_team",
                violation_error_message="The child is with this team already",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_team"],
                condition=Q(accepted_at=None, declined_at=None, called_off_at=None),
                name="transfer_waiting",
            )
        ]

    def __str__(self):
        return f"Transfer to {self.to_team}"

    @property
    def state(self) -> str:
        if self.accepted_at:
            return "accepted"
        if self.declined_at:
            return "declined"
        return "called off" if self.called_off_at else "waiting"
