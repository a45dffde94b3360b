"""What a writer was asked to think about and said was not needed, with why."""

from datetime import timedelta
from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Count, Min, Q
from django.db.models.functions import Lower
from django.utils import timezone

from casework.children.models import Child, ChildRecord, ChildRecordQuerySet
from casework.writing.checks.engine import advice_of


class Reason(models.TextChoices):
    ELSEWHERE = "elsewhere", "It is written somewhere else"
    NOT_KNOWN = "not_known", "Nobody knows yet"
    NOT_THIS = "not_this", "It does not fit this child or this text"
    KNOWN_WORD = "known_word", "The family know this word"
    OWN_WORDS = "own_words", "These are someone’s own words"
    WRONG = "wrong", "The prompt is wrong"

    @classmethod
    def choices_for(cls, code: str) -> list[tuple[str, str]]:
        """The reasons that fit a hard word, or something that is not in the text."""
        of_words = {cls.KNOWN_WORD, cls.OWN_WORDS}
        hard = code == "jargon"
        left_out = {cls.ELSEWHERE, cls.NOT_KNOWN, cls.NOT_THIS} if hard else of_words
        return [(reason.value, reason.label) for reason in cls if reason not in left_out]


class DismissalQuerySet(ChildRecordQuerySet):
    def about(self, records):
        """Those of any of these records, whatever tables they stand in."""
        by_table: dict[str, list[int]] = {}
        for record in records:
            by_table.setdefault(record._meta.label_lower, []).append(record.pk)
        any_of = [Q(record=table, record_id__in=keys) for table, keys in by_table.items()]
        return self.filter(Q(*any_of, _connector=Q.OR)) if any_of else self.none()

    def counted(self):
        """How often each prompt was put aside, and for which reason."""
        counted = self.order_by().values("kind", "code", "reason")
        return counted.annotate(number=Count("pk")).order_by("kind", "code", "reason")

    def words_counted(self):
        """The hard words that were left as they stood, the most often first."""
        words = self.exclude(words="").filter(code="jargon").order_by()
        counted = words.annotate(word=Lower("words")).values("word")
        counted = counted.annotate(number=Count("pk"), written=Min("words"))
        return counted.order_by("-number", "word")

    def countable_for(self, worker):
        """Those of the whole service that may be counted for someone who oversees quality: of a
        restricted file only what they may read themselves."""
        known = Q(child__restricted=False) | Q(child__in=Child.objects.visible_to(worker))
        return self.filter(known, authority=worker.authority_id)

    def lately(self):
        """In the last twelve months."""
        return self.filter(recorded_at__gte=timezone.now() - timedelta(days=365))


@pghistory.track()
class Dismissal(ChildRecord):
    """One prompt on one field of one record that its writer put aside.

    ``record`` names the table and ``record_id`` the row; ``words`` the term it is about, empty
    where it is about the whole text. It stays put aside when the text changes.
    """

    record = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=30)
    words = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=10, choices=Reason)

    objects: ClassVar = DismissalQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "record_id", "field", "code", "words"],
                name="dismissal_once_a_field",
            )
        ]
        indexes = [models.Index(fields=["authority", "code", "reason"], name="dismissal_counted")]

    def __str__(self):
        return f"“{self.words}”" if self.words else self.advice

    @property
    def advice(self) -> str:
        return advice_of(self.kind, self.code)


def dismissed_on(child: Child) -> dict[tuple, list[Dismissal]]:
    """Every prompt put aside on a child's file, by table, row and field: read once a request."""
    if "_dismissed" not in child.__dict__:
        by_field: dict[tuple, list[Dismissal]] = {}
        for dismissal in Dismissal.objects.of_child(child).select_related("recorded_by"):
            field = dismissal.record, dismissal.record_id, dismissal.field
            by_field.setdefault(field, []).append(dismissal)
        child.__dict__["_dismissed"] = by_field
    return child.__dict__["_dismissed"]


def dismissed_of(record, field: str) -> list[Dismissal]:
    if record.pk is None or not hasattr(record, "child_id"):
        return []
    return dismissed_on(record.child).get((record._meta.label_lower, record.pk, field), [])
