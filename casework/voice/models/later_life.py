"""What of a record is kept for the adult the child becomes."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q

from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.documents.models import ChildDocument
from casework.interface import words
from casework.plans.models import Plan
from casework.recording.models import ChildNote, ChildVisit
from casework.voice.models.voices import Voice


class LifeStoryQuerySet(ChildRecordQuerySet):
    def in_order(self):
        """In the order of a life: what has no day stands last."""
        return self.order_by(F("about_on").asc(nulls_last=True), "pk")

    def with_sources(self):
        return self.select_related(*SOURCES)


SOURCES = ("document__document", "voice__work", "visit__visit", "note__note", "plan")
RECORDS = ("document", "voice", "visit", "note", "plan")


def one_record_at_most() -> Q:
    rest = [{other: None for other in RECORDS if other != name} for name in RECORDS]
    return Q(*(Q(**others) for others in rest), _connector=Q.OR)


@pghistory.track()
class LifeStoryItem(ChildRecord):
    """One thing of the record that the adult may want to find first, with a few words to them.

    A letter for later life may stand here whole, with no other record behind it.
    """

    class Kind(models.TextChoices):
        LETTER = "letter", "A letter for later life"
        PICTURE = "picture", "A picture or something they made"
        STORY = "story", "A page of their life story"
        WORDS = "words", "What they said"
        DECISION = "decision", "Why something was decided"
        PEOPLE = "people", "Someone who mattered"

    kind = models.CharField("what is it?", max_length=8, choices=Kind)
    title = models.CharField("what will they look for?", max_length=120)
    about_on = models.DateField("about which day of their life?", null=True, blank=True)
    to_them = models.TextField("your words to the adult who reads it")
    document = models.ForeignKey(
        ChildDocument, models.PROTECT, related_name="life_story", null=True, blank=True
    )
    voice = models.ForeignKey(
        Voice, models.PROTECT, related_name="life_story", null=True, blank=True
    )
    visit = models.ForeignKey(
        ChildVisit, models.PROTECT, related_name="life_story", null=True, blank=True
    )
    note = models.ForeignKey(
        ChildNote, models.PROTECT, related_name="life_story", null=True, blank=True
    )
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="life_story", null=True, blank=True)

    objects: ClassVar = LifeStoryQuerySet.as_manager()

    class Meta:
        verbose_name = "life-story item"
        constraints = [
            models.CheckConstraint(
                condition=one_record_at_most(),
                name="life_story_one_record",
                violation_error_message="An item is about one record",
            )
        ]
        indexes = [models.Index(fields=["child", "about_on"], name="life_story_order")]

    def __str__(self):
        return self.title

    @property
    def caption(self) -> str:
        day = f", {words.full_day(self.about_on)}" if self.about_on else ""
        return f"{self.get_kind_display()}{day}."
