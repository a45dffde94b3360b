"""Whose visit meets what a plan, an assessment or an enquiry asks for."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.access.roles import ROLES, SOCIAL_WORKERS
from casework.plans.models import Plan
from casework.recording.models import ChildVisit
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    ChildVisitFactory,
    PlanFactory,
    PlanVisitorFactory,
    Section47Factory,
    WorkerFactory,
)
from tests.recording.test_visits import LAST_WEEK, answers, preview_of

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 1, 5)
NEED = {"kind": "need", "initial_category": "", "latest_category": ""}


@pytest.fixture
def helper(team, child):
    helper = WorkerFactory(team=team, role="family_support", username="dawn")
    AllocationFactory(child=child, worker=helper, role="family_support")
    return helper


def visited(child, visitor, day=MONDAY):
    return ChildVisitFactory(child=child, held_on=day, visit__worker=visitor)


def met(code):
    sweep()
    return Deadline.objects.get(code=code).met_at is not None


def starts(child):
    """What each clock begins with."""
    return {
        "cp_visit.first": lambda: PlanFactory(child=child),
        "cin_visit.first": lambda: PlanFactory(child=child, **NEED),
        "s47.child_seen": lambda: Section47Factory(child=child),
        "assessment.child_seen": lambda: AssessmentFactory(child=child),
    }


CLOCKS = ["cp_visit.first", "cin_visit.first", "s47.child_seen", "assessment.child_seen"]


@pytest.mark.parametrize("code", CLOCKS)
@pytest.mark.parametrize("role", ROLES)
def test_a_visit_counts_where_the_visitor_does_a_social_workers_work(child, team, code, role):
    starts(child)[code]()
    visitor = WorkerFactory(team=team, role=role)
    if plan := Plan.objects.child_protection().first():
        PlanVisitorFactory(child=child, plan=plan, worker=visitor)
    visited(child, visitor)
    assert met(code) is (role in SOCIAL_WORKERS)


@pytest.mark.parametrize(
    ("code", "counts"),
    [
        ("cp_visit.first", False),
        ("s47.child_seen", False),
        ("cin_visit.first", True),
        ("assessment.child_seen", True),
    ],
)
def test_a_lead_practitioner_who_is_no_social_worker_leads_only_a_child_in_need(
    child, helper, code, counts
):
    AllocationFactory(child=child, worker=helper, role="lead_practitioner", started_on=MONDAY)
    starts(child)[code]()
    visited(child, helper)
    assert met(code) is counts


def test_whoever_led_after_the_visit_did_not_lead_at_it(child, helper):
    AllocationFactory(
        child=child, worker=helper, role="lead_practitioner", started_on=MONDAY + timedelta(days=1)
    )
    PlanFactory(child=child, **NEED)
    visited(child, helper)
    assert not met("cin_visit.first")


def test_a_visit_is_judged_by_the_visitors_role_at_the_visit(child, helper, worker):
    PlanFactory(child=child)
    visited(child, helper, MONDAY)
    visited(child, worker, MONDAY + timedelta(days=4))
    helper.role, worker.role = "social_worker", "auditor"
    helper.save()
    worker.save()
    sweep()
    first = Deadline.objects.get(code="cp_visit.first")
    assert timezone.localtime(first.met_at).date() == MONDAY + timedelta(days=4)


def test_a_support_visit_between_neither_meets_nor_opens_the_next(child, helper, worker):
    PlanFactory(child=child)
    visited(child, worker, MONDAY)
    visited(child, helper, MONDAY + timedelta(days=7))
    sweep()
    open_ = Deadline.objects.get(code="cp_visit.next")
    assert (open_.met_at, timezone.localtime(open_.due_at).date()) == (None, date(2026, 1, 19))


def test_the_form_says_before_saving_that_the_visit_does_not_count_and_keeps_it_as_it_is(
    signed_in, child, helper
):
    PlanFactory(child=child, started_on=LAST_WEEK)
    sweep()
    due = Deadline.objects.get(code="cp_visit.first")
    client = signed_in(helper)
    preview = preview_of(client, [child], LAST_WEEK)
    assert "stays due by" in preview
    assert "a child protection visit is made by the child’s social worker" in preview
    client.post(reverse("visit-add", args=[child.pk]), answers([child], reason="plan"))
    visit = ChildVisit.objects.get()
    assert (visit.purpose, visit.visit.worker_role) == ("support", "family_support")
    due.refresh_from_db()
    assert due.met_at is None


def test_the_form_says_what_a_leads_visit_starts(signed_in, child, helper):
    AllocationFactory(child=child, worker=helper, role="lead_practitioner", started_on=MONDAY)
    PlanFactory(child=child, started_on=LAST_WEEK, **NEED)
    sweep()
    assert "will be due by" in preview_of(signed_in(helper), [child], LAST_WEEK)


def test_the_enquiry_is_not_given_a_support_workers_visit_as_the_day_the_child_was_seen(
    signed_in, worker, child, helper
):
    enquiry = Section47Factory(child=child)
    visited(child, helper, MONDAY)
    visited(child, worker, MONDAY + timedelta(days=1))
    page = signed_in(worker).get(reverse("section47-finish", args=[child.pk, enquiry.pk]))
    assert page.context["form"].initial["child_seen_on"] == MONDAY + timedelta(days=1)
