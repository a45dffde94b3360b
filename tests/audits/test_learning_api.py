"""Themes and improvements read by other systems, asked as the pages ask them."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from tests.factories import ImprovementFactory, WorkerFactory


@pytest.fixture
def ask():
    def get(worker, name, **query):
        client = APIClient()
        client.force_authenticate(worker)
        return client.get(reverse(name), query)

    return get


def test_themes_are_counted_as_on_the_page(ask, service_manager, finished):
    for answer in ("met", "not_met", "not_met"):
        finished([("HP.PL.3", answer)])
    (line,) = ask(service_manager, "audit-themes").json()
    assert (line["code"], line["counted"], line["of"], line["share"]) == ("HP.PL.3", 1, 3, 33)
    assert line["answers"]["not_met"] == 2


def test_a_team_of_few_is_told_to_who_may_open_its_audits(ask, service_manager, finished, team):
    service_manager.team = None
    service_manager.save()
    finished([("HP.PL.3", "met")])
    (line,) = ask(service_manager, "audit-themes", team=team.pk).json()
    assert (line["of"], line["counted"], line["said"]) == (1, 1, "1 of 1")


def test_an_improvement_is_read_by_those_who_read_audits(ask, service_manager, elsewhere, team):
    improvement = ImprovementFactory(owner=service_manager)
    (line,) = ask(service_manager, "improvement-record-list").json()["results"]
    assert (line["what"], line["is_late"]) == (improvement.what, True)
    assert ask(elsewhere, "improvement-record-list").json()["results"] == []
    for role in ("data_analyst", "inspector"):
        answer = ask(WorkerFactory(team=team, role=role), "improvement-record-list")
        assert answer.status_code == 403


@pytest.mark.parametrize("role", ["social_worker", "data_analyst", "administrator"])
def test_themes_are_for_those_who_judge_or_oversee(ask, team, role):
    assert ask(WorkerFactory(team=team, role=role), "audit-themes").status_code == 403


def test_a_question_that_cannot_be_read_is_refused(ask, service_manager):
    assert ask(service_manager, "audit-themes", months="7").status_code == 400
