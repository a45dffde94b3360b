"""What deleted files were counted for: a figure of a month that is past stays what it was.

A file goes when its time is over, and with it every row that a figure reads. Its share of each
month is added up here without a name: of the service as a whole, for a council's published figures
are of that. A figure asked for one team, or in parts, counts the files that stand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from casework.figures.models import DeletedShare
from casework.figures.passes import FEWEST, Count, Question

DAY = timedelta(days=1)


def keep_share(authority: int, month: date, count: Count, line: int) -> None:
    """Add one file's share of a month; ``line`` stands for the child, so that small numbers can
    still be told from others."""
    share, _ = DeletedShare.objects.select_for_update().get_or_create(
        authority_id=authority, figure=count.code, month=month
    )
    share.of += count.of
    share.counted += count.counted
    if count.counted and len(share.some_counted) < FEWEST:
        share.some_counted.append(line)
    if count.of > count.counted and len(share.some_not) < FEWEST:
        share.some_not.append(line)
    share.save()


@dataclass(frozen=True)
class Months:
    """The months of the tally that answer a question."""

    question: Question
    first: date
    last: date

    def has(self, share: DeletedShare) -> bool:
        same = share.figure == self.question.figure.code
        return same and self.first <= share.month <= self.last

    @classmethod
    def of(cls, question: Question) -> "Months | None":
        """Those that lie in its span whole. What stood on one day is known of the last day of a
        month."""
        span = question.span
        month, ends = month_of(span.last), span.last + DAY == after(span.last)
        if question.figure.at_one_day:
            return cls(question, month, month) if ends else None
        first = span.first if span.first.day == 1 else after(span.first)
        last = month if ends else month_of(month - DAY)
        return cls(question, first, last) if first <= last else None


def month_of(day: date) -> date:
    return day.replace(day=1)


def after(day: date) -> date:
    """The first day of the next month."""
    return month_of(month_of(day) + timedelta(days=32))


def with_deleted(
    counted: list[Count], questions: Iterable[Question], authority: int
) -> list[Count]:
    """The answers with the share of the files that were deleted since."""
    asked = [months for question in questions if (months := Months.of(question))]
    if not asked:
        return counted
    shares = DeletedShare.objects.filter(
        authority=authority,
        figure__in={months.question.figure.code for months in asked},
        month__gte=min(months.first for months in asked),
    )
    kept = list(shares)
    answers = {(count.code, count.slot, count.cut): count for count in counted}
    for months in asked if kept else ():
        key = (months.question.figure.code, months.question.slot, "")
        for share in filter(months.has, kept):
            answers[key] = _added(answers.get(key) or Count(*key, 0, 0, None, None), share)
    return list(answers.values())


def _added(count: Count, share: DeletedShare) -> Count:
    return Count(
        count.code,
        count.slot,
        count.cut,
        count.of + share.of,
        count.counted + share.counted,
        [*(count.some or ()), *share.some_counted],
        [*(count.some_not or ()), *share.some_not],
    )
