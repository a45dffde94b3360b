from typing import ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.access.models import Authority
from casework.access.roles import ROLE_CHOICES, SOCIAL_WORKERS
from casework.children.models import Child, ChildRecord, ChildRecordQuerySet
from casework.interface import words
from casework.recording.visitors import made_by_lead


class SharedQuerySet(models.QuerySet):
    def visible_to(self, worker):
        return self.filter(children__child__in=Child.objects.visible_to(worker)).distinct()


class Shared(models.Model):
    """The words written once for several children; each child's own facts are rows beneath it."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        abstract = True


WRITTEN_FOR = "begun_as__went_on_as__children__child"
"""From a family's part to every child for whom its words were ever written."""


class FamilyPart(Shared):
    """What is the same for brothers and sisters in an assessment or a plan. Where some of them go
    on without the others, the words go on in a row of their own, which still knows for whom they
    were written: ``begun_as`` is the first of these rows, for the first itself."""

    begun_as = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="went_on_as"
    )

    class Meta:
        abstract = True
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="begun_as_itself",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="NEW.begun_as_id := coalesce(NEW.begun_as_id, NEW.id); RETURN NEW;",
            )
        ]

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self.begun_as_id = self.begun_as_id or self.pk


TOO_YOUNG_TO_SAY = 2
"""Years: below this a child is asked after by what they did and showed."""

WHERE = {
    "home": "at home",
    "school": "at school or nursery",
    "office": "at our office",
    "placement": "where the child is placed",
    "elsewhere": "somewhere else",
}


@pghistory.track()
class Visit(Shared):
    class Place(models.TextChoices):
        HOME = "home", "Home"
        SCHOOL = "school", "School or nursery"
        OFFICE = "office", "Our office"
        PLACEMENT = "placement", "Where the child is placed"
        ELSEWHERE = "elsewhere", "Somewhere else"

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits")
    worker_role = models.CharField(
        "role of the visitor that day",
        max_length=30,
        choices=ROLE_CHOICES,
        blank=True,
        editable=False,
    )
    held_at = models.DateTimeField("when did you visit?")
    place = models.CharField("where?", max_length=10, choices=Place, default=Place.HOME)
    planned = models.BooleanField("planned or not?", default=True)
    who_was_seen = models.CharField("who else did you see?", max_length=200, blank=True)
    what_happened = models.TextField("what happened")

    def __str__(self):
        return f"Visit {self.where}"

    def save(self, *args, **kwargs):
        """Roles change: what a visit counts for is judged by the visitor's role at the visit."""
        self.worker_role = self.worker_role or self.worker.role
        super().save(*args, **kwargs)

    @property
    def where(self):
        return WHERE[self.place]


class OwnWords(models.Model):
    """What a child said, as it was said; of a baby, what they did and showed."""

    own_words = models.TextField("in their own words", blank=True)
    changed_because = models.TextField("what changed because they said it", blank=True)

    class Meta:
        abstract = True

    @property
    def said(self):
        """The words in quotation marks; what a baby did is told, not quoted."""
        born_on = self.child.person.born_on
        if born_on and words.age(born_on, self.at) < TOO_YOUNG_TO_SAY:
            return self.own_words
        return f"“{self.own_words}”"


class ChildVisitQuerySet(ChildRecordQuerySet):
    def seen(self):
        """A child not seen was an attempt, and meets no timescale."""
        return self.filter(seen=True)

    def by_social_worker(self):
        """Seen by a social worker: only these meet what an enquiry asks for (Working Together 2023,
        chapter 3)."""
        return self.seen().filter(visit__worker_role__in=SOCIAL_WORKERS)

    def by_lead_social_worker(self):
        """Seen by the social worker who led that day, who covered for them, or whom the plan names:
        only these meet what a child protection plan asks for (Working Together 2023, chapter 3: the
        lead social worker sees the child)."""
        return self.by_social_worker().filter(made_by_lead())

    def by_lead(self):
        """Seen by a social worker, or by whoever leads the work with the child or is named by the
        plan: since December 2023 a lead practitioner of section 17 need not be a social worker
        (Working Together 2023)."""
        social_worker = Q(visit__worker_role__in=SOCIAL_WORKERS)
        return self.seen().filter(social_worker | made_by_lead())

    def newest_first(self):
        return self.order_by("-held_on", "-visit__held_at", "-pk")

    def with_visit(self):
        return self.select_related("visit__worker")

    def with_words(self):
        return self.exclude(own_words="")


@pghistory.track()
class ChildVisit(OwnWords, ChildRecord):
    """What a visit was for one child: seen, alone, bedroom, their words, what is different."""

    class Purpose(models.TextChoices):
        PROTECTION = "protection", "Child protection visit"
        NEED = "need", "Child in need visit"
        ASSESSMENT = "assessment", "Visit for an assessment"
        SUPPORT = "support", "Family support visit"
        OTHER = "other", "Another visit"

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="children")
    held_on = models.DateField(editable=False)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.OTHER)
    seen = models.BooleanField("was the child seen?")
    seen_alone = models.BooleanField("seen alone?", default=False)
    bedroom_seen = models.BooleanField("bedroom seen?", default=False)
    not_seen_because = models.CharField("why not, and what you will do", max_length=300, blank=True)
    what_is_different = models.TextField("what is different since last time", blank=True)

    objects: ClassVar = ChildVisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "child"], name="visit_once_a_child"),
            models.CheckConstraint(
                condition=Q(seen=True) | Q(seen_alone=False),
                name="visit_alone_means_seen",
                violation_error_message="A child who was not seen cannot have been seen alone",
            ),
            models.CheckConstraint(
                condition=Q(seen=True) | ~Q(not_seen_because=""),
                name="visit_not_seen_says_why",
                violation_error_message="Say why the child was not seen, and what you will do",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-held_on"], name="visit_of_child"),
            models.Index(fields=["held_on"], name="visit_by_day"),
        ]

    def __str__(self):
        return str(self.visit)

    @property
    def at(self):
        return self.visit.held_at


@pghistory.track()
class Note(Shared):
    class Kind(models.TextChoices):
        CALL = "call", "Phone call"
        MESSAGE = "message", "Message or e-mail"
        DISCUSSION = "discussion", "Discussion with another professional"
        DIRECT_WORK = "direct_work", "Direct work with the child"
        INCIDENT = "incident", "A worry or incident"
        MANAGEMENT = "management", "Management decision"
        OTHER = "other", "Another note"

    kind = models.CharField(max_length=12, choices=Kind)
    happened_at = models.DateTimeField("when")
    title = models.CharField("in a few words", max_length=120)
    text = models.TextField("what happened")
    significant = models.BooleanField("significant in the child’s life", default=False)

    def __str__(self):
        return self.title


class ChildNoteQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-note__happened_at", "-pk")

    def with_note(self):
        return self.select_related("note__recorded_by")

    def with_words(self):
        return self.exclude(own_words="")


@pghistory.track()
class ChildNote(OwnWords, ChildRecord):
    """A note on one child's file: what it means for that child, and anything the child said.

    Words a child says outside a visit are a note of direct work with ``own_words``, so that they
    are never mixed up with what a worker thinks they mean.
    """

    note = models.ForeignKey(Note, models.CASCADE, related_name="children")
    means = models.TextField("what it means for this child", blank=True)

    objects: ClassVar = ChildNoteQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "child"], name="note_once_a_child")]

    def __str__(self):
        return str(self.note)

    @property
    def at(self):
        return self.note.happened_at
