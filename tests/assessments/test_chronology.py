from datetime import date

import pytest

from casework.chronology.timeline import newest
from tests.factories import (
    AssessmentFactory,
    ChildContactFactory,
    EpisodeOfNeedFactory,
    ReferralFactory,
    Section47Factory,
    StrategyDiscussionFactory,
)

pytestmark = pytest.mark.django_db

MINE = [
    "contact",
    "referral",
    "referral_decided",
    "episode_closed",
    "assessment_started",
    "assessment_authorised",
    "strategy_discussion",
    "section47_finished",
]


def test_a_child_has_every_step_of_the_journey_in_the_chronology(child):
    ChildContactFactory(child=child, worry="She is tired")
    ReferralFactory(child=child, decision="assess", decided_on=date(2026, 1, 6))
    EpisodeOfNeedFactory(child=child, closed_on=date(2026, 5, 5), closure_reason="RC8")
    AssessmentFactory(child=child, authorised=True, manager_analysis="Ruby is heard in it")
    StrategyDiscussionFactory(child=child)
    Section47Factory(child=child, ended_on=date(2026, 1, 9), outcome="not_substantiated")
    events, _ = newest([child.pk], None, codes=MINE)
    said = {event.code: event for event in events}
    assert {code: said[code].title for code in MINE} == {
        "contact": "Contact: school",
        "referral": "Referral: school",
        "referral_decided": "Referral accepted for assessment",
        "episode_closed": "Episode of need closed: closed after assessment, no further action",
        "assessment_started": "Child and family assessment started",
        "assessment_authorised": "Assessment authorised: child in need plan",
        "strategy_discussion": "Strategy discussion: start a section 47 enquiry",
        "section47_finished": "Section 47 enquiry finished: not substantiated",
    }
    assert said["contact"].what == "She is tired"
    assert said["assessment_authorised"].what == "Ruby is heard in it"
    assert said["referral_decided"].significant
    assert not said["assessment_started"].significant


def test_what_has_not_happened_is_not_in_the_chronology(child):
    ReferralFactory(child=child)
    AssessmentFactory(child=child)
    Section47Factory(child=child)
    events, _ = newest([child.pk], None, codes=MINE)
    assert {event.code for event in events} == {"referral", "assessment_started"}


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("3A", "Referral: GP"),
        ("3E", "Referral: A&E"),
        ("6", "Referral: police"),
        ("", "Referral: not recorded"),
    ],
)
def test_a_referral_says_who_asked(child, source, title):
    ReferralFactory(child=child, source=source)
    events, _ = newest([child.pk], None, codes=["referral"])
    assert [event.title for event in events] == [title]
