"""Stepping up and down, ending a plan, and what becomes of what was promised in it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.actions.models import Action
from casework.plans.ending import operations
from casework.plans.models import FamilyPlan, Need, Plan, PlanAction
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    ChildFactory,
    ChildInNeedMeetingFactory,
    ContingencyFactory,
    FamilyPlanFactory,
    MoveFactory,
    NeedFactory,
    NeedScoreFactory,
    PlanActionFactory,
    PlanFactory,
    RelationshipFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NEED, PROTECTION = Plan.Kind.NEED, Plan.Kind.PROTECTION


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


@pytest.fixture
def brother(child, worker):
    alfie = ChildFactory(team=child.team, person__given_name="Alfie")
    AllocationFactory(child=alfie, worker=worker)
    RelationshipFactory(person=child.person, relative=alfie.person, kind="brother")
    RelationshipFactory(person=alfie.person, relative=child.person, kind="sister")
    return alfie


def full_plan(child, *, actions=2, **facts):
    """A plan with one need, some open actions under it, and one thing agreed in case."""
    facts = {"started_on": TODAY - timedelta(days=90), **facts}
    plan = PlanFactory(child=child, **facts)
    need = NeedFactory(child=child, plan=plan, need=f"{child.first_name} needs to sleep")
    for _ in range(actions):
        PlanActionFactory(need=need)
    ContingencyFactory(child=child, plan=plan)
    return plan


def answers(plan, answer="going", **facts):
    """How each open action of the plan is answered, and that its needs and steps go on."""
    data = {}
    for need in plan.needs.all():
        data[f"n{need.pk}-goes_on"] = "on"
        for link in need.actions.all():
            data[f"a{link.action_id}-answer"] = answer
            data |= {f"a{link.action_id}-{name}": value for name, value in facts.items()}
    return data | {f"c{contingency.pk}-goes_on": "on" for contingency in plan.contingencies.all()}


def test_stepping_down_ends_one_plan_and_opens_the_next_on_the_same_day(child, worker):
    old = full_plan(child, family=FamilyPlanFactory(authority=child.authority))
    new = operations.step(child, NEED, worker, TODAY)
    old.refresh_from_db()
    assert (old.ended_on, old.end_because) == (TODAY, "stepped_down")
    assert (new.kind, new.started_on, new.follows) == (NEED, TODAY, old)
    assert new.family.worries == old.family.worries
    assert new.family != old.family


def test_stepping_up_counts_the_protection_plans_before(child, worker):
    PlanFactory(child=child, started_on=date(2023, 1, 5), ended_on=date(2023, 6, 1))
    PlanFactory(child=child, kind=NEED, initial_category="", latest_category="")
    new = operations.step(child, PROTECTION, worker, TODAY, category="NEG")
    assert (new.previous_plans, new.initial_category) == (1, "NEG")
    assert new.follows.end_because == "stepped_up"


def test_brothers_and_sisters_who_step_together_share_the_familys_part_again(
    child, brother, worker
):
    family = FamilyPlanFactory(authority=child.authority)
    for sibling in (child, brother):
        full_plan(sibling, family=family)
    new = [operations.step(sibling, NEED, worker, TODAY) for sibling in (child, brother)]
    assert new[0].family_id == new[1].family_id
    assert FamilyPlan.objects.count() == 2


def test_what_was_promised_stays_open_until_someone_says_what_becomes_of_it(
    signed_in, worker, child
):
    old = full_plan(child)
    operations.step(child, NEED, worker, TODAY)
    assert Action.objects.open().count() == 2
    page = signed_in(worker).get(reverse("plan", args=[child.pk])).content.decode()
    assert "Choose what goes on" in page
    assert list(Plan.objects.waiting_to_be_settled()) == [old]


def test_what_goes_on_is_chosen_for_all_the_children_in_one_save(signed_in, worker, child, brother):
    plans = [full_plan(sibling) for sibling in (child, brother)]
    for sibling in (child, brother):
        operations.step(sibling, NEED, worker, TODAY)
    data = answers(plans[0]) | answers(plans[1])
    address = reverse("plan-settle", args=[child.pk, plans[0].pk])
    client = signed_in(worker)
    page = client.get(address).content.decode()
    assert "Ruby needs to sleep" in page
    assert "Alfie needs to sleep" in page
    assert client.post(address, data).status_code == 302
    for sibling, old in zip((child, brother), plans, strict=True):
        new = Plan.objects.get(child=sibling, ended_on=None)
        need = new.needs.get()
        assert need.carried_from == old.needs.get()
        assert need.actions.standing().count() == 2
        assert new.contingencies.get().trigger == old.contingencies.get().trigger
    assert Action.objects.count() == 4
    assert not Plan.objects.waiting_to_be_settled().exists()
    assert client.get(address).status_code == 404


def test_an_action_cannot_go_on_without_its_need(signed_in, worker, child):
    old = full_plan(child, actions=1)
    operations.step(child, NEED, worker, TODAY)
    data = answers(old)
    del data[f"n{old.needs.get().pk}-goes_on"]
    address = reverse("plan-settle", args=[child.pk, old.pk])
    page = signed_in(worker).post(address, data).content.decode()
    assert "in the new plan too, or say how this action ends" in page
    assert Plan.objects.get(follows=old).needs.count() == 0


def test_a_need_left_behind_takes_its_actions_with_it_and_says_why(signed_in, worker, child):
    old = full_plan(child, actions=1)
    operations.step(child, NEED, worker, TODAY)
    data = answers(old, "dropped", dropped_because="She sleeps through")
    del data[f"n{old.needs.get().pk}-goes_on"]
    signed_in(worker).post(reverse("plan-settle", args=[child.pk, old.pk]), data)
    assert Action.objects.get().dropped_because == "She sleeps through"
    assert not Plan.objects.get(follows=old).needs.exists()


@settings(max_examples=25, deadline=None)
@given(
    shape=st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=4), done=st.integers(0, 3)
)
def test_no_action_is_lost_or_doubled_whatever_goes_on(shape, done):
    """Each open action stands in exactly one place after: under one need of the next plan, or on
    the child's own list; one that is done stays where it was done."""
    child = ChildFactory()
    worker = AllocationFactory(child=child).worker
    old = PlanFactory(child=child, kind=NEED, started_on=TODAY - timedelta(days=9))
    needs = [NeedFactory(child=child, plan=old, position=n) for n in range(len(shape))]
    for need, (many, _) in zip(needs, shape, strict=True):
        for _ in range(many):
            PlanActionFactory(need=need)
    if needs:
        for _ in range(done):
            kept = ActionFactory(child=child, done_on=TODAY, what_changed="It helped")
            PlanActionFactory(need=needs[0], action=kept)
    before = set(Action.objects.of_child(child).values_list("pk", flat=True))
    still = set(Action.objects.of_child(child).open().values_list("pk", flat=True))
    new = operations.step(child, PROTECTION, worker, TODAY, category="NEG")
    chosen = [need for need, (_, goes_on) in zip(needs, shape, strict=True) if goes_on]
    operations.settle(old, worker, needs=chosen)
    assert set(Action.objects.of_child(child).values_list("pk", flat=True)) == before
    assert set(Action.objects.of_child(child).open().values_list("pk", flat=True)) == still
    standing = PlanAction.objects.standing().filter(need__plan=new)
    stands = [link.action_id for link in standing]
    assert len(stands) == len(set(stands))
    kept = {link.action_id for need in chosen for link in need.actions.all()} & still
    assert set(stands) == kept
    assert not PlanAction.objects.open().filter(need__plan=old).exists()
    assert Need.objects.filter(plan=new).count() == len(chosen)


