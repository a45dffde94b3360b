"""Where else a child's own words stand on their file: gathered to be read, and kept only there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse

from assessments.models import Assessment
from casework.interface import words
from casework.plans.models import Plan, PlanReview
from missing.models import ReturnInterview


@dataclass(frozen=True)
class OwnWords:
    words: str
    on: date
    where: str
    url: str


@dataclass(frozen=True)
class Source:
    """``day`` is the field of the day the words are of; ``url`` gives where they are read."""

    where: str
    records: Callable[[], Any]
    day: str
    url: Callable[[Any], str]

    def words_of(self, child, most: int) -> list[OwnWords]:
        rows = self.records().of_child(child).exclude(own_words="").filter(**self.dated)
        newest = rows.order_by(F(self.day).desc(), "-pk")[:most]
        return [
            OwnWords(row.own_words, words.as_day(getattr(row, self.day)), self.where, self.url(row))
            for row in newest
        ]

    @property
    def dated(self) -> dict:
        return {f"{self.day}__isnull": False}


SOURCES = [
    Source(
        "an assessment",
        Assessment.objects.all,
        "started_on",
        lambda row: reverse("assessment", args=[row.child_id, row.pk]),
    ),
    Source(
        "the plan", Plan.objects.all, "started_on", lambda row: reverse("plan", args=[row.child_id])
    ),
    Source(
        "a review of the plan",
        PlanReview.objects.all,
        "reviewed_on",
        lambda row: reverse("plan", args=[row.child_id]),
    ),
    Source(
        "a return home interview",
        ReturnInterview.objects.all,
        "held_at",
        lambda row: reverse("missing", args=[row.child_id]),
    ),
]


def own_words_in_records(child, most: int) -> list[OwnWords]:
    """The newest, wherever they were written: one query for each kind of record."""
    quotes = [quote for source in SOURCES for quote in source.words_of(child, most)]
    return sorted(quotes, key=lambda quote: quote.on, reverse=True)[:most]
