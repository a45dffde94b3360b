"""Searching the words of one child's file; each app says in ``child_file.py`` what can be found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
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

from casework.interface.registry import Registry

ENGLISH = "english"
FROM, TO = "\u27ea", "\u27eb"
"""What the database puts round a word it found."""


@dataclass(frozen=True, kw_only=True)
class Findable:
    """One kind of record whose words can be found.

    ``records`` has a ``child``; ``words`` are the fields of text that are read, ``happened`` the
    field or expression of its day. ``url`` names the page (taking the child) where it is read.
    """

    label: str
    records: Callable[[], QuerySet]
    words: tuple[str, ...]
    happened: Any
    url: str

    def rows(self, child, asked: str) -> QuerySet:
        """The child's records that hold what is asked for: by its meaning, or letter for letter."""
        query = SearchQuery(asked, search_type="websearch", config=ENGLISH)
        columns = [
            Func(Cast(F(name), TextField()), Value(""), function="NULLIF") for name in self.words
        ]
        rows = self.records().filter(child=child).order_by()
        rows = rows.annotate(found_in=Together(Value(" \u00b7 "), *columns))
        rows = rows.annotate(meaning=SearchVector("found_in", config=ENGLISH))
        rows = rows.filter(Q(meaning=query) | Q(found_in__icontains=asked))
        return rows.annotate(
            found_on=day_of(self.happened, self.records()),
            found_label=Value(self.label, CharField()),
            found_url=Value(self.url, CharField()),
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
        ).values("found_on", "found_label", "found_url", "found_words", "pk")


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
    def find(self, child, asked: str, size: int) -> list[Match]:
        """What holds the words, newest first: one query, however many kinds there are."""
        rows = [kind.rows(child, asked) for kind in self]
        first, *others = rows
        matches = first.union(*others, all=True).order_by("-found_on", "-pk")[:size]
        return [self._found(row, child) for row in matches]

    def _found(self, row, child) -> Match:
        url = reverse(row["found_url"], args=[child.pk])
        return Match(row["found_label"], row["found_on"], pieces(row["found_words"]), url)


def pieces(words: str) -> list[tuple[str, bool]]:
    """The words in order, each piece with whether it is one that was asked for."""
    plain, *rest = words.split(FROM)
    cut = [(plain, False)]
    for part in rest:
        match, _, after = part.partition(TO)
        cut += [(match, True), (after, False)]
    return [(piece, match) for piece, match in cut if piece]


within = Within("kind of record", key=lambda kind: (kind.label, kind.words))