@pytest.mark.parametrize("because", ["moved", "left_uk", "eighteen", "died"])
def test_death_the_18th_birthday_and_another_council_end_what_was_promised(child, because):
    plan = full_plan(child)
    operations.end_plans(child, TODAY, because)
    plan.refresh_from_db()
    assert plan.ended_on == TODAY
    assert not Action.objects.open().exists()
    assert Action.objects.first().dropped_because == Plan.Ended(because).label
    assert not Plan.objects.waiting_to_be_settled().exists()


END = {**day("ended_on", TODAY), "end_because": "needs_met", "end_reason": "She sleeps all night"}


@pytest.fixture
def need_plan(child):
    return full_plan(child, kind=NEED, initial_category="", latest_category="")


def test_a_plan_is_ended_for_brothers_and_sisters_at_once_with_each_action_answered(
    signed_in, manager, child, brother, need_plan
):
    other = full_plan(brother, kind=NEED, initial_category="", latest_category="")
    data = (
        END
        | answers(need_plan)
        | answers(other, "done", what_changed="He sleeps", **day("done_on", TODAY))
        | {f"{brother.number}-included": "on"}
    )
    address = reverse("plan-end", args=[child.pk, need_plan.pk])
    assert signed_in(manager).post(address, data).status_code == 302
    for plan in (need_plan, other):
        plan.refresh_from_db()
        assert (plan.ended_on, plan.end_reason) == (TODAY, "She sleeps all night")
    assert Action.objects.of_child(child).open().count() == 2
    assert not Action.objects.of_child(brother).open().exists()
    assert not Plan.objects.waiting_to_be_settled().exists()


