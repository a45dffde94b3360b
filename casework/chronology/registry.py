"""What happened to a child: each app declares its events, one paged query reads them all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    DateTimeField,
    F,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncDate


@dataclass(frozen=True, kw_only=True)
class Events:
    """One kind of event.

    ``happened`` is the day or instant it happened, as a field or an expression; rows without one
    are left out. ``title`` is a text or an expression, ``detail`` the field or expression quoted
    under it. ``significant`` is True, False or a ``Q``. ``url`` names the page (taking the child)
    where it can be read.
    """

    code: str
    records: Callable[[], QuerySet]
    happened: Any
    title: Any
    detail: Any = ""
    significant: Any = False
    url: str = "child"
    kind: str = "other"

    def rows(self, child_ids) -> QuerySet:
        """One row an event, with the columns every kind shares."""
        return (
            self.records()
            .filter(child__in=child_ids)
            .order_by()
            .annotate(event_at=_expression(self.happened))
            .annotate(
                event_on=_day(self),
                event_code=Value(self.code, CharField()),
                event_title=Cast(_text(self.title), TextField()),
                event_detail=Cast(_field_or_text(self.detail), TextField()),
                event_significant=_flag(self.significant),
                event_recorded=Case(When(recorded_by__isnull=False, then=F("recorded_at"))),
            )
            .filter(event_on__isnull=False)
            .values(*COLUMNS)
        )


COLUMNS = (
    "event_on", "event_code", "event_title", "event_detail", "event_significant",
    "event_recorded", "pk", "child_id",
)  # fmt: skip


class Registry:
    def __init__(self) -> None:
        self._events: dict[str, Events] = {}

    def add(self, events: Events) -> Events:
        if events.code in self._events:
            raise ValueError(f"The events {events.code!r} are declared twice")
        self._events[events.code] = events
        return events

    def __iter__(self) -> Iterator[Events]:
        return iter(self._events.values())

    def __getitem__(self, code: str) -> Events:
        return self._events[code]


registry = Registry()


def _expression(value):
    return F(value) if isinstance(value, str) else value


def _text(value):
    return Value(value) if isinstance(value, str) else value


def _field_or_text(value):
    if value == "":
        return Value("")
    return Coalesce(Cast(_expression(value), TextField()), Value(""))


def _flag(value):
    if isinstance(value, bool):
        return Value(value, BooleanField())
    if isinstance(value, Q):
        return Case(When(value, then=True), default=False, output_field=BooleanField())
    return _expression(value)


def _day(events: Events):
    """Instants are taken to their London day, days are left as they are."""
    probe = events.records().annotate(probe=_expression(events.happened))
    field = probe.query.annotations["probe"].output_field
    if isinstance(field, DateTimeField):
        return TruncDate("event_at")
    return Cast("event_at", DateField())
