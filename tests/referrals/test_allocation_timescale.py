"""From the decision on a referral to a social worker of the child's own."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import AllocationFactory, ChildFactory, EpisodeOfNeedFactory, ReferralFactory

pytestmark = pytest.mark.django_db
THURSDAY = date(2026, 12, 17)
MONDAY = date(2026, 12, 21)


@pytest.fixture
def episode(team):
    child = ChildFactory(team=team)
    referral = ReferralFactory(
        child=child, received_on=date(2026, 12, 16), decision="assess", decided_on=THURSDAY
    )
    return EpisodeOfNeedFactory(child=child, referral=referral, started_on=date(2026, 12, 16))


def deadline():
    sweep()
    return Deadline.objects.get(code="oversight.allocation")


@pytest.mark.parametrize(
    ("since", "on_time"), [(MONDAY, True), (MONDAY + timedelta(days=1), False)]
)
def test_a_child_has_a_social_worker_within_two_working_days_of_the_decision(
    episode, since, on_time
):
    AllocationFactory(child=episode.child, started_on=since)
    clock = deadline()
    assert timezone.localtime(clock.due_at).date() == MONDAY
    assert (clock.met_at <= clock.due_at) is on_time


def test_a_social_worker_who_already_leads_the_work_is_there_from_the_decision(episode):
    AllocationFactory(child=episode.child, started_on=date(2026, 3, 2))
    assert timezone.localtime(deadline().met_at).date() == THURSDAY


@pytest.mark.parametrize("other", [{"role": "family_support"}, {"ended_on": date(2026, 12, 1)}])
def test_nobody_else_counts(episode, other):
    AllocationFactory(child=episode.child, started_on=date(2026, 3, 2), **other)
    assert deadline().met_at is None


def test_it_ends_with_the_episode(child):
    closed = date(2026, 3, 3)
    child.allocations.all().delete()
    EpisodeOfNeedFactory(
        child=child, started_on=date(2026, 3, 2), closed_on=closed, closure_reason="RC7"
    )
    clock = deadline()
    assert clock.met_at is None
    assert timezone.localtime(clock.lapsed_at).date() == closed
