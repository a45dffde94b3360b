"""Until when a file is kept: by each rule, and of all that apply the longest."""

from calendar import isleap
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.children.models import Child, Person
from casework.legal.models import LegalStatus
from casework.plans.models import Plan
from casework.retention.categories import LAW, Category, Event
from casework.retention.dates import due, longest, undated
from casework.retention.models import Rule
from casework.retention.operations import lay_down_rules
from tests.factories import (
    ChildFactory,
    EpisodeOfNeedFactory,
    LegalStatusFactory,
    PlanFactory,
    ReferralFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
KIND = LegalStatus.Kind


def child_born(born_on, **facts):
    child = ChildFactory(person__born_on=born_on, **facts)
    lay_down_rules(child.authority)
    Child.objects.filter(pk=child.pk).update(opened_on=date(2000, 1, 1))
    return child


def why(child):
    files = Child.objects.filter(pk=child.pk)
    return next(longest(Rule.objects.of(child.authority), files))


def is_due(child, by) -> bool:
    files = Child.objects.filter(pk=child.pk)
    return bool(list(due(Rule.objects.of(child.authority), files, by)))


def test_a_file_of_a_referral_alone_is_kept_six_years_from_its_last_day():
    child = child_born(date(1998, 5, 5))
    ReferralFactory(child=child, received_on=date(2012, 3, 1))
    reason = why(child)
    assert reason.category == Category.OTHER
    assert (reason.event_on, reason.kept_until) == (date(2012, 3, 1), date(2018, 3, 1))


def test_a_child_in_need_is_kept_until_the_25th_birthday():
    child = child_born(date(1998, 5, 5))
    EpisodeOfNeedFactory(
        child=child, started_on=date(2012, 3, 1), closed_on=date(2013, 3, 1), closure_reason="RC1"
    )
    assert why(child).kept_until == date(2023, 5, 5)


def test_the_longest_rule_wins():
    """Closed late, six years from closing are longer than the 25th birthday."""
    child = child_born(date(1995, 5, 5))
    EpisodeOfNeedFactory(
        child=child, started_on=date(2012, 3, 1), closed_on=date(2012, 9, 1), closure_reason="RC1"
    )
    ReferralFactory(child=child, received_on=date(2015, 1, 1))
    assert why(child).kept_until == date(2021, 1, 1)
    assert why(child).category == Category.OTHER


def test_a_child_who_was_looked_after_is_kept_until_the_75th_birthday():
    child = child_born(date(1950, 5, 5))
    LegalStatusFactory(
        child=child,
        kind=KIND.SECTION_20,
        started_on=date(1960, 1, 1),
        ended_on=date(1961, 1, 1),
        ended_because="other",
    )
    assert why(child).kept_until == date(2025, 5, 5)
    assert not is_due(child, date(2025, 5, 5))
    assert is_due(child, date(2025, 5, 6))


@pytest.mark.parametrize(
    ("died_on", "kept_until"),
    [(date(2000, 5, 4), date(2015, 5, 4)), (date(2000, 5, 5), date(2057, 5, 5))],
)
def test_a_looked_after_child_who_died_before_18_is_kept_15_years_from_the_death(
    died_on, kept_until
):
    child = child_born(date(1982, 5, 5), person__died_on=died_on)
    Child.objects.filter(pk=child.pk).update(opened_on=date(1990, 1, 1))
    LegalStatusFactory(
        child=child,
        kind=KIND.CARE,
        started_on=date(1990, 1, 1),
        ended_on=date(2000, 5, 4),
        ended_because="other",
    )
    assert why(child).kept_until == kept_until


def test_an_adopted_child_is_kept_100_years_from_the_order():
    child = child_born(date(1950, 5, 5))
    LegalStatusFactory(
        child=child,
        kind=KIND.ADOPTED,
        started_on=date(1955, 2, 3),
        ended_on=date(1955, 2, 3),
        ended_because="other",
    )
    assert why(child).kept_until == date(2055, 2, 3)


def test_a_child_on_a_protection_plan_counts_as_protected():
    child = child_born(date(1998, 5, 5))
    PlanFactory(child=child, kind=Plan.Kind.PROTECTION, started_on=date(2010, 1, 1))
    assert why(child).category == Category.PROTECTION


def test_what_was_recorded_in_error_keeps_no_file():
    child = child_born(date(1998, 5, 5))
    status = LegalStatusFactory(child=child, kind=KIND.SECTION_20, started_on=date(2010, 1, 1))
    assert why(child).category == Category.LOOKED_AFTER
    LegalStatus.objects.filter(pk=status.pk).update(
        withdrawn_at=timezone.now(),
        withdrawn_by=WorkerFactory(),
        withdrawn_because="Another child's",
    )
    assert why(child).category == Category.OTHER


def test_without_a_date_of_birth_nobody_can_say():
    child = child_born(None)
    EpisodeOfNeedFactory(
        child=child, started_on=date(2002, 3, 1), closed_on=date(2003, 3, 1), closure_reason="RC1"
    )
    rules, files = Rule.objects.of(child.authority), Child.objects.filter(pk=child.pk)
    assert [one.file for one in undated(rules, files)] == [child.pk]
    assert not is_due(child, date(2200, 1, 1))


days = st.dates(date(1900, 1, 1), date(2060, 12, 31))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(born_on=days, years=st.integers(1, 150))
def test_an_anniversary_is_the_same_day_of_the_year_and_never_a_day_early(born_on, years):
    child = Child.objects.order_by("pk").first() or child_born(born_on)
    Person.objects.filter(pk=child.person_id).update(born_on=born_on)
    LegalStatusFactory(child=child, kind=KIND.CARE, started_on=date(1899, 1, 1))
    Rule.objects.filter(category=Category.LOOKED_AFTER).update(
        years=years, years_after_death=None, counted_from=Event.BIRTH
    )
    rules = Rule.objects.filter(category=Category.LOOKED_AFTER)
    kept_until = next(longest(rules, Child.objects.filter(pk=child.pk))).kept_until
    LegalStatus.objects.filter(child=child).delete()
    year = born_on.year + years
    if (born_on.month, born_on.day) == (2, 29) and not isleap(year):
        assert kept_until == date(year, 3, 1)
    else:
        assert kept_until == born_on.replace(year=year)
    assert kept_until - born_on >= timedelta(days=365 * years)


def test_a_council_may_keep_longer_than_the_law_and_never_less():
    least = LAW[Category.LOOKED_AFTER]
    facts = {"category": Category.LOOKED_AFTER, "counted_from": Event.BIRTH}
    assert not Rule(**facts, years=least.years, years_after_death=15).shorter_than_law()
    assert not Rule(**facts, years=100, years_after_death=None).shorter_than_law()
    assert set(Rule(**facts, years=74, years_after_death=14).shorter_than_law()) == {
        "years",
        "years_after_death",
    }
