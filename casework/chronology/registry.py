"""What happened to a child: each app declares its events, one paged query reads them all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.utils.functional import cached_property

from casework.chronology.expressions import (
    day_of,
    expression,
    field_or_text,
    flag,
    instant_of,
    is_instant,
    text,
)
from casework.chronology.models import Significance
from casework.interface.registry import Registry

KINDS = {
    "asked": "Contacts and referrals",
    "assessed": "Assessments and enquiries",
    "plans": "Plans and meetings",
    "visits": "Visits and notes",
    "missing": "Missing",
    "family": "Home, family and workers",
    "documents": "Documents and letters",
    "other": "Everything else",
}

COLUMNS = (
    "event_at",
    "event_on",
    "event_code",
    "event_title",
    "event_detail",
    "event_significant",
    "event_marked",
    "event_recorded",
    "event_child",
    "pk",
)

WITH_MARKS = """
SELECT event_at, event_on, event_code, event_title, event_detail,
       event_significant OR mark.id IS NOT NULL AS event_significant,
       coalesce(mark.reason, '') AS event_marked, event_recorded, event_child, event.pk
FROM (ROWS) AS event LEFT JOIN chronology_significance AS mark
  ON mark.child_id = event_child AND mark.code = event_code AND mark.record = event.pk
 AND mark.withdrawn_at IS NULL
"""
"""What workers marked, put to a few rows of all kinds: asked of each kind by itself it was a third
of the work."""


@dataclass(frozen=True, kw_only=True)
class Events:
    """One kind of event.

    ``happened`` is the day or instant it happened, as a field or an expression; rows without one
    are left out. ``title`` is a text or an expression, ``detail`` the field or expression quoted
    under it. Where only the day is known, ``at`` is an instant that says the hour if it is of that
    day; after that the hour it was written down, if that was the same day; after that the beginning
    of the day, or for what ``ends`` something its evening. ``order`` is its place among those of
    one hour, the journey's. ``significant`` is True, False or a ``Q``. ``url`` names the page
    (taking the child) where it can be read. ``kind`` is one of ``KINDS``, by which a reader
    filters. ``child`` is the way from the record to the child, where it has no column of that name.
    """

    code: str
    records: Callable[[], QuerySet]
    happened: Any
    title: Any
    detail: Any = ""
    significant: Any = False
    url: str = "child"
    kind: str = "other"
    child: str = "child"
    at: str = ""
    order: int = 50
    ends: bool = False

    def rows(self, child_ids, *, marked: bool = True) -> QuerySet:
        """One row an event, with the columns every kind shares; not ``marked`` where what workers
        marked is put to the rows of all kinds at once."""
        rows = self.records().filter(**{f"{self.child}__in": child_ids}).order_by()
        return (
            rows.annotate(
                event_at=self._instant(),
                event_on=day_of(self.happened, instant=self.is_instant),
                event_code=Value(self.code, CharField()),
                event_title=Cast(text(self.title), TextField()),
                event_detail=field_or_text(self.detail),
                **(self._marks() if marked else self._without_marks()),
                event_recorded=self._recorded(),
                event_child=F(self.child),
            )
            .filter(event_on__isnull=False)
            .values(*COLUMNS)
        )

    def _marks(self) -> dict[str, Any]:
        marks = Significance.objects.filter(
            code=self.code, record=OuterRef("pk"), child=OuterRef(self.child)
        )
        by_rule = flag(self.significant)
        return {
            "event_marked": Coalesce(Subquery(marks.values("reason")[:1]), Value("")),
            "event_significant": Case(When(Exists(marks), then=Value(True)), default=by_rule),
        }

    def _without_marks(self) -> dict[str, Any]:
        return {"event_marked": Value("", TextField()), "event_significant": flag(self.significant)}

    @cached_property
    def is_instant(self) -> bool:
        return is_instant(self.happened, self.records())

    def _instant(self):
        if self.is_instant:
            return expression(self.happened)
        hours = [self.at] if self.at else []
        hours += ["recorded_at"] if self._is_recorded else []
        return instant_of(self.happened, hours=hours, evening=self.ends, order=self.order)

    @cached_property
    def _is_recorded(self) -> bool:
        fields = {field.name for field in self.records().model._meta.fields}
        return {"recorded_by", "recorded_at"} <= fields

    def _recorded(self):
        """When it was written down, where a worker wrote it: what was imported cannot be late."""
        if not self._is_recorded:
            return Cast(Value(None), DateTimeField())
        return Case(When(recorded_by__isnull=False, then=F("recorded_at")))


class Chronology(Registry[Events]):
    def check(self, entry: Events) -> None:
        if entry.kind not in KINDS:
            raise ValueError(f"The events {entry.code!r} are of no known kind")


registry = Chronology("kind of event")
