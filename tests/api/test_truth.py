"""What the API says of itself is so: of every list and record, its nulls and its filters."""

import importlib
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest
import yaml

from casework.api import router
from tests.api.conftest import PROBLEM, described, wrong_in

pytestmark = pytest.mark.django_db

LISTS = {route: view_set for route, view_set, _ in router.registry}
ROLES = ("service_manager", "conference_chair", "administrator", "data_analyst")


@pytest.fixture
def checks():
    return wrong_in


def first_to_read(desks, address, **query):
    """The answer of the first of these desks that may read it."""
    for role in ROLES:
        answer = desks[role].get(address, query)
        if answer.status_code == 200:
            return desks[role], answer
    raise AssertionError(f"Nobody reads {address}: {answer.content[:200]}")


@pytest.mark.parametrize("route", LISTS)
def test_every_row_of_every_list_is_as_its_schema_says(council, desks, checks, route):
    desk, answer = first_to_read(desks, f"/api/v1/{route}/", page_size=1000)
    rows = answer.json()["results"]
    assert rows
    assert checks(f"/api/v1/{route}/", answer.json()) == []
    for row in rows[:5]:
        one = desk.get(f"/api/v1/{route}/{row['id']}/").json()
        assert checks(f"/api/v1/{route}/{{id}}/", one) == []


@pytest.mark.parametrize("address", ["audit-themes", "figures", "panel-sheet", "criteria"])
def test_what_is_no_list_of_records_is_as_its_schema_says(council, desks, checks, address):
    _, answer = first_to_read(desks, f"/api/v1/{address}/")
    assert checks(f"/api/v1/{address}/", answer.json()) == []


def test_a_chronology_is_as_its_schema_says(council, desks, checks):
    desk = desks["service_manager"]
    for child in desk.get("/api/v1/children/").json()["results"][:5]:
        answer = desk.get(f"/api/v1/children/{child['id']}/chronology/", {"family": "1"}).json()
        assert answer["results"]
        assert checks("/api/v1/children/{id}/chronology/", answer) == []


# A client generated from it


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """A client as a data team would make one, from nothing but the schema."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "schema.yml").write_text(yaml.safe_dump(described(), sort_keys=False))
    (folder / "config.yml").write_text("post_hooks: []\n")
    asked = ["generate", "--path", "schema.yml", "--output-path", "casework_client"]
    asked += ["--meta", "none", "--config", "config.yml", "--fail-on-warning"]
    tool = Path(sys.executable).parent / "openapi-python-client"
    made = subprocess.run(
        [sys.executable, tool, *asked], cwd=folder, capture_output=True, text=True, timeout=300
    )
    assert made.returncode == 0, made.stdout[-3000:]
    sys.path.insert(0, str(folder))
    yield importlib.import_module("casework_client")
    sys.path.remove(str(folder))


class Through(httpx.BaseTransport):
    """What the client sends goes to the product, inside the test's own transaction."""

    def __init__(self, desk):
        self.desk = desk

    def handle_request(self, request):
        answer = self.desk.get(request.url.raw_path.decode())
        kind = {"Content-Type": answer["Content-Type"]}
        return httpx.Response(answer.status_code, headers=kind, content=answer.content)


def operation(route: str):
    """The module a list is read by: its tag and its operation, as the generator names them."""
    named = described()["paths"][f"/api/v1/{route}/"]["get"]
    tag = named["tags"][0].replace("-", "_")
    return importlib.import_module(f"casework_client.api.{tag}.{named['operationId']}")


@pytest.mark.parametrize("route", [*LISTS, "criteria", "figures", "audit-themes", "panel-sheet"])
def test_a_generated_client_reads_every_list(council, desks, generated, route):
    desk, answer = first_to_read(desks, f"/api/v1/{route}/")
    client = generated.Client(
        base_url="http://testserver",
        httpx_args={"transport": Through(desk)},
        raise_on_unexpected_status=True,
    )
    asked = {"page_size": 1000} if route in LISTS else {}
    read = operation(route).sync(client=client, **asked)
    told = answer.json()
    if isinstance(told, dict) and "results" in told:
        assert [one.id for one in read.results][:100] == [row["id"] for row in told["results"]]
    elif isinstance(told, list):
        assert [one.to_dict() for one in read] == told
    else:
        assert read.to_dict() == told


# How it can be narrowed


def narrowing(route) -> set[str]:
    asked = described()["paths"][f"/api/v1/{route}/"]["get"]["parameters"]
    return {one["name"] for one in asked}


ABOUT_NO_CHILD = {"asks", "services", "groups", "service-gaps", "panel-sheets"} | {
    "programmes",
    "improvements",
    "look-reviews",
    "retention-rules",
    "deletion-certificates",
}
"""Registers and programmes: no row of them is of one child, or of a team's children."""
COUNTED_ANEW = {"deadlines"}
"""No history is kept of what the nightly work counts out: pulled whole."""


