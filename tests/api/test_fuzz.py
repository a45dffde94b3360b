"""Asked whatever its schema allows, and what it does not, the API answers as its schema says."""

import warnings
from functools import cache

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.api.conftest import PROBLEM, as_person, described, wrong_in
from tests.factories import (
    AssessmentFactory,
    ChildNoteFactory,
    ChildVisitFactory,
    MissingEpisodeFactory,
    PlanFactory,
    ReferralFactory,
    WorkerFactory,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis import GenerationMode

pytestmark = [pytest.mark.django_db, pytest.mark.long]
ASKED = 60
RELAXED = settings(
    max_examples=ASKED, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


@cache
def operations():
    schema = schemathesis.openapi.from_dict(described())
    return [each.ok() for each in schema.get_all_operations()]


@pytest.fixture
def desk(child):
    """Somebody who reads the service, with a few records to read."""
    for make in (
        AssessmentFactory,
        ChildNoteFactory,
        ChildVisitFactory,
        MissingEpisodeFactory,
        PlanFactory,
        ReferralFactory,
    ):
        make(child=child)
    desk = as_person(WorkerFactory(team=child.team, role="service_manager"))
    desk.raise_request_exception = False
    return desk


def ask(desk, case):
    return desk.get(case.formatted_path, case.query or {})


def wrong_with(path: str, answer) -> list[str]:
    """What of an answer its schema does not say."""
    status, kind = str(answer.status_code), answer["Content-Type"].partition(";")[0]
    told = described()["paths"][path]["get"]["responses"]
    if status not in told:
        return [f"{status} is not told of {path}: {answer.content[:200]}"]
    if kind not in told[status].get("content", {}):
        return [] if answer.streaming or kind == "application/octet-stream" else [f"{kind}: {path}"]
    if answer.streaming or "json" not in kind or "ndjson" in kind:
        return []
    return [f"{path} {status}: {words}" for words in wrong_in(path, answer.json(), kind, status)]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
@pytest.mark.parametrize("sown", [1, 2])
def test_each_operation_answers_as_its_schema_says(desk, mode, sown):
    every = operations()
    answers = set()

    @seed(sown)
    @RELAXED
    @given(data=st.data())
    def asked(data):
        operation = data.draw(st.sampled_from(every))
        try:
            case = data.draw(operation.as_strategy(generation_mode=mode))
        except schemathesis.errors.SchemathesisError:
            return  # nothing of it can be given wrongly
        answer = ask(desk, case)
        answers.add(answer.status_code)
        assert answer.status_code < 500, (case.formatted_path, case.query)
        assert wrong_with(operation.path, answer) == []

    asked()
    assert 400 in answers or 200 in answers


def test_what_a_list_gives_can_be_read_one_by_one_and_page_by_page(desk):
    """From a list to its records, and on by ``next``: as a client would walk."""
    walked = 0
    for operation in operations():
        if "{" in operation.path or "/bulk/" in operation.path:
            continue
        one_row = {"page_size": 1} if "page_size" in known(operation) else {}
        answer = desk.get(operation.path, one_row)
        told = answer.json()
        if answer.status_code != 200 or not isinstance(told, dict) or "results" not in told:
            continue
        for row in told["results"]:
            one = desk.get(f"{operation.path}{row['id']}/")
            assert (one.status_code, one.json()["id"]) == (200, row["id"])
            assert wrong_with(f"{operation.path}{{id}}/", one) == []
            walked += 1
        if told["next"]:
            assert desk.get(told["next"]).status_code == 200
    assert walked >= 6


def known(operation) -> set[str]:
    parameters = described()["paths"][operation.path]["get"].get("parameters", ())
    return {each["name"] for each in parameters}


def test_a_page_of_a_problem_is_the_same_everywhere(desk):
    for path in ("/api/v1/nothing/", "/api/v1/children/0/", "/api/v1/children/x/"):
        answer = desk.get(path)
        assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
