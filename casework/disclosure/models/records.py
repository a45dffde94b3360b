"""What was picked of the file, as it stood then, and what is blacked out of it."""

from hashlib import sha256

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.disclosure.models.disclosures import Disclosure
from casework.disclosure.reasons import KEEP, REDACT, reasons
from casework.disclosure.redaction import EVERYWHERE, Mark
from casework.interface.words import full_day

WORKER = settings.AUTH_USER_MODEL


def locked(which: str) -> pgtrigger.Trigger:
    """Nothing of a disclosure is added or changed once it was authorised: ``which`` is its key."""
    return pgtrigger.Trigger(
        name="locked_once_authorised",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
            IF EXISTS (SELECT 1 FROM disclosure_disclosure
                       WHERE id = {which} AND authorised_on IS NOT NULL) THEN
                RAISE EXCEPTION 'This disclosure was authorised: make another version of it';
            END IF;
            RETURN NEW;
        """,
    )


class PickedRecordQuerySet(models.QuerySet):
    def in_order(self):
        """As it is read: oldest first, what has no day at the end."""
        return self.order_by(models.F("happened_on").asc(nulls_last=True), "label", "pk")


@pghistory.track()
class PickedRecord(models.Model):
    """One record of the file, with its words as they stood when it was picked.

    ``checksum`` is of those words: other words in the record, another checksum, and it has to be
    looked at again. ``names`` are those found in it, each with how often.
    """

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="records")
    source = models.CharField(max_length=80)
    record_id = models.BigIntegerField()
    label = models.CharField(max_length=80)
    happened_on = models.DateField(null=True)
    text = models.TextField()
    checksum = models.CharField(max_length=64)
    names = models.JSONField(default=dict)
    of_several = models.BooleanField(default=False)
    picked_by = models.ForeignKey(WORKER, models.PROTECT, related_name="+", null=True)
    picked_at = models.DateTimeField(auto_now_add=True)

    objects = PickedRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["disclosure", "source", "record_id"], name="record_picked_once"
            )
        ]
        triggers = [locked("NEW.disclosure_id")]

    def __str__(self):
        return f"{self.label}, {full_day(self.happened_on)}" if self.happened_on else self.label

    @property
    def key(self) -> str:
        return f"{self.source}-{self.record_id}"


def checksum_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@pghistory.track()
class Redaction(models.Model):
    """Words of one record that are blacked out: each time they stand in it, or the nth time."""

    record = models.ForeignKey(PickedRecord, models.CASCADE, related_name="redactions")
    words = models.TextField("which words?", max_length=2000)
    place = models.PositiveSmallIntegerField("which time?", default=EVERYWHERE)
    reason = models.CharField("why?", max_length=20)
    note = models.CharField("what should be known of it?", max_length=300, blank=True)
    made_by = models.ForeignKey(WORKER, models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="other") | ~Q(note=""),
                name="redaction_other_says_why",
                violation_error_message="Say which other reason it is",
            )
        ]
        triggers = [
            locked("(SELECT disclosure_id FROM disclosure_pickedrecord WHERE id = NEW.record_id)")
        ]

    def __str__(self):
        return self.why.words

    @property
    def why(self):
        return reasons(REDACT)[self.reason]

    @property
    def mark(self) -> Mark:
        return Mark(self.words, self.why.letter, self.place)


@pghistory.track()
class NameAnswer(models.Model):
    """What becomes of a name wherever it stands in what is given: blacked out, or left in."""

    class Answer(models.TextChoices):
        REDACT = REDACT, "Black it out everywhere"
        KEEP = KEEP, "Leave it in"

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="names")
    name = models.CharField(max_length=150)
    answer = models.CharField(max_length=6, choices=Answer)
    reason = models.CharField(max_length=20)
    note = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(WORKER, models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "name"], name="name_answered_once")
        ]
        triggers = [locked("NEW.disclosure_id")]

    def __str__(self):
        return self.name

    @property
    def why(self):
        return reasons(self.answer)[self.reason]

    @property
    def mark(self) -> Mark:
        return Mark(self.name, self.why.letter)
