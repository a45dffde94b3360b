"""What changes everything for a child: birth, death, and a move between councils."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q

from casework.children.models.records import ChildRecord, ChildRecordQuerySet


class MoveQuerySet(ChildRecordQuerySet):
    def coming(self):
        return self.filter(direction=Move.Direction.IN)

    def going(self):
        return self.filter(direction=Move.Direction.OUT)

    def waiting(self):
        """Not accepted yet: the council they came from still holds the responsibility."""
        return self.filter(accepted_on=None)

    def with_their_plan(self):
        """Children who were on a child protection plan of the council they came from."""
        return self.coming().filter(on_plan=True)

    def newest_first(self):
        return self.order_by("-told_on", "-pk")


@pghistory.track()
class Move(ChildRecord):
    """A permanent move between councils.

    Until the new council accepts, the old one keeps the plan, the core groups and the visits
    (timescales, section 6: Move; section 17: Transfer out).
    """

    class Direction(models.TextChoices):
        IN = "in", "Moved here from another council"
        OUT = "out", "Moved away to another council"

    direction = models.CharField(max_length=3, choices=Direction)
    council = models.CharField("which council", max_length=120)
    moved_on = models.DateField("the day they moved")
    told_on = models.DateField("told in writing on")
    contact = models.CharField("who to talk to there", max_length=200, blank=True)
    on_plan = models.BooleanField("on a child protection plan", default=False)
    what_is_known = models.TextField("what the other council needs to know, or told us", blank=True)
    conference_on = models.DateField("their conference was held on", null=True, blank=True)
    accepted_on = models.DateField("accepted on", null=True, blank=True)
    accepted_by = models.CharField("accepted by", max_length=200, blank=True)

    objects: ClassVar = MoveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_on__gte=F("told_on")),
                name="move_accepted_after_told",
                violation_error_message="They cannot accept before they were told",
            ),
            models.CheckConstraint(
                condition=Q(direction="in")
                | Q(on_plan=False)
                | Q(accepted_on=None)
                | Q(accepted_on__gte=F("conference_on"), conference_on__isnull=False),
                name="move_plan_goes_after_conference",
                violation_error_message=(
                    "Our plan can end only after their conference: give the day it was held"
                ),
            ),
            models.UniqueConstraint(
                fields=["child", "direction"],
                condition=Q(accepted_on=None),
                name="move_one_at_a_time",
                violation_error_message="This move is already recorded, and not accepted yet",
            ),
        ]
        indexes = [models.Index(fields=["child", "accepted_on"], name="move_of_child")]

    def __str__(self):
        return self.get_direction_display()

    @property
    def leaving(self):
        return self.direction == self.Direction.OUT


@pghistory.track()
class LifeEvent(ChildRecord):
    """A birth or a death as it was recorded, once. The day itself stands on the person too."""

    class Kind(models.TextChoices):
        BORN = "born", "Born"
        DIED = "died", "Died"
        NOT_BORN = "not_born", "The pregnancy ended"

    kind = models.CharField(max_length=8, choices=Kind)
    happened_on = models.DateField("the day")
    told_on = models.DateField("the day we were told", null=True, blank=True)
    told_by = models.CharField("who told us", max_length=200, blank=True)
    what_is_known = models.TextField("what is known, and who has been told", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "kind"],
                name="life_event_once",
                violation_error_message="This is already recorded",
            ),
            models.CheckConstraint(
                condition=Q(told_on=None) | Q(told_on__gte=F("happened_on")),
                name="life_event_told_after",
                violation_error_message="We cannot have been told before the day itself",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
