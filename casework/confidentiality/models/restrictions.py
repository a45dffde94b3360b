"""Why a file is restricted, by whom, until when it is looked at again, and how it ended.

Who may open it is not here: those who work with the child, and those a ``FileGrant`` names.
"""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from casework.children.models import ChildRecord, ChildRecordQuerySet

ANOTHER = "Another person has to agree, not the one who asked"
NOT_THEIRS = "The member of staff whose family it is can neither ask nor agree"


class RestrictionQuerySet(ChildRecordQuerySet):
    def standing(self):
        """Asked for or in force: at most one of a child."""
        return self.filter(ended_at=None)

    def in_force(self):
        return self.standing().exclude(started_at=None)

    def waiting(self):
        """A second person has not said yet whether they agree that it starts, or that it ends;
        since ``submitted_at``."""
        waiting = self.standing().filter(Q(started_at=None) | Q(ending_asked_at__isnull=False))
        return waiting.annotate(submitted_at=Coalesce("ending_asked_at", "asked_at"))

    def ended(self):
        return self.exclude(ended_at=None)

    def with_people(self):
        return self.select_related("recorded_by", "family_of", "decided_by", "ended_by")


@pghistory.track()
class Restriction(ChildRecord):
    """A file known only to those named. ``recorded_by`` asked for it.

    Of a member of staff's own family (``family_of``) two people decide, at its start and at its
    end, and never that member of staff.
    """

    because = models.TextField("why is it restricted?")
    family_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    review_on = models.DateField("look at it again on")
    to_name = ArrayField(models.BigIntegerField(), default=list, editable=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    ending_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    ending_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_because = models.TextField("why does it end?", blank=True)

    objects: ClassVar = RestrictionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(ended_at=None),
                name="restriction_once",
                violation_error_message="The file is restricted already, or somebody has asked",
            ),
            models.CheckConstraint(
                condition=Q(family_of=None) | Q(started_at=None) | Q(decided_by__isnull=False),
                name="restriction_of_staff_is_agreed",
                violation_error_message=ANOTHER,
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("recorded_by")),
                name="restriction_agreed_by_another",
                violation_error_message=ANOTHER,
            ),
            models.CheckConstraint(
                condition=Q(family_of=None)
                | (
                    ~Q(family_of=F("recorded_by"))
                    & (Q(decided_by=None) | ~Q(family_of=F("decided_by")))
                    & (Q(ending_asked_by=None) | ~Q(family_of=F("ending_asked_by")))
                    & (Q(ended_by=None) | ~Q(family_of=F("ended_by")))
                ),
                name="restriction_not_by_the_family",
                violation_error_message=NOT_THEIRS,
            ),
            models.CheckConstraint(
                condition=Q(family_of=None)
                | Q(started_at=None)
                | Q(ended_at=None)
                | (Q(ending_asked_by__isnull=False) & ~Q(ending_asked_by=F("ended_by"))),
                name="restriction_of_staff_ends_by_two",
                violation_error_message=ANOTHER,
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | (Q(ended_by__isnull=False) & ~Q(ended_because="")),
                name="restriction_ended_whole",
            ),
        ]

    def __str__(self):
        return "No longer restricted?" if self.ending_asked_at else "Restricted file"

    @property
    def in_force(self) -> bool:
        return self.started_at is not None and self.ended_at is None

    @property
    def asker(self):
        return self.ending_asked_by if self.ending_asked_at else self.recorded_by


class RestrictionReviewQuerySet(ChildRecordQuerySet):
    def due(self):
        return self.filter(reviewed_at=None)


@pghistory.track()
class RestrictionReview(ChildRecord):
    """A day on which somebody looks again whether the file must stay restricted.

    Nothing opens by itself: a review that nobody holds is late, and the file stays as it is.
    """

    restriction = models.ForeignKey(Restriction, models.CASCADE, related_name="reviews")
    due_on = models.DateField("look at it again on")
    reviewed_at = models.DateTimeField(null=True, blank=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    words = models.TextField("why?", blank=True)
    kept = models.BooleanField("does it stay?", null=True, blank=True)

    objects: ClassVar = RestrictionReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["restriction"],
                condition=Q(reviewed_at=None),
                name="restriction_review_one_due",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, kept=None)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False, kept__isnull=False),
                name="restriction_review_whole",
            ),
        ]

    def __str__(self):
        return "Restriction looked at again"
