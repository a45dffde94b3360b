"""Both sides of the assessment's clock, and what ends it."""

from datetime import date

import pytest

from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import AssessmentFactory, EpisodeOfNeedFactory, WorkerFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("received_on", "authorised_on", "in_time"),
    [
        (date(2026, 1, 5), date(2026, 3, 9), True),
        (date(2026, 1, 5), date(2026, 3, 10), False),
        (date(2026, 11, 23), date(2027, 1, 28), True),
        (date(2026, 11, 23), date(2027, 1, 29), False),
    ],
)
def test_an_assessment_has_45_working_days_from_referral(
    child, received_on, authorised_on, in_time
):
    AssessmentFactory(
        child=child,
        referral_received_on=received_on,
        authorised_on=authorised_on,
        authorised_by=WorkerFactory(),
        outcome="cin_plan",
    )
    sweep([child.pk])
    done = Deadline.objects.filter(code="assessment.complete")
    assert done.count() == 1
    assert done.met_in_time().exists() is in_time


def test_an_assessment_left_open_when_the_episode_closed_is_no_longer_due(child):
    episode = EpisodeOfNeedFactory(child=child)
    AssessmentFactory(child=child, episode=episode)
    sweep([child.pk])
    assert Deadline.objects.open().filter(code="assessment.complete").exists()
    episode.closed_on, episode.closure_reason = date(2026, 2, 2), "RC7"
    episode.save()
    sweep([child.pk])
    ended = Deadline.objects.get(code="assessment.complete")
    assert ended.met_at is None
    assert ended.lapsed_at is not None
