"""What a child said, did or showed when somebody asked or watched."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from casework.access.models import Authority
from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.documents.models import ChildDocument
from casework.interface import words
from casework.recording.models import Shared
from casework.voice.models.codes import Helper, Language, Tool


class OwnToolQuerySet(models.QuerySet):
    def of(self, authority_id):
        return self.filter(authority=authority_id).order_by("name")

    def offered(self):
        return self.filter(retired_on=None)


@pghistory.track()
class OwnTool(models.Model):
    """A way of listening that a council uses and Casework does not name. Never deleted: what was
    said with it says so still."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    name = models.CharField("what is it called?", max_length=80)
    how = models.CharField("what is it, and for whom?", max_length=200, blank=True)
    retired_on = models.DateField("no longer offered from", null=True, blank=True)

    objects: ClassVar = OwnToolQuerySet.as_manager()

    class Meta:
        verbose_name = "tool of the council’s own"
        verbose_name_plural = "tools of the council’s own"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "name"],
                name="own_tool_once",
                violation_error_message="This tool is in your list already",
            )
        ]

    def __str__(self):
        return self.name


@pghistory.track()
class DirectWork(Shared):
    """One time a child, or brothers and sisters together, were asked or watched: when, by whom,
    with which tool and with whose help. What each child said is that child's own (``Voice``)."""

    held_on = models.DateField("when was it?")
    tool = models.CharField("how did you ask or watch?", max_length=12, choices=Tool)
    own_tool = models.ForeignKey(
        OwnTool, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    asked_by_name = models.CharField("someone else, by name", max_length=120, blank=True)
    place = models.CharField("where was it?", max_length=120, blank=True)
    helped_by = ArrayField(
        models.CharField(max_length=12, choices=Helper), default=list, blank=True
    )
    helper_name = models.CharField("who helped, by name?", max_length=120, blank=True)

    class Meta:
        verbose_name = "direct work"
        verbose_name_plural = "direct work"
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_by__isnull=False) | ~Q(asked_by_name=""),
                name="direct_work_somebody_asked",
                violation_error_message="Say who asked or watched",
            ),
            models.CheckConstraint(
                condition=Q(tool=Tool.OWN, own_tool__isnull=False)
                | (~Q(tool=Tool.OWN) & Q(own_tool=None)),
                name="direct_work_names_its_tool",
                violation_error_message="Choose how you asked or watched",
            ),
        ]

    def __str__(self):
        return self.tool_words

    @property
    def tool_words(self) -> str:
        return str(self.own_tool) if self.own_tool else self.get_tool_display()

    @property
    def asker(self) -> str:
        return str(self.asked_by or self.asked_by_name)

    @property
    def help_words(self) -> str:
        """With whose help: "an interpreter and a teacher (Mrs Pell)"; nothing where nobody did."""
        kinds = words.listed(
            Helper(code).label[:1].lower() + Helper(code).label[1:] for code in self.helped_by
        )
        named = f" ({self.helper_name})" if kinds and self.helper_name else self.helper_name
        return f"{kinds}{named}"


class VoiceQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-held_on", "-pk")

    def with_work(self):
        return self.select_related(
            "work__asked_by", "work__own_tool", "picture__document", "child__person"
        ).prefetch_related(
            "answers__action", "answers__plan", "answers__meeting", "picture__document__files"
        )


@pghistory.track()
class Voice(ChildRecord):
    """What one child said, in the words used and the language they were said in; of a child who
    does not speak, what they did and showed.

    ``kept_off`` keeps it off the page that goes home: someone else there may read it.
    """

    class Kind(models.TextChoices):
        VIEW = "view", "What they think about something"
        WISH = "wish", "What they want to happen"
        WORRY = "worry", "What worries them"
        GOOD = "good", "What is good, and who matters to them"
        SHOWED = "showed", "What they did and showed, without words"

    work = models.ForeignKey(DirectWork, models.CASCADE, related_name="children")
    held_on = models.DateField(editable=False)
    kind = models.CharField("what is it about?", max_length=8, choices=Kind)
    alone = models.BooleanField("were they on their own with whoever asked?", default=False)
    with_whom = models.CharField("if not, who else was there?", max_length=120, blank=True)
    words = models.TextField("the words used, exactly as they were said")
    language = models.CharField(
        "in which language?", max_length=3, choices=Language, default=Language.ENGLISH
    )
    translation = models.TextField("the same in English", blank=True)
    translated_by = models.CharField("who put it into English?", max_length=120, blank=True)
    means = models.TextField("what you think it means", blank=True)
    picture = models.ForeignKey(
        ChildDocument, models.PROTECT, related_name="voices", null=True, blank=True
    )
    kept_off = models.BooleanField("keep this off the page that goes home", default=False)

    objects: ClassVar = VoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "what a child said"
        verbose_name_plural = "what children said"
        constraints = [
            models.CheckConstraint(
                condition=Q(alone=False) | Q(with_whom=""),
                name="voice_alone_or_with_somebody",
                violation_error_message="On their own, or with somebody: not both",
            ),
            models.CheckConstraint(
                condition=Q(translation="") | ~Q(language=Language.ENGLISH),
                name="voice_translated_from_another_language",
                violation_error_message="Say in which language the child said it",
            ),
        ]
        indexes = [models.Index(fields=["child", "-held_on"], name="voice_of_child")]

    def __str__(self):
        return f"{self.get_kind_display()}, {words.full_day(self.held_on)}"

    @property
    def said(self) -> str:
        """The words in quotation marks; what was watched is told, not quoted."""
        return self.words if self.kind == self.Kind.SHOWED else f"“{self.words}”"

    @property
    def lang(self) -> str:
        """The language of the words as a page marks it. What was signed is written in English."""
        plain = (Language.ENGLISH, Language.BSL)
        return "" if self.language in plain else self.language

    @property
    def company(self) -> str:
        return "alone" if self.alone else f"with {self.with_whom}" if self.with_whom else ""

    @property
    def setting(self) -> str:
        """How, to whom, with whom, where and with whose help."""
        work, helped = self.work, self.work.help_words
        parts = [f"{work}. To {work.asker}", self.company, work.place]
        parts.append(f"with the help of {helped}" if helped else "")
        return f"{', '.join(part for part in parts if part)}."
