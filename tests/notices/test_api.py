import pytest
from rest_framework.test import APIClient

from casework.notices.deadline_notices import tell_of_deadlines


@pytest.fixture
def ask():
    def ask(worker, query=""):
        api = APIClient()
        api.force_authenticate(worker)
        return api.get(f"/api/v1/notices/{query}").json()["results"]

    return ask


def test_each_reads_what_they_were_told_and_no_one_else_does(ask, due, worker, manager, stranger):
    deadline = due(in_hours=-1)
    tell_of_deadlines()
    [notice] = ask(worker)
    assert (notice["kind"], notice["deadline"]) == ("overdue", deadline.pk)
    assert [notice["kind"] for notice in ask(manager)] == ["escalated"]
    assert ask(stranger) == []


def test_one_kind_can_be_asked_for(ask, due, worker):
    due(in_hours=-1)
    due(in_hours=1)
    tell_of_deadlines()
    assert [notice["kind"] for notice in ask(worker, "?kind=due_soon")] == ["due_soon"]
