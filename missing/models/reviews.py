"""Quality of interviews: each read against the criteria by someone who did not hold it, and what
they say goes back to whoever wrote it."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5, Cast, Concat

from casework.children.models import ChildRecord, ChildRecordQuerySet
from missing.models.episodes import ReturnInterview

CRITERIA = {
    "HP.RHI.2": "The interviewer was independent, someone the child could trust",
    "HP.RHI.3": "It explores why, where, with whom, how they travelled and what happened",
    "HP.RHI.4": "It asks about harm: exploitation, injury, sex, drugs, weapons, debt, online"
    " contact, safety at home",
    "HP.RHI.5": "Immediate risk was acted on the same day",
    "HP.RHI.6": "Names, places, vehicles and numbers are written down and passed on",
    "HP.RHI.7": "What was learned changes something for the child, or says why not",
    "HP.RHI.8": "The child’s own words come first; a refusal was followed up",
}
"""Inspection criteria of return home interviews that one interview can be read against."""


class Mark(models.TextChoices):
    MET = "met", "Met"
    PARTLY = "partly", "Partly"
    NOT_MET = "not_met", "Not met"
    NOT_SEEN = "not_enough_evidence", "Cannot tell from this"


class InterviewReviewQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-reviewed_on", "-pk")


@pghistory.track()
class InterviewReview(ChildRecord):
    """One reading of one interview. Two may read the same one: how far they agree is worth
    knowing."""

    interview = models.ForeignKey(ReturnInterview, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_on = models.DateField()
    marks = models.JSONField(default=dict)
    strength = models.TextField("what was done well", blank=True)
    feedback = models.TextField("what would make the next one better")
    sample = models.CharField(max_length=20, blank=True, editable=False)

    objects: ClassVar = InterviewReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "reviewer"],
                name="interview_reviewed_once_by_each",
                violation_error_message="You have already reviewed this interview",
            )
        ]

    def __str__(self):
        return "Review of a return home interview"


def to_review(worker):
    """Interviews nobody has reviewed, but the worker's own, the newest first."""
    held = ReturnInterview.objects.visible_to(worker).held().filter(reviews=None)
    held = held.exclude(interviewer=worker).select_related("child__person", "interviewer")
    return held.order_by("-held_at", "-pk")


SAMPLED = 5


def sample(worker, seed: str):
    """Some drawn by chance, the same ones for the same seed: the order of a digest of the seed and
    the interview's number, which anyone can draw again."""
    drawn = MD5(Concat(models.Value(f"{seed}:"), Cast("pk", models.CharField())))
    held = to_review(worker).filter(~Q(own_words=""))
    return held.annotate(drawn=drawn).order_by("drawn")[:SAMPLED]
