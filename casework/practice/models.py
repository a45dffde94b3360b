"""What an assessment asks, as data: templates in versions, each with its sections."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Authority
from casework.interface.words import capital, possessive
from casework.practice.versions import VersionQuerySet

ADDED = "section_"
"""How the key of a section begins that is kept in rows. Any other key names a column of the record:
what inspectors always ask for, and what was written before there were templates."""


class Kind(models.TextChoices):
    """The kinds of record a template is for, by the names the records have."""

    CHILD_AND_FAMILY = "child_and_family", "Child and family assessment"
    UPDATE = "update", "Updated assessment"
    PREBIRTH = "prebirth", "Pre-birth assessment"
    COURT = "court", "Assessment for court"


class TemplateQuerySet(models.QuerySet):
    def of(self, authority):
        return self.filter(authority=authority)


@pghistory.track()
class Template(models.Model):
    """What one kind of record asks, in one authority. Its versions hold the sections."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    kind = models.CharField(max_length=20, choices=Kind, editable=False)
    title = models.CharField(max_length=100)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "kind"], name="template_once_for_a_kind")
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("template", args=[self.pk])


@pghistory.track()
class Version(models.Model):
    """A template as it stood: a draft until it is published, and never changed after that.

    A record keeps the version it was written in.
    """

    template = models.ForeignKey(Template, models.PROTECT, related_name="versions", editable=False)
    number = models.PositiveSmallIntegerField(editable=False)
    in_force_from = models.DateField("in force from", null=True, blank=True)
    what_changed = models.TextField("what changed, and why", blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="version_numbered_once"),
            models.UniqueConstraint(
                fields=["template"],
                condition=Q(published_at=None),
                name="version_one_draft",
                violation_error_message="This template already has a draft: go on with that one",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(in_force_from__isnull=False),
                name="version_published_with_its_day",
                violation_error_message="Say from which day it is in force",
            ),
        ]

    def __str__(self):
        return f"{self.template}, version {self.number}"

    def get_absolute_url(self):
        return reverse("template-version", args=[self.pk])

    @property
    def published(self) -> bool:
        return self.published_at is not None

    @property
    def shipped(self) -> bool:
        """As it came with Casework: nobody here published it."""
        return self.published and self.published_by_id is None

    @property
    def to_come(self) -> bool:
        begins = self.in_force_from if self.published else None
        return begins is not None and begins > timezone.localdate()


class SectionQuerySet(models.QuerySet):
    def of(self, authority):
        return self.filter(version__template__authority=authority)

    def of_drafts(self):
        return self.filter(version__published_at=None)


@pghistory.track()
class Section(models.Model):
    """One section of one version. ``{name}`` in its words stands for the child's first name."""

    class Kind(models.TextChoices):
        TEXT = "text", "Words"
        SCALE = "scale", "A number from 0 to 10"

    version = models.ForeignKey(Version, models.CASCADE, related_name="sections", editable=False)
    key = models.CharField(max_length=60, editable=False)
    position = models.PositiveSmallIntegerField(editable=False)
    title = models.CharField(max_length=100)
    question = models.CharField(max_length=200)
    prompt = models.TextField("something to think about", blank=True)
    kind = models.CharField("the answer is", max_length=5, choices=Kind, default=Kind.TEXT)
    low_words = models.CharField("what 0 means", max_length=80, blank=True)
    high_words = models.CharField("what 10 means", max_length=80, blank=True)
    required = models.BooleanField("a manager cannot decide without it", default=False)
    shared = models.BooleanField("written once for the whole family", default=False)

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="section_once_in_a_version"),
            models.CheckConstraint(
                condition=~Q(kind="scale") | (~Q(low_words="") & ~Q(high_words="")),
                name="section_scale_has_its_two_ends",
                violation_error_message="Say what 0 means, and what 10 means",
            ),
        ]

    def __str__(self):
        return self.title_for("the child")

    @property
    def in_rows(self) -> bool:
        return self.key.startswith(ADDED)

    def title_for(self, name) -> str:
        return capital(named(self.title, name))

    def question_for(self, name) -> str:
        return capital(named(self.question, name))

    def prompt_for(self, name) -> str:
        return named(self.prompt, name)

    def ends_for(self, name) -> str:
        """What the two ends of a scale mean; nothing for words."""
        if self.kind != Section.Kind.SCALE:
            return ""
        return named(f"0 means {self.low_words}; 10 means {self.high_words}.", name)


def named(words: str, name: str) -> str:
    """The child's name where it belongs: Ruby’s, James’."""
    return words.replace("{name}’s", possessive(name)).replace("{name}", name)
