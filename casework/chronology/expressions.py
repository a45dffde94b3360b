"""Turning what an app declares (a field, a text, an expression) into columns every kind shares."""

from datetime import timedelta

from django.db.models import (
    BooleanField,
    Case,
    DateField,
    DateTimeField,
    ExpressionWrapper,
    F,
    Func,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.db.models.lookups import Exact

EVENING = 23


class LondonMidnight(Func):
    """The first instant of a day in London: days and instants then stand in one order."""

    template = "((%(expressions)s)::timestamp AT TIME ZONE 'Europe/London')"
    output_field = DateTimeField()


def expression(value):
    return F(value) if isinstance(value, str) else value


def text(value):
    return Value(value) if isinstance(value, str) else value


def field_or_text(value):
    if value == "":
        return Value("", TextField())
    return Coalesce(Cast(expression(value), TextField()), Value("", TextField()))


def flag(value):
    if isinstance(value, bool):
        return Value(value, BooleanField())
    if isinstance(value, Q):
        return Case(When(value, then=True), default=False, output_field=BooleanField())
    return expression(value)


def is_instant(value, records: QuerySet) -> bool:
    probe = records.annotate(probe=expression(value)).query.annotations["probe"].output_field
    return isinstance(probe, DateTimeField)


def day_of(value, *, instant: bool):
    """Instants are taken to their London day, days are left as they are."""
    if instant:
        return TruncDate(expression(value))
    return Cast(expression(value), DateField())


def instant_of(happened, *, hours: list[str], evening: bool, order: int):
    """The instant a day's event stands at: the first of these hours that is of that day, else the
    beginning of the day or its evening; ``order`` parts what would be at one hour."""
    day = Cast(expression(happened), DateField())
    known = [When(Exact(TruncDate(hour), day), then=F(hour)) for hour in hours]
    begins = timedelta(hours=EVENING if evening else 0)
    at = Case(*known, default=_plus(LondonMidnight(day), begins), output_field=DateTimeField())
    return _plus(at, timedelta(seconds=order))


def _plus(instant, time: timedelta):
    return ExpressionWrapper(instant + Value(time), output_field=DateTimeField())
