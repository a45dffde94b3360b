"""What pages and reports say of many audits: lines, bars, trends and sentences."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from audits.criteria.editions import Criterion
from audits.learning.query import AuditQuery
from audits.learning.themes import (
    BEING_MODERATED,
    COUNTED,
    UNGRADED,
    WAITING,
    CountedAudits,
    Spread,
    about_anyone,
    questions,
    together,
    weakest_first,
)
from audits.models import Answer, Grade, Improvement
from casework.figures.counting import FEWEST, Tally
from casework.figures.spans import months_before
from casework.interface.charts import Bar, Point, line_chart, share_bar, spread_bar
from casework.interface.words import counted, full_day

ANSWERS = [Answer(answer).label for answer in COUNTED]
GRADES = [*[grade.label for grade in Grade], BEING_MODERATED + ", or not graded"]


@dataclass(frozen=True)
class Theme:
    """One question as a line: how it was answered, how often again, what is done about it."""

    spread: Spread
    criterion: Criterion | None
    query: AuditQuery
    improvements: list[Improvement] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.spread.code

    @property
    def again(self) -> int:
        return self.spread.again

    @property
    def asks(self) -> str:
        return about_anyone(self.criterion) if self.criterion else self.code

    @property
    def compliance(self) -> bool:
        return bool(self.criterion and self.criterion.compliance)

    @property
    def bar(self) -> Bar | None:
        if self.spread.tally.held_back:
            return None
        return spread_bar([self.spread.counts.get(answer, 0) for answer in COUNTED], ANSWERS)

    @property
    def answers(self) -> list[dict]:
        """Each answer with how often it was given and the audits behind it."""
        held = self.spread.tally.held_back
        return [
            {
                "label": Answer(answer).label,
                "number": None if held else self.spread.counts.get(answer, 0),
                "url": behind(self.query, question=self.code, answer=str(answer)),
            }
            for answer in COUNTED
        ]

    @property
    def url(self) -> str:
        return self.query.address(reverse("theme", args=[self.code]))

    @property
    def behind(self) -> str:
        return behind(self.query, question=self.code)

    @property
    def again_url(self) -> str:
        return behind(self.query, question=self.code, again="yes")


def behind(query: AuditQuery, **which) -> str:
    """The audits behind a number."""
    return query.address(reverse("themes-behind"), **which)


def themes(of: CountedAudits) -> list[Theme]:
    """Every question answered, the weakest first. Three queries."""
    authority = of.query.worker.authority_id
    known = questions(authority)
    doing: dict[str, list[Improvement]] = {}
    for improvement in (
        Improvement.objects.visible_to(of.query.worker).open().select_related("owner")
    ):
        doing.setdefault(improvement.criterion, []).append(improvement)
    return [
        Theme(spread, known.get(spread.code), of.query, doing.get(spread.code, []))
        for spread in weakest_first(of.spreads().values())
    ]


def grade_rows(by_month: dict[date, dict[str, int]], query: AuditQuery) -> list[dict]:
    """The grades month by month, and all of them last."""
    rows = [
        _grade_row(f"{month:%B %Y}", grades, query, month) for month, grades in by_month.items()
    ]
    if len(rows) > 1:
        whole: dict[str, int] = {}
        for grades in by_month.values():
            for grade, number in grades.items():
                whole[grade] = whole.get(grade, 0) + number
        rows.append(_grade_row("All of them", whole, query, None))
    return rows


def _grade_row(words: str, grades: dict[str, int], query: AuditQuery, month: date | None) -> dict:
    when = {"month": f"{month:%Y-%m}"} if month else {}
    numbers = [grades.get(grade, 0) for grade in Grade]
    others = grades.get(WAITING, 0) + grades.get(UNGRADED, 0)
    cells = [
        {"label": grade.label, "number": number, "url": behind(query, grade=grade.value, **when)}
        for grade, number in zip(Grade, numbers, strict=True)
    ]
    cells.append({"label": GRADES[-1], "number": others, "url": behind(query, grade="-", **when)})
    return {
        "words": words,
        "cells": cells,
        "of": sum(numbers) + others,
        "url": behind(query, **when),
        "bar": spread_bar([*numbers, others], GRADES),
    }


def team_rows(of: CountedAudits, names: dict[str, str], codes: Iterable[str] = ()) -> list[dict]:
    codes = list(codes)
    question = {"question": codes[0]} if len(codes) == 1 else {}
    return [
        {
            "words": names[pk],
            "tally": tally,
            "bar": bar_of(tally),
            "url": behind(of.query, **{**question, "team": pk}),
        }
        for pk, tally in of.teams(names, codes)
    ]


def bar_of(tally: Tally):
    return share_bar(tally.share, tally.in_words) if tally.share is not None else None


def months_of(span) -> list[date]:
    """The first day of each month the span touches."""
    months, month = [], span.last.replace(day=1)
    while month >= span.first.replace(day=1):
        months.append(month)
        month = months_before(month, 1)
    return months[::-1]


def trend(by_month: dict[date, Tally], of: CountedAudits, heading: str) -> dict | None:
    """Month by month, how many of the answers are met or mostly met."""
    points = [_point(month, by_month.get(month, Tally())) for month in months_of(of.span)]
    shown = [point for point in points if point.value is not None]
    if len(shown) < 2:
        return None
    return {
        "heading": heading,
        "title": f"{heading}: {shown[-1].title} in {shown[-1].label}",
        "desc": f"Met or mostly met, month by month. {shown[0].label}: {shown[0].title}.",
        "chart": line_chart(points, letters=1),
        "points": points,
    }


def _point(month: date, tally: Tally) -> Point:
    """Drawn only where enough was judged for a share to mean something; said in any case."""
    if tally.share is None or tally.of < FEWEST:
        return Point(f"{month:%B %Y}", None, tally.in_words)
    return Point(f"{month:%B %Y}", tally.share, f"{tally.in_words}, {tally.share}%")


def covers_words(of: CountedAudits) -> str:
    """What a reader of some of the council's audits reads of, so that nobody takes it for all."""
    counted_here, every = of.covers()
    if counted_here == every:
        return "These are all the audits finished in this time."
    whose = "your own and those you moderated or may oversee"
    left, all_of_them = every - counted_here, counted(every, "audits")
    return (
        f"These are {counted_here} of the {all_of_them} finished in this time: {whose}."
        f" {left} {'is' if left == 1 else 'are'} not open to you, and not counted."
    )


def opening(number: int, questions: list[Theme], query: AuditQuery) -> str:
    """38 audits were finished between … and …. The weakest question: …, 9 of 31."""
    if not number:
        return f"No audit was finished from {query.words}."
    were = "was" if number == 1 else "were"
    first, last = full_day(query.span.first), full_day(query.span.last)
    sentence = f"{counted(number, 'audits')} {were} finished between {first} and {last}."
    quality = [theme for theme in questions if not theme.compliance]
    tally = together(theme.spread for theme in quality)
    if tally.share is not None:
        sentence += f" Of the answers about quality, {tally.in_words} are met or mostly met."
    return sentence
