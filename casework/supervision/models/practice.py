"""A supervisor sees practice; a senior manager reads files and supervision notes at random."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.access.models import Authority
from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.supervision.models.sessions import BetweenTwo, BetweenTwoQuerySet, two_people


class ObservationQuerySet(BetweenTwoQuerySet):
    def newest_first(self):
        return self.order_by("-observed_on", "-pk")


@pghistory.track()
class Observation(BetweenTwo):
    """Someone's practice watched, with feedback given to them and their answer to it.

    About the worker, not the family: it names no child and stands on no child's file.
    """

    class Kind(models.TextChoices):
        VISIT = "visit", "A visit"
        MEETING = "meeting", "A meeting or conference"
        DIRECT_WORK = "direct_work", "Direct work with a child"
        RECORDS = "records", "Their recording"
        COURT = "court", "In court"

    kind = models.CharField("what did you watch?", max_length=12, choices=Kind)
    observed_on = models.DateField("when?")
    family_asked = models.BooleanField("did you ask the family what they thought?", default=False)
    did_well = models.TextField("what did they do well?")
    to_develop = models.TextField("what could they do differently?")
    their_answer = models.TextField("what do you think of this?", blank=True)

    objects: ClassVar = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = "observation of practice"
        verbose_name_plural = "observations of practice"
        constraints = [two_people("observation_of_two_people")]

    def __str__(self):
        return f"Observation: {self.get_kind_display().lower()}"


class FileSampleQuerySet(models.QuerySet):
    def of(self, worker):
        """Whoever drew it; and those who work across the same service."""
        return self.filter(authority=worker.authority_id)

    def newest_first(self):
        return self.order_by("-drawn_on", "-pk")


@pghistory.track()
class FileSample(models.Model):
    """A senior manager reads a random sample of files and of their supervision.

    The inquiry into the death of Victoria Climbie (Laming, 2003, recommendation 30) asks for it.
    ``seed`` lets anyone draw the same children again: nobody chose them. ``learned`` ends it.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    drawn_on = models.DateField(editable=False)
    seed = models.CharField(max_length=22, editable=False)
    finished_on = models.DateField(null=True, blank=True, editable=False)
    learned = models.TextField("what did you learn, and what will be done?", blank=True)

    objects: ClassVar = FileSampleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_on=None) | ~Q(learned=""),
                name="file_sample_ends_with_what_was_learned",
                violation_error_message="Say what you learned, and what will be done",
            )
        ]

    def __str__(self):
        return "Sample of files"


class SampledFileQuerySet(ChildRecordQuerySet):
    def unread(self):
        return self.filter(read_on=None)


@pghistory.track()
class SampledFile(ChildRecord):
    """One child's file of a sample: what it shows of the child, and what their supervision does."""

    sample = models.ForeignKey(FileSample, models.CASCADE, related_name="files")
    read_on = models.DateField(null=True, blank=True, editable=False)
    file_shows = models.TextField("what does the file show of the child’s life?", blank=True)
    supervision_shows = models.TextField("what does supervision change for the child?", blank=True)
    what_next = models.TextField("what do you ask for, and of whom?", blank=True)

    objects: ClassVar = SampledFileQuerySet.as_manager()

    class Meta:
        verbose_name = "file read by a senior manager"
        verbose_name_plural = "files read by a senior manager"
        constraints = [
            models.UniqueConstraint(fields=["sample", "child"], name="sampled_once"),
            models.CheckConstraint(
                condition=Q(read_on=None) | (~Q(file_shows="") & ~Q(supervision_shows="")),
                name="sampled_file_says_what_it_shows",
                violation_error_message="Say what the file and the supervision show",
            ),
        ]

    def __str__(self):
        return "File read by a senior manager"
