from datetime import date

import pytest

from casework.timescales import checks
from casework.timescales.holidays import computed_for, holidays, published
from casework.timescales.models import WorkingDay

ONE_OFF = {
    date(2012, 6, 4),
    date(2012, 6, 5),
    date(2020, 5, 8),
    date(2022, 6, 2),
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
}
MOVED_AWAY = {date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)}


@pytest.mark.parametrize("year", range(2012, 2029))
def test_the_days_worked_out_agree_with_the_published_list(year):
    """The one-off days apart, which no rule could know."""
    listed = {day for day in published() if day.year == year}
    computed = {day for day, _ in computed_for(year)}
    assert computed - MOVED_AWAY == listed - ONE_OFF


@pytest.mark.parametrize(
    "day",
    [
        date(1995, 5, 8),
        date(1999, 12, 31),
        date(2002, 6, 3),
        date(2002, 6, 4),
        date(2011, 4, 29),
        date(1990, 1, 1),
        date(2000, 4, 21),
        date(2010, 12, 27),
        date(2010, 12, 28),
        date(2011, 1, 3),
        date(2026, 12, 28),
        date(2027, 12, 27),
    ],
)
def test_days_known_to_be_holidays_are(day):
    assert day in holidays()


@pytest.mark.parametrize("day", [date(1995, 5, 1), date(2002, 5, 27), date(2026, 12, 24)])
def test_days_people_worked_are_not(day):
    assert day not in holidays()


@pytest.mark.django_db
def test_a_holiday_added_later_moves_the_count_of_every_day_after_it():
    before = WorkingDay.objects.get(day=date(2026, 11, 30)).ordinal
    WorkingDay.objects.filter(day=date(2026, 11, 25)).update(working=False, holiday="Proclaimed")
    WorkingDay.objects.renumber()
    assert WorkingDay.objects.get(day=date(2026, 11, 30)).ordinal == before - 1


@pytest.mark.django_db
def test_a_warning_comes_a_year_before_the_calendar_ends():
    assert not checks._running_out(date(2099, 1, 1), date(2099, 1, 1))
    assert checks._running_out(date.today(), date.today())[0].id == "timescales.W001"
    assert checks._running_out(date(2099, 1, 1), date.today())[0].id == "timescales.W002"
    assert checks._running_out(None, None)
