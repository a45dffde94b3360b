from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Authority

KEPT_DAYS, TOLD_DAYS = 1, 30
TOLD_OF_CHILDREN = ("refused", "kept_ours", "read_as")


class Provenance(models.Model):
    """The newest census that told of a record, so that an older one never overrides it.

    It stands beside the record, not in it: that a census says again what stands is no change, and
    makes no history.
    """

    module = models.CharField(max_length=40)
    record = models.BigIntegerField()
    reference_on = models.DateField(help_text="ReferenceDate")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["module", "record"], name="provenance_once_a_record")
        ]

    def __str__(self):
        return f"{self.module} {self.record}: {self.reference_on}"


class CensusImportQuerySet(models.QuerySet):
    def visible_to(self, worker):
        return self.filter(authority=worker.authority_id)

    def without_file(self):
        """For a page, which has no need of it: only whether it ``waits``."""
        waits = models.Q(held__isnull=False)
        return self.defer("held").annotate(
            waits=models.ExpressionWrapper(waits, models.BooleanField())
        )

    def waiting(self):
        """Rehearsed, and neither loaded nor left."""
        return self.filter(held__isnull=False)

    def newest_first(self):
        return self.order_by("-rehearsed_at", "-pk")

    def let_go(self) -> int:
        """A census is a list of vulnerable children: a file that nobody loaded within a day goes,
        and what was told of each child after a month; the counts stay."""
        now = timezone.now()
        old = self.filter(rehearsed_at__lt=now - timedelta(days=TOLD_DAYS))
        still_told: list[Any] = list(old.exclude(report__has_key="let_go"))
        for census in still_told:
            census.report |= {name: [] for name in TOLD_OF_CHILDREN} | {"let_go": True}
            census.save(update_fields=["report"])
        before = now - timedelta(days=KEPT_DAYS)
        return self.waiting().filter(rehearsed_at__lt=before).update(held=None)


class CensusImport(models.Model):
    """One census file, rehearsed and then loaded, or left; and what came of it.

    ``report`` is what the rehearsal found, and after loading what was loaded. The file itself is
    held only until it is loaded or left, and for a day at most.
    """

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="+")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    held = models.BinaryField(null=True)
    report = models.JSONField()
    rehearsed_at = models.DateTimeField(default=timezone.now)
    loaded_at = models.DateTimeField(null=True)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )

    waits: bool
    """Read after ``without_file``."""

    objects: ClassVar = CensusImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(loaded_at=None, loaded_by=None)
                | models.Q(loaded_at__isnull=False, loaded_by__isnull=False, held=None),
                name="census_import_loaded_holds_no_file",
            )
        ]
        indexes = [
            models.Index(fields=["authority", "-rehearsed_at"], name="census_imports_of_council")
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("census-import", args=[self.pk])
