from datetime import timedelta

import pytest
from django.urls import reverse

from audits.models import Audit
from casework.children.models import Child
from tests.audits.conftest import boxes
from tests.factories import (
    AllocationFactory,
    AuditFactory,
    ChildFactory,
    FileGrantFactory,
    WorkerFactory,
)


@pytest.fixture
def page(signed_in, service_manager, auditor, today):
    """Posts the form by which an audit is given out."""

    def post(**answers):
        facts = {
            "sampling": "random",
            "number": "",
            "chosen_because": "",
            "auditor": auditor.pk,
            "kind": "whole_file",
            **boxes("due_on", today + timedelta(days=7)),
            **answers,
        }
        return signed_in(service_manager).post(reverse("audit-give"), facts)

    return post


def errors(response):
    return {
        field: [message for problem in problems for message in problem.messages]
        for field, problems in response.context["form"].errors.as_data().items()
    }


UNSEEN = "No child you can see has this number"


def test_a_random_draw_says_from_how_many_it_was_made(page, child, auditor, service_manager):
    ChildFactory(team=child.team)  # no worker: not drawn from
    assert page().status_code == 302
    audit = Audit.objects.get()
    assert (audit.child, audit.auditor, audit.recorded_by) == (child, auditor, service_manager)
    assert (audit.sampling, audit.chosen_from, audit.edition) == ("random", 1, "ilacs-2026")


def test_the_file_opens_to_the_auditor_until_two_weeks_past_the_due_date(
    page, child, auditor, today
):
    assert child not in Child.objects.visible_to(auditor)
    page()
    grant = auditor.grants.get()
    assert grant.until == today + timedelta(days=21)
    assert child in Child.objects.visible_to(auditor)


@pytest.mark.parametrize(("days", "opens"), [(0, True), (-1, False)])
def test_a_file_closes_to_the_auditor_the_day_after_its_last(child, auditor, today, days, opens):
    FileGrantFactory(
        child=child,
        worker=auditor,
        started_on=today - timedelta(days=30),
        until=today + timedelta(days=days),
    )
    assert Child.objects.visible_to(auditor).filter(pk=child.pk).exists() is opens


def test_a_child_chosen_for_a_worry_is_named_and_the_worry_kept(page, child):
    page(sampling="worry", number=child.number, chosen_because="Third plan in two years")
    audit = Audit.objects.get()
    assert (audit.child, audit.chosen_because) == (child, "Third plan in two years")


@pytest.mark.parametrize(
    ("answers", "field", "words"),
    [
        ({"sampling": ""}, "sampling", "Say how the child is chosen"),
        ({"sampling": "theme"}, "number", "Give the number of the child’s file, such as C00042"),
        (
            {"sampling": "theme", "number": "C99999"},
            "number",
            "No child you can see has this number",
        ),
        ({"sampling": "theme", "number": "Ruby"}, "number", UNSEEN),
        ({"auditor": ""}, "auditor", "Choose who will do the audit"),
        ({"due_on_day": ""}, "due_on", "Give a day for “Finish by”"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(page, child, answers, field, words):
    assert words in errors(page(**answers))[field]
    assert not Audit.objects.exists()


def test_a_date_already_past_is_refused(page, child, today):
    response = page(**boxes("due_on", today - timedelta(days=1)))
    assert errors(response)["due_on"] == ["The date to finish by must be today or later"]


def test_a_theme_must_be_said(page, child):
    response = page(sampling="theme", number=child.number)
    assert errors(response)["__all__"] == ["Say why this child was chosen"]


@pytest.mark.parametrize("ended", [False, True])
def test_no_one_audits_a_child_they_work_or_worked_with(page, child, auditor, today, ended):
    AllocationFactory(
        child=child,
        worker=auditor,
        role="other",
        started_on=today - timedelta(days=9),
        ended_on=today if ended else None,
    )
    response = page(sampling="worry", number=child.number, chosen_because="A worry")
    assert errors(response)["auditor"] == [
        "Priya Nair works or has worked with this child, or in their team: choose someone who"
        " has not"
    ]
    drawn = page()
    assert "There is no one to sample from" in errors(drawn)["sampling"][0]


def test_a_file_is_audited_by_one_auditor_at_a_time(page, audit, child):
    response = page(sampling="worry", number=child.number, chosen_because="A worry")
    assert errors(response)["number"] == ["Priya Nair is auditing Ruby’s file now"]
    assert "There is no one to sample from" in errors(page())["sampling"][0]


def test_a_restricted_child_is_neither_drawn_nor_found(page, restricted_child):
    assert "There is no one to sample from" in errors(page())["sampling"][0]
    response = page(sampling="worry", number=restricted_child.number, chosen_because="A worry")
    assert errors(response)["number"] == ["No child you can see has this number"]


def test_only_an_auditor_of_this_council_can_be_chosen(page, child, elsewhere, worker):
    outsider = WorkerFactory(team=elsewhere.team, role="auditor")
    for someone in (outsider, worker):
        assert "auditor" in errors(page(auditor=someone.pk))


@pytest.mark.parametrize(
    "role", ["auditor", "team_manager", "social_worker", "inspector", "administrator"]
)
def test_only_who_oversees_the_service_gives_out_audits(signed_in, team, role):
    client = signed_in(WorkerFactory(team=team, role=role))
    assert client.get(reverse("audit-give")).status_code == 403


def test_a_new_date_opens_the_file_for_longer(signed_in, service_manager, audit, auditor, today):
    url = reverse("audit-redate", args=[audit.child_id, audit.pk])
    later = today + timedelta(days=30)
    assert signed_in(service_manager).post(url, boxes("due_on", later)).status_code == 302
    audit.refresh_from_db()
    assert audit.due_on == later
    assert auditor.grants.latest("until").until == later + timedelta(days=14)


def test_an_auditor_sees_their_own_audits_and_the_manager_all(
    signed_in, auditor, service_manager, audit, team
):
    other = AuditFactory(child=ChildFactory(team=team, person__given_name="Alfie"))
    own = signed_in(auditor).get(reverse("audits"))
    assert [row.pk for row in own.context["unfinished"]] == [audit.pk]
    every = signed_in(service_manager).get(reverse("audits"))
    assert {row.pk for row in every.context["unfinished"]} == {audit.pk, other.pk}


@pytest.mark.parametrize("number", [1, 25])
def test_the_list_takes_few_queries_however_many_audits(
    signed_in, service_manager, team, auditor, number, django_assert_max_num_queries
):
    for _ in range(number):
        AuditFactory(child=ChildFactory(team=team), auditor=auditor)
    client = signed_in(service_manager)
    with django_assert_max_num_queries(8 + 2):  # the session, and who is signed in
        assert client.get(reverse("audits")).status_code == 200
