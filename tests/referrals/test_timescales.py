"""Both sides of each clock of the front door."""

from datetime import UTC, date, datetime

import pytest

from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import ChildContactFactory, ReferralFactory

pytestmark = pytest.mark.django_db

SATURDAY, MONDAY, TUESDAY = date(2026, 11, 21), date(2026, 11, 23), date(2026, 11, 24)


@pytest.mark.parametrize(("decided_on", "in_time"), [(MONDAY, True), (TUESDAY, False)])
def test_a_referral_is_decided_within_one_working_day(child, decided_on, in_time):
    ReferralFactory(child=child, received_on=SATURDAY, decision="no_action", decided_on=decided_on)
    sweep([child.pk])
    decided = Deadline.objects.filter(code="referral.decision")
    assert decided.count() == 1
    assert decided.met_in_time().exists() is in_time


@pytest.mark.parametrize(
    ("received_at", "screened_on", "in_time"),
    [
        (datetime(2026, 11, 20, 23, 30, tzinfo=UTC), MONDAY, True),
        (datetime(2026, 11, 20, 23, 30, tzinfo=UTC), TUESDAY, False),
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), TUESDAY, True),
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), date(2026, 11, 25), False),
    ],
)
def test_a_contact_is_screened_within_one_working_day(child, received_at, screened_on, in_time):
    ChildContactFactory(
        child=child, contact__received_at=received_at, outcome="no_action", screened_on=screened_on
    )
    sweep([child.pk])
    screened = Deadline.objects.filter(code="contact.screen")
    assert screened.count() == 1
    assert screened.met_in_time().exists() is in_time


def test_no_clock_runs_for_a_referral_whose_decision_a_census_left_out(child):
    ReferralFactory(child=child, received_on=MONDAY, imported=True)
    sweep([child.pk])
    assert not Deadline.objects.filter(code="referral.decision").exists()
