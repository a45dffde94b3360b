"""The days a figure is asked of. Months are months of the calendar, in London."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, repeat


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Span:
    """From the first day to the last, both counted."""

    first: date
    last: date

    @classmethod
    def of_months(cls, months: int, last: date) -> "Span":
        """So many months up to and with this day."""
        return cls(months_before(last, months) + timedelta(days=1), last)

    def earlier(self, months: int) -> "Span":
        """The span of so many months that ended the day before this one began."""
        return Span.of_months(months, self.first - timedelta(days=1))


def twelve_months(last: date) -> list[Span]:
    """The twelve months of the calendar up to this day's own, which ends on it."""
    starts = accumulate(repeat(1, 11), months_before, initial=last.replace(day=1))
    first_days = sorted(starts)
    ends = [later - timedelta(days=1) for later in first_days[1:]]
    return [Span(*pair) for pair in zip(first_days, [*ends, last], strict=True)]