@pytest.mark.parametrize("route", LISTS)
def test_every_list_says_by_what_it_can_be_narrowed(route):
    names = narrowing(route)
    assert {"child", "team"} <= names or route in ABOUT_NO_CHILD
    assert "updated_since" in names or route in COUNTED_ANEW
    assert {"page_size", "cursor"} <= names


@pytest.mark.parametrize("route", sorted(set(LISTS) - ABOUT_NO_CHILD))
def test_a_list_of_one_child_or_one_team_has_no_other(council, desks, route):
    desk, answer = first_to_read(desks, f"/api/v1/{route}/", page_size=1000)
    rows = answer.json()["results"]
    number = "number" if route == "children" else "child"
    about = [row.get("children") or [row[number]] for row in rows]
    about = [[one for one in each if one] for each in about]
    for child in sorted({one for each in about for one in each})[:2]:
        kept = narrowed(desk, route, rows, child=child)
        of_child = [row for row, each in zip(rows, about, strict=True) if child in each]
        assert [row["id"] for row in kept] == [row["id"] for row in of_child]
    teams = {one["number"]: one["team"] for one in everyone(desks)}
    team = next((teams.get(one) for each in about for one in each), None)
    if team:
        kept = narrowed(desk, route, rows, team=team)
        of_team = [
            row
            for row, each in zip(rows, about, strict=True)
            if team in {teams.get(one) for one in each}
        ]
        assert [row["id"] for row in kept] == [row["id"] for row in of_team]


def narrowed(desk, route, rows, **asked) -> list[dict]:
    """What the narrowed list gives of these rows: a list longer than a page has others too."""
    first_page = {row["id"] for row in rows}
    kept = desk.get(f"/api/v1/{route}/", {**asked, "page_size": 1000}).json()["results"]
    return [row for row in kept if row["id"] in first_page]


def everyone(desks) -> list[dict]:
    return desks["service_manager"].get("/api/v1/children/?page_size=1000").json()["results"]


@pytest.mark.parametrize("route", LISTS)
def test_a_list_between_two_days_has_what_lies_between(council, desks, route):
    desk, answer = first_to_read(desks, f"/api/v1/{route}/", page_size=1000)
    rows = answer.json()["results"]
    for name in sorted(one for one in narrowing(route) if one.endswith("_from"))[:3]:
        column = name.removesuffix("_from")
        days = sorted(row[column][:10] for row in rows if row[column])
        if not days:
            continue
        day = days[len(days) // 2]
        kept = narrowed(desk, route, rows, **{f"{column}_from": day, f"{column}_until": day})
        said = [row["id"] for row in rows if row[column] and row[column][:10] == day]
        assert [row["id"] for row in kept] == said, name


@pytest.mark.parametrize("route", sorted(set(LISTS) - COUNTED_ANEW))
def test_a_list_since_an_instant_has_what_was_saved_since(council, desks, route):
    desk, answer = first_to_read(desks, f"/api/v1/{route}/", page_size=1000)
    every = [row["id"] for row in answer.json()["results"]]
    yesterday, ahead = date.today() - timedelta(days=1), date.today() + timedelta(days=2)
    new = desk.get(f"/api/v1/{route}/", {"updated_since": yesterday, "page_size": 1000}).json()
    if not LISTS[route].changed_by:
        assert [row["id"] for row in new["results"]] == every
    none = desk.get(f"/api/v1/{route}/", {"updated_since": f"{ahead}T12:00:00Z"}).json()
    assert none["results"] == []


# What is wrong is told


@pytest.mark.parametrize("path", [path for path in described()["paths"] if "{" not in path])
def test_a_parameter_that_is_not_known_is_refused_with_those_that_are(council, desks, path):
    desk, _ = first_to_read(desks, path)
    answer = desk.get(path, {"collour": "red"})
    assert answer.status_code == 400
    assert answer["Content-Type"] == PROBLEM
    told = answer.json()
    assert told["errors"][0]["name"] == "collour"
    parameters = described()["paths"][path]["get"].get("parameters", ())
    said = {one["name"] for one in parameters if one["in"] == "query"}
    assert set(told["known"]) - {"format"} == said - {"format"}


@pytest.mark.parametrize("path", described()["paths"])
def test_each_address_shows_an_example_that_its_own_schema_allows(checks, path):
    answers = described()["paths"][path]["get"]["responses"]["200"].get("content", {})
    for kind, content in answers.items():
        if "$ref" in str(content["schema"]):
            assert content["examples"], path
        for example in content.get("examples", {}).values():
            assert checks(path, example["value"], kind) == []


def test_the_root_leads_to_every_address(council, desks):
    desk = desks["service_manager"]
    root = desk.get("/api/v1/").json()
    paths = {address.removeprefix("http://testserver") for address in root.values()}
    every = {path for path in described()["paths"] if "{id}" not in path}
    assert every | {"/api/v1/schema/", "/api/v1/children/{id}/chronology/"} == paths
