"""A plan gone through: every need scored, every action answered, one save."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from casework.actions.models import Action, ActionMoved
from casework.plans.models import NeedScore, PlanReview
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    ChildFactory,
    MeetingFactory,
    NeedFactory,
    PlanActionFactory,
    PlanFactory,
    PlanReadingFactory,
    PlanReviewFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
THEN = TODAY + timedelta(days=42)


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


@pytest.fixture
def plan(child):
    return PlanFactory(child=child, started_on=TODAY - timedelta(days=60))


@pytest.fixture
def need(plan):
    return NeedFactory(child=plan.child, plan=plan)


@pytest.fixture
def four(need):
    """Four open actions, to be answered in four ways."""
    links = [PlanActionFactory(need=need) for _ in range(4)]
    return [link.action for link in links]


def answered(need, four):
    done, going, moved, dropped = (f"a{action.pk}" for action in four)
    return {
        **day("reviewed_on", TODAY),
        **day("next_review_on", THEN),
        "what_changed": "Ruby sleeps until 7",
        "scored_by": "Ruby and the core group",
        f"n{need.pk}-score": "6",
        f"{done}-answer": "done",
        f"{done}-what_changed": "She did not need her chair",
        **day(f"{done}-done_on", TODAY),
        f"{going}-answer": "going",
        f"{moved}-answer": "moved",
        **day(f"{moved}-new_due_on", THEN),
        f"{moved}-moved_because": "Part on order",
        f"{dropped}-answer": "dropped",
        f"{dropped}-dropped_because": "They moved",
    }


def test_a_plan_is_gone_through_in_one_save(signed_in, worker, child, need, four):
    address = reverse("plan-review", args=[child.pk])
    client = signed_in(worker)
    assert client.get(address).status_code == 200
    assert client.post(address, answered(need, four)).status_code == 302
    done, going, moved, dropped = (Action.objects.get(pk=action.pk) for action in four)
    assert (done.done_on, done.what_changed) == (TODAY, "She did not need her chair")
    assert going.is_open
    assert (moved.due_on, moved.moves.get().because) == (THEN, "Part on order")
    assert moved.moves.get().was_due_on == date(2026, 1, 19)
    assert dropped.dropped_on == TODAY
    score = NeedScore.objects.get()
    assert (score.score, score.scored_by) == (6, "Ruby and the core group")
    page = client.get(reverse("plan", args=[child.pk])).content.decode()
    for words in ("Ruby sleeps until 7", "Part on order", "6 out of 10", "They moved"):
        assert words in page


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        ("what_changed", "Say what changed for the child because of it"),
        ("done_on_year", "Give a year for"),
        ("answer", "Say how it is now"),
    ],
)
def test_done_is_refused_without_what_changed(signed_in, worker, child, need, four, taken, words):
    data = answered(need, four)
    del data[f"a{four[0].pk}-{taken}"]
    page = signed_in(worker).post(reverse("plan-review", args=[child.pk]), data)
    assert words in page.content.decode()
    assert not PlanReview.objects.exists()
    assert Action.objects.open().count() == 4


@pytest.mark.parametrize(
    ("which", "taken", "words"),
    [
        (2, "moved_because", "Say why the date moved"),
        (2, "new_due_on_day", "Give a day for"),
        (3, "dropped_because", "Say why it is no longer needed"),
    ],
)
def test_a_new_date_and_no_longer_needed_say_why(
    signed_in, worker, child, need, four, which, taken, words
):
    data = answered(need, four)
    del data[f"a{four[which].pk}-{taken}"]
    page = signed_in(worker).post(reverse("plan-review", args=[child.pk]), data)
    assert words in page.content.decode()
    assert not ActionMoved.objects.exists()


def test_words_typed_under_another_answer_are_not_kept(signed_in, worker, child, need, four):
    data = answered(need, four) | {f"a{four[1].pk}-what_changed": "Not yet"}
    signed_in(worker).post(reverse("plan-review", args=[child.pk]), data)
    assert Action.objects.get(pk=four[1].pk).what_changed == ""


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (day("reviewed_on", TODAY - timedelta(days=61)), "The plan had not started then"),
        (day("next_review_on", TODAY), "The next review must be after this one"),
        ({"what_changed": ""}, "Fill in"),
    ],
)
def test_a_review_has_a_day_in_the_plan_and_a_later_one(
    signed_in, worker, child, need, four, facts, words
):
    data = answered(need, four) | facts
    page = signed_in(worker).post(reverse("plan-review", args=[child.pk]), data)
    assert words in page.content.decode()
    assert not PlanReview.objects.exists()


def test_the_database_itself_refuses_a_next_review_before_this_one(child):
    review = PlanReviewFactory.build(
        child=child, plan=PlanFactory(child=child), next_review_on=date(2026, 1, 5)
    )
    with pytest.raises(ValidationError):
        review.validate_constraints()


def test_a_brothers_review_starts_with_the_same_day_and_meeting(signed_in, worker, child, plan):
    NeedFactory(child=child, plan=plan)
    alfie = ChildFactory(team=child.team, person__given_name="Alfie")
    AllocationFactory(child=alfie, worker=worker)
    after = PlanReviewFactory(
        child=alfie, reviewed_on=TODAY - timedelta(days=3), next_review_on=THEN
    )
    address = reverse("plan-review", args=[child.pk])
    page = signed_in(worker).get(f"{address}?after={after.pk}")
    assert page.context["form"]["reviewed_on"].value() == after.reviewed_on
    assert page.context["form"]["next_review_on"].value() == THEN


def test_the_meetings_offered_are_the_childs_own_and_held(signed_in, worker, child, plan):
    held, other = (
        MeetingFactory(authority=child.authority, held=True, kind="core_group") for _ in "ab"
    )
    held.children.add(child)
    page = signed_in(worker).get(reverse("plan-review", args=[child.pk]))
    offered = [value for value, _ in page.context["form"].fields["meeting"].choices]
    assert held.pk in offered
    assert other.pk not in offered


def test_who_may_not_record_may_not_go_through_a_plan(signed_in, child, plan, team):
    reader = WorkerFactory(team=team, role="auditor")
    AllocationFactory(child=child, worker=reader, role="other")
    assert signed_in(reader).get(reverse("plan-review", args=[child.pk])).status_code == 403


def test_going_through_a_plan_asks_at_most_twelve_questions_whatever_its_size(
    signed_in, worker, child, plan, django_assert_max_num_queries
):
    for number in range(6):
        need = NeedFactory(child=child, plan=plan, position=number)
        for _ in range(3):
            PlanActionFactory(need=need)
    client = signed_in(worker)
    with django_assert_max_num_queries(15):
        assert client.get(reverse("plan-review", args=[child.pk])).status_code == 200


@pytest.mark.parametrize(
    ("again", "on_time"), [(date(2026, 2, 16), True), (date(2026, 2, 17), False)]
)
def test_a_plan_is_gone_through_again_by_the_day_agreed(child, again, on_time):
    plan = PlanFactory(child=child, started_on=date(2025, 12, 1))
    PlanReviewFactory(
        child=child, plan=plan, reviewed_on=date(2026, 1, 5), next_review_on=date(2026, 2, 16)
    )
    PlanReviewFactory(child=child, plan=plan, reviewed_on=again)
    sweep()
    assert Deadline.objects.filter(code="plan.review").met_in_time().exists() is on_time


@pytest.mark.parametrize(
    ("read", "on_time"), [(date(2026, 1, 12), True), (date(2026, 1, 13), False)]
)
def test_a_child_in_need_plan_is_read_with_the_family_in_five_working_days(child, read, on_time):
    plan = PlanFactory(
        child=child,
        kind="need",
        started_on=date(2026, 1, 5),
        initial_category="",
        latest_category="",
    )
    PlanReadingFactory(child=child, plan=plan, read_on=read)
    sweep()
    assert Deadline.objects.filter(code="cin_plan.written").met_in_time().exists() is on_time


def test_an_action_is_given_a_new_date_by_itself_with_the_reason(signed_in, worker, child):
    action = ActionFactory(child=child)
    address = reverse("action-move", args=[child.pk, action.pk])
    client = signed_in(worker)
    page = client.post(address, {**day("due_on", THEN), "because": ""})
    assert "Say why the date moves" in page.content.decode()
    client.post(address, {**day("due_on", THEN), "because": "School closed"})
    action.refresh_from_db()
    assert (action.due_on, action.moves.get().was_due_on) == (THEN, date(2026, 1, 19))


def test_an_action_closed_by_someone_else_meanwhile_is_said_not_swallowed(
    signed_in, worker, child, need, four
):
    data, first = answered(need, four), four[0]
    first.done_on, first.what_changed = TODAY, "Somebody else wrote this"
    first.save()
    client, address = signed_in(worker), reverse("plan-review", args=[child.pk])
    page = client.post(address, data).content.decode()
    assert "Someone else has closed an action" in page
    assert not PlanReview.objects.exists()
    again = {name: value for name, value in data.items() if not name.startswith(f"a{first.pk}-")}
    assert client.post(address, again).status_code == 302
    first.refresh_from_db()
    assert first.what_changed == "Somebody else wrote this"


def test_programs_read_the_plan_with_its_scores_reviews_and_readings(
    signed_in, worker, child, need, django_assert_max_num_queries
):
    PlanActionFactory(need=need)
    gone = PlanActionFactory(need=need)
    gone.left_on = TODAY
    gone.save()
    PlanReviewFactory(child=child, plan=need.plan, next_review_on=THEN)
    PlanReadingFactory(child=child, plan=need.plan, said="Yes")
    client = signed_in(worker)
    with django_assert_max_num_queries(13):
        (plan,) = client.get("/api/v1/plans/").json()["results"]
    assert len(plan["needs"][0]["actions"]) == 1
    assert plan["reviews"][0]["what_changed"] == "Ruby slept until 7 on two nights"
    assert plan["readings"][0]["read_with"] == "Kirsty"


def test_the_chronology_tells_when_a_plan_was_gone_through_read_and_moved(
    signed_in, worker, child, need
):
    PlanReviewFactory(child=child, plan=need.plan)
    PlanReadingFactory(child=child, plan=need.plan)
    action = ActionFactory(child=child)
    ActionMoved.on_file_of(child, worker, action=action, because="School closed").save()
    page = signed_in(worker).get(reverse("chronology", args=[child.pk])).content.decode()
    for words in ("Plan gone through", "Plan read with Kirsty", "School closed"):
        assert words in page
