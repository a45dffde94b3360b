"""Days that are counted once and kept: the figures of the tables that have by far the most rows.

A day that is over is counted for everybody who sees the whole service, of the files that are not
restricted. Where a row of it changed since, the triggers say so (``day_marks.py``), and it is
counted anew by whoever asks until the day is tallied again: a figure is always what counting afresh
would give. What only some may know of is never kept: it is counted for each reader.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from hashlib import md5
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Min, QuerySet
from django.utils import timezone

from casework.children.models import Child
from casework.figures.models import ChangedDay, DayTally, TalliedDay
from casework.figures.passes import (
    CUT,
    FEWEST,
    SOME_DAY,
    Count,
    Days,
    Question,
    Shape,
    alike_in,
    counts,
    days,
    listed,
)
from casework.figures.registry import CHILD, ON, Cut, Tallied, tallied
from casework.figures.spans import Span
from casework.interface.replica import reading_connection
from casework.interface.statements import Statement

TOLD = """
FROM figures_daytally AS tally
JOIN (VALUES {spans}) AS asked (slot, first, last)
    ON tally.day BETWEEN asked.first::date AND asked.last::date
WHERE tally.authority_id = %s AND tally.figure = ANY(%s) AND NOT tally.day = ANY(%s::date[])
"""
SUMS = f"""SELECT figure, slot, sum(tally.of)::int, sum(counted)::int,
    max(cardinality(some_counted)), max(cardinality(some_not)) {TOLD} GROUP BY 1, 2"""
SOME = f"""SELECT figure, slot,
    (array_agg(DISTINCT child) FILTER (WHERE is_counted))[1:{FEWEST}],
    (array_agg(DISTINCT child) FILTER (WHERE NOT is_counted))[1:{FEWEST}]
FROM (SELECT figure, slot, unnest(some_counted) AS child, true AS is_counted {TOLD}
      UNION ALL SELECT figure, slot, unnest(some_not), false {TOLD}) AS known
GROUP BY 1, 2"""


MANY = tuple(range(-FEWEST, 0))
"""Stands for children of whom there are enough on one day alone."""


def from_tally(
    questions: Iterable[Question], by: Cut | None, known: QuerySet, authority: int
) -> tuple[list[Count], list[Question]]:
    """The answers to those questions whose days are kept, and the questions that are left."""
    left: list[Question] = []
    asked: dict[str, Answers] = {}
    for question in questions:
        kept = next((kept for kept in tallied if kept.tells(question.figure, by)), None)
        if kept is None:
            left.append(question)
            continue
        answers = asked.setdefault(kept.source, Answers(kept, by, known, authority))
        if not answers.takes(question):
            left.append(question)
    return [count for answers in asked.values() for count in answers.counts()], left


@dataclass
class Answers:
    """What some questions of one source come to: from the tally, and counted afresh."""

    kept: Tallied
    by: Cut | None
    known: QuerySet
    authority: int
    questions: list[Question] = field(default_factory=list)
    spans: dict[str, Span] = field(default_factory=dict)

    def takes(self, question: Question) -> bool:
        """All who are asked together give one slot one span."""
        if self.spans.setdefault(question.slot, question.span) != question.span:
            return False
        self.questions.append(question)
        return True

    def counts(self) -> list[Count]:
        anew = self.days_to_count()
        parts: dict[tuple[str, str, str], list[Count]] = defaultdict(list)
        for count in [*self.of_tally(anew), *self.afresh(anew)]:
            parts[count.code, count.slot, count.cut].append(count)
        return [added(some) for some in parts.values()]

    @property
    def days(self) -> list[date]:
        first = min(span.first for span in self.spans.values())
        last = max(span.last for span in self.spans.values())
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]

    def days_to_count(self) -> list[date]:
        """Those days of the spans that are not kept as they are now: today and what is to come,
        what was never tallied, and what changed since."""
        within = {"day__range": (self.days[0], self.days[-1])}
        changed = ChangedDay.objects.filter(source=self.kept.source, **within).values("day")
        over = TalliedDay.objects.filter(
            source=edition(self.kept), day__lt=timezone.localdate(), **within
        )
        are_kept = set(over.exclude(day__in=changed).values_list("day", flat=True))
        return [day for day in self.days if day not in are_kept]

    def afresh(self, anew: list[date]) -> list[Count]:
        if len(anew) == len(self.days):
            return counts(self.questions, self.known, {}, by=self.by)
        counted = []
        if anew:
            counted += counts(self.questions, self.known, {}, by=self.by, on=Days(anew))
        restricted = self.known.filter(restricted=True).order_by()
        if some := list(restricted.values_list("pk", flat=True)):
            others = Days(anew or [date.max], "not in")
            counted += counts(self.questions, self.known, {}, by=self.by, among=some, on=others)
        return counted

    def of_tally(self, anew: list[date]) -> list[Count]:
        if len(anew) == len(self.days):
            return []
        wanted = {(question.figure.code, question.slot) for question in self.questions}
        sums = [
            Sum(*row)
            for row in self._asked(SUMS, self._codes(), anew)
            if self.by or row[:2] in wanted
        ]
        few = sorted({total.figure for total in sums if total.may_be_few})
        some = {row[:2]: row[2:] for row in self._asked(SOME, few, anew)} if few else {}
        return [self._count(total, *some.get(total[:2], ((), ()))) for total in sums]

    def _codes(self) -> list[str]:
        if self.by:
            return [code for code, _ in self.by.choices(None)]
        return sorted({question.figure.code for question in self.questions})

    def _count(self, total: "Sum", some, some_not) -> Count:
        code, cut = (self.kept.figures[0].code, total.figure) if self.by else (total.figure, "")
        return Count(
            code,
            total.slot,
            cut,
            total.of,
            total.counted,
            MANY if total.most == FEWEST else some,
            MANY if total.most_not == FEWEST else some_not,
        )

    def _asked(self, sql: str, codes: list[str], anew: list[date]) -> list[tuple]:
        spans = [part for slot, span in self.spans.items() for part in (slot, *days(span))]
        told = [*spans, self.authority, codes, anew]
        values = ", ".join(["(%s, %s, %s)"] * len(self.spans))
        with reading_connection().cursor() as cursor:
            cursor.execute(sql.replace("{spans}", values), told * sql.count("{spans}"))
            return cursor.fetchall()


class Sum(NamedTuple):
    """One figure over one span, with the most children of any day that the tally names."""

    figure: str
    slot: str
    of: int
    counted: int
    most: int
    most_not: int

    @property
    def may_be_few(self) -> bool:
        few = self.counted > 0 and self.most < FEWEST
        return few or (self.counted < self.of and self.most_not < FEWEST)


def added(some: list[Count]) -> Count:
    """What was counted in parts, as one."""
    first = some[0]
    return Count(
        *first[:3],
        of=sum(count.of for count in some),
        counted=sum(count.counted for count in some),
        some=[child for count in some for child in count.some or ()],
        some_not=[child for count in some for child in count.some_not or ()],
    )


# Counting a day that is over


KEPT_FOR = timedelta(days=366 * 10)
AT_ONCE = 31
SETTLED = timedelta(hours=1)
"""After midnight, when no clock of any machine says that the day is not over yet."""
LOCK = 620_300
TALLY = f"""INSERT INTO figures_daytally
    (authority_id, figure, day, of, counted, some_counted, some_not)
