"""What is said of a birth date that nobody can show, and what was decided."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q

from casework.children.models.records import ChildRecord, ChildRecordQuerySet


class AgeStatementQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-said_on", "-pk")


@pghistory.track()
class AgeStatement(ChildRecord):
    """Who says what of a child's age, or what an age assessment came to.

    ``stood`` is what the file said before it, and after: empty where it changed nothing there.
    """

    class Who(models.TextChoices):
        CHILD = "child", "The child"
        FAMILY = "family", "A parent or relative"
        DOCUMENT = "document", "A document"
        HOME_OFFICE = "home_office", "The Home Office"
        COUNCIL = "council", "Another council"
        HEALTH = "health", "A doctor or dentist"
        ASSESSMENT = "assessment", "An age assessment"
        OTHER = "other", "Someone else"

    class Outcome(models.TextChoices):
        CHILD = "child", "Under 18"
        ADULT = "adult", "18 or over"
        STOPPED = "stopped", "Ended without a decision"
        NOT_NEEDED = "not_needed", "Not needed: the age is accepted"

    who = models.CharField("who says so?", max_length=12, choices=Who)
    said_on = models.DateField("on which day")
    born_on = models.DateField("the date of birth they give", null=True, blank=True)
    outcome = models.CharField(
        "what the age assessment came to", max_length=10, choices=Outcome, blank=True
    )
    words = models.TextField("what was said, and on what it rests", blank=True)
    stood = models.JSONField(default=dict, editable=False)

    objects: ClassVar = AgeStatementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="") | Q(who="assessment"),
                name="age_outcome_of_an_assessment",
                violation_error_message="Only an age assessment has an outcome",
            ),
            models.CheckConstraint(
                condition=Q(born_on=None) | Q(born_on__lte=models.F("said_on")),
                name="age_born_before_it_was_said",
                violation_error_message="The date of birth must be before the day it was said",
            ),
        ]

    def __str__(self):
        return f"{self.get_who_display()} on the age"
