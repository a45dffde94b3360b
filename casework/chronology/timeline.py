"""Reading the chronology of children: newest first, one page at a time by key, one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.text import Truncator

from casework.children.converters import address_of_file
from casework.children.extensions.shared_records import Hidden, tell_rows, unknown_to
from casework.chronology.registry import WITH_MARKS, Events, registry
from casework.interface import words
from casework.interface.plain_text import whole_number
from casework.interface.statements import FILES, SINCE, Statement, keys_of

ORDER = ("event_at", "event_code", "pk")
WORDS = ("event_title", "event_detail")
MOST_WORDS = 8
"""Of what is asked for."""
SOME_DAY, LATER_DAY = date(1900, 1, 1), date(1900, 1, 2)
KIND, PLACE = "the kind of event of the key", -620_005
"""Stand for the days and the key that a page is asked by."""
LATE_AFTER = timedelta(days=7)
"""What is written down later than this after it happened is said to be late."""


@dataclass(frozen=True)
class Event:
    at: date
    code: str
    title: str
    what: str
    significant: bool
    recorded_late: str
    url: str
    child_id: int = 0
    pk: int = 0
    marked: str = ""
    key: str = ""
    detail: str = ""

    names: ClassVar[Any] = ""
    corrected: ClassVar[Any] = ""
    parts: ClassVar[Any] = ()
    reasons: ClassVar[Any] = ()
    marks: ClassVar[Any] = ()
    """What an event of several children says more, or one on the page of a chronology."""

    @property
    def instant(self) -> str:
        return self.key.partition("~")[0]


@dataclass(frozen=True)
class Key:
    """Where an event stands in the one order all events share."""

    at: datetime
    code: str
    pk: int

    def __str__(self):
        return f"{self.at.isoformat()}~{self.code}~{self.pk}"

    @classmethod
    def read(cls, text: str) -> "Key | None":
        try:
            at, code, pk = text.split("~")
            instant = parse_datetime(at)
        except (ValueError, OverflowError):
            return None
        if not (instant and instant.tzinfo and registry.get(code)) or whole_number(pk) is None:
            return None
        return cls(instant, code, int(pk))

    def beyond(self, side: str) -> Q:
        """``lt``: what stands after it on a page, which is older; ``gt``: before it, newer."""
        return (
            Q(**{f"event_at__{side}": self.at})
            | Q(event_at=self.at) & Q(**{f"event_code__{side}": self.code})
            | Q(event_at=self.at, event_code=self.code) & Q(**{f"pk__{side}": self.pk})
        )


@dataclass(frozen=True)
class EventQuery:
    """Which events are asked for. ``since`` and ``until`` are London days, both within."""

    child_ids: tuple[int, ...]
    codes: tuple[str, ...] | None = None
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    significant: bool = False
    q: str = ""

    def branches(self, *, marked: bool = True) -> list:
        """The events of each kind asked for, not yet joined."""
        rows = (
            events.rows(self.child_ids, marked=marked) for events in registry if self._of(events)
        )
        return [self._narrowed(each) for each in rows]

    def _of(self, events: Events) -> bool:
        if self.codes is not None and events.code not in self.codes:
            return False
        return not self.kinds or events.kind in self.kinds

    def _narrowed(self, rows):
        if self.since:
            rows = rows.filter(event_on__gte=self.since)
        if self.until:
            rows = rows.filter(event_on__lte=self.until)
        if self.significant:
            rows = rows.filter(event_significant=True)
        for word in self.q.replace("\0", "").split()[:MOST_WORDS]:
            rows = rows.filter(Q(event_title__icontains=word) | Q(event_detail__icontains=word))
        return rows

    def rows(self, key: Key | None = None, *, newer=False, size: int | None = None):
        """The rows from one side of a key, nearest first: one statement, each kind cut short."""
        if size and not self.q:
            return self._asked(key, newer, size)
        order = ORDER if newer else tuple(f"-{name}" for name in ORDER)
        branches = self.branches()
        if key:
            branches = [rows.filter(key.beyond("gt" if newer else "lt")) for rows in branches]
        if not branches:
            return []
        if size:
            return _nearest(branches, order, size)
        first, *others = branches
        return (first.union(*others, all=True) if others else first).order_by(*order)

    def _asked(self, key: Key | None, newer: bool, size: int) -> list[dict]:
        """By the statement that is written once for all who ask it in the same words, whatever
        children, days and key."""
        if not self.child_ids or not any(self._of(events) for events in registry):
            return []
        stands_for = EventQuery(
            (FILES,),
            None if self.codes is None else tuple(self.codes),
            tuple(self.kinds),
            since=SOME_DAY if self.since else None,
            until=LATER_DAY if self.until else None,
            significant=self.significant,
        )
        values: dict = {FILES: keys_of(self.child_ids)}
        values |= {SOME_DAY: self.since, LATER_DAY: self.until}
        values |= {SINCE: key.at, KIND: key.code, PLACE: key.pk} if key else {}
        return _page(stands_for, key is not None, newer, size).rows(values)


@lru_cache(maxsize=64)
def _page(query: EventQuery, keyed: bool, newer: bool, size: int) -> Statement:
    order = ORDER if newer else tuple(f"-{name}" for name in ORDER)
    branches = query.branches(marked=query.significant)
    if keyed:
        beyond = Key(SINCE, KIND, PLACE).beyond("gt" if newer else "lt")
        branches = [rows.filter(beyond) for rows in branches]
    rows = _nearest(branches, order, size)
    return Statement(rows) if query.significant else _with_marks(rows, order)


@dataclass(frozen=True)
class Page:
    events: list[Event]
    older: str = ""
    newer: str = ""


def page(
    query: EventQuery, reader, *, older_than: str = "", newer_than: str = "", size: int = 50
) -> Page:
    """One page of events, newest first, with the keys of its neighbours. One query, and two more
    where words were written for several children: ``reader`` is told what they may know."""
    below, above = Key.read(older_than), Key.read(newer_than)
    if above:
        rows = list(query.rows(above, newer=True, size=size + 1))
        shown = list(reversed(rows[:size]))
        if shown:
            return _page_of(shown, query, reader, more=len(rows) > size)
    rows = list(query.rows(below, size=size + 1))
    shown = rows[:size]
    events = _events(told(shown, unknown_to(reader), query.q))
    older = key_of(shown[-1]) if len(rows) > size else ""
    return Page(events, older, key_of(shown[0]) if below and shown else "")


def _page_of(shown: list[dict], query: EventQuery, reader, *, more: bool) -> Page:
    events = _events(told(shown, unknown_to(reader), query.q))
    return Page(events, key_of(shown[-1]), key_of(shown[0]) if more else "")


def whole(query: EventQuery, hidden: Hidden | None, *, limit: int = 5000) -> list[Event]:
    """All of it, for print, without what names those who are ``hidden``."""
    rows = query.rows(size=limit)
    return _events(told(rows, hidden, query.q) if hidden else rows)


def oldest(query: EventQuery, *, size: int) -> list[Event]:
    """The first of it, as it is written."""
    return _events(query.rows(newer=True, size=size))


def newest(child_ids, reader, *, size=20, codes=None) -> tuple[list, bool]:
    """The newest ``size`` events, and whether there are older ones."""
    statement = _newest(None if codes is None else tuple(codes), size + 1)
    rows = statement.rows({FILES: keys_of(child_ids)})
    return _events(told(rows[:size], unknown_to(reader))), len(rows) > size


def told(rows: Iterable[dict], hidden: Hidden, asked: str = "") -> list[dict]:
    """The rows in the words that may be told; none of those that hold what was ``asked`` for only
    in words that are left out."""
    shown = list(rows)
    changed = tell_rows(shown, lambda row: model_of(row["event_code"]), WORDS, hidden)
    gone = [id(row) for row in changed if not holds(row, asked)]
    return [row for row in shown if id(row) not in gone]


def holds(row: dict, asked: str) -> bool:
    text = "\n".join(row[name] for name in WORDS).casefold()
    return all(word.casefold() in text for word in asked.split()[:MOST_WORDS])


@cache
def model_of(code: str):
    return registry[code].records().model


@cache
def _newest(codes: tuple[str, ...] | None, size: int) -> Statement:
    branches = EventQuery((FILES,), codes).branches(marked=False)
    order = tuple(f"-{name}" for name in ORDER)
    return _with_marks(_nearest(branches, order, size), order)


def _with_marks(rows, order: tuple[str, ...]) -> Statement:
    falls = " DESC" if order[0].startswith("-") else ""
    columns = (f"event.{name.lstrip('-')}{falls}" for name in order)
    return Statement(rows, f"{WITH_MARKS} ORDER BY {', '.join(columns)}")


def _nearest(branches: list, order, size: int):
    """The first rows of all, each kind cut short before they are put together."""
    if len(branches) == 1:
        return branches[0].order_by(*order)[:size]
    first, *others = [rows.order_by(*order)[:size] for rows in branches]
    return first.union(*others, all=True).order_by(*order)[:size]


def _events(rows: Iterable[dict]) -> list[Event]:
    return [_event(row) for row in rows]


def _event(row) -> Event:
    events = registry[row["event_code"]]
    return Event(
        at=row["event_on"],
        code=events.code,
        title=row["event_title"],
        what=Truncator(row["event_detail"]).words(40),
        significant=row["event_significant"],
        recorded_late=late(row["event_recorded"], row["event_on"]),
        url=address_of_file(row["event_child"], events.url),
        child_id=row["event_child"],
        pk=row["pk"],
        marked=row["event_marked"],
        detail=row["event_detail"],
        key=key_of(row),
    )


def key_of(row) -> str:
    return str(Key(row["event_at"], row["event_code"], row["pk"]))


def late(recorded, happened) -> str:
    """Words for an event written down late; nothing for the rest.

    What came in with an import was written down elsewhere, nobody here knows when.
    """
    if recorded is None:
        return ""
    after = words.as_day(recorded) - happened
    return f"written down {after.days} days later" if after > LATE_AFTER else ""
