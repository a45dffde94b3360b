"""What the sheet said on the day of a panel, kept as it was."""

from typing import TYPE_CHECKING

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from casework.access.models import Authority
from casework.children.models import Child
from casework.meetings.models import Meeting
from casework.preproceedings.models.processes import PreProceedings


class KeptSheetQuerySet(models.QuerySet):
    def visible_to(self, worker):
        """Sheets on which stands a child this worker may know of."""
        theirs = KeptChild.objects.visible_to(worker).filter(family__sheet=OuterRef("pk"))
        return self.filter(authority=worker.authority_id).filter(Exists(theirs))

    def newest_first(self):
        return self.order_by("-kept_at", "-pk")


@pghistory.track()
class KeptSheet(models.Model):
    """One panel's sheet, as it stood when the panel met. It is never changed: the panel decided on
    what it said that day, whatever is put right later."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    day = models.DateField("as it stood on", editable=False)
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    chair = models.CharField("chaired by", max_length=150, blank=True, editable=False)
    note = models.CharField("what was it kept for?", max_length=200, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    kept_at = models.DateTimeField(auto_now_add=True)

    objects = KeptSheetQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["authority", "-kept_at"], name="kept_sheet_newest")]
        triggers = [
            pgtrigger.ReadOnly(
                name="kept_sheet_stays",
                fields=["authority", "day", "chair", "note", "kept_by", "kept_at"],
            ),
            pgtrigger.Protect(name="kept_sheet_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"Panel sheet of {self.day:%-d %B %Y}"


@pghistory.track()
class KeptFamily(models.Model):
    """One family on a kept sheet: its steps and its children's rows, as plain data.

    ``said`` holds what ``panel_sheet.families`` reads back; no legal advice is ever part of it.
    """

    sheet = models.ForeignKey(KeptSheet, models.CASCADE, related_name="families")
    process = models.ForeignKey(
        PreProceedings, models.SET_NULL, related_name="+", null=True, editable=False
    )
    place = models.PositiveSmallIntegerField(editable=False)
    said = models.JSONField(editable=False)

    if TYPE_CHECKING:
        known: list["KeptChild"]

    class Meta:
        ordering = ["place"]
        verbose_name_plural = "kept families"
        constraints = [
            models.UniqueConstraint(fields=["sheet", "place"], name="kept_family_place_once")
        ]
        triggers = [pgtrigger.ReadOnly(name="kept_family_stays", fields=["sheet", "place", "said"])]

    def __str__(self):
        return str(self.said.get("name", ""))


class KeptChildQuerySet(models.QuerySet):
    def visible_to(self, worker):
        return self.filter(child__in=Child.objects.visible_to(worker))


@pghistory.track()
class KeptChild(models.Model):
    """Which child a row of a kept sheet is about: what the sheet shows turns on who may know."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="+", editable=False)
    family = models.ForeignKey(KeptFamily, models.CASCADE, related_name="kept_children")
    lane = models.PositiveSmallIntegerField(editable=False)

    objects = KeptChildQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "kept children"
        constraints = [
            models.UniqueConstraint(fields=["family", "lane"], name="kept_child_row_once")
        ]
        triggers = [pgtrigger.ReadOnly(name="kept_child_stays", fields=["family", "lane"])]

    def __str__(self):
        return "Row of a panel sheet"
