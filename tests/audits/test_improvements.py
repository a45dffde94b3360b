"""What is done about the themes: agreed, changed, ended, and told to everyone who reads audits."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from audits.models import Improvement
from tests.audits.conftest import boxes
from tests.factories import ImprovementFactory, WorkerFactory


@pytest.fixture
def facts(service_manager, today):
    return {
        "criterion": "HP.PL.3",
        "kind": "training",
        "what": "Two mornings on plans",
        "owner": service_manager.pk,
        "answer": "",
        **boxes("agreed_on", today),
        **boxes("due_on", today + timedelta(days=60)),
    }


@pytest.fixture
def improvement(service_manager):
    return ImprovementFactory(owner=service_manager)


def errors(response):
    return [words for problems in response.context["form"].errors.values() for words in problems]


def test_an_improvement_is_added_for_the_question_it_answers(signed_in, service_manager, facts):
    client = signed_in(service_manager)
    page = client.get(f"{reverse('improvement-add')}?question=HP.PL.3")
    assert page.context["form"]["criterion"].value() == "HP.PL.3"
    assert client.post(reverse("improvement-add"), facts).status_code == 302
    made = Improvement.objects.get()
    assert (made.authority, made.recorded_by, made.criterion) == (
        service_manager.authority,
        service_manager,
        "HP.PL.3",
    )
    page = client.get(reverse("theme", args=["HP.PL.3"]))
    assert "Two mornings on plans" in page.content.decode()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"criterion": ""}, "Choose the question"),
        ({"what": ""}, "Say what will be done"),
        ({"owner": ""}, "Choose one person who will see that it is done"),
        (boxes("due_on", date(2026, 1, 5)), "The date cannot be before it was agreed"),
        (boxes("agreed_on", date(2099, 1, 5)), "The day it was agreed must be today or earlier"),
    ],
)
def test_what_is_missing_is_said(signed_in, service_manager, facts, answers, words):
    response = signed_in(service_manager).post(reverse("improvement-add"), {**facts, **answers})
    assert words in errors(response)
    assert not Improvement.objects.exists()


def test_it_is_not_done_until_someone_says_what_changed(
    signed_in, service_manager, improvement, today
):
    client, url = signed_in(service_manager), reverse("improvement-done", args=[improvement.pk])
    assert "Say what changed for children" in errors(client.post(url, boxes("done_on", today)))
    client.post(url, {**boxes("done_on", today), "what_changed": "Plans say where it started"})
    improvement.refresh_from_db()
    assert (improvement.done_on, improvement.what_changed) == (today, "Plans say where it started")


def test_a_gap_keeps_what_partners_answered(signed_in, service_manager, facts):
    client = signed_in(service_manager)
    client.post(reverse("improvement-add"), {**facts, "kind": "gap"})
    improvement = Improvement.objects.get()
    url = reverse("improvement-change", args=[improvement.pk])
    client.post(url, {**facts, "kind": "gap", "answer": "Two more places from April"})
    assert "Two more places from April" in client.get(reverse("improvements")).content.decode()


@pytest.mark.parametrize(("days", "late"), [(0, False), (-1, True)])
def test_it_is_overdue_the_day_after_its_date(signed_in, service_manager, today, days, late):
    improvement = ImprovementFactory(owner=service_manager, due_on=today + timedelta(days=days))
    assert improvement.is_late is late
    assert Improvement.objects.overdue().exists() is late
    page = signed_in(service_manager).get(reverse("improvements"))
    assert page.context["opening"] == (
        "One thing is under way, one of them overdue." if late else "One thing is under way."
    )


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "auditor", "family_support"])
def test_everyone_who_reads_audits_reads_them_and_does_not_write(signed_in, improvement, role):
    client = signed_in(WorkerFactory(team=improvement.owner.team, role=role))
    page = client.get(reverse("improvements"))
    assert improvement.what in page.content.decode()
    assert client.get(improvement.get_absolute_url()).status_code == 200
    for name in ("improvement-change", "improvement-done"):
        assert client.get(reverse(name, args=[improvement.pk])).status_code == 403
    assert client.get(reverse("improvement-add")).status_code == 403


@pytest.mark.parametrize("role", ["data_analyst", "inspector", "administrator"])
def test_others_do_not_read_them(signed_in, improvement, role):
    client = signed_in(WorkerFactory(team=improvement.owner.team, role=role))
    assert client.get(reverse("improvements")).status_code == 403


def test_another_council_finds_nothing(signed_in, elsewhere, improvement):
    client = signed_in(elsewhere)
    assert improvement.what not in client.get(reverse("improvements")).content.decode()
    for name in ("improvement", "improvement-change", "improvement-done"):
        assert client.get(reverse(name, args=[improvement.pk])).status_code == 404


@pytest.mark.parametrize("number", [1, 20])
def test_the_list_takes_few_queries(
    signed_in, service_manager, number, django_assert_max_num_queries
):
    for _ in range(number):
        ImprovementFactory(owner__team=service_manager.team)
    client = signed_in(service_manager)
    with django_assert_max_num_queries(8 + 2):
        assert len(client.get(reverse("improvements")).context["open_ones"]) == number


def test_the_day_agreed_is_today_until_another_is_given(signed_in, service_manager, today):
    page = signed_in(service_manager).get(reverse("improvement-add"))
    assert page.context["form"]["agreed_on"].value() == today
