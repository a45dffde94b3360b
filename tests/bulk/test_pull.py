"""A pull: whom it shows, what it keeps of itself, how it ends."""

import gzip
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from casework.api import router
from casework.children.bulk.api import offered
from casework.children.models import Allocation, FileAccess, Pull
from tests.bulk.conftest import Puller
from tests.factories import (
    ChildFactory,
    ChildNoteFactory,
    FileGrantFactory,
    ReferralFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db

OFFERED = sorted(offered(router))


def address(route):
    return f"/api/v1/bulk/{route}/"


# Who may, and about whom


@pytest.mark.parametrize("route", OFFERED)
def test_it_wants_to_know_who_asks(route):
    assert APIClient().get(address(route)).status_code == 401


def test_a_role_that_opens_no_file_pulls_nothing(team):
    administrator = Puller(WorkerFactory(team=team, role="administrator"))
    assert administrator.get(address("children")).status_code == 403
    assert not Pull.objects.exists()


def test_a_restricted_child_is_not_in_it(analyst, child, restricted_child):
    for one in (child, restricted_child):
        ReferralFactory(child=one)
    assert {row["child"] for row in analyst.pull("referrals").rows} == {child.number}
    assert {row["number"] for row in analyst.pull("children").rows} == {child.number}


def test_who_works_with_a_restricted_child_pulls_them(restricted_child):
    ReferralFactory(child=restricted_child)
    trusted = Puller(restricted_child.allocations.get().worker)
    assert [row["child"] for row in trusted.pull("referrals").rows] == [restricted_child.number]


def test_another_council_is_not_in_it(child, elsewhere):
    ReferralFactory(child=child)
    assert Puller(elsewhere).pull("referrals").rows == []


def test_it_can_be_narrowed_as_the_ordinary_list_can(analyst, child):
    from tests.factories import MissingEpisodeFactory

    MissingEpisodeFactory(child=child, risk="high")
    MissingEpisodeFactory(child=ChildFactory(team=child.team), risk="low")
    rows = analyst.pull("missing-episodes", risk="high").rows
    assert [row["risk"] for row in rows] == ["high"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_through_it(analyst, method):
    assert getattr(analyst.client, method)(address("notes"), {}).status_code == 405


# The look that is kept


def test_one_look_is_kept_of_a_pull_with_the_files_it_read(analyst, child):
    others = ChildFactory.create_batch(3, team=child.team)
    for one in (child, others[1]):
        ReferralFactory.create_batch(2, child=one)
    analyst.pull("referrals", received_on_from="2000-01-01")
    pull = Pull.objects.get()
    assert (pull.worker, pull.records, pull.asked, pull.rows) == (
        analyst.worker,
        "referrals",
        "received_on_from=2000-01-01",
        4,
    )
    assert pull.ended_at >= pull.begun_at
    assert (
        set(Pull.objects.of_files([child.pk]))
        == set(Pull.objects.of_files([others[1].pk]))
        == {pull}
    )
    assert not Pull.objects.of_files([others[0].pk]).exists()
    look = FileAccess.objects.at_files([child.pk]).get()
    assert (look.worker, look.page, look.asked) == (analyst.worker, "bulk-referrals", pull.asked)
    assert FileAccess.objects.at_files([others[1].pk]).get() == look
    assert not FileAccess.objects.at_files([others[0].pk]).exists()


def test_who_has_looked_names_the_pull(analyst, child, worker, signed_in):
    ReferralFactory(child=child)
    analyst.pull("referrals")
    page = signed_in(worker).get(f"/children/{child.number}/looks/").content.decode()
    assert "Referrals, with those of many other children" in page


def test_the_look_stands_before_the_first_row_is_given(analyst, child):
    ReferralFactory(child=child)
    answer = analyst.get(address("referrals"))
    pull = Pull.objects.of_files([child.pk]).get()
    assert pull.ended_at is None
    assert b"".join(answer.streaming_content)


# Pages and their cursors


def test_pages_follow_each_other_and_are_one_pull(analyst, child):
    referrals = ReferralFactory.create_batch(5, child=child)
    pages = analyst.pages("referrals", 2)
    assert [len(page["results"]) for page in pages] == [2, 2, 1]
    seen = [row["id"] for page in pages for row in page["results"]]
    assert seen == sorted(one.pk for one in referrals)
    assert [bool(page["updated_since"]) for page in pages] == [False, False, True]
    pull = Pull.objects.get()
    assert pull.rows == 5
    assert pull.ended_at
    assert Pull.objects.of_files([child.pk]).exists()


def test_what_is_added_or_deleted_meanwhile_moves_no_page(analyst, child):
    referrals = ReferralFactory.create_batch(4, child=child)
    first = analyst.get(address("referrals"), page_size=2).json()
    referrals[0].delete()
    late = ReferralFactory(child=child)
    second = analyst.get(first["next"]).json()
    assert [row["id"] for row in second["results"]] == [referrals[2].pk, referrals[3].pk]
    third = analyst.get(second["next"]).json()
    assert [row["id"] for row in third["results"]] == [late.pk]
    assert third["next"] is None


def test_a_cursor_is_nobody_elses_and_says_nothing(analyst, child, team):
    ReferralFactory.create_batch(3, child=child)
    first = analyst.get(address("referrals"), page_size=2).json()
    another = Puller(WorkerFactory(team=team, role="data_analyst", username="another"))
    assert another.get(first["next"]).status_code == 400
    assert child.number not in first["next"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"page_size": "0"}, "from 1 to"),
        ({"page_size": "many"}, "from 1 to"),
        ({"page_size": "10001"}, "from 1 to"),
        ({"cursor": "nonsense"}, "an earlier pull"),
        ({"updated_since": "2026-11-01"}, "an earlier pull"),
    ],
)
def test_what_cannot_be_read_is_told(analyst, query, said):
    answer = analyst.get(address("referrals"), **query)
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_what_one_pull_said_is_no_good_for_another_kind_or_another_question(analyst, child):
    since = analyst.pull("referrals").next
    assert analyst.get(address("notes"), updated_since=since).status_code == 400
    assert analyst.get(address("referrals"), updated_since=since, child="C00001").status_code == 400


