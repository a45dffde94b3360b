"""A visit under a plan: on its first day, on its last, and on the days before and after."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from casework.plans.models import Plan
from casework.plans.visits import visits_during, with_first_visit
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import ChildFactory, ChildVisitFactory, PlanFactory

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 1, 5), date(2026, 3, 2)
DAY = timedelta(days=1)
KINDS = [Plan.Kind.PROTECTION, Plan.Kind.NEED]


def plan(child, kind="protection", started_on=FIRST, ended_on=None):
    return PlanFactory(
        child=child,
        kind=kind,
        started_on=started_on,
        ended_on=ended_on,
        end_because="needs_met" if ended_on else "",
        end_reason="All is well" if ended_on else "",
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("held_on", "counts"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)]
)
def test_a_visit_counts_from_the_first_day_of_a_plan_to_its_last(child, kind, held_on, counts):
    plan(child, kind, ended_on=LAST)
    ChildVisitFactory(child=child, held_on=held_on)
    assert visits_during(kind).exists() is counts


@pytest.mark.parametrize(("kind", "code"), [("protection", "cp_visit"), ("need", "cin_visit")])
@pytest.mark.parametrize(("held_on", "met"), [(FIRST - DAY, False), (FIRST, True)])
def test_a_first_visit_may_be_on_the_first_day_and_not_before(child, kind, code, held_on, met):
    plan(child, kind)
    ChildVisitFactory(child=child, held_on=held_on)
    sweep()
    assert Deadline.objects.filter(code=f"{code}.first", met_at=None).exists() is not met
    assert Deadline.objects.filter(code=f"{code}.next").exists() is met


def test_after_a_visit_on_the_last_day_no_other_is_due(child):
    plan(child, ended_on=LAST)
    ChildVisitFactory(child=child, held_on=LAST)
    sweep()
    after = Deadline.objects.get(code="cp_visit.next")
    assert timezone.localtime(after.lapsed_at).date() == LAST


@pytest.mark.parametrize(("kind", "other"), [KINDS, KINDS[::-1]])
def test_a_visit_counts_for_the_kind_of_plan_it_was_made_under(child, kind, other):
    plan(child, kind)
    ChildVisitFactory(child=child, held_on=FIRST)
    assert visits_during(kind).count() == 1
    assert not visits_during(other).exists()


def test_another_childs_plan_makes_no_visit_count(child):
    plan(ChildFactory(team=child.team))
    ChildVisitFactory(child=child, held_on=FIRST)
    assert not visits_during("protection").exists()


def test_a_visit_on_the_day_one_plan_follows_another_is_of_the_new_plan(child):
    plan(child, ended_on=LAST)
    new = plan(child, started_on=LAST)
    ChildVisitFactory(child=child, held_on=LAST)
    assert visits_during("protection").get().during_plan == new.pk


def test_a_visit_under_the_next_plan_does_not_meet_the_last_ones_clock(child):
    plan(child, ended_on=LAST)
    plan(child, started_on=LAST + DAY)
    first, second = (ChildVisitFactory(child=child, held_on=day) for day in (LAST, LAST + DAY))
    followed_on = {visit.pk: visit.next_held_on for visit in visits_during("protection")}
    assert followed_on == {first.pk: None, second.pk: None}


def test_of_two_visits_on_one_day_one_is_the_next_of_the_other(child):
    plan(child)
    first, second = (ChildVisitFactory(child=child, held_on=FIRST) for _ in range(2))
    followed_on = {visit.pk: visit.next_held_on for visit in visits_during("protection")}
    assert followed_on == {first.pk: FIRST, second.pk: None}


def test_a_visit_at_which_nobody_saw_the_child_is_not_the_next(child):
    plan(child)
    ChildVisitFactory(child=child, held_on=FIRST)
    ChildVisitFactory(
        child=child, held_on=FIRST + DAY, seen=False, not_seen_because="No one was home"
    )
    assert visits_during("protection").get().next_held_on is None
    assert with_first_visit("protection").get().first_visit_on == FIRST


def test_the_first_of_several_visits_is_the_first(child):
    plan(child)
    for day in (FIRST + 9 * DAY, FIRST + 2 * DAY, FIRST + 5 * DAY):
        ChildVisitFactory(child=child, held_on=day)
    assert with_first_visit("protection").get().first_visit_on == FIRST + 2 * DAY
