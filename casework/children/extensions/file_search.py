"""Searching the words of one child's file; each app says in ``child_file.py`` what can be found."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVector
from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    F,
    Func,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, TruncDate
from django.urls import reverse
from django.utils.functional import cached_property

from casework.children.models import Child
from casework.children.shared_words import LEFT_OUT, for_reader
from casework.interface.registry import Registry

ENGLISH = "english"
FROM, TO = "\u27ea", "\u27eb"
"""What the database puts round a word it found."""
AROUND = 120
"""Letters shown on either side of a word, where part of the words is left out."""


@dataclass(frozen=True, kw_only=True)
class Findable:
    """One kind of record whose words can be found.

    ``records`` has a ``child``; ``words`` are the fields of text that are read, ``happened`` the
    field or expression of its day. ``url`` names the page (taking the child) where it is read.
    ``about`` leads to every child whom words are about that were written once for several: all of
    ``words``, or those in ``of_all`` where the rest are each child's own. ``shared`` says which
    records hold such words, where not all of them do.
    """

    label: str
    records: Callable[[], QuerySet]
    words: tuple[str, ...]
    happened: Any
    url: str
    about: str = ""
    of_all: tuple[str, ...] = ()
    shared: Q = field(default_factory=Q)

    @cached_property
    def model(self):
        return self.records().model

    def read(self, records: QuerySet) -> QuerySet:
        columns = [
            Func(Cast(F(name), TextField()), Value(""), function="NULLIF") for name in self.words
        ]
        return records.order_by().annotate(found_in=Together(Value(" \u00b7 "), *columns))

    def rows(self, child, asked: str) -> QuerySet:
        """The child's records that hold what is asked for: by its meaning, or letter for letter."""
        query = SearchQuery(asked, search_type="websearch", config=ENGLISH)
        rows = self.read(self.records().filter(child=child))
        rows = rows.annotate(meaning=SearchVector("found_in", config=ENGLISH))
        rows = rows.filter(Q(meaning=query) | Q(found_in__icontains=asked))
        return rows.annotate(
            found_on=day_of(self.happened, self.records()),
            found_label=Value(self.label, CharField()),
            found_url=Value(self.url, CharField()),
            found_model=Value(self.model._meta.label, CharField()),
            found_words=SearchHeadline(
                "found_in",
                query,
                config=ENGLISH,
                start_sel=FROM,
                stop_sel=TO,
                max_words=40,
                min_words=20,
                max_fragments=2,
                fragment_delimiter=" \u2026 ",
            ),
        ).values("found_on", "found_label", "found_url", "found_model", "found_words", "pk")


class Together(Func):
    """The texts that hold something, apart by the first argument."""

    function = "concat_ws"
    output_field = TextField()


def day_of(happened, records: QuerySet):
    expression = F(happened) if isinstance(happened, str) else happened
    probe = records.annotate(probe=expression).query.annotations["probe"].output_field
    return (
        TruncDate(expression) if isinstance(probe, DateTimeField) else Cast(expression, DateField())
    )


@dataclass(frozen=True)
class Match:
    label: str
    on: date | None
    pieces: list[tuple[str, bool]]
    url: str


class Within(Registry[Findable]):
    def find(self, child, asked: str, size: int, *, reader=None) -> list[Match]:
        """What holds the words, newest first: one query, however many kinds there are. Words
        written once for several children are told to ``reader`` without what names one of whom
        they may not know (``children/shared_words.py``)."""
        rows = [kind.rows(child, asked) for kind in self]
        first, *others = rows
        matches = first.union(*others, all=True).order_by("-found_on", "-pk")[:size]
        left = WordsLeft.of(self, list(matches), reader) if reader else WordsLeft()
        return [
            Match(row["found_label"], row["found_on"], words, self._url(row, child))
            for row in matches
            if (words := left.pieces(row))
        ]

    def _url(self, row, child) -> str:
        return reverse(row["found_url"], args=[child.pk])


@dataclass(frozen=True)
class WordsLeft:
    """What is left of the words for a reader, where some of those found name a child of whom they
    may not know: the whole words of each such record, by its model and key."""

    words: dict[tuple[str, int], str] = field(default_factory=dict)
    hidden: Sequence[Child] = ()

    @classmethod
    def of(cls, kinds: Iterable[Findable], rows: list[dict], reader) -> "WordsLeft":
        shared = {kind.model._meta.label: kind for kind in kinds if kind.about}
        records = {
            label: kind.read(kind.records()).filter(
                kind.shared, pk__in=[row["pk"] for row in rows if row["found_model"] == label]
            )
            for label, kind in shared.items()
            if any(row["found_model"] == label for row in rows)
        }
        if not records:
            return cls()
        about = [Q(pk__in=some.values(shared[label].about)) for label, some in records.items()]
        unknown = Child.objects.unknown_to(reader).filter(reduce(or_, about))
        hidden = list(unknown.with_person())
        words = {
            (label, key): whole
            for label, some in (records if hidden else {}).items()
            for key, whole in some.values_list("pk", "found_in")
        }
        return cls(words, hidden)

    def pieces(self, row: dict) -> list[tuple[str, bool]]:
        """The words around what was asked for; nothing where it stands only in what is left
        out."""
        cut = pieces(row["found_words"])
        whole = self.words.get((row["found_model"], row["pk"]), "")
        told = for_reader(whole, self.hidden)
        if told == whole:
            return cut
        told = told.replace(LEFT_OUT, "\u2026")
        for asked in (piece for piece, match in cut if match):
            before, here, after = told.partition(asked)
            if here:
                return [(before[-AROUND:], False), (here, True), (after[:AROUND], False)]
        return []


def pieces(words: str) -> list[tuple[str, bool]]:
    """The words in order, each piece with whether it is one that was asked for."""
    plain, *rest = words.split(FROM)
    cut = [(plain, False)]
    for part in rest:
        match, _, after = part.partition(TO)
        cut += [(match, True), (after, False)]
    return [(piece, match) for piece, match in cut if piece]


within = Within("kind of record", key=lambda kind: (kind.label, kind.words))