SELECT child.authority_id, told.figure, share.day, sum(share.found), sum(told.counted),
    coalesce((array_agg(child.pk) FILTER (WHERE told.counted > 0))[1:{FEWEST}], '{{}}'),
    coalesce((array_agg(child.pk) FILTER (WHERE share.found > told.counted))[1:{FEWEST}], '{{}}')
FROM (
    SELECT source.{ON} AS day, source.{CUT} AS cut, source.{CHILD} AS file, count(*) AS found,
        %(counts)s
    FROM (%(rows)s) AS source GROUP BY 1, 2, 3
) AS share
CROSS JOIN LATERAL (VALUES %(told)s) AS told (figure, counted)
JOIN (%(children)s) AS child ON child.pk = share.file
GROUP BY 1, 2, 3"""


def tally_days() -> int:
    """Count every day that is over and was not counted, or changed since; how many they were."""
    return sum(_tally(kept, some) for kept in tallied for some in _batches(_to_tally(kept)))


def _to_tally(kept: Tallied) -> list[date]:
    yesterday = timezone.localdate(timezone.now() - SETTLED) - timedelta(days=1)
    figure, ever = kept.figures[0], Span(yesterday - KEPT_FOR, yesterday)
    first = figure.within(figure.all_rows(ever), ever).aggregate(first=Min(ON))["first"]
    if first is None:
        return []
    done = set(TalliedDay.objects.filter(source=edition(kept)).values_list("day", flat=True))
    done -= set(ChangedDay.objects.filter(source=kept.source).values_list("day", flat=True))
    every = (first + timedelta(days=number) for number in range((yesterday - first).days + 1))
    return [day for day in every if day not in done]


def _batches(days: list[date]) -> Iterator[list[date]]:
    for start in range(0, len(days), AT_ONCE):
        yield days[start : start + AT_ONCE]


@transaction.atomic
def _tally(kept: Tallied, some: list[date]) -> int:
    """The marks are taken away before the rows are read: what is written meanwhile makes a new one,
    and the day is counted again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        ChangedDay.objects.filter(source=kept.source, day__in=some).delete()
        DayTally.objects.filter(figure__in=_figures_of(kept), day__in=some).delete()
        for sql, params in _statements(kept, some):
            cursor.execute(sql, params)
    TalliedDay.objects.filter(source__startswith=f"{kept.source} ", day__in=some).delete()
    TalliedDay.objects.bulk_create([TalliedDay(source=edition(kept), day=day) for day in some])
    return len(some)


def edition(kept: Tallied) -> str:
    """The source, and by what it is counted: days counted otherwise, before some definition was
    another, are as good as not counted."""
    return f"{kept.source} {_definition(kept.source)}"


@cache
def _definition(source: str) -> str:
    kept = next(kept for kept in tallied if kept.source == source)
    words = [
        str(part)
        for sql, params in _statements(kept, [date.min])
        for part in (sql, *params)
        if not isinstance(part, date)
    ]
    return md5(" ".join(words).encode(), usedforsecurity=False).hexdigest()[:8]


def _figures_of(kept: Tallied) -> list[str]:
    if kept.by:
        return [code for code, _ in kept.by.choices(None)]
    return [figure.code for figure in kept.figures]


def _statements(kept: Tallied, some: list[date]) -> Iterator[tuple[str, list]]:
    children = Child.objects.filter(restricted=False).order_by().values("pk", "authority_id")
    of_children, known = children.query.sql_with_params()
    span = Span(some[0], some[-1])
    questions = [Question(figure, span) for figure in kept.figures]
    for alike in alike_in(questions, timezone.localdate()):
        rows = Statement(alike.rows(Shape(by=kept.by, on="in")))
        told = ", ".join(
            f"({'share.cut' if kept.by else '%s'}, share.counted_{place})"
            for _, _, place in alike.told
        )
        codes = [] if kept.by else [code for code, _, _ in alike.told]
        sql = TALLY % {
            "rows": rows.sql,
            "counts": alike.counting,
            "told": told,
            "children": of_children,
        }
        yield sql, [*rows.filled({SOME_DAY: listed(some)}), *codes, *known]
