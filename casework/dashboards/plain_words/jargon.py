"""How many words in a hundred a family may not know, month by month: in plans, in assessments.

A number of words and not a share of texts: one plan a family cannot read is not outweighed by many
short ones. What the check of writing found is counted; a person judges what to write.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum

from assessments.models import Assessment
from casework.children.models import Child
from casework.figures.counting import with_cut
from casework.figures.query import FigureQuery
from casework.figures.registry import CHILD, ON, cuts
from casework.figures.spans import Span, twelve_months
from casework.interface.charts import LineChart, Point, line_chart
from casework.plans.models import Plan
from casework.writing.readings import TextReading

LEAST_TOP = 4


@dataclass(frozen=True)
class Texts:
    """One sort of text: which of them, by which day, and of what kinds they are."""

    title: str
    record: str
    on: str
    rows: QuerySet
    kinds: list[tuple[str, str]]


def sorts() -> list[Texts]:
    plans = Plan.objects.filter(imported=False)
    assessments = Assessment.objects.filter(imported=False, authorised_on__isnull=False)
    return [
        Texts("Plans", "plans.plan", "started_on", plans, list(Plan.Kind.choices)),
        Texts(
            "Assessments",
            "assessments.assessment",
            "authorised_on",
            assessments,
            list(Assessment.Kind.choices),
        ),
    ]


@dataclass(frozen=True)
class Words:
    """``jargon`` of ``words`` are words that a family may not know, and that are not explained."""

    words: int = 0
    jargon: int = 0

    @classmethod
    def of(cls, parts: Iterable["Words"]) -> "Words":
        counted = list(parts)
        return cls(sum(part.words for part in counted), sum(part.jargon for part in counted))

    @property
    def in_100(self) -> float | None:
        """To one place; None where there are no words."""
        return round(100 * self.jargon / self.words, 1) if self.words else None

    @property
    def said(self) -> str:
        if self.in_100 is None:
            return "Nothing written"
        return f"{self.in_100:g} in 100: {self.jargon:,} of {self.words:,} words"


@dataclass(frozen=True)
class Jargon:
    """One sort of text over a span, over the one before, by kind, and over twelve months."""

    title: str
    now: Words
    before: Words
    kinds: list[tuple[str, Words, Words]] = field(default_factory=list)
    months: list[tuple[str, Words]] = field(default_factory=list)

    @property
    def chart(self) -> LineChart:
        points = [Point(label, words.in_100, words.said) for label, words in self.months]
        highest = max((words.in_100 or 0 for _, words in self.months), default=0)
        top = max(LEAST_TOP, 2 * ceil(highest / 2))
        return line_chart(points, letters=1, top=top, unit="")

    @property
    def finds(self) -> str:
        shown = [(label, words) for label, words in self.months if words.words]
        if not shown:
            return f"{self.title}: nothing was written in these months."
        label, words = shown[-1]
        return f"{self.title}: {words.said}, in {label}"


def jargon_of(query: FigureQuery) -> list[Jargon]:
    """One statement for each sort of text."""
    return [_jargon(texts, query) for texts in sorts()]


def _jargon(texts: Texts, query: FigureQuery) -> Jargon:
    now, before = query.span, query.span.earlier(query.months)
    months = twelve_months(query.at)
    by_day = list(_by_day(texts, query, Span(min(before.first, months[0].first), query.at)))

    def within(span: Span, kind: str = "") -> Words:
        return Words.of(
            words
            for day, of_kind, words in by_day
            if span.first <= day <= span.last and kind in ("", of_kind)
        )

    return Jargon(
        texts.title,
        within(now),
        within(before),
        [(label, within(now, kind), within(before, kind)) for kind, label in texts.kinds],
        [(f"{month.last:%B %Y}", within(month)) for month in months],
    )


def _by_day(texts: Texts, query: FigureQuery, span: Span) -> Iterator[tuple[date, str, Words]]:
    """By day and kind, of texts about children this reader may know of, as asked."""
    known = Child.objects.visible_to(query.worker).values("pk")
    of_text = TextReading.objects.filter(record=texts.record, record_id=OuterRef("pk"))
    rows = texts.rows.filter(
        child__in=known, **{f"{texts.on}__range": (span.first, span.last)}
    ).annotate(**{CHILD: F("child"), ON: F(texts.on)})
    for name, value in query.where.items():
        rows = with_cut(rows, cuts[name]).filter(**{f"cut_{name}": value})
    read = rows.order_by().annotate(
        text_words=Subquery(of_text.values("words")[:1]),
        text_jargon=Subquery(of_text.values("jargon")[:1]),
    )
    counted = read.filter(text_words__isnull=False).values_list(texts.on, "kind")
    for day, kind, words, jargon in counted.annotate(Sum("text_words"), Sum("text_jargon")):
        yield day, kind, Words(words, jargon)
