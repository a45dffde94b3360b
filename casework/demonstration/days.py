"""Believable days for invented events.

Nothing here says when anything is due: only the database does that. It keeps meetings and visits
off weekends and holidays, and places them before or after today.
"""

from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from govuk_bank_holidays.bank_holidays import BankHolidays

LONDON = ZoneInfo("Europe/London")
REACH = 365 * 8


class Days:
    def __init__(self, now: datetime):
        self.now = now
        self.today = now.astimezone(LONDON).date()
        closed = {
            event["date"]
            for event in BankHolidays(use_cached_holidays=True).get_holidays(
                division=BankHolidays.ENGLAND_AND_WALES
            )
        }
        first = self.today - timedelta(days=REACH)
        every = (first + timedelta(days=n) for n in range(REACH + 800))
        self._worked = [day for day in every if day.weekday() < 5 and day not in closed]

    def after(self, day: date, working: int) -> date:
        """So many working days after a day; before it, if negative."""
        return self._worked[bisect_right(self._worked, day) - 1 + working]

    def near(self, day: date, days: int) -> date:
        """The last working day at or before so many days after a day."""
        return self.after(day + timedelta(days=days), 0)

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def past(self, day: date | None) -> bool:
        """Already happened: what is planned for today is still to be done."""
        return day is not None and day < self.today

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), LONDON)

    def hours_ago(self, hours: float) -> datetime:
        return (self.now - timedelta(hours=hours)).replace(second=0, microsecond=0)
