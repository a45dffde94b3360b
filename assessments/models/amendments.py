"""Corrections of an authorised assessment, which keep what it said."""

from typing import ClassVar, cast

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessments.models.assessments import FACTS, SECTIONS, Assessment
from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.interface.words import capital

CORRECTABLE = [
    (name, capital(str(cast(models.Field, Assessment._meta.get_field(name)).verbose_name)))
    for name in (*SECTIONS, "recommendation", "manager_analysis", *FACTS)
]


class AmendmentQuerySet(ChildRecordQuerySet):
    def authorised(self):
        return self.exclude(authorised_on=None)

    def waiting(self):
        """Each with ``submitted_at``: asking for it is sending it to a manager."""
        corrections = self.filter(authorised_on=None, declined_on=None)
        return corrections.annotate(submitted_at=F("recorded_at"))

    def with_people(self):
        return self.select_related("recorded_by", "authorised_by", "declined_by")


@pghistory.track()
class Amendment(ChildRecord):
    """A correction of what is authorised: words stay, beside what they should say; a date or the
    factors (``value``) are put right in the assessment, and what they said is kept here.

    Asked for by one worker and authorised, or declined with a reason, by a manager who is another.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="amendments")
    section = models.CharField("which part is wrong", max_length=30, choices=CORRECTABLE)
    said = models.TextField("what it said", blank=True, editable=False)
    should_say = models.TextField("what it should say")
    value = models.JSONField(null=True, blank=True, editable=False)
    why = models.TextField("why")
    authorised_on = models.DateField(null=True, blank=True, editable=False)
    authorised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    declined_on = models.DateField(null=True, blank=True, editable=False)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    declined_because = models.TextField("why it stays as it is", blank=True)

    objects: ClassVar = AmendmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(authorised_by=None) | ~Q(authorised_by=F("recorded_by")),
                name="amendment_authorised_by_another",
                violation_error_message="You asked for this: another manager must authorise it",
            ),
            models.CheckConstraint(
                condition=Q(authorised_on=None) | Q(declined_on=None),
                name="amendment_decided_once",
                violation_error_message="This has already been decided",
            ),
            models.CheckConstraint(
                condition=Q(declined_on=None) | ~Q(declined_because=""),
                name="amendment_declined_says_why",
                violation_error_message="Say why it stays as it is",
            ),
        ]

    def __str__(self):
        return f"Correction: {self.get_section_display().lower()}"

    @property
    def state(self):
        """waiting, authorised or declined."""
        decided = "declined" if self.declined_on else "waiting"
        return "authorised" if self.authorised_on else decided
