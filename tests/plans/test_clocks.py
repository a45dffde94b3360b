"""Plans that go on and on: both sides of the day someone senior must look."""

from datetime import date

import pytest
from django.utils import timezone

from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import PlanFactory

pytestmark = pytest.mark.django_db
END_OF_MONTH = date(2024, 11, 30)


@pytest.mark.parametrize(
    ("kind", "code", "due"),
    [
        ("protection", "cp_plan.long", date(2026, 2, 28)),
        ("need", "cin_plan.long", date(2025, 8, 30)),
    ],
)
def test_a_plan_is_looked_at_again_after_its_months(child, kind, code, due):
    PlanFactory(child=child, kind=kind, started_on=END_OF_MONTH)
    sweep()
    assert timezone.localtime(Deadline.objects.get(code=code).due_at).date() == due


@pytest.mark.parametrize(
    ("ended", "on_time"), [(date(2026, 2, 28), True), (date(2026, 3, 1), False)]
)
def test_a_plan_that_ended_by_then_never_drifted(child, ended, on_time):
    PlanFactory(child=child, started_on=END_OF_MONTH, ended_on=ended, end_reason="RC6")
    sweep()
    found = Deadline.objects.get(code="cp_plan.long")
    assert (found.met_at <= found.due_at) is on_time
