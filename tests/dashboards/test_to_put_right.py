"""What should be on a file and is not: said, linked to what mends it, and gone once mended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.models import Allocation
from casework.dashboards.to_put_right import to_mend
from casework.timescales.gaps import gaps
from casework.timescales.models import Target, WorkingDay
from casework.timescales.sweep import sweep
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    ChildFactory,
    ConferenceFactory,
    ContingencyFactory,
    EpisodeOfNeedFactory,
    NeedFactory,
    PlanActionFactory,
    PlanFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def codes(worker):
    return {mend.gap.code for mend in to_mend(worker)}


@pytest.fixture
def plan(child):
    return PlanFactory(child=child, episode=EpisodeOfNeedFactory(child=child))


def test_a_plan_without_contingency_is_said_until_it_has_one(worker, plan):
    assert "plan.no_contingency" in codes(worker)
    ContingencyFactory(child=plan.child, plan=plan)
    assert "plan.no_contingency" not in codes(worker)


def test_a_plan_in_which_nobody_does_anything_is_said(worker, plan):
    need = NeedFactory(child=plan.child, plan=plan)
    assert "plan.no_actions" in codes(worker)
    PlanActionFactory(need=need)
    assert "plan.no_actions" not in codes(worker)


def test_what_is_ended_or_imported_has_nothing_to_put_right(worker, plan):
    plan.imported = True
    plan.save()
    assert codes(worker) == set()


def test_a_child_assessed_as_in_need_without_a_plan_is_said(worker, child):
    episode = EpisodeOfNeedFactory(child=child)
    AssessmentFactory(child=child, episode=episode, authorised=True, child_seen_on=TODAY)
    assert codes(worker) == {"plan.not_made"}
    PlanFactory(child=child, kind="need", started_on=TODAY)
    assert "plan.not_made" not in codes(worker)


@pytest.mark.parametrize(("seen", "listed"), [(None, True), (TODAY, False)])
def test_an_assessment_authorised_with_no_child_seen_is_said(worker, child, seen, listed):
    episode = EpisodeOfNeedFactory(child=child)
    AssessmentFactory(child=child, episode=episode, authorised=True, child_seen_on=seen)
    assert ("assessment.child_not_seen" in codes(worker)) is listed


@pytest.mark.parametrize(("worked", "listed"), [(19, False), (21, True), (200, True)])
def test_a_conference_without_minutes_is_said_once_their_clock_has_run_out(
    worker, child, worked, listed
):
    """So many days worked since: they have 20."""
    days = WorkingDay.objects.filter(day__lte=TODAY, working=True).order_by("-day")
    ConferenceFactory(child=child, held_on=days[worked].day)
    sweep([child.pk])
    assert ("conference.no_minutes" in codes(worker)) is listed


def test_of_a_conference_over_a_year_ago_nothing_is_asked(worker, child):
    ConferenceFactory(child=child, held_on=TODAY - timedelta(days=366))
    sweep([child.pk])
    assert "conference.no_minutes" not in codes(worker)


def test_a_council_that_asks_for_minutes_sooner_hears_of_it_sooner(worker, child, manager):
    Target.objects.create(
        authority=child.authority,
        code="icpc.minutes",
        amount=5,
        why="Parents wait for them",
        set_by=manager,
        effective_from=TODAY - timedelta(days=90),
    )
    ConferenceFactory(child=child, held_on=TODAY - timedelta(days=15))
    sweep([child.pk])
    assert "conference.no_minutes" in codes(worker)


def test_a_manager_sees_the_child_nobody_holds(manager, worker, child):
    EpisodeOfNeedFactory(child=child)
    assert codes(manager) == set()
    Allocation.objects.update(ended_on=TODAY)
    assert codes(manager) == {"episode.no_worker"}


def test_a_worker_answers_for_their_own_children_and_a_manager_for_the_team(
    worker, manager, stranger, plan, team
):
    other = ChildFactory(team=team)
    PlanFactory(child=other)
    assert {mend.child.pk for mend in to_mend(worker)} == {plan.child_id}
    assert {mend.child.pk for mend in to_mend(manager)} == {plan.child_id, other.pk}
    assert to_mend(stranger) == []


def test_a_restricted_child_is_put_right_only_by_those_allocated(manager, worker, team):
    hidden = ChildFactory(team=team, restricted=True)
    PlanFactory(child=hidden)
    assert to_mend(manager) == []
    AllocationFactory(child=hidden, worker=worker)
    assert {mend.child.pk for mend in to_mend(worker)} == {hidden.pk}


def test_the_page_names_each_with_the_way_to_mend_it(signed_in, worker, plan):
    page = signed_in(worker).get(reverse("to_put_right")).content.decode()
    assert "Ruby has a plan that does not say what happens if things do not change" in page
    assert reverse("contingency-add", args=[plan.child_id]) in page
    assert "To put right" in signed_in(worker).get(reverse("my_work")).content.decode()


@pytest.mark.parametrize("code", ["plan.no_contingency", "nothing", ""])
def test_one_kind_alone_can_be_asked_for(signed_in, worker, plan, code):
    missing = signed_in(worker).get(reverse("to_put_right"), {"code": code}).context["missing"]
    wanted = {code} if code in gaps else {"plan.no_contingency", "plan.no_actions"}
    assert {mend.gap.code for mend in missing} == wanted


def test_every_gap_leads_to_a_page_that_opens(signed_in, manager, plan):
    for gap in gaps:
        answer = signed_in(manager).get(reverse(gap.action_link[1], args=[plan.child_id]))
        assert answer.status_code in (200, 302)


def test_it_is_one_query_whatever_is_missing(worker, plan, django_assert_num_queries):
    for _ in range(10):
        child = ChildFactory(team=worker.team)
        AllocationFactory(child=child, worker=worker)
        PlanFactory(child=child)
    with django_assert_num_queries(1):
        assert len(to_mend(worker)) == 22
