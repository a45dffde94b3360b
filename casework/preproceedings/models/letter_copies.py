"""Copies of a letter in other words: translated, easy to read, large, recorded."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q

from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.documents.models import Document, Letter


class LetterCopyQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-made_on", "-pk")


@pghistory.track()
class LetterCopy(ChildRecord):
    """A document that says what one version of a letter says, for someone who cannot read that.

    It is marked as a copy wherever it stands: the letter itself is what a lawyer and a court read.
    ``checked_by`` is whoever read both and found that they say the same.
    """

    class Kind(models.TextChoices):
        TRANSLATED = "translated", "Translated copy"
        EASY_READ = "easy_read", "Easy-read copy"
        LARGE = "large", "Large-print copy"
        SPOKEN = "spoken", "Recorded copy"

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="copies")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    kind = models.CharField("what kind of copy is it?", max_length=10, choices=Kind)
    language = models.CharField("in which language?", max_length=60, blank=True)
    made_by = models.CharField("who made it?", max_length=120)
    made_on = models.DateField("when?")
    checked_by = models.CharField(
        "who checked that it says the same as the letter?", max_length=120, blank=True
    )
    given_on = models.DateField("when was it given to them?", null=True, blank=True)

    objects: ClassVar = LetterCopyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "copies of letters"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="translated") & ~Q(language="")
                | ~Q(kind="translated") & Q(language=""),
                name="letter_copy_translated_says_into_what",
                violation_error_message="Say which language a translated copy is in; any other copy"
                " has none",
            ),
            models.CheckConstraint(
                condition=Q(given_on=None) | Q(given_on__gte=F("made_on")),
                name="letter_copy_given_once_made",
                violation_error_message="It cannot be given before it was made",
            ),
            models.UniqueConstraint(
                fields=["letter", "document"],
                name="letter_copy_once",
                violation_error_message="This document is marked as a copy of the letter already",
            ),
        ]

    def __str__(self):
        words = self.get_kind_display()
        return f"{words} ({self.language})" if self.language else words
