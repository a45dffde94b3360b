"""Writing a plan once for brothers and sisters, each with needs of their own."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from casework.actions.models import Action
from casework.children.shared_words import LEFT_OUT
from casework.plans.models import Contingency, FamilyPlan, Need, Plan, PlanReading
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    ChildFactory,
    ContingencyFactory,
    NeedFactory,
    PersonFactory,
    PlanFactory,
    RelationshipFactory,
)
from tests.html import squeezed

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


@pytest.fixture
def brother(child, worker):
    alfie = ChildFactory(team=child.team, person__given_name="Alfie")
    AllocationFactory(child=alfie, worker=worker)
    RelationshipFactory(person=child.person, relative=alfie.person, kind="brother")
    return alfie


@pytest.fixture
def plans(child, brother):
    return [
        PlanFactory(child=sibling, started_on=TODAY - timedelta(days=9))
        for sibling in (child, brother)
    ]


def test_a_plan_is_written_once_for_brothers_and_sisters(signed_in, worker, child, brother):
    data = {
        **day("started_on", TODAY),
        "worries": "Nobody sleeps",
        "going_well": "Nan helps",
        f"{child.number}-own_words": "I want Mum to get up first",
        f"{brother.number}-included": "on",
        f"{brother.number}-own_words": "Looks for Ruby",
    }
    assert signed_in(worker).post(reverse("plan-add", args=[child.pk]), data).status_code == 302
    ruby, alfie = (Plan.objects.get(child=sibling) for sibling in (child, brother))
    assert FamilyPlan.objects.get().worries == "Nobody sleeps"
    assert ruby.family_id == alfie.family_id
    assert (ruby.own_words, alfie.own_words) == ("I want Mum to get up first", "Looks for Ruby")


def test_a_brother_who_is_not_ticked_has_no_plan(signed_in, worker, child, brother):
    signed_in(worker).post(reverse("plan-add", args=[child.pk]), day("started_on", TODAY))
    assert list(Plan.objects.values_list("child", flat=True)) == [child.pk]


def test_the_familys_part_is_changed_once_for_all(signed_in, worker, child, plans):
    family = FamilyPlan.objects.create(authority=child.authority)
    Plan.objects.update(family=family)
    client, address = signed_in(worker), reverse("plan-family", args=[child.pk])
    assert "Ruby and Alfie" in client.get(address).content.decode()
    client.post(address, {"going_well": "Nan has them on Wednesdays"})
    family.refresh_from_db()
    assert family.going_well == "Nan has them on Wednesdays"


def test_a_plan_without_a_familys_part_is_given_one(signed_in, worker, child, plans):
    address = reverse("plan-family", args=[child.pk])
    signed_in(worker).post(address, {"worries": "Nobody sleeps"})
    assert Plan.objects.get(child=child).family.worries == "Nobody sleeps"


def test_a_need_is_offered_to_a_brother_in_words_of_his_own(signed_in, worker, plans, brother):
    need = NeedFactory(child=plans[0].child, plan=plans[0], starting_point="Ruby is up at night")
    client, address = signed_in(worker), reverse("need-copy", args=[plans[0].child_id, need.pk])
    page = client.get(address).content.decode()
    assert "Alfie needs to sleep without listening out" in page
    assert "Ruby is up at night" not in page
    mark = brother.number
    data = {
        f"{mark}-included": "on",
        f"{mark}-need": "Alfie needs to settle",
        f"{mark}-what_will_be_different": "Alfie sleeps",
    }
    assert client.post(address, data).status_code == 302
    assert Need.objects.get(plan=plans[1]).need == "Alfie needs to settle"
    need.refresh_from_db()
    assert need.need.startswith("Ruby needs")


def test_nothing_is_copied_to_a_brother_unless_he_is_ticked(signed_in, worker, plans):
    need = NeedFactory(child=plans[0].child, plan=plans[0])
    address = reverse("need-copy", args=[plans[0].child_id, need.pk])
    page = signed_in(worker).post(address, {})
    assert "Tick who needs this too" in page.content.decode()
    assert Need.objects.count() == 1


def test_a_need_is_not_offered_to_a_brother_nobody_here_may_know_of(
    signed_in, worker, plans, restricted_child, brother
):
    RelationshipFactory(
        person=plans[0].child.person, relative=restricted_child.person, kind="brother"
    )
    PlanFactory(child=restricted_child)
    need = NeedFactory(child=plans[0].child, plan=plans[0])
    address = reverse("need-copy", args=[plans[0].child_id, need.pk])
    assert "Hidden" not in signed_in(worker).get(address).content.decode()


def row(number, need, **facts):
    facts = {"need": need.pk, "owner_name": "Mrs Pell", "due_event": "Friday"} | facts
    return {f"a{number}-{name}": value for name, value in facts.items()}


def test_several_actions_are_added_on_one_page(signed_in, worker, plans):
    first, second = (NeedFactory(child=plans[0].child, plan=plans[0]) for _ in "ab")
    data = {
        **row(0, first, what="Fit a stair gate", owner_agency="housing"),
        **row(2, second, what="Breakfast club", for_child="on"),
        "a1-need": first.pk,
        "a1-for_child": "on",
    }
    address = reverse("plan-actions-add", args=[plans[0].child_id])
    assert signed_in(worker).post(address, data).status_code == 302
    assert [link.action.what for link in first.actions.all()] == ["Fit a stair gate"]
    assert [link.action.what for link in second.actions.all()] == ["Breakfast club"]
    assert Action.objects.get(what="Fit a stair gate").owner_note == "Housing"


def test_one_wrong_row_saves_none_and_keeps_what_was_typed(signed_in, worker, plans):
    need = NeedFactory(child=plans[0].child, plan=plans[0])
    data = row(0, need, what="Fit a gate") | row(1, need, what="Ring school", owner_name="")
    address = reverse("plan-actions-add", args=[plans[0].child_id])
    page = signed_in(worker).post(address, data)
    assert "Choose who will do this: one person, by name" in page.content.decode()
    assert "Fit a gate" in page.content.decode()
    assert not Action.objects.exists()


def test_a_page_of_actions_sent_empty_says_so(signed_in, worker, plans):
    NeedFactory(child=plans[0].child, plan=plans[0])
    address = reverse("plan-actions-add", args=[plans[0].child_id])
    assert "Write at least one action" in signed_in(worker).post(address, {}).content.decode()


def test_an_agency_without_a_name_is_refused(child):
    with pytest.raises(ValidationError, match="Give the name of the person"):
        ActionFactory.build(
            child=child, owner_name="", owner_person=PersonFactory(), owner_agency="police"
        ).validate_constraints()


def test_one_list_offers_family_professionals_and_workers(signed_in, worker, plans):
    child = plans[0].child
    mum, teacher = (PersonFactory(authority=child.authority) for _ in "ab")
    RelationshipFactory(person=child.person, relative=mum, kind="mother")
    RelationshipFactory(person=child.person, relative=teacher, kind="teacher")
    NeedFactory(child=child, plan=plans[0])
    page = signed_in(worker).get(reverse("plan-actions-add", args=[child.pk]))
    groups = dict(page.context["rows"][0].fields["owner"].choices[1:])
    assert list(groups) == ["Family", "People who help Ruby", "Workers on this file"]
    assert f"person:{mum.pk}" in dict(groups["Family"])
    assert f"worker:{worker.pk}" in dict(groups["Workers on this file"])


def test_what_happens_if_nothing_changes_is_written_for_a_brother_too(signed_in, worker, plans):
    data = {
        "trigger": "Dean comes",
        "step": "Nan’s",
        "who": "Kirsty",
        "when": "That day",
        "also_for": [plans[1].pk],
    }
    address = reverse("contingency-add", args=[plans[0].child_id])
    signed_in(worker).post(address, data)
    assert set(Contingency.objects.values_list("plan", flat=True)) == {plan.pk for plan in plans}


def test_what_stands_on_a_brothers_file_does_not_name_her_whose_file_is_restricted(
    signed_in, worker, plans
):
    ruby = plans[0].child
    ruby.restricted = True
    ruby.save()
    AllocationFactory(child=ruby, worker=worker, role="joint")
    data = {
        "trigger": f"Dean comes. {ruby.first_name} hides.",
        "step": "Nan’s",
        "who": "Kirsty",
        "when": "That day",
        "also_for": [plans[1].pk],
    }
    signed_in(worker).post(reverse("contingency-add", args=[ruby.pk]), data)
    own, copied = (Contingency.objects.get(plan=plan).trigger for plan in plans)
    assert own == data["trigger"]
    assert copied == f"Dean comes. {LEFT_OUT}"


def test_what_happens_if_nothing_changes_can_be_put_right(signed_in, worker, plans):
    contingency = ContingencyFactory(child=plans[0].child, plan=plans[0])
    address = reverse("contingency-edit", args=[plans[0].child_id, contingency.pk])
    signed_in(worker).post(
        address,
        {"trigger": contingency.trigger, "step": "Ring 999", "who": "Kirsty", "when": "At once"},
    )
    contingency.refresh_from_db()
    assert contingency.step == "Ring 999"


def test_a_plan_is_read_with_each_parent_by_themselves(signed_in, worker, plans):
    address = reverse("plan-read", args=[plans[0].child_id])
    client = signed_in(worker)
    for who in ("Kirsty", "Craig"):
        client.post(address, {**day("read_on", TODAY), "read_with": who, "said": f"{who} agrees"})
    assert PlanReading.objects.filter(plan=plans[0]).count() == 2
    page = squeezed(client.get(reverse("plan", args=[plans[0].child_id])).content.decode())
    assert "Kirsty agrees" in page
    assert "and with Craig" in page


@pytest.mark.parametrize(
    "name", ["plan-actions-add", "contingency-add", "plan-read", "plan-family"]
)
def test_a_child_without_an_open_plan_has_none_of_these(signed_in, worker, child, name):
    assert signed_in(worker).get(reverse(name, args=[child.pk])).status_code == 404


@pytest.mark.parametrize(("typed", "scores"), [("2", [2]), ("", []), ("0", [0])])
def test_a_need_is_written_with_where_it_stands(signed_in, worker, plans, typed, scores):
    data = {
        "need": "Ruby needs to sleep",
        "what_will_be_different": "She sleeps",
        "position": "1",
        "score": typed,
    }
    signed_in(worker).post(reverse("need-add", args=[plans[0].child_id]), data)
    need = Need.objects.get(plan=plans[0])
    assert [score.score for score in need.scores.all()] == scores
    assert need.position == 1
