from datetime import date, timedelta

from django.core.checks import Tags, Warning, register
from django.db import DatabaseError, connection

YEAR = timedelta(days=365)


@register(Tags.database)
def the_calendar_reaches_a_year_ahead(**_):
    """Warn while there is still a year to act: a missing day would stop the whole sweep."""
    try:
        return _running_out(*_ends())
    except DatabaseError:
        return []  # the table is not there yet: migrate has still to run


def _ends():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(day), max(day) FILTER (WHERE published) FROM timescales_workingday"
        )
        return cursor.fetchone()


def _running_out(last: date | None, last_published: date | None):
    soon = date.today() + YEAR
    if last is None or last < soon:
        return [_warn(f"The working-day calendar ends on {last}", "W001")]
    if last_published is None or last_published < soon:
        return [_warn(f"Published bank holidays end on {last_published}", "W002")]
    return []


def _warn(message, number):
    hint = "Update govuk-bank-holidays, then run: manage.py extend_calendar"
    return Warning(message, hint=hint, id=f"timescales.{number}")
