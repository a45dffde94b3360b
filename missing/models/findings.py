"""What an interview taught us: each finding ends in something, and what recurs is a record."""

import re
from typing import TYPE_CHECKING, ClassVar

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Count, F, Q

from casework.access.models import Authority
from casework.actions.models import Action
from casework.children.models import Child, ChildRecord, ChildRecordQuerySet
from casework.meetings.models import Meeting


def key_of(name: str) -> str:
    """What two spellings of one name share: its letters and digits."""
    return re.sub(r"[\W_]+", "", name.lower())


def words_of(name: str) -> str:
    """The words of a name in the order of the alphabet: *Slake End caravan park* and *Caravan park,
    Slake End* are one place."""
    return " ".join(sorted(re.findall(r"[^\W_]+", name.lower())))


def area_of(postcode: str) -> str:
    """The first half of a postcode: NE1 of NE1 4AB. Empty where it does not read as one."""
    match = re.match(r"^([A-Z]{1,2}\d[A-Z\d]?)(\s*\d[A-Z]{2})?$", postcode.strip().upper())
    return match.group(1) if match else ""


class SubjectQuerySet(models.QuerySet):
    def known_to(self, worker):
        """Those in a finding about a child this worker may know of, with how many such children."""
        known = Q(findings__child__in=Child.objects.visible_to(worker))
        return (
            self.filter(authority=worker.authority_id)
            .annotate(
                name=models.Max("findings__named", filter=known),
                children=Count("findings__child", filter=known, distinct=True),
                interviews=Count("findings__interview", filter=known, distinct=True),
                first_on=models.Min("findings__interview__held_at", filter=known),
                last_on=models.Max("findings__interview__held_at", filter=known),
            )
            .filter(children__gt=0)
        )

    def known_before(self, worker, subjects):
        """Of each of these, the names joined to it under which this reader may know of it."""
        as_named = Q(findings_as_named__child__in=Child.objects.visible_to(worker))
        joined = self.filter(joined_to__in=[subject.pk for subject in subjects])
        joined = joined.annotate(name=models.Max("findings_as_named__named", filter=as_named))
        joined_by_key = {}
        for subject in joined.exclude(name=None).order_by("pk"):
            joined_by_key.setdefault(subject.joined_to_id, []).append(subject)
        return joined_by_key

    def standing(self):
        """Those that were not joined to another."""
        return self.filter(joined_to=None)

    def linking(self):
        """Of those known, the ones that more than one child named."""
        return self.filter(children__gt=1)


@pghistory.track()
class Subject(models.Model):
    """A person, place, vehicle or account that children name. Nobody's file: what it is called and
    where it is stand in each child's finding, so a reader sees the words of children they may know
    of and no others."""

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        PLACE = "place", "Place"
        VEHICLE = "vehicle", "Vehicle"
        ACCOUNT = "account", "Online account"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=120, editable=False)
    words = models.CharField(max_length=240, blank=True, editable=False)
    joined_to = models.ForeignKey(
        "self", models.PROTECT, related_name="joined", null=True, blank=True, editable=False
    )
    joined_at = models.DateTimeField(null=True, blank=True, editable=False)
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )

    if TYPE_CHECKING:
        name: str
        children: int
        interviews: int
        known: list["Finding"]

    objects = SubjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "kind", "key"], name="subject_once"),
            models.CheckConstraint(
                condition=~Q(joined_to=F("id")), name="subject_is_not_joined_to_itself"
            ),
        ]
        indexes = [models.Index(fields=["authority", "kind", "words"], name="subject_by_words")]

    def __str__(self):
        return getattr(self, "name", self.key)

    @classmethod
    def named(cls, authority_id, kind: str, name: str) -> "Subject":
        """The one already known by this name, however it is spelled, or a new one. ``name`` is how
        it is spelled here.

        A place or a vehicle is known by its words in any order. Two people may well be called *Ali
        Hassan* and *Hassan Ali*: of a person or an account whoever writes it down is asked.
        """
        key, ordered = key_of(name) or name, words_of(name)
        same = Q(key=key)
        if kind in (cls.Kind.PLACE, cls.Kind.VEHICLE) and ordered:
            same |= Q(words=ordered)
        known = cls.objects.filter(same, authority_id=authority_id, kind=kind)
        subject = known.select_related("joined_to").order_by("pk").first()
        if subject is None:
            subject = cls.objects.get_or_create(
                authority_id=authority_id, kind=kind, key=key, defaults={"words": ordered}
            )[0]
        return subject


