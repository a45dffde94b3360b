"""A plan, from its first need to a manager's authorisation and the family's copy."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from casework.actions.models import Action
from casework.plans.models import Need, Plan
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    ActionFactory,
    ChildVisitFactory,
    ContingencyFactory,
    NeedFactory,
    NeedScoreFactory,
    PersonFactory,
    PlanActionFactory,
    PlanFactory,
    RelationshipFactory,
    WorkerFactory,
)
from tests.html import squeezed

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


@pytest.fixture
def plan(child):
    return PlanFactory(child=child, started_on=TODAY - timedelta(days=20))


@pytest.fixture
def whole_plan(plan):
    PlanActionFactory(need=NeedFactory(child=plan.child, plan=plan))
    ContingencyFactory(child=plan.child, plan=plan)
    return plan


def test_a_child_in_need_plan_is_started_and_a_second_is_refused(signed_in, worker, child):
    client = signed_in(worker)
    client.post(reverse("plan-add", args=[child.pk]), day("started_on", TODAY))
    assert Plan.objects.get().kind == "need"
    page = client.post(reverse("plan-add", args=[child.pk]), day("started_on", TODAY))
    assert "already has an open plan" in page.content.decode()


def test_a_need_its_action_its_score_and_what_happens_if_nothing_changes(signed_in, worker, plan):
    client, child = signed_in(worker), plan.child
    client.post(
        reverse("need-add", args=[child.pk]),
        {"need": "Ruby needs to sleep", "what_will_be_different": "She sleeps", "position": 1},
    )
    need = Need.objects.get()
    client.post(
        reverse("plan-action-add", args=[child.pk, need.pk]),
        {
            "a0-need": need.pk,
            "a0-what": "Fit a stair gate",
            "a0-for_child": "on",
            "a0-owner": f"worker:{worker.pk}",
            **day("a0-due_on", TODAY + timedelta(days=7)),
        },
    )
    client.post(
        reverse("need-score-add", args=[child.pk, need.pk]), {"score": 4, **day("scored_on", TODAY)}
    )
    client.post(
        reverse("contingency-add", args=[child.pk]),
        {
            "trigger": "Dean comes back",
            "step": "Ruby goes to Nan’s",
            "who": "Kirsty",
            "when": "That day",
        },
    )
    page = squeezed(client.get(reverse("plan", args=[child.pk])).content.decode())
    for words in ("Ruby needs to sleep", "Fit a stair gate", "Dean comes back", "1 of 1"):
        assert words in page
    assert need.scores.get().score == 4


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"owner_name": ""}, "owner", "Choose who will do this: one person, by name"),
        ({"due_event": ""}, "due_on", "Give a date or an event it must be done by"),
        ({"due_on_year": "2020"}, "due_on", "cannot be before it was agreed"),
    ],
)
def test_an_action_needs_one_owner_and_an_end(signed_in, worker, plan, facts, field, words):
    need = NeedFactory(child=plan.child, plan=plan)
    data = {"need": need.pk, "what": "Ask school", "owner_name": "Mrs Pell"}
    data |= {"due_event": "Before half-term"}
    if "due_on_year" in facts:
        data |= {"due_on_day": "1", "due_on_month": "1"}
    page = signed_in(worker).post(
        reverse("plan-action-add", args=[plan.child_id, need.pk]),
        {f"a0-{name}": value for name, value in {**data, **facts}.items()},
    )
    assert words in str(page.context["rows"][0].errors[field])
    assert "Ask school" in page.content.decode()
    assert not Action.objects.exists()


def test_two_owners_are_one_too_many(signed_in, worker, plan):
    need = NeedFactory(child=plan.child, plan=plan)
    mum = PersonFactory(authority=plan.authority)
    RelationshipFactory(person=plan.child.person, relative=mum)
    page = signed_in(worker).post(
        reverse("plan-action-add", args=[plan.child_id, need.pk]),
        {
            "a0-need": need.pk,
            "a0-what": "x",
            "a0-owner": f"person:{mum.pk}",
            "a0-owner_name": "Mrs Pell",
            "a0-due_event": "Friday",
        },
    )
    assert "one person, by name" in page.content.decode()


def test_an_action_done_says_what_changed_for_the_child(signed_in, worker, child):
    action = ActionFactory(child=child)
    address = reverse("action-close", args=[child.pk, action.pk])
    client = signed_in(worker)
    page = client.post(address, {**day("done_on", TODAY), "what_changed": ""})
    assert "Say what changed for the child" in page.content.decode()
    client.post(address, {**day("done_on", TODAY), "what_changed": "She sleeps"})
    action.refresh_from_db()
    assert action.what_changed == "She sleeps"
    assert "She sleeps" in client.get(reverse("actions", args=[child.pk])).content.decode()


def test_an_action_no_longer_needed_keeps_the_reason(signed_in, worker, child):
    action = ActionFactory(child=child)
    signed_in(worker).post(
        reverse("action-drop", args=[child.pk, action.pk]), {"dropped_because": "They moved"}
    )
    action.refresh_from_db()
    assert action.dropped_on == TODAY


@pytest.mark.parametrize(
    ("done", "in_time"), [(date(2026, 1, 19), True), (date(2026, 1, 20), False)]
)
def test_an_action_is_judged_by_its_own_date(child, done, in_time):
    ActionFactory(child=child, due_on=date(2026, 1, 19), done_on=done, what_changed="It helped")
    sweep()
    assert Deadline.objects.filter(code="action.due").met_in_time().exists() is in_time


def test_the_database_itself_refuses_an_action_without_owner_or_end(child):
    for facts in ({"owner_name": ""}, {"due_on": None}):
        with pytest.raises(ValidationError):
            ActionFactory.build(child=child, **facts).validate_constraints()


def test_a_plan_that_lacks_what_a_plan_must_say_cannot_be_sent(signed_in, worker, plan):
    NeedFactory(child=plan.child, plan=plan)
    page = signed_in(worker).post(reverse("plan-submit", args=[plan.child_id, plan.pk]))
    assert "has no action" in page.content.decode()
    assert "Say what will happen if things do not change" in page.content.decode()


def test_a_plan_is_sent_returned_and_authorised(signed_in, worker, manager, whole_plan):
    args = [whole_plan.child_id, whole_plan.pk]
    signed_in(worker).post(reverse("plan-submit", args=args))
    assert "Child protection plan" in signed_in(manager).get(reverse("authorise")).content.decode()
    back = {"send_back": "1", "returned_because": "Say when"}
    signed_in(manager).post(reverse("plan-authorise", args=args), back)
    whole_plan.refresh_from_db()
    assert whole_plan.state == "returned"
    signed_in(worker).post(reverse("plan-submit", args=args))
    signed_in(manager).post(reverse("plan-authorise", args=args))
    whole_plan.refresh_from_db()
    assert (whole_plan.state, whole_plan.authorised_by) == ("authorised", manager)


def test_nobody_authorises_the_plan_they_sent(signed_in, manager, whole_plan):
    args = [whole_plan.child_id, whole_plan.pk]
    client = signed_in(manager)
    client.post(reverse("plan-submit", args=args))
    page = client.post(reverse("plan-authorise", args=args))
    assert "another manager must authorise it" in page.content.decode()


def test_a_worker_may_not_authorise(signed_in, worker, whole_plan):
    args = [whole_plan.child_id, whole_plan.pk]
    assert signed_in(worker).get(reverse("plan-authorise", args=args)).status_code == 403


def test_the_familys_copy_names_nobody_else_and_leaves_scores_out(signed_in, worker, whole_plan):
    NeedScoreFactory(child=whole_plan.child, need=whole_plan.needs.get(), score=3)
    page = signed_in(worker).get(reverse("plan-family-copy", args=[whole_plan.child_id]))
    words = page.content.decode()
    assert "Ruby needs to sleep" in words
    assert "out of 10" not in words


def test_another_childs_need_is_not_found(signed_in, worker, plan):
    other = NeedFactory(child__team=plan.child.team)
    address = reverse("need-edit", args=[plan.child_id, other.pk])
    assert signed_in(worker).get(address).status_code == 404


def test_a_plan_page_asks_at_most_twelve_questions_whatever_its_size(
    signed_in, worker, plan, django_assert_max_num_queries
):
    for number in range(8):
        need = NeedFactory(child=plan.child, plan=plan, position=number)
        for _ in range(3):
            PlanActionFactory(need=need)
        NeedScoreFactory(child=plan.child, need=need)
    client = signed_in(worker)
    for name in ("plan", "plan-family-copy", "actions"):
        # the session, who is signed in and the look; the council's own words, once a minute; and on
        # the plan, when a manager looked at it, who else visits and whether one may say so
        with django_assert_max_num_queries(15 + 5):
            assert client.get(reverse(name, args=[plan.child_id])).status_code == 200


@pytest.mark.parametrize(
    ("kind", "code", "last", "late"),
    [
        ("protection", "cp_visit.first", date(2026, 1, 19), date(2026, 1, 20)),
        ("need", "cin_visit.first", date(2026, 2, 2), date(2026, 2, 3)),
    ],
)
def test_the_first_visit_has_its_working_days(child, kind, code, last, late):
    PlanFactory(child=child, kind=kind, started_on=date(2026, 1, 5))
    for seen, in_time in ((late, False), (last, True)):
        ChildVisitFactory(child=child, held_on=seen)
        sweep()
        assert Deadline.objects.filter(code=code).met_in_time().exists() is in_time


@pytest.mark.parametrize(
    ("kind", "code", "last", "late"),
    [
        ("protection", "cp_visit.next", date(2026, 1, 19), date(2026, 1, 20)),
        ("need", "cin_visit.next", date(2026, 2, 2), date(2026, 2, 3)),
    ],
)
def test_visits_follow_each_other_in_working_days(child, kind, code, last, late):
    PlanFactory(child=child, kind=kind, started_on=date(2026, 1, 5))
    ChildVisitFactory(child=child, held_on=date(2026, 1, 5))
    for seen, in_time in ((late, False), (last, True)):
        ChildVisitFactory(child=child, held_on=seen)
        sweep()
        first = Deadline.objects.filter(code=code).earliest("opened_at")
        assert (first.met_at <= first.due_at) is in_time


def test_a_visit_at_which_the_child_was_not_seen_meets_nothing(child):
    PlanFactory(child=child, started_on=date(2026, 1, 5))
    ChildVisitFactory(
        child=child, held_on=date(2026, 1, 9), seen=False, not_seen_because="No one was home"
    )
    sweep()
    assert Deadline.objects.get(code="cp_visit.first").met_at is None
    assert not Deadline.objects.filter(code="cp_visit.next").exists()


def test_an_early_visit_opens_the_next_from_its_own_day(child):
    PlanFactory(child=child, started_on=date(2026, 1, 5))
    for seen in (date(2026, 1, 5), date(2026, 1, 7)):
        ChildVisitFactory(child=child, held_on=seen)
    sweep()
    last = Deadline.objects.filter(code="cp_visit.next").latest("opened_at")
    assert timezone.localtime(last.due_at).date() == date(2026, 1, 21)


def test_one_manager_of_another_team_finds_no_plan_to_authorise(signed_in, stranger, whole_plan):
    other = WorkerFactory(team=stranger.team, role="team_manager")
    args = [whole_plan.child_id, whole_plan.pk]
    assert signed_in(other).get(reverse("plan-authorise", args=args)).status_code == 404
