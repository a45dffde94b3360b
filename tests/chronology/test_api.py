from datetime import date, timedelta

import pytest
from rest_framework.test import APIClient

from casework.chronology.models import Significance
from tests.factories import ChildFactory, ChildVisitFactory, ReferralFactory, RelationshipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(worker):
    client = APIClient()
    client.force_authenticate(worker)
    return client


def address(child):
    return f"/api/v1/children/{child.pk}/chronology/"


def test_the_chronology_is_read_page_by_page(api, child, django_assert_max_num_queries):
    for n in range(30):
        ReferralFactory(child=child, received_on=date(2026, 1, 1) + timedelta(days=n))
    url, days = f"{address(child)}?kind=asked&page_size=7", []
    while url:
        with django_assert_max_num_queries(8):
            answer = api.get(url).json()
        days += [event["day"] for event in answer["results"]]
        url = answer["next"]
    assert days == sorted(days, reverse=True)
    assert len(days) == 30
    assert len(api.get(answer["previous"]).json()["results"]) == 7


def test_an_event_says_whose_what_and_why_it_matters(api, worker, child):
    visit = ChildVisitFactory(child=child, own_words="I like my bed")
    Significance.on_file_of(child, worker, code="visit", record=visit.pk, reason="First").save()
    (event,) = api.get(f"{address(child)}?kind=visits").json()["results"]
    assert event == {
        "child": child.number,
        "day": "2026-01-05",
        "code": "visit",
        "kind": "visits",
        "record": visit.pk,
        "title": "Visit at home: child seen",
        "detail": "I like my bed",
        "significant": True,
        "why": "First",
    }


def test_a_restricted_brother_is_not_in_the_familys(api, child, restricted_child):
    RelationshipFactory(person=child.person, relative=restricted_child.person, kind="brother")
    ReferralFactory(child=restricted_child)
    with_family = api.get(f"{address(child)}?family=1").json()
    assert with_family == api.get(address(child)).json()


def test_the_family_is_read_together(api, child):
    alfie = ChildFactory(team=child.team)
    RelationshipFactory(person=child.person, relative=alfie.person, kind="brother")
    found = api.get(f"{address(child)}?family=1").json()["results"]
    assert {event["child"] for event in found} == {child.number, alfie.number}


def test_a_stranger_and_the_unnamed_read_nothing(stranger, child, restricted_child, api):
    assert api.get(address(restricted_child)).status_code == 404
    other = APIClient()
    assert other.get(address(child)).status_code == 401
    other.force_authenticate(stranger)
    assert other.get(address(child)).status_code == 404


def test_what_cannot_be_read_is_said(api, child):
    answer = api.get(f"{address(child)}?since=never&kind=nope")
    assert answer.status_code == 400
    assert {wrong["name"] for wrong in answer.json()["errors"]} == {"since", "kind"}


def test_nothing_is_written(api, child):
    assert api.post(address(child), {}).status_code == 405
