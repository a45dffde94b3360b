"""Turning what an app declares (a field, a text, an expression) into columns every kind shares."""

from django.db.models import (
    BooleanField,
    Case,
    DateField,
    DateTimeField,
    F,
    Func,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncDate


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


def instant_of(value, *, instant: bool):
    """Days are taken to their first instant, instants are left as they are."""
    if instant:
        return expression(value)
    return LondonMidnight(Cast(expression(value), DateField()))
