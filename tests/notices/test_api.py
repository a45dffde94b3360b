import pytest
from rest_framework.test import APIClient

from casework.notices.telling import tell


@pytest.fixture
def ask():
    def ask(worker, query=""):
        api = APIClient()
        api.force_authenticate(worker)
        return api.get(f"/api/v1/notices/{query}").json()["results"]

    return ask


def test_each_reads_what_they_were_told_and_no_one_else_does(ask, due, worker, manager, stranger):
    deadline = due(in_hours=-1)
    tell()
    [notice] = ask(worker)
    assert (notice["kind"], notice["deadline"]) == ("overdue", deadline.pk)
    assert [one["kind"] for one in ask(manager)] == ["escalated"]
    assert ask(stranger) == []


def test_one_kind_can_be_asked_for(ask, due, worker):
    due(in_hours=-1)
    due(in_hours=1)
    tell()
    assert [one["kind"] for one in ask(worker, "?kind=due_soon")] == ["due_soon"]
