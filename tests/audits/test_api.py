"""Audits read by other systems: every state, and nothing of an audit still being judged."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from audits import operations
from audits.models import Score
from tests.factories import AuditFactory, WorkerFactory


@pytest.fixture
def ask():
    def get(worker, *path, **query):
        client = APIClient()
        client.force_login(worker, backend="casework.access.backends.WorksHere")
        name = "audit-record-detail" if path else "audit-record-list"
        return client.get(reverse(name, args=path), query)

    return get


@pytest.fixture
def judged(audit):
    Score.objects.create(
        audit=audit, criterion="HP.PL.1", answer="met", reason="So", evidence="The plan"
    )
    audit.grade, audit.grade_reason, audit.difference = "inadequate", "Because", "None"
    audit.save()
    return audit


def test_what_is_being_judged_is_read_by_its_auditor_alone(ask, judged, auditor, manager):
    own, theirs = ask(auditor, judged.pk).json(), ask(manager, judged.pk).json()
    assert (own["stage"], own["grade"], len(own["scores"])) == ("judging", "inadequate", 1)
    assert (theirs["stage"], theirs["grade"], theirs["scores"]) == ("judging", "", [])
    assert theirs["difference"] == ""


def test_every_state_is_read(ask, judged, manager, team):
    service = WorkerFactory(role="service_manager", team=None, authority=team.authority)
    moderation = operations.finish(judged)
    assert ask(manager, judged.pk).json()["stage"] == "moderation"
    moderation.grade, moderation.reason = "requires_improvement", "Better than that"
    operations.moderate(moderation)
    record = ask(manager, judged.pk).json()
    assert (record["stage"], record["grade"], record["final_grade"]) == (
        "closed",
        "inadequate",
        "requires_improvement",
    )
    assert record["moderations"][0]["moderator"] == service.username
    assert record["scores"][0]["asked"].startswith("Does the plan start from Ruby")


def test_a_stranger_reads_none(ask, judged, stranger, worker):
    assert ask(stranger, judged.pk).status_code == 404
    assert ask(worker, judged.pk).status_code == 404  # not of their own work
    coordinator = WorkerFactory(role="missing_coordinator", team=worker.team)
    assert ask(coordinator, judged.pk).status_code == 403


@pytest.mark.parametrize("number", [1, 12])
def test_a_page_of_audits_takes_few_queries(
    manager, team, auditor, number, django_assert_max_num_queries
):
    for _ in range(number):
        audit = AuditFactory(child__team=team, auditor=auditor)
        Score.objects.create(audit=audit, criterion="HP.PL.1", answer="met")
    client = APIClient()
    client.force_login(manager, backend="casework.access.backends.WorksHere")
    with django_assert_max_num_queries(9):
        rows = client.get(reverse("audit-record-list")).json()["results"]
    assert len(rows) == number
