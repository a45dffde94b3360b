"""Minutes for one child: what was shared, what was decided and agreed for them, nothing more."""

from datetime import date

import pytest

from casework.children.models import Child
from casework.conferences.models import MeetingAction
from casework.documents.letters.registry import registry
from tests.factories import (
    ActionFactory,
    AttendeeFactory,
    ChildFactory,
    ConferenceFactory,
    MeetingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(child):
    meeting = MeetingFactory(authority=child.authority, minutes="Mornings are calmer.")
    kai = ChildFactory(team=child.team, person__given_name="Kai")
    for sibling, words in ((child, "I like my bed"), (kai, "I want my bike")):
        meeting.children.add(sibling)
        ConferenceFactory(
            child=sibling, meeting=meeting, own_words=words, reasons=f"About {sibling.pk}"
        )
        action = ActionFactory(child=sibling, what=f"Call | {words}", due_on=date(2026, 2, 9))
        MeetingAction.objects.create(meeting=meeting, action=action)
    AttendeeFactory(meeting=meeting, threshold="plan", view="It is not safe yet")
    return meeting


@pytest.fixture
def facts(meeting, child, worker):
    return registry.get("meeting-held").facts(child, worker, str(meeting.pk))


def test_minutes_hold_what_was_agreed_for_this_child_with_who_and_when(facts):
    (agreed,) = facts["agreed"]
    assert agreed == {
        "what": "Call / I like my bed",
        "who": "Dawn Pickering, family support worker",
        "by": "9 February 2026",
    }


def test_minutes_hold_what_each_agency_thought(facts):
    assert facts["people"][0]["view"] == "A plan is needed. It is not safe yet"


def test_nothing_of_a_brother_or_sister_stands_in_a_childs_minutes(facts):
    assert Child.objects.count() == 2
    assert "bike" not in str(facts)
    assert facts["decision"]["childs_words"] == "I like my bed"
