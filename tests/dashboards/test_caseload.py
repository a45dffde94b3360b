"""A team's page and the service's: who holds whom, who leaves, and how it was on another day."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.codes import AllocationRole
from casework.children.models import Child
from casework.dashboards.models import CaseloadWeights
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    AuthorityFactory,
    ChildFactory,
    EpisodeOfNeedFactory,
    PlanFactory,
    RelationshipFactory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SESSION, WHO = 1, 1


def days_ago(number):
    return TODAY - timedelta(days=number)


def held(worker, plan="", beside=None, **facts):
    child = ChildFactory(team=worker.team)
    AllocationFactory(child=child, worker=worker, **facts)
    if plan:
        PlanFactory(child=child, kind=plan, started_on=days_ago(100))
    if beside:
        RelationshipFactory(person=child.person, relative=beside.person, kind="sister")
    return child


def row_of(client, worker, **query):
    rows = client.get(reverse("team"), query).context["caseload"]
    return next(row for row in rows if row["worker"] == worker)


def test_every_allocation_is_counted_by_its_role(signed_in, manager, worker, team):
    """As told one by one: what ended, or is another team's worker's, is not among it."""
    chance = Random(5)
    told = Counter()
    roles = ["lead", "lead_practitioner", "family_support", "chair", "interviewer", "other"]
    for role in roles * 3:
        began, ended = days_ago(chance.randint(1, 60)), chance.choice([None, None, TODAY])
        AllocationFactory(
            child=ChildFactory(team=team),
            worker=worker,
            role=role,
            started_on=began,
            ended_on=ended,
        )
        told[role] += ended is None
    elsewhere = WorkerFactory(team=TeamFactory(authority=team.authority, name="Elsewhere"))
    AllocationFactory(child=ChildFactory(team=team), worker=elsewhere, role="other")
    row = row_of(signed_in(manager), worker)
    labels = dict(AllocationRole.choices)
    assert dict(row["roles"]) == {labels[role]: n for role, n in told.items() if n}
    assert row["children"] == told["lead"] + told["lead_practitioner"]


def test_who_leads_nothing_and_is_allocated_all_the_same_has_a_row(signed_in, manager, team):
    chair = WorkerFactory(team=team, role="conference_chair")
    AllocationFactory(child=ChildFactory(team=team), worker=chair, role="chair")
    row = row_of(signed_in(manager), chair)
    assert (row["children"], row["roles"]) == (0, [("Conference chair", 1)])


@pytest.mark.parametrize(
    ("plans", "weight"),
    [
        ([""], "1"),
        (["need"], "1"),
        (["protection"], "1.5"),
        (["need", "protection"], "2"),
        (["protection"] * 3, "3"),
        (["", "", "", ""], "2.5"),
    ],
)
def test_brothers_and_sisters_weigh_half_after_the_one_who_weighs_most(plans, weight):
    assert CaseloadWeights().family(plans) == Decimal(weight)


def test_a_caseload_is_weighed_by_plan_and_family_against_the_workers_limit(
    signed_in, manager, team
):
    worker = WorkerFactory(team=team, role="social_worker", caseload_limit=4)
    first = held(worker, "protection")
    held(worker, "protection", beside=first)
    held(worker, "need")
    row = row_of(signed_in(manager), worker)
    assert (row["children"], row["families"], row["weight"]) == (3, 2, "3.25")
    assert row["bar"].title == "3.25 of 4"


def test_a_council_weighs_caseloads_by_its_own_numbers(signed_in, team, manager):
    worker = WorkerFactory(team=team, role="social_worker")
    held(worker, "protection")
    administrator = WorkerFactory(team=None, authority=team.authority, role="administrator")
    numbers = {"no_plan": "1", "need": "1", "protection": "2.25", "sibling": "0.5"}
    answer = signed_in(administrator).post(reverse("caseload-weights"), numbers)
    assert answer.status_code == 302
    assert row_of(signed_in(manager), worker)["weight"] == "2.25"


@pytest.mark.parametrize("number", ["-1", "6", "x", ""])
def test_a_weight_is_a_number_from_0_to_5(signed_in, team, number):
    administrator = WorkerFactory(team=None, authority=team.authority, role="administrator")
    numbers = {"no_plan": "1", "need": "1", "protection": number, "sibling": "0.5"}
    answer = signed_in(administrator).post(reverse("caseload-weights"), numbers)
    assert answer.context["form"].errors["protection"]


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "service_manager"])
def test_only_an_administrator_sets_the_weights(signed_in, team, role):
    client = signed_in(WorkerFactory(team=team, role=role))
    assert client.get(reverse("caseload-weights")).status_code == 403


def test_a_caseload_can_be_seen_as_it_was(signed_in, manager, team):
    worker = WorkerFactory(team=team, role="social_worker")
    child = held(worker, started_on=days_ago(300), ended_on=days_ago(30))
    EpisodeOfNeedFactory(
        child=child, started_on=days_ago(300), closed_on=days_ago(30), closure_reason="RC1"
    )
    client = signed_in(manager)
    assert row_of(client, worker)["children"] == 0
    assert row_of(client, worker, at=days_ago(31).isoformat())["children"] == 1
    page = client.get(reverse("team"), {"at": days_ago(31).isoformat()}).content.decode()
    assert "1 child, 1 family" in page
    assert "As at the end of" in page


def test_the_clocks_of_a_past_day_are_those_that_ran_then(signed_in, manager, child):
    """Done since, it was overdue then; what is behind the figure says so too."""
    AssessmentFactory(
        child=child,
        referral_received_on=days_ago(120),
        started_on=days_ago(120),
        authorised_on=days_ago(10),
        authorised_by=manager,
        outcome="no_action",
        child_seen_on=days_ago(119),
    )
    sweep([child.pk])
    client = signed_in(manager)
    assert not client.get(reverse("team")).context["clocks"]
    (row,) = client.get(reverse("team"), {"at": days_ago(11).isoformat()}).context["clocks"]
    assert row["figures"][2]["number"] == 1
    behind = client.get(row["figures"][2]["url"])
    assert [deadline.state for deadline in behind.context["object_list"]] == ["overdue"]
    assert "working days late" in behind.content.decode()


def test_a_past_day_counts_for_the_team_of_that_day(signed_in, service_manager, team):
    other = TeamFactory(authority=team.authority, name="Another team")
    before, now = WorkerFactory(team=other), WorkerFactory(team=team)
    child = ChildFactory(team=team)
    AllocationFactory(
        child=child,
        worker=before,
        team=other,
        authority=team.authority,
        started_on=days_ago(200),
        ended_on=days_ago(20),
    )
    AllocationFactory(child=child, worker=now, started_on=days_ago(20))
    AssessmentFactory(child=child, referral_received_on=days_ago(150), started_on=days_ago(150))
    sweep([child.pk])
    client = signed_in(service_manager)

    def names(**query):
        return [row["name"] for row in client.get(reverse("service"), query).context["teams"]]

    assert names() == [team.name]
    assert names(at=days_ago(21).isoformat()) == [other.name]


def test_allocating_a_child_to_another_team_keeps_who_held_them_before(
    signed_in, service_manager, team
):
    other = TeamFactory(authority=team.authority, name="Another team")
    child = ChildFactory(team=team)
    AllocationFactory(child=child, worker=WorkerFactory(team=team), started_on=days_ago(50))
    given = WorkerFactory(team=other, role="social_worker")
    signed_in(service_manager).post(
        reverse("allocate", args=[child.pk]),
        {"worker": given.pk, "role": "lead", "started_on": TODAY.isoformat(), "reason": "Moved"},
    )
    teams = child.allocations.order_by("started_on").values_list("team", flat=True)
    assert list(teams) == [team.pk, other.pk]
    assert Child.objects.get(pk=child.pk).team == other


def test_a_worker_who_leaves_stands_with_the_children_they_hold(
    signed_in, service_manager, manager, team, restricted_child
):
    going = WorkerFactory(team=team, role="social_worker", leaves_on=TODAY + timedelta(days=20))
    gone = WorkerFactory(team=team, role="social_worker", leaves_on=days_ago(3))
    WorkerFactory(team=team, leaves_on=days_ago(3))
    for worker in (going, going, gone):
        held(worker)
    AllocationFactory(child=restricted_child, worker=going, role="co_worker")
    page = signed_in(service_manager).get(reverse("service"))
    leaving = {worker: worker.held for worker in page.context["leaving"]}
    assert leaving == {going: 2, gone: 1}
    assert "leaving" in signed_in(manager).get(reverse("team")).content.decode()


def test_a_service_manager_opens_any_team_of_the_council_and_no_other(
    signed_in, service_manager, team, manager
):
    client = signed_in(service_manager)
    assert client.get(reverse("one-team", args=[team.pk])).status_code == 200
    elsewhere = TeamFactory(authority=AuthorityFactory(name="Far", la_code="998"), name="Far away")
    assert client.get(reverse("one-team", args=[elsewhere.pk])).status_code == 404
    assert signed_in(manager).get(reverse("one-team", args=[team.pk])).status_code == 403


@pytest.mark.parametrize("days", [0, 40])
def test_a_large_teams_page_asks_at_most_eighteen_questions(
    signed_in, manager, team, days, django_assert_max_num_queries
):
    for _ in range(6):
        worker = WorkerFactory(team=team, role="social_worker", caseload_limit=18)
        first = held(worker)
        for _ in range(4):
            child = held(worker, "protection", beside=first)
            AssessmentFactory(child=child, referral_received_on=date(2026, 1, 5))
    sweep()
    assert Deadline.objects.open().exists()
    client = signed_in(manager)
    query = {"at": days_ago(days).isoformat()} if days else {}
    with django_assert_max_num_queries(18 + SESSION + WHO):
        client.get(reverse("team"), query)


def test_a_day_to_come_is_refused_beside_the_date(signed_in, manager):
    query = {"at_day": "1", "at_month": "1", "at_year": str(TODAY.year + 1)}
    answer = signed_in(manager).get(reverse("team"), query)
    assert "must be today or earlier" in answer.content.decode()
