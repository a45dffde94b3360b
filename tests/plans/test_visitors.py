"""Whose visit is a child protection visit: the lead's of that day, their cover's, or whom the plan
names; and how a plan comes to name someone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from casework.access.models import Absence
from casework.plans.models import PlanVisitor
from casework.recording.next_visit import not_counted
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    AllocationFactory,
    ChildVisitFactory,
    PlanFactory,
    PlanVisitorFactory,
    WorkerFactory,
)
from tests.html import squeezed

pytestmark = pytest.mark.django_db
MONDAY, DAY = date(2026, 1, 5), timedelta(days=1)
FRIDAY = MONDAY + 4 * DAY


@pytest.fixture
def plan(child):
    return PlanFactory(child=child, started_on=MONDAY)


@pytest.fixture
def other(team):
    """A social worker of the team who does not work with the child."""
    return WorkerFactory(team=team, username="passing", first_name="Sam", last_name="Okoro")


def met_by(child, visitor, day=FRIDAY):
    """Whether this visit meets the first visit; the form says beforehand what the clock does."""
    sweep()
    said = not_counted(Deadline.objects.get(code="cp_visit.first"), visitor, day)
    visit = ChildVisitFactory(child=child, held_on=day, visit__worker=visitor)
    sweep()
    met = Deadline.objects.get(code="cp_visit.first").met_at is not None
    assert met is (said == "")
    visit.visit.delete()
    return met


def away(worker, deputy, first, last):
    Absence.objects.create(
        worker=worker, deputy=deputy, started_on=first, until=last, set_by=worker
    )


@pytest.mark.usefixtures("plan")
def test_a_social_worker_who_passes_by_does_not_make_the_leads_visit(child, worker, other):
    assert met_by(child, worker)
    assert not met_by(child, other)


@pytest.mark.usefixtures("plan")
def test_a_team_manager_is_not_the_lead_either(child, manager):
    assert not met_by(child, manager)


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("changed_on", "before", "after"), [(FRIDAY - DAY, False, True), (FRIDAY + DAY, True, False)]
)
def test_it_is_asked_who_led_that_day(child, worker, other, changed_on, before, after):
    child.allocations.update(ended_on=changed_on)
    AllocationFactory(child=child, worker=other, started_on=changed_on)
    assert (met_by(child, worker), met_by(child, other)) == (before, after)


@pytest.mark.usefixtures("plan")
def test_on_the_day_of_handing_over_either_of_them_visits(child, worker, other):
    child.allocations.update(ended_on=FRIDAY)
    AllocationFactory(child=child, worker=other, started_on=FRIDAY)
    assert met_by(child, worker)
    assert met_by(child, other)


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("first", "last", "counts"),
    [
        (FRIDAY, FRIDAY, True),
        (FRIDAY - DAY, FRIDAY + DAY, True),
        (FRIDAY + DAY, FRIDAY + 2 * DAY, False),
        (FRIDAY - 2 * DAY, FRIDAY - DAY, False),
    ],
)
def test_who_covers_for_the_lead_makes_their_visits_those_days(
    child, worker, other, first, last, counts
):
    away(worker, other, first, last)
    assert met_by(child, other) is counts


@pytest.mark.usefixtures("plan")
def test_who_covers_for_someone_else_makes_no_visit_of_this_child(child, manager, other):
    away(manager, other, FRIDAY, FRIDAY)
    assert not met_by(child, other)


@pytest.mark.parametrize(
    ("first", "last", "counts"),
    [(FRIDAY, FRIDAY, True), (FRIDAY + DAY, FRIDAY + DAY, False), (MONDAY, FRIDAY - DAY, False)],
)
def test_whom_the_plan_names_visits_from_the_day_to_the_day(
    child, plan, other, first, last, counts
):
    PlanVisitorFactory(child=child, plan=plan, worker=other, started_on=first, until=last)
    assert met_by(child, other) is counts


def test_a_name_withdrawn_as_a_mistake_names_nobody(child, plan, other, manager):
    named = PlanVisitorFactory(child=child, plan=plan, worker=other)
    PlanVisitor.objects.filter(pk=named.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=manager, withdrawn_because="Wrong plan"
    )
    assert not met_by(child, other)


def test_a_named_visitor_neither_opens_nor_meets_another_childs_clock(child, plan, other, team):
    from tests.factories import ChildFactory

    sister = ChildFactory(team=team)
    sisters_plan = PlanFactory(child=sister, started_on=MONDAY)
    PlanVisitorFactory(child=sister, plan=sisters_plan, worker=other)
    sweep()
    ChildVisitFactory(child=child, held_on=FRIDAY, visit__worker=other)
    sweep()
    assert Deadline.objects.get(child=child, code="cp_visit.first").met_at is None


def test_the_next_visit_is_counted_from_a_named_visitors(child, plan, other, worker):
    PlanVisitorFactory(child=child, plan=plan, worker=other)
    ChildVisitFactory(child=child, held_on=MONDAY, visit__worker=worker)
    ChildVisitFactory(child=child, held_on=FRIDAY, visit__worker=other)
    sweep()
    first, second = Deadline.objects.filter(code="cp_visit.next").order_by("opened_at")
    assert timezone.localtime(first.met_at).date() == FRIDAY
    assert second.met_at is None


def test_a_child_in_need_plan_may_name_someone_who_is_no_social_worker(child, team):
    helper = WorkerFactory(team=team, role="family_support")
    AllocationFactory(child=child, worker=helper, role="family_support")
    need = PlanFactory(child=child, kind="need", initial_category="", latest_category="")
    ChildVisitFactory(child=child, held_on=FRIDAY, visit__worker=helper)
    sweep()
    assert Deadline.objects.get(code="cin_visit.first").met_at is None
    PlanVisitorFactory(child=child, plan=need, worker=helper)
    sweep()
    assert Deadline.objects.get(code="cin_visit.first").met_at


# Pages


def read(client, child) -> str:
    return squeezed(client.get(reverse("plan", args=[child.pk])).content.decode())


def naming(visitor, first, last, because="She speaks Polish"):
    return {"worker": visitor.pk, "because": because} | days(started_on=first) | days(until=last)


def days(**named):
    return {
        f"{name}_{part}": getattr(day, part)
        for name, day in named.items()
        for part in ("day", "month", "year")
    }


def test_the_lead_names_a_visitor_and_everyone_reads_it(
    signed_in, worker, manager, child, plan, other
):
    client, today = signed_in(worker), timezone.localdate()
    assert "Only a visit by the lead social worker, by whoever covers" in read(client, child)
    client.post(reverse("plan-visitor-add", args=[child.pk]), naming(other, today, today + DAY))
    named = PlanVisitor.objects.get()
    assert (named.plan, named.worker, named.recorded_by) == (plan, other, worker)
    said = read(signed_in(manager), child)
    assert "Sam Okoro" in said
    assert "She speaks Polish" in said
    api = APIClient()
    api.force_authenticate(manager)
    [visitor] = api.get(reverse("plan-list")).json()["results"][0]["visitors"]
    assert (visitor["worker"], visitor["because"]) == ("passing", "She speaks Polish")


def test_a_name_given_puts_the_clock_right_at_once(
    signed_in, manager, child, plan, other, on_commit
):
    ChildVisitFactory(child=child, held_on=FRIDAY, visit__worker=other)
    sweep()
    assert Deadline.objects.get(code="cp_visit.first").met_at is None
    facts = naming(other, MONDAY, timezone.localdate())
    with on_commit():
        signed_in(manager).post(reverse("plan-visitor-add", args=[child.pk]), facts)
    assert Deadline.objects.get(code="cp_visit.first").met_at


def test_cover_set_down_puts_the_clock_right_at_once(
    signed_in, worker, child, plan, other, on_commit
):
    today = timezone.localdate()
    ChildVisitFactory(child=child, held_on=today, visit__worker=other)
    sweep()
    assert Deadline.objects.get(code="cp_visit.first").met_at is None
    facts = {"worker": worker.pk, "deputy": other.pk} | days(started_on=today, until=today + DAY)
    with on_commit():
        signed_in(worker).post(reverse("absence-add"), facts)
    assert Deadline.objects.get(code="cp_visit.first").met_at


def test_only_a_manager_names_someone_for_days_gone_by(signed_in, worker, child, plan, other):
    today = timezone.localdate()
    address = reverse("plan-visitor-add", args=[child.pk])
    page = signed_in(worker).post(address, naming(other, today - DAY, today))
    assert "only a manager may go back" in page.content.decode()
    assert not PlanVisitor.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (MONDAY - DAY, FRIDAY, "The plan had not started then"),
        (FRIDAY, MONDAY, "The last day is before the first"),
    ],
)
def test_days_that_cannot_be_are_said(signed_in, manager, child, plan, other, first, last, said):
    address = reverse("plan-visitor-add", args=[child.pk])
    page = signed_in(manager).post(address, naming(other, first, last))
    assert said in page.content.decode()
    assert not PlanVisitor.objects.exists()


def test_who_cannot_open_the_file_is_not_named(signed_in, worker, child, plan, stranger):
    today = timezone.localdate()
    address = reverse("plan-visitor-add", args=[child.pk])
    page = signed_in(worker).post(address, naming(stranger, today, today))
    assert "cannot open Ruby’s file: allocate them first" in page.content.decode()


def test_to_a_child_who_needs_protection_only_a_social_worker_can_be_named(
    signed_in, worker, child, plan, team
):
    helper = WorkerFactory(team=team, role="family_support")
    page = signed_in(worker).get(reverse("plan-visitor-add", args=[child.pk]))
    assert helper not in page.context["form"].fields["worker"].queryset


def test_who_passes_by_names_nobody_and_sees_no_button(signed_in, child, plan, other):
    client = signed_in(other)
    assert client.get(reverse("plan-visitor-add", args=[child.pk])).status_code == 403
    assert "Name another visitor" not in read(client, child)


def test_a_plan_that_ended_names_nobody(signed_in, worker, child, plan):
    plan.ended_on, plan.end_reason, plan.end_because = FRIDAY, "All is well", "needs_met"
    plan.save()
    assert signed_in(worker).get(reverse("plan-visitor-add", args=[child.pk])).status_code == 404


def test_they_visit_no_longer_when_the_day_is_changed(signed_in, worker, child, plan, other):
    today = timezone.localdate()
    named = PlanVisitorFactory(child=child, plan=plan, worker=other, until=today + 9 * DAY)
    address = reverse("plan-visitor-end", args=[child.pk, named.pk])
    signed_in(worker).post(address, days(until=today - DAY))
    named.refresh_from_db()
    assert named.until == today - DAY
    assert "Sam Okoro" not in read(signed_in(worker), child).partition("Who visits")[2]


def test_who_has_left_is_not_said_to_visit(signed_in, worker, child, plan, other):
    PlanVisitorFactory(child=child, plan=plan, worker=other, until=timezone.localdate())
    other.is_active = False
    other.save()
    assert "Sam Okoro" not in read(signed_in(worker), child)
