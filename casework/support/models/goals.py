"""What the family wants to be different, on a line from 0 to 10: at the start, in between, at the
end."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q

from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.support.models.steps import EdgeReview, PartOfCase


class GoalQuerySet(ChildRecordQuerySet):
    def with_scores(self):
        return self.prefetch_related("scores").order_by("pk")


@pghistory.track()
class Goal(PartOfCase):
    """One thing that is to be different, in the family’s own words."""

    words = models.CharField("what do you want to be different?", max_length=200)
    whose = models.CharField(
        "whose goal is it?",
        max_length=8,
        choices=[("child", "The child’s"), ("parent", "A parent’s"), ("family", "The family’s")],
    )

    objects: ClassVar = GoalQuerySet.as_manager()

    def __str__(self):
        return self.words


@pghistory.track()
class GoalScore(ChildRecord):
    """Where somebody puts the goal today: 0 is as bad as it was, 10 is there."""

    class Stage(models.TextChoices):
        START = "start", "At the start"
        REVIEW = "review", "At a review"
        END = "end", "At the end"

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="scores")
    review = models.ForeignKey(
        EdgeReview, models.CASCADE, related_name="scores", null=True, blank=True, editable=False
    )
    stage = models.CharField(max_length=6, choices=Stage)
    scored_on = models.DateField("scored on")
    score = models.PositiveSmallIntegerField("from 0 to 10")

    class Meta:
        ordering = ["scored_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__lte=10),
                name="goal_score_to_ten",
                violation_error_message="Give a number from 0 to 10",
            ),
            models.UniqueConstraint(
                fields=["goal", "stage"],
                condition=Q(stage__in=["start", "end"]),
                name="goal_scored_once_at_each_end",
            ),
        ]

    def __str__(self):
        return f"{self.score} of 10"
