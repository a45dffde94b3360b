"""Two files that may be one child's: proposed, agreed by another person, merged, and undone."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from casework.children.models import Child, ChildRecord, ChildRecordQuerySet


class MergeQuerySet(ChildRecordQuerySet):
    def visible_to(self, worker):
        """To whoever may open both files; once merged there is one file to open."""
        known = Child.objects.visible_to(worker)
        merged = Q(done_at__isnull=False, undone_at=None)
        return self.filter(merged | Q(absorbed__in=known), child__in=known)

    def waiting(self):
        """Nobody has said yet whether it is one child; each of the two has a file of its own."""
        waiting = self.filter(done_at=None, decided_at=None)
        return waiting.filter(child__merged_into=None, absorbed__merged_into=None)

    def refused(self):
        return self.filter(done_at=None).exclude(decided_at=None)

    def standing(self):
        return self.filter(undone_at=None).exclude(done_at=None)

    def of_file(self, child):
        """Those this file is one of the two of."""
        return self.filter(Q(child=child) | Q(absorbed=child))

    def with_people(self):
        return self.select_related(
            "child__person", "absorbed__person", "recorded_by", "decided_by", "undone_by"
        )

    def newest_first(self):
        return self.order_by("-recorded_at", "-pk")


@pghistory.track()
class Merge(ChildRecord):
    """That ``absorbed`` is the file of the same child, proposed by ``recorded_by``.

    Merged, everything stands on ``child``, the file that is kept; undone, on the two again.
    ``choices`` says in words what was chosen where the two differed.
    """

    absorbed = models.ForeignKey(Child, models.PROTECT, related_name="+", editable=False)
    because = models.TextField("why are they the same child?")
    submitted_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    not_agreed_because = models.TextField("why are they two children?", blank=True)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    choices = models.JSONField(default=list, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    undone_at = models.DateTimeField(null=True, blank=True, editable=False)
    undone_because = models.TextField("why are they two children after all?", blank=True)

    objects: ClassVar = MergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(child=F("absorbed")), name="merge_of_two_files"),
            models.UniqueConstraint(
                fields=["child", "absorbed"],
                condition=Q(done_at=None, decided_at=None),
                name="merge_proposed_once",
                violation_error_message="Somebody has proposed this already",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="merge_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("recorded_by")),
                name="merge_agreed_by_another",
                violation_error_message="Another person has to agree, not the one who proposed it",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False, done_at__isnull=False),
                name="merge_undone_by_someone",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-recorded_at"], name="merge_of_child"),
            models.Index(fields=["absorbed", "-recorded_at"], name="merge_of_absorbed"),
            models.Index(
                fields=["authority", "-submitted_at"],
                condition=Q(done_at=None, decided_at=None),
                name="merge_waiting",
            ),
        ]

    def __str__(self):
        if self.undone_at:
            return f"File {self.absorbed.number} was merged into this one, and is on its own again"
        if self.done_at:
            return f"File {self.absorbed.number} was merged into this one"
        if self.decided_at:
            return f"Not the same child as {self.absorbed.number}"
        return f"Same child as {self.absorbed.number}?"

    @property
    def stands(self) -> bool:
        return self.done_at is not None and self.undone_at is None

    def get_absolute_url(self):
        return reverse("merge", args=[self.child_id, self.pk])


class MergedRow(models.Model):
    """One line of the ledger of a merge: what one column of one row said before and after.

    Without a column it is the whole row: made by the merge (nothing before), taken away by it
    (nothing after), or, where both are there, kept as it stood because the clocks may be counted
    anew. The history of each record stays where it is; this is what undoing reads backwards.
    """

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="rows")
    table = models.CharField(max_length=80)
    record = models.BigIntegerField()
    column = models.CharField(max_length=63, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merge", "table", "record", "column"], name="merged_row_once"
            )
        ]

    def __str__(self):
        return f"{self.table} {self.record} {self.column}".strip()
