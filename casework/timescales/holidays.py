"""Non-working days of England and Wales, from 1990.

Weekends, bank holidays under the Banking and Financial Dealings Act 1971, Good Friday and Christmas
Day. Days from the published list where it reaches; before and after it, worked out, with the
one-off days that were proclaimed. Council closure days are working days for these rules.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from govuk_bank_holidays.bank_holidays import BankHolidays

FIRST_YEAR, LAST_YEAR = 1990, 2037
DAY = timedelta(days=1)

# Days moved or proclaimed before the published list begins: (year, usual day) -> day kept.
MOVED = {
    date(1995, 5, 1): date(1995, 5, 8),  # fifty years since the end of the war in Europe
    date(2002, 5, 27): date(2002, 6, 4),  # Golden Jubilee
}
PROCLAIMED = {
    date(1999, 12, 31): "Millennium",
    date(2002, 6, 3): "Golden Jubilee",
    date(2011, 4, 29): "Royal wedding",
}


def published() -> dict[date, str]:
    """The published list, from the copy the library keeps: no network."""
    events = BankHolidays(use_cached_holidays=True).get_holidays(
        division=BankHolidays.ENGLAND_AND_WALES
    )
    return {event["date"]: event["title"] for event in events}


def holidays() -> dict[date, str]:
    """Every holiday from FIRST_YEAR to LAST_YEAR and its name."""
    listed = published()
    years = {day.year for day in listed}
    computed = {
        day: name
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
        if year not in years
        for day, name in computed_for(year)
    }
    return {**computed, **PROCLAIMED, **listed}


def computed_for(year: int) -> Iterator[tuple[date, str]]:
    """The holidays of a year the published list does not hold."""
    easter = easter_sunday(year)
    yield substitute(date(year, 1, 1)), "New Year’s Day"
    yield easter - 2 * DAY, "Good Friday"
    yield easter + DAY, "Easter Monday"
    for usual, name in (
        (first_monday(year, 5), "Early May bank holiday"),
        (last_monday(year, 5), "Spring bank holiday"),
        (last_monday(year, 8), "Summer bank holiday"),
    ):
        yield MOVED.get(usual, usual), name
    yield from christmas(year)


def christmas(year: int) -> Iterator[tuple[date, str]]:
    """Christmas and Boxing Day, and substitutes for those at a weekend."""
    day, boxing = date(year, 12, 25), date(year, 12, 26)
    yield substitute(day, taken=boxing), "Christmas Day"
    yield substitute(boxing, taken=substitute(day, taken=boxing)), "Boxing Day"


def substitute(day: date, taken: date | None = None) -> date:
    """The day itself, or the next weekday not already a holiday."""
    if day.weekday() < 5:
        return day
    while day.weekday() >= 5 or day == taken:
        day += DAY
    return day


def first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + ((7 - first.weekday()) % 7) * DAY


def last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - last.weekday() * DAY


def easter_sunday(year: int) -> date:
    """Western Easter, by the anonymous Gregorian reckoning."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def calendar() -> Iterator[dict]:
    """Every day of the calendar as the fields of a ``WorkingDay``."""
    names, listed = holidays(), published()
    known_until = date(max(listed).year, 12, 31)
    ordinal, day = 0, date(FIRST_YEAR, 1, 1)
    while day.year <= LAST_YEAR:
        working = day.weekday() < 5 and day not in names
        ordinal += working
        yield {
            "day": day,
            "working": working,
            "ordinal": ordinal,
            "holiday": names.get(day, ""),
            "published": min(listed).replace(month=1, day=1) <= day <= known_until,
        }
        day += DAY
