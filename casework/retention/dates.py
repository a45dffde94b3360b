"""Until when each file is kept: worked out by PostgreSQL, of all its rules the longest.

A file is due the day after the last day it is kept. Of 29 February the anniversary is 1 March where
the year has none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, TruncDate

from assessments.models import Section47
from casework.children.ages import EighteenOn
from casework.children.models import Allocation
from casework.conferences.models import Conference
from casework.legal.models import LegalStatus
from casework.plans.models import Plan
from casework.referrals.models import ChildContact, EpisodeOfNeed, FamilyHelp, Referral
from casework.retention.categories import Category, Event
from casework.retention.models import Rule

KIND = LegalStatus.Kind
SHORT_BREAKS = (KIND.BREAKS, KIND.BREAKS_AGREED)
"""A child is looked after during each of them (Care Planning regulations 2010, regulation 48)."""
LONGEST = """SELECT DISTINCT ON (file) file, category, rule, event_on, kept_until
FROM ({every}) AS one (file, category, rule, event_on, kept_until)
ORDER BY file, kept_until DESC NULLS FIRST, category"""
"""Where a rule applies and its day is not known, the file is not due by any."""


class Anniversary(Func):
    """The day so many years after another."""

    template = (
        "(SELECT (one.day + make_interval(years => %(years)s) + CASE WHEN"
        " to_char(one.day, 'MMDD') = '0229' AND"
        " to_char(one.day + make_interval(years => %(years)s), 'MMDD') = '0228'"
        " THEN interval '1 day' ELSE interval '0' END)::date"
        " FROM (SELECT (%(expressions)s)::date AS day) AS one)"
    )
    output_field = DateField()

    def __init__(self, day, years: int):
        super().__init__(day, years=int(years))


def of_child(model) -> Any:
    """Those that stand: what was recorded in error keeps no file."""
    return model.objects.filter(child=OuterRef("pk"))


def in_category(category: str) -> Q:
    """Which files a rule is about."""
    statuses = of_child(LegalStatus)
    if category == Category.ADOPTED:
        return Q(Exists(statuses.filter(kind=KIND.ADOPTED)))
    if category == Category.LOOKED_AFTER:
        breaks = statuses.filter(kind__in=SHORT_BREAKS)
        return Q(Exists(statuses.looked_after())) | Q(Exists(breaks))
    if category == Category.PROTECTION:
        plans = of_child(Plan).child_protection()
        return Q(Exists(plans)) | Q(Exists(of_child(Section47))) | Q(Exists(of_child(Conference)))
    if category == Category.IN_NEED:
        return Q(Exists(of_child(EpisodeOfNeed)))
    return Q()


def last_of(model, day) -> Subquery:
    days = of_child(model).order_by().values("child").annotate(last=Max(day)).values("last")
    return Subquery(days, output_field=DateField())


def closed_on() -> Greatest:
    """The last day on which something began or ended that makes the file one of work."""
    return Greatest(
        "opened_on",
        last_of(EpisodeOfNeed, "closed_on"),
        last_of(EpisodeOfNeed, "started_on"),
        last_of(Referral, "received_on"),
        last_of(Referral, "decided_on"),
        last_of(ChildContact, TruncDate("contact__received_at")),
        last_of(FamilyHelp, Greatest("offered_on", "answered_on", "ended_on")),
        last_of(Plan, "ended_on"),
        last_of(LegalStatus, "ended_on"),
        last_of(Allocation, "ended_on"),
        output_field=DateField(),
    )


def event_of(counted_from: str):
    if counted_from == Event.BIRTH:
        return Coalesce("person__born_on", "person__expected_on")
    if counted_from == Event.ADOPTION:
        orders = of_child(LegalStatus).filter(kind=KIND.ADOPTED)
        days = orders.order_by().values("child").annotate(last=Max("started_on")).values("last")
        return Subquery(days, output_field=DateField())
    return closed_on()


DIED_YOUNG = Q(person__died_on__isnull=False, person__died_on__lt=EighteenOn("person__born_on"))


def by_rule(rule: Rule, files: QuerySet) -> QuerySet:
    """Each file a rule is about, with the day it counts from and the last day it is kept."""
    after = rule.years_after_death
    event: Any = F("rule_event")
    files = files.filter(in_category(rule.category)).annotate(
        rule_event=event_of(rule.counted_from)
    )
    until: Any = Anniversary(event, rule.years)
    if after is not None:
        files = files.annotate(rule_died=Case(When(DIED_YOUNG, then=F("person__died_on"))))
        until = Coalesce(Anniversary(F("rule_died"), after), until)
        event = Coalesce(F("rule_died"), event)
    rank = list(Category.values).index(rule.category)
    return files.order_by().values_list(
        "pk", Value(rank, IntegerField()), Value(rule.pk, IntegerField()), event, until
    )


@dataclass(frozen=True)
class Due:
    """Why one file is kept until when. Without a day nobody can say."""

    file: int
    category: str
    rule: int
    event_on: date | None
    kept_until: date | None


def longest(rules: Iterable[Rule], files: QuerySet) -> Iterator[Due]:
    """For each file that any rule is about, the one that keeps it longest."""
    yield from _asked(LONGEST, [], rules, files)


def due(rules: Iterable[Rule], files: QuerySet, by: date) -> Iterator[Due]:
    """Those that are kept no longer than the day before."""
    sql = f"SELECT * FROM ({LONGEST}) AS longest WHERE kept_until < %s ORDER BY kept_until, file"
    yield from _asked(sql, [by], rules, files)


def undated(rules: Iterable[Rule], files: QuerySet) -> Iterator[Due]:
    """Those of which nobody can say: a day that the rule counts from is not known."""
    sql = f"SELECT * FROM ({LONGEST}) AS longest WHERE kept_until IS NULL ORDER BY file"
    yield from _asked(sql, [], rules, files)


def _asked(sql: str, values: list, rules: Iterable[Rule], files: QuerySet) -> Iterator[Due]:
    parts = [by_rule(rule, files).query.sql_with_params() for rule in rules]
    if not parts:
        return
    every = "\nUNION ALL\n".join(f"({part})" for part, _ in parts)
    params = [param for _, of_part in parts for param in of_part]
    with connection.cursor() as cursor:
        cursor.execute(sql.format(every=every), [*params, *values])
        for file, rank, rule, event_on, kept_until in cursor.fetchall():
            yield Due(file, Category.values[rank], rule, event_on, kept_until)