def test_a_brothers_plan_that_is_not_ticked_goes_on(signed_in, manager, child, brother, need_plan):
    other = full_plan(brother, kind=NEED, initial_category="", latest_category="")
    signed_in(manager).post(
        reverse("plan-end", args=[child.pk, need_plan.pk]), END | answers(need_plan)
    )
    other.refresh_from_db()
    assert other.ended_on is None


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"end_because": ""}, "Say why the plan ends"),
        ({"end_reason": ""}, "Say why it ends, in your own words"),
        ({"ended_on_year": "2001"}, "The plan cannot end before it started"),
    ],
)
def test_a_plan_ends_with_a_reason_and_a_day(signed_in, manager, child, need_plan, facts, words):
    address = reverse("plan-end", args=[child.pk, need_plan.pk])
    page = signed_in(manager).post(address, END | answers(need_plan) | facts)
    assert words in page.content.decode()
    need_plan.refresh_from_db()
    assert need_plan.ended_on is None


def test_each_open_action_must_be_answered_before_a_plan_ends(signed_in, manager, child, need_plan):
    address = reverse("plan-end", args=[child.pk, need_plan.pk])
    page = signed_in(manager).post(address, END)
    assert page.content.decode().count("Say how it is now") >= 2


def test_a_child_protection_plan_is_no_longer_needed_only_by_a_conference(
    signed_in, manager, child
):
    plan = full_plan(child)
    client, address = signed_in(manager), reverse("plan-end", args=[child.pk, plan.pk])
    for because in ("needs_met", "conference", "looked_after", "declined", "other"):
        page = client.post(address, END | answers(plan) | {"end_because": because})
        assert page.status_code == 200
        assert f'value="{because}"' not in page.content.decode()
    assert Plan.objects.open().get() == plan


@pytest.mark.parametrize(
    ("because", "words"),
    [
        ("moved", "has not held its conference"),
        ("eighteen", "Ruby is not 18 on that day"),
        ("died", "Record the death first"),
    ],
)
def test_a_child_protection_plan_ends_without_a_conference_only_where_it_is_so(
    signed_in, manager, child, because, words
):
    plan = full_plan(child)
    address = reverse("plan-end", args=[child.pk, plan.pk])
    page = signed_in(manager).post(address, END | answers(plan) | {"end_because": because})
    assert words in page.content.decode()
    assert Plan.objects.open().get() == plan


def test_a_child_protection_plan_ends_once_the_other_council_has_held_its_conference(
    signed_in, manager, child
):
    plan = full_plan(child)
    MoveFactory(child=child, on_plan=True, conference_on=TODAY)
    moved = END | answers(plan) | {"end_because": "moved"}
    address = reverse("plan-end", args=[child.pk, plan.pk])
    assert signed_in(manager).post(address, moved).status_code == 302
    assert Plan.objects.get().ended_by == manager
    assert not Action.objects.open().exists()


def test_a_manager_ends_the_plan_of_a_child_who_has_left_the_country_and_says_why(
    signed_in, manager, child
):
    plan = full_plan(child)
    address = reverse("plan-end", args=[child.pk, plan.pk])
    left = END | answers(plan) | {"end_because": "left_uk"}
    assert signed_in(manager).post(address, left).status_code == 302
    plan.refresh_from_db()
    assert (plan.ended_by, plan.end_reason) == (manager, END["end_reason"])