# How it is sent


def test_it_is_sent_compressed_to_whoever_takes_it_so(analyst, child):
    ReferralFactory.create_batch(30, child=child)
    answer = analyst.client.get(address("referrals"), HTTP_ACCEPT_ENCODING="gzip")
    assert answer["Content-Encoding"] == "gzip"
    lines = gzip.decompress(b"".join(answer.streaming_content)).decode().splitlines()
    assert len(lines) == 31
    assert json.loads(lines[-1])["rows"] == 30


def test_lines_may_be_asked_for_by_name(analyst, child):
    answer = analyst.client.get(address("children"), HTTP_ACCEPT="application/x-ndjson")
    assert answer["Content-Type"] == "application/x-ndjson"


def test_its_questions_do_not_grow_with_what_it_gives(analyst, child):
    def asked(count):
        ChildNoteFactory.create_batch(count, child=child)
        with CaptureQueriesContext(connection) as queries:
            analyst.pull("notes")
        return len(queries)

    asked(1)  # what is planned once is
    assert asked(2) == asked(30) <= 17  # the look, which nobody may change, is one of them


def test_the_schema_describes_each_kind(analyst):
    schema = analyst.client.get("/api/v1/schema/?format=json").json()
    for route in OFFERED:
        about = schema["paths"][address(route)]["get"]
        assert {"page_size", "cursor", "updated_since"} <= {p["name"] for p in about["parameters"]}
        assert set(about["responses"]["200"]["content"]) == {
            "application/x-ndjson",
            "application/json",
        }


def today():
    return timezone.localdate()


def test_a_day_of_cover_or_a_grant_counts_as_it_does_elsewhere(team, restricted_child):
    ReferralFactory(child=restricted_child)
    inspector = Puller(WorkerFactory(team=team, role="inspector", username="inspector"))
    grant = FileGrantFactory(
        child=restricted_child, worker=inspector.worker, until=today() + timedelta(days=3)
    )
    assert len(inspector.pull("referrals").rows) == 1
    grant.started_on = grant.until = today() - timedelta(days=1)
    grant.save()
    assert inspector.pull("referrals").rows == []


def test_an_allocation_that_ended_opens_nothing(restricted_child):
    ReferralFactory(child=restricted_child)
    allocation = restricted_child.allocations.get()
    Allocation.objects.filter(pk=allocation.pk).update(ended_on=today())
    assert Puller(allocation.worker).pull("referrals").rows == []
