"""What PostgreSQL writes of a record is what its serializer writes, field by field."""

import pytest
from django.db import transaction
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from casework.access.roles import ROLES
from casework.api import router
from casework.children.bulk.api import offered
from casework.demonstration.management.commands.load_demo import furnish
from casework.demonstration.world import World
from casework.timescales.sweep import sweep
from tests.bulk.conftest import Puller

OFFERED = offered(router)
MAIN = {
    "children",
    "referrals",
    "episodes",
    "assessments",
    "section-47s",
    "plans",
    "visits",
    "notes",
    "missing-episodes",
    "interviews",
    "deadlines",
    "conferences",
}
SMALL = 40


@pytest.fixture(scope="module")
def council(django_db_setup, django_db_blocker):
    """A small invented council, made once for this module and taken away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = World(children=SMALL, seed=11, password="open sesame")
        furnish(made)
        sweep(authority=made.authority)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def readers(council):
    workers = council.authority.workers.all()
    return {role: workers.filter(role=role).first() for role in ROLES}


def test_every_main_kind_of_record_is_offered():
    assert OFFERED.keys() >= MAIN


def by_serializer(view_set, worker) -> dict[int, dict]:
    """As the ordinary view would give each record one by one."""
    request = Request(APIRequestFactory().get("/"))
    request.user = worker
    view = view_set(request=request, format_kwarg=None, action="list", args=(), kwargs={})
    rows = view.get_serializer(view.get_queryset().order_by("pk"), many=True).data
    return {row["id"]: plain(row) for row in rows}


def plain(value):
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list | tuple) else value


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["service_manager", "social_worker"])
@pytest.mark.parametrize("route", OFFERED)
def test_a_row_in_bulk_is_the_row_of_the_serializer(council, readers, route, role):
    worker = readers[role]
    said = by_serializer(OFFERED[route], worker)
    given = {row["id"]: row for row in Puller(worker).pull(route).rows}
    assert given.keys() == said.keys()
    for key, row in said.items():
        for name in row:
            assert given[key][name] == row[name], name
        assert list(given[key]) == list(row)


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted(MAIN))
def test_the_invented_council_has_something_of_each_main_kind_to_compare(council, readers, route):
    assert Puller(readers["service_manager"]).pull(route).rows


@pytest.mark.django_db
@pytest.mark.parametrize("route", OFFERED)
def test_an_ordinary_list_has_the_same_rows_page_by_page(council, readers, route):
    reader = Puller(readers["service_manager"])
    in_bulk = {row["id"]: row for row in reader.pull(route).rows}
    listed = reader.get(f"/api/v1/{route}/", page_size=50).json()["results"]
    assert listed == [in_bulk[row["id"]] for row in listed]
    for row in listed[:3]:
        assert reader.get(f"/api/v1/{route}/{row['id']}/").json() == row