def test_a_manager_who_may_not_record_cannot_end_a_plan(signed_in, child, need_plan, team):
    from tests.factories import WorkerFactory

    reader = WorkerFactory(team=team, role="auditor")
    AllocationFactory(child=child, worker=reader, role="other")
    for name in ("plan-end", "plan-settle"):
        address = reverse(name, args=[child.pk, need_plan.pk])
        assert signed_in(reader).get(address).status_code == 403


def test_a_hidden_brother_is_neither_shown_nor_ended(
    signed_in, manager, child, need_plan, restricted_child
):
    RelationshipFactory(person=child.person, relative=restricted_child.person, kind="brother")
    hidden = full_plan(restricted_child, kind=NEED, initial_category="", latest_category="")
    address = reverse("plan-end", args=[child.pk, need_plan.pk])
    client = signed_in(manager)
    assert "Hidden" not in client.get(address).content.decode()
    client.post(address, END | answers(need_plan) | {f"{restricted_child.number}-included": "on"})
    hidden.refresh_from_db()
    assert hidden.ended_on is None


def test_the_new_need_is_drawn_with_the_scores_of_the_old(signed_in, worker, child):
    old = full_plan(child, actions=0)
    for when, score in ((TODAY - timedelta(days=60), 2), (TODAY - timedelta(days=20), 5)):
        NeedScoreFactory(child=child, need=old.needs.get(), scored_on=when, score=score)
    operations.step(child, NEED, worker, TODAY)
    signed_in(worker).post(reverse("plan-settle", args=[child.pk, old.pk]), answers(old))
    page = signed_in(worker).get(reverse("plan", args=[child.pk])).content.decode()
    assert "5 out of 10. Up 3 since" in page
    assert "went on from the plan before" in page


def due(code):
    sweep()
    return Deadline.objects.get(code=code)


@pytest.mark.parametrize(
    ("held", "on_time"), [(date(2026, 2, 16), True), (date(2026, 2, 17), False)]
)
def test_after_stepping_down_core_groups_stop_and_reviews_start_within_six_weeks(
    child, worker, held, on_time
):
    PlanFactory(child=child, started_on=date(2025, 10, 1))
    new = operations.step(child, NEED, worker, date(2026, 1, 5))
    ChildInNeedMeetingFactory(child=child, plan=new, held_on=held)
    review = due("cin_review.first")
    assert (review.met_at <= review.due_at) is on_time
    for code in ("core_group.first", "cp_visit.first", "cp_review.first"):
        assert timezone.localtime(due(code).lapsed_at).date() == date(2026, 1, 5)


def test_a_plan_that_did_not_step_down_has_no_such_clock(child):
    PlanFactory(
        child=child, kind=NEED, started_on=date(2026, 1, 5), initial_category="", latest_category=""
    )
    sweep()
    assert not Deadline.objects.filter(code="cin_review.first").exists()


def test_what_goes_on_asks_few_questions_of_the_database(
    signed_in, worker, child, brother, django_assert_max_num_queries
):
    for sibling in (child, brother):
        plan = full_plan(sibling, actions=4)
        for _ in range(4):
            PlanActionFactory(need=NeedFactory(child=sibling, plan=plan))
        operations.step(sibling, NEED, worker, TODAY)
    old = Plan.objects.get(child=child, kind=PROTECTION)
    client = signed_in(worker)
    with django_assert_max_num_queries(15):
        assert client.get(reverse("plan-settle", args=[child.pk, old.pk])).status_code == 200


def test_an_action_closed_meanwhile_is_said_before_a_plan_ends(
    signed_in, manager, child, need_plan
):
    data = END | answers(need_plan)
    first = Action.objects.first()
    first.done_on, first.what_changed = TODAY, "Somebody else wrote this"
    first.save()
    address = reverse("plan-end", args=[child.pk, need_plan.pk])
    page = signed_in(manager).post(address, data)
    assert "Someone else has closed an action" in page.content.decode()
    need_plan.refresh_from_db()
    assert need_plan.ended_on is None
