"""What ends with a plan at a death, a move and the 18th birthday, and what had ended before."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.actions.models import Action
from casework.children.life_events.operations import end_what_ends_at_eighteen
from casework.plans import gaps
from casework.plans.ending import operations
from casework.plans.models import Plan, PlanAction
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    AssessmentFactory,
    ChildFactory,
    ContingencyFactory,
    EpisodeOfNeedFactory,
    NeedFactory,
    PlanActionFactory,
    PlanFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def plan(child):
    """With one action of each: to do, done, no longer needed, gone on to another plan."""
    return plan_of(child)


def plan_of(child):
    plan = PlanFactory(child=child, started_on=TODAY - 90 * DAY)
    need = NeedFactory(child=child, plan=plan)
    agreed = {"agreed_on": TODAY - 60 * DAY, "due_on": TODAY}
    made = [
        {"what": "to do"},
        {"what": "done", "done_on": TODAY - 9 * DAY, "what_changed": "She sleeps"},
        {"what": "dropped", "dropped_on": TODAY - 9 * DAY, "dropped_because": "Nan does it"},
        {"what": "gone on"},
    ]
    for facts in made:
        action = ActionFactory(child=child, **agreed, **facts)
        left_on = TODAY - 9 * DAY if facts["what"] == "gone on" else None
        PlanActionFactory(need=need, action=action, left_on=left_on)
    return plan


def action(what):
    return Action.objects.get(what=what)


def test_a_death_leaves_no_action_of_the_plan_open_and_changes_none_that_ended(
    signed_in, manager, child, plan
):
    ActionFactory(
        child=child, source="worker", what="our own", agreed_on=TODAY - 60 * DAY, due_on=TODAY
    )
    day = (TODAY - DAY).isoformat()
    facts = {"happened_on": day, "told_on": day, "told_by": "The hospital"}
    signed_in(manager).post(reverse("death", args=[child.pk]), facts)
    assert not Action.objects.open().exists()
    assert (action("to do").dropped_on, action("to do").dropped_because) == (
        TODAY - DAY,
        "Ruby died",
    )
    assert action("our own").dropped_because == "Ruby died"
    assert action("done").dropped_on is None
    assert action("dropped").dropped_because == "Nan does it"
    plan.refresh_from_db()
    assert (plan.ended_on, plan.end_because) == (TODAY - DAY, "died")
    assert plan.settled_at is not None


def test_the_18th_birthday_ends_what_the_plan_promised_and_not_what_a_worker_did(worker):
    birthday = TODAY - 2 * DAY
    if (birthday.month, birthday.day) == (2, 29):
        birthday -= DAY
    born_on = birthday.replace(year=birthday.year - 18)
    grown = ChildFactory(team=worker.team, person__born_on=born_on)
    AllocationFactory(child=grown, worker=worker)
    plan_of(grown)
    ActionFactory(
        child=grown, source="worker", what="our own", agreed_on=TODAY - 60 * DAY, due_on=TODAY
    )
    end_what_ends_at_eighteen()
    assert action("to do").dropped_on == birthday
    assert action("dropped").dropped_on == TODAY - 9 * DAY
    assert action("gone on").dropped_on is None
    assert action("our own").dropped_on is None


def test_an_action_agreed_after_the_end_is_dropped_on_the_day_it_was_agreed(child, plan):
    Action.objects.filter(what="to do").update(agreed_on=TODAY - DAY)
    operations.end_plan(plan, TODAY - 5 * DAY, Plan.Ended.DIED)
    assert action("to do").dropped_on == TODAY - DAY


def test_a_plan_never_ends_before_it_started(child, plan):
    operations.end_plan(plan, TODAY - 200 * DAY, Plan.Ended.MOVED)
    assert plan.ended_on == plan.started_on


OTHERS = [
    "conference",
    "looked_after",
    "stepped_up",
    "stepped_down",
    "declined",
    "needs_met",
    "other",
]


def test_every_reason_a_plan_ends_for_is_one_or_the_other():
    assert {*OTHERS, "died", "eighteen", "moved", "left_uk"} == set(Plan.Ended.values)


@pytest.mark.parametrize("because", OTHERS)
def test_any_other_end_leaves_the_promises_to_be_answered_for(child, plan, because):
    operations.end_plan(plan, TODAY, because)
    assert action("to do").dropped_on is None
    assert plan.settled_at is None
    assert Plan.objects.waiting_to_be_settled().get() == plan


def test_another_childs_plan_and_one_that_ended_stay_as_they_were(child, plan):
    other = plan_of(ChildFactory(team=child.team))
    ended = PlanFactory(
        child=child,
        started_on=TODAY - 300 * DAY,
        ended_on=TODAY - 200 * DAY,
        end_reason="Met",
        end_because="needs_met",
    )
    assert operations.end_plans(child, TODAY, Plan.Ended.DIED) == [plan]
    for plan in (other, ended):
        plan.refresh_from_db()
    assert other.ended_on is None
    assert ended.end_because == "needs_met"
    assert PlanAction.objects.open().filter(need__plan=other).count() == 1


# What a plan lacks


def test_a_plan_lacks_actions_until_it_has_one_of_its_own(child, plan):
    bare = PlanFactory(child=ChildFactory(team=child.team), started_on=TODAY)
    assert gaps.without_actions().get() == bare
    PlanFactory(
        child=ChildFactory(team=child.team), started_on=TODAY, ended_on=TODAY, end_reason="Met"
    )
    PlanFactory(child=ChildFactory(team=child.team), started_on=TODAY, imported=True)
    assert gaps.without_actions().get() == bare
    PlanActionFactory(need=NeedFactory(child=bare.child, plan=bare))
    assert not gaps.without_actions().exists()


def test_a_plan_lacks_what_happens_then_until_it_says_so_itself(child, plan):
    other = PlanFactory(child=ChildFactory(team=child.team), started_on=TODAY)
    ContingencyFactory(child=child, plan=plan)
    assert gaps.without_contingency().get() == other


@pytest.mark.parametrize(
    ("started", "ended", "lacks"),
    [
        (-1, -1, True),  # over before the assessment was authorised
        (-1, None, False),  # still running
        (0, 1, False),  # made on the day itself, whatever became of it
    ],
)
def test_a_child_lacks_a_plan_decided_for_and_never_made(child, started, ended, lacks):
    decided = TODAY - 9 * DAY
    episode = EpisodeOfNeedFactory(child=child, started_on=TODAY - 60 * DAY)
    AssessmentFactory(
        child=child,
        authorised=True,
        authorised_on=decided,
        episode=episode,
        referral_received_on=TODAY - 60 * DAY,
    )
    assert gaps.assessed_without_plan().exists()
    PlanFactory(
        child=child,
        kind="need",
        started_on=decided + started * DAY,
        ended_on=None if ended is None else decided + ended * DAY,
        end_reason="Met",
    )
    assert gaps.assessed_without_plan().exists() is lacks


@pytest.mark.parametrize(
    "facts", [{"outcome": "no_action"}, {"imported": True}, {"episode": None}, {"authorised": 0}]
)
def test_no_plan_is_lacking_where_none_was_decided_for_here(child, facts):
    episode = EpisodeOfNeedFactory(child=child, started_on=TODAY - 60 * DAY)
    AssessmentFactory(child=child, **{"authorised": True, "episode": episode, **facts})
    assert not gaps.assessed_without_plan().exists()


def test_no_plan_is_lacking_once_the_episode_closed(child):
    episode = EpisodeOfNeedFactory(
        child=child, started_on=TODAY - 60 * DAY, closed_on=TODAY, closure_reason="RC1"
    )
    AssessmentFactory(child=child, authorised=True, episode=episode)
    assert not gaps.assessed_without_plan().exists()
