from datetime import date

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from casework.timescales.models import LateReason
from casework.timescales.sweep import sweep
from tests.factories import (
    ActionFactory,
    AssessmentFactory,
    AttendeeFactory,
    ChildDocumentFactory,
    ChildFactory,
    ChildInNeedMeetingFactory,
    ChildNoteFactory,
    ChildVisitFactory,
    ConferenceFactory,
    CoreGroupFactory,
    CorrectionFactory,
    EpisodeOfNeedFactory,
    GroupAccessFactory,
    MeetingFactory,
    MergeFactory,
    MissingEpisodeFactory,
    PlanFactory,
    ReferralFactory,
    RestrictionFactory,
    SealedIdentityFactory,
    WithdrawalFactory,
)

pytestmark = pytest.mark.django_db

ROUTES = {
    "children": ChildFactory,
    "referrals": ReferralFactory,
    "episodes": EpisodeOfNeedFactory,
    "assessments": AssessmentFactory,
    "conferences": ConferenceFactory,
    "core-groups": CoreGroupFactory,
    "child-in-need-meetings": ChildInNeedMeetingFactory,
    "plans": PlanFactory,
    "actions": ActionFactory,
    "withdrawals": WithdrawalFactory,
    "corrections": CorrectionFactory,
    "merges": MergeFactory,
    "restrictions": RestrictionFactory,
    "sealed-identities": SealedIdentityFactory,
    "group-accesses": GroupAccessFactory,
    "notes": ChildNoteFactory,
    "visits": ChildVisitFactory,
    "missing-episodes": MissingEpisodeFactory,
    "documents": ChildDocumentFactory,
}


@pytest.fixture
def api(worker):
    client = APIClient()
    client.force_login(worker, backend="casework.access.backends.WorksHere")
    return client


@pytest.mark.parametrize("route", [*ROUTES, "deadlines"])
def test_a_person_reads_what_its_worker_may_know_of(
    api, worker, child, route, django_assert_max_num_queries
):
    for one in (child, ChildFactory(team=child.team)):
        if route not in ("children", "deadlines"):
            ROUTES[route](child=one)
    AssessmentFactory(child=child)
    sweep()
    with django_assert_max_num_queries(10):
        answer = api.get(f"/api/v1/{route}/")
    assert answer.status_code == 200
    assert answer.json()["results"]


@pytest.mark.parametrize("route", [*ROUTES, "deadlines"])
def test_nothing_is_written_through_the_api(api, route):
    for ask in (api.post, api.put, api.delete):
        assert ask(f"/api/v1/{route}/", {}).status_code == 405


def test_a_wrong_credential_reads_nothing():
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION="Bearer nonsense")
    assert client.get("/api/v1/children/").status_code == 401


def test_pages_follow_each_other_by_key(api, child):
    for _ in range(4):
        ChildFactory(team=child.team)
    first = api.get("/api/v1/children/?page_size=3").json()
    second = api.get(first["next"]).json()
    seen = [row["id"] for row in first["results"] + second["results"]]
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == 5


def test_a_deadline_says_why_it_is_late(api, child):
    asked = ReferralFactory(child=child, received_on=date(2026, 1, 5))
    LateReason.on_file_of(
        child, None, code="referral.decision", record_id=asked.pk, because="Nobody was at work"
    ).save()
    ReferralFactory(child=child, received_on=date(2026, 1, 5))
    sweep()
    rows = api.get("/api/v1/deadlines/?code=referral.decision").json()["results"]
    assert sorted(row["late_because"] for row in rows) == ["", "Nobody was at work"]


def test_deadlines_can_be_asked_for_by_kind(api, child):
    AssessmentFactory(child=child)
    ReferralFactory(child=child)
    sweep()
    rows = api.get("/api/v1/deadlines/?code=referral.decision").json()["results"]
    assert {row["code"] for row in rows} == {"referral.decision"}
    assert rows[0]["state"] == "overdue"


def test_the_api_describes_itself_to_nobody_else(client):
    assert client.get(reverse("schema")).status_code == 401


def test_the_api_describes_itself(api):
    answer = api.get(reverse("schema"))
    assert answer.status_code == 200
    assert b"/api/v1/deadlines/" in answer.content


def test_a_meeting_names_only_the_children_a_reader_may_know_of(
    api, child, restricted_child, django_assert_max_num_queries
):
    for _ in range(3):
        meeting = MeetingFactory(authority=child.authority)
        meeting.children.set([child, restricted_child])
        AttendeeFactory.create_batch(3, meeting=meeting)
    with django_assert_max_num_queries(10):
        rows = api.get("/api/v1/meetings/").json()["results"]
    assert [row["children"] for row in rows] == [[child.number]] * 3
    assert rows[0]["attendees"][0] == rows[0]["attendees"][0] | {
        "who": "Mrs Pell",
        "agency": "education",
        "attendance": "came",
    }


def test_a_meeting_about_others_is_not_there(api, restricted_child):
    meeting = MeetingFactory(authority=restricted_child.authority)
    meeting.children.add(restricted_child)
    assert api.get(f"/api/v1/meetings/{meeting.pk}/").status_code == 404