class FindingQuerySet(ChildRecordQuerySet):
    def unused(self):
        return self.filter(ending="")

    def with_all(self):
        return self.select_related(
            "interview",
            "subject",
            "action__owner_worker",
            "action__owner_person__child",
            "meeting",
            "ended_by",
            "child__person",
        )

    def oldest_first(self):
        return self.order_by("recorded_at", "pk")

    def newest_first(self):
        return self.order_by("-recorded_at", "-pk")

    def elsewhere(self, child, worker):
        """Findings of other children: never of a restricted child, unless this worker may know of
        that child."""
        may = Q(child__restricted=False) | Q(child__in=Child.objects.visible_to(worker))
        return self.filter(may, authority=worker.authority_id).exclude(child=child)


@pghistory.track()
class Finding(ChildRecord):
    """One thing learned in a return home interview, and what came of it.

    It waits on the child's page and the worker's list until it has an ending: an action, a change
    to the risk, a strategy discussion, a partner who was told, or why nothing changes.
    """

    class Kind(models.TextChoices):
        RISK = "risk", "Risk or harm"
        PERSON = "person", "Person"
        PLACE = "place", "Place"
        VEHICLE = "vehicle", "Vehicle"
        ACCOUNT = "account", "Online account"
        PATTERN = "pattern", "Pattern: why, when or how they go"
        STRENGTH = "strength", "Strength: what keeps them safe"

    class Ending(models.TextChoices):
        ACTION = "action", "Make an action in the plan"
        RISK = "risk", "Change the risk assessment"
        STRATEGY = "strategy", "Hold a strategy discussion"
        PARTNER = "partner", "Pass it to the police or a partner"
        CONSIDERED = "considered", "Considered: no change, because…"

    class Partner(models.TextChoices):
        POLICE = "police", "Police: missing and exploitation team"
        HEALTH = "health", "Health"
        EDUCATION = "education", "School or college"
        YOUTH_JUSTICE = "youth_justice", "Youth justice"
        HOST = "host", "Another council"
        OTHER = "other", "Another partner"

    interview = models.ForeignKey(
        "missing.ReturnInterview", models.PROTECT, related_name="findings"
    )
    kind = models.CharField("what is it?", max_length=10, choices=Kind)
    text = models.CharField("what we learned, in plain words", max_length=300)
    own_words = models.CharField("the child’s own words", max_length=500, blank=True)
    named = models.CharField("what is it called?", max_length=120, blank=True)
    area = models.CharField("postcode area", max_length=4, blank=True)
    subject = models.ForeignKey(
        Subject, models.PROTECT, related_name="findings", null=True, blank=True, editable=False
    )
    subject_as_named = models.ForeignKey(
        Subject,
        models.PROTECT,
        related_name="findings_as_named",
        null=True,
        blank=True,
        editable=False,
        help_text="What was named, before it was joined with another",
    )
    ending = models.CharField(
        "what will happen because of this?", max_length=10, choices=Ending, blank=True
    )
    ended_on = models.DateField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    action = models.ForeignKey(
        Action, models.PROTECT, related_name="findings", null=True, blank=True, editable=False
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="findings", null=True, blank=True, editable=False
    )
    partner = models.CharField("who to?", max_length=15, choices=Partner, blank=True)
    partner_name = models.CharField("who took it, by name", max_length=120, blank=True)
    sent = models.TextField("what you will send", blank=True)
    because = models.TextField("what changed, or why nothing does", blank=True)

    objects: ClassVar = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(ending="") & Q(ended_on=None))
                | (~Q(ending="") & Q(ended_on__isnull=False)),
                name="finding_ending_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(ending="action") | Q(action__isnull=False),
                name="finding_action_is_an_action",
            ),
            models.CheckConstraint(
                condition=~Q(ending="strategy") | Q(meeting__isnull=False),
                name="finding_strategy_is_a_meeting",
            ),
            models.CheckConstraint(
                condition=~Q(ending="partner") | (~Q(partner="") & ~Q(sent="")),
                name="finding_partner_says_who_and_what",
                violation_error_message="Say who you pass it to, and what you send",
            ),
            models.CheckConstraint(
                condition=~Q(ending__in=["risk", "considered"]) | ~Q(because=""),
                name="finding_says_because",
                violation_error_message="Write down the reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "recorded_at"], condition=Q(ending=""), name="finding_unused"
            ),
            GinIndex(
                fields=["named"],
                opclasses=["gin_trgm_ops"],
                condition=~Q(named=""),
                name="finding_named_alike",
            ),
        ]

    def __str__(self):
        return self.text

    def save(self, *args, **kwargs):
        """What it names is what that was joined to, and it is kept as what it was named."""
        if self.subject_id and self.subject_as_named_id is None:
            self.subject_as_named = self.subject
            self.subject = self.subject.joined_to or self.subject
        super().save(*args, **kwargs)

    @property
    def used(self) -> bool:
        return bool(self.ending)
