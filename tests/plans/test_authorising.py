"""A plan is sent, read beside the last one, sent back with comments, authorised by another."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from casework.approvals.models import decisions_of
from casework.notices.models import Notice
from casework.plans.models import Plan
from tests.factories import (
    ContingencyFactory,
    NeedFactory,
    PlanActionFactory,
    PlanFactory,
    WorkerFactory,
)
from tests.html import squeezed

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
BACK = {"send_back": "1", "returned_because": "By when?"}


@pytest.fixture
def plan(child):
    plan = PlanFactory(child=child, started_on=TODAY - timedelta(days=20))
    PlanActionFactory(need=NeedFactory(child=child, plan=plan, need="Ruby needs to sleep"))
    ContingencyFactory(child=child, plan=plan)
    return plan


@pytest.fixture
def sent(signed_in, worker, plan):
    signed_in(worker).post(address("plan-submit", plan))
    return plan


def address(name, plan):
    return reverse(name, args=[plan.child_id, plan.pk])


def test_each_is_told_when_it_is_their_turn(signed_in, worker, manager, sent):
    assert Notice.objects.filter(worker=manager, kind="submitted").count() == 1
    signed_in(manager).post(address("plan-authorise", sent), BACK)
    assert Notice.objects.filter(worker=worker, kind="returned").count() == 1
    signed_in(worker).post(address("plan-submit", sent))
    signed_in(manager).post(address("plan-authorise", sent))
    assert Notice.objects.filter(worker=worker, kind="authorised").count() == 1


def test_every_return_is_kept_and_said_to_the_writer(signed_in, worker, manager, sent):
    signed_in(manager).post(address("plan-authorise", sent), BACK)
    page = signed_in(worker).get(reverse("plan", args=[sent.child_id])).content.decode()
    assert f"To put right, from {manager}" in page
    signed_in(worker).post(address("plan-submit", sent))
    again = BACK | {"returned_because": "Who tells school?"}
    signed_in(manager).post(address("plan-authorise", sent), again)
    signed_in(worker).post(address("plan-submit", sent))
    signed_in(manager).post(address("plan-authorise", sent))
    reasons = [(decision.what, decision.because) for decision in decisions_of(sent)]
    assert reasons == [
        ("Sent to a manager", ""),
        ("Sent back", "By when?"),
        ("Sent to a manager", ""),
        ("Sent back", "Who tells school?"),
        ("Sent to a manager", ""),
        ("Authorised", ""),
    ]


def test_a_plan_is_not_sent_back_without_a_word(signed_in, manager, sent):
    page = signed_in(manager).post(address("plan-authorise", sent), {"send_back": "1"})
    assert "Say what to put right" in page.content.decode()
    sent.refresh_from_db()
    assert sent.state == "submitted"


def test_what_changed_while_a_manager_read_is_read_before_it_is_authorised(
    signed_in, manager, sent
):
    client = signed_in(manager)
    shown = client.get(address("plan-authorise", sent)).context["form"]["shown"].value()
    NeedFactory(child=sent.child, plan=sent, need="Ruby needs a dentist")
    PlanActionFactory(need=sent.needs.get(need="Ruby needs a dentist"))
    page = client.post(address("plan-authorise", sent), {"shown": shown})
    assert "changed while you were reading" in page.content.decode()
    assert "Ruby needs a dentist" in page.content.decode()
    sent.refresh_from_db()
    assert sent.state == "submitted"
    now = page.context["form"]["shown"].value()
    assert client.post(address("plan-authorise", sent), {"shown": now}).status_code == 302


def test_the_second_of_two_managers_is_told_it_is_decided(signed_in, manager, sent):
    signed_in(manager).post(address("plan-authorise", sent))
    other = WorkerFactory(team=manager.team, authority=manager.authority, role="team_manager")
    answer = signed_in(other).post(address("plan-authorise", sent), BACK)
    assert answer.status_code == 403
    assert f"Authorised by {manager}" in squeezed(answer.content.decode())
    sent.refresh_from_db()
    assert sent.authorised_by == manager


def test_what_is_sent_is_not_sent_again_nor_authorised_before_it_is_sent(
    signed_in, worker, manager, plan
):
    answer = signed_in(manager).get(address("plan-authorise", plan))
    assert answer.status_code == 403
    assert "has not been sent" in answer.content.decode()
    signed_in(worker).post(address("plan-submit", plan))
    answer = signed_in(worker).post(address("plan-submit", plan))
    assert answer.status_code == 403
    assert "You can still read it" in squeezed(answer.content.decode())


def test_the_database_itself_wants_another_to_authorise_and_locks_what_they_did(
    worker, manager, plan
):
    plans = Plan.objects.filter(pk=plan.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        plans.update(submitted_by=worker, authorised_by=worker, authorised_on=TODAY)
    plans.update(submitted_by=worker, authorised_by=manager, authorised_on=TODAY)
    for change in ({"authorised_on": None}, {"started_on": date(2026, 1, 1)}, {"kind": "need"}):
        with pytest.raises(DatabaseError, match="locked"), transaction.atomic():
            plans.update(**change)
    plans.update(ended_on=TODAY, team=None)


@pytest.fixture
def following(child, manager, worker, plan):
    Plan.objects.filter(pk=plan.pk).update(
        authorised_on=TODAY - timedelta(days=15), authorised_by=manager, ended_on=TODAY
    )
    now = PlanFactory(
        child=child,
        started_on=TODAY,
        submitted_at=timezone.now(),
        submitted_by=worker,
        kind="need",
        initial_category="",
        latest_category="",
    )
    NeedFactory(
        child=child,
        plan=now,
        need="Ruby needs to sleep",
        carried_from=plan.needs.get(),
        what_will_be_different="She sleeps all night",
    )
    return now


@pytest.mark.parametrize(
    ("way", "shown", "hidden"),
    [
        ("beside", "cw-then-now", "Ruby needs to eat"),
        ("changes", "<ins>", "cw-then-now"),
        ("as-written", "Ruby needs to sleep", "<ins>"),
    ],
)
def test_a_plan_is_read_beside_the_last_one(signed_in, manager, following, way, shown, hidden):
    page = signed_in(manager).get(address("plan-authorise", following), {"read": way})
    words = page.content.decode().split("<main", 1)[1]
    assert shown in words
    assert hidden not in words


def test_a_need_that_went_on_stands_beside_itself_under_another_name(
    signed_in, manager, plan, following
):
    following.needs.update(need="Ruby sleeps through")
    page = signed_in(manager).get(address("plan-authorise", following))
    parts = {part.question: part for part in page.context["beside"].sections}
    assert plan.needs.get().what_will_be_different in parts["Ruby sleeps through"].before


def test_a_first_plan_has_nothing_to_stand_beside(signed_in, manager, sent):
    page = signed_in(manager).get(address("plan-authorise", sent))
    assert page.context["beside"] is None


def test_the_page_asks_few_questions_whatever_the_plan_holds(
    signed_in, manager, following, django_assert_max_num_queries
):
    for number in range(6):
        need = NeedFactory(child=following.child, plan=following, position=number)
        PlanActionFactory(need=need)
        PlanActionFactory(need=need)
    client = signed_in(manager)
    with django_assert_max_num_queries(30):
        client.get(address("plan-authorise", following))


def test_the_api_says_how_a_plan_stands(signed_in, manager, sent):
    where = f"/api/v1/plans/{sent.pk}/"
    answer = signed_in(manager).get(where, headers={"accept": "application/json"}).json()
    assert answer["state"] == "submitted"
