"""Plans that go on and on: a manager looks at them, says what they found, and looks again."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from casework.plans.models import ManagementOversight
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import ManagementOversightFactory, PlanFactory

pytestmark = pytest.mark.django_db
END_OF_MONTH = date(2024, 11, 30)
CP, CIN = ("protection", "cp_plan.long"), ("need", "cin_plan.long")
KINDS = [CP, CIN]


def clock(code):
    sweep()
    return Deadline.objects.get(code=code)


def on(instant):
    return timezone.localtime(instant).date()


@pytest.mark.parametrize(
    ("kind", "code", "due"), [(*CP, date(2026, 2, 28)), (*CIN, date(2025, 8, 30))]
)
def test_a_plan_is_looked_at_after_its_months(child, kind, code, due):
    PlanFactory(child=child, kind=kind, started_on=END_OF_MONTH)
    assert on(clock(code).due_at) == due


@pytest.mark.parametrize(("kind", "code"), KINDS)
@pytest.mark.parametrize("ended", [date(2025, 1, 10), date(2026, 3, 1)])
def test_a_plan_that_ends_was_looked_at_by_nobody(child, kind, code, ended):
    PlanFactory(child=child, kind=kind, started_on=END_OF_MONTH, ended_on=ended, end_reason="RC6")
    deadline = clock(code)
    assert deadline.met_at is None
    assert (on(deadline.lapsed_at), deadline.rule.lapses_because) == (ended, "the plan ended")


@pytest.mark.parametrize(
    ("kind", "code", "looked", "on_time"),
    [
        (*CP, date(2026, 2, 28), True),
        (*CP, date(2026, 3, 1), False),
        (*CIN, date(2025, 8, 30), True),
        (*CIN, date(2025, 8, 31), False),
    ],
)
def test_a_manager_who_looked_and_said_what_they_found_meets_it(child, kind, code, looked, on_time):
    plan = PlanFactory(child=child, kind=kind, started_on=END_OF_MONTH)
    ManagementOversightFactory(plan=plan, child=child, looked_on=looked)
    deadline = clock(code)
    assert (deadline.met_at <= deadline.due_at) is on_time


@pytest.mark.parametrize(("kind", "code"), KINDS)
@pytest.mark.parametrize(
    ("again", "on_time"), [(date(2026, 5, 28), True), (date(2026, 5, 29), False)]
)
def test_a_plan_that_goes_on_is_looked_at_again_in_three_months(child, kind, code, again, on_time):
    plan = PlanFactory(child=child, kind=kind, started_on=END_OF_MONTH)
    ManagementOversightFactory(plan=plan, child=child, looked_on=date(2026, 2, 28))
    next_ = clock(f"{code}.next")
    assert (on(next_.due_at), next_.met_at) == (date(2026, 5, 28), None)
    ManagementOversightFactory(plan=plan, child=child, looked_on=again)
    sweep()
    first = Deadline.objects.filter(code=f"{code}.next").earliest("due_at")
    assert (first.met_at <= first.due_at) is on_time
    plan.ended_on = again + timedelta(days=1)
    plan.save()
    sweep()
    last = Deadline.objects.filter(code=f"{code}.next").latest("due_at")
    assert on(last.lapsed_at) == plan.ended_on


FOUND = {
    "working": "no",
    "found": "Too little has changed for Ruby in a year.",
    "what_changes": "Legal planning meeting on Thursday.",
}


def day_of(day):
    return {"looked_on_day": day.day, "looked_on_month": day.month, "looked_on_year": day.year}


def test_a_senior_manager_says_what_they_found_and_all_read_it(
    signed_in, service_manager, worker, child, on_commit
):
    PlanFactory(child=child, started_on=END_OF_MONTH)
    client, address = signed_in(service_manager), reverse("plan-oversight", args=[child.pk])
    assert address in client.get(reverse("plan", args=[child.pk])).content.decode()
    with on_commit():
        client.post(address, FOUND | day_of(timezone.localdate()))
    kept = ManagementOversight.objects.get()
    assert (kept.recorded_by, kept.working) == (service_manager, "no")
    assert Deadline.objects.get(code="cp_plan.long").met_at
    reading = signed_in(worker)
    for name in ("plan", "chronology"):
        page = reading.get(reverse(name, args=[child.pk])).content.decode()
        assert "Too little has changed for Ruby in a year." in page
    api = APIClient()
    api.force_authenticate(worker)
    oversight = api.get(reverse("plan-list")).json()["results"][0]["oversights"][0]
    assert (oversight["looked_by"], oversight["what_changes"]) == ("service", FOUND["what_changes"])


def test_nobody_looked_at_a_plan_before_it_began(signed_in, service_manager, child):
    PlanFactory(child=child, started_on=END_OF_MONTH)
    address = reverse("plan-oversight", args=[child.pk])
    page = signed_in(service_manager).post(address, FOUND | day_of(date(2024, 11, 29)))
    assert "The plan had not started then" in page.content.decode()
    assert not ManagementOversight.objects.exists()


def test_a_plan_that_ended_is_not_looked_at(signed_in, service_manager, child):
    PlanFactory(child=child, started_on=END_OF_MONTH, ended_on=date(2025, 1, 10))
    address = reverse("plan-oversight", args=[child.pk])
    assert signed_in(service_manager).get(address).status_code == 404


def test_a_plan_past_its_months_stays_with_its_chair_though_it_was_looked_at(child, chair):
    from casework.conferences.chairing.watchlist import long_or_again
    from tests.factories import ConferenceFactory

    plan = PlanFactory(child=child, started_on=END_OF_MONTH)
    ConferenceFactory(child=child, plan=plan, meeting__chair=chair)
    ManagementOversightFactory(plan=plan, child=child, looked_on=date(2026, 2, 28))
    sweep()
    assert [plan.long for plan in long_or_again(chair)] == [True]
