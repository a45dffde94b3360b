"""Keeping what a panel's sheet said."""

import json
from datetime import timedelta
from typing import cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from casework.access.models import Authority, Worker
from casework.meetings.models import Meeting
from casework.preproceedings.models import KeptChild, KeptFamily, KeptSheet
from casework.preproceedings.panel_sheet.families import Family, read_back
from casework.preproceedings.panel_sheet.sheet import Sheet

AROUND = timedelta(days=1)


def panel_of(worker) -> Meeting | None:
    """The panel that meets today, or the next one arranged."""
    panels = Meeting.objects.visible_to(worker).filter(kind=Meeting.Kind.LEGAL_PLANNING)
    today = timezone.now() - AROUND / 2
    return (
        panels.filter(not_held_because="", starts_at__gte=today)
        .select_related("chair")
        .order_by("starts_at", "pk")
        .first()
    )


@transaction.atomic
def keep(sheet: Sheet, *, by: Worker, note: str = "") -> KeptSheet:
    """The sheet of its day, with a row for each child, so that who may know of them decides who
    reads it later."""
    panel, authority = panel_of(by), cast(Authority, by.authority)
    today = panel and timezone.localdate(panel.starts_at) == sheet.day
    kept = KeptSheet.objects.create(
        authority=authority,
        day=sheet.day,
        meeting=panel if today else None,
        chair=str(panel.chair) if panel and today and panel.chair else "",
        note=note,
        kept_by=by,
    )
    families = KeptFamily.objects.bulk_create(
        KeptFamily(sheet=kept, process_id=family.key, place=place, said=_plain(family))
        for place, family in enumerate(sheet.families)
    )
    KeptChild.objects.bulk_create(
        KeptChild(family=row, lane=child.lane, child_id=child.child_id)
        for row, family in zip(families, sheet.families, strict=True)
        for child in family.children
    )
    return kept


def _plain(family: Family) -> dict:
    return json.loads(json.dumps(family.as_data(), cls=DjangoJSONEncoder))


def sheet_as_kept(kept: KeptSheet, worker) -> Sheet:
    """What it said, of the children this worker may know of."""
    lanes: dict[int, dict[int, int]] = {}
    rows = KeptChild.objects.visible_to(worker).filter(family__sheet=kept)
    for family, lane, child in rows.values_list("family", "lane", "child"):
        lanes.setdefault(family, {})[lane] = child
    families = [
        family
        for row in kept.families.filter(pk__in=lanes)
        if (family := read_back(row.said).known_to(lanes[row.pk]))
    ]
    return Sheet(kept.day, families)
