"""Searching the words of one child's file: each app says in its ``file.py`` what can be found."""

from collections.abc import Callable
from dataclasses import dataclass, field
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
        said = [
            Func(Cast(F(name), TextField()), Value(""), function="NULLIF") for name in self.words
        ]
        found = self.records().filter(child=child).order_by()
        found = found.annotate(found_in=Together(Value(" \u00b7 "), *said))
        found = found.annotate(meaning=SearchVector("found_in", config=ENGLISH))
        found = found.filter(Q(meaning=query) | Q(found_in__icontains=asked))
        return found.annotate(
            found_on=_day(self.happened, self.records()),
            found_label=Value(self.label, CharField()),
            found_words=SearchHeadline(
                "found_in", query, config=ENGLISH, start_sel=FROM, stop_sel=TO,
                max_words=40, min_words=20, max_fragments=2, fragment_delimiter=" \u2026 ",
            ),
        ).values("found_on", "found_label", "found_words", "pk")  # fmt: skip


class Together(Func):
    """The texts that hold something, apart by the first argument."""

    function = "concat_ws"
    output_field = TextField()


def _day(happened, records: QuerySet):
    expression = F(happened) if isinstance(happened, str) else happened
    probe = records.annotate(probe=expression).query.annotations["probe"].output_field
    return (
        TruncDate(expression) if isinstance(probe, DateTimeField) else Cast(expression, DateField())
    )


@dataclass(frozen=True)
class Found:
    label: str
    on: date | None
    pieces: list[tuple[str, bool]]
    url: str


@dataclass
class Within:
    kinds: dict[str, Findable] = field(default_factory=dict)

    def add(self, *kinds: Findable) -> None:
        self.kinds |= {kind.label: kind for kind in kinds}

    def find(self, child, asked: str, size: int) -> list[Found]:
        """What holds the words, newest first: one query, however many kinds there are."""
        rows = [kind.rows(child, asked) for kind in self.kinds.values()]
        first, *others = rows
        found = first.union(*others, all=True).order_by("-found_on", "-pk")[:size]
        return [self._found(row, child) for row in found]

    def _found(self, row, child) -> Found:
        url = reverse(self.kinds[row["found_label"]].url, args=[child.pk])
        return Found(row["found_label"], row["found_on"], pieces(row["found_words"]), url)


def pieces(words: str) -> list[tuple[str, bool]]:
    """The words in order, each piece with whether it is one that was asked for."""
    plain, *rest = words.split(FROM)
    cut = [(plain, False)]
    for part in rest:
        found, _, after = part.partition(TO)
        cut += [(found, True), (after, False)]
    return [(piece, found) for piece, found in cut if piece]


within = Within()
