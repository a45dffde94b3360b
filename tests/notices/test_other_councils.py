"""Nobody of another council is told anything of a child here, whatever their role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audits import operations as audit_operations
from casework.notices.deadline_notices import tell_of_deadlines
from casework.notices.models import Notice
from casework.notices.recipients import around, tell
from missing.operations import tell_missing
from tests.factories import AllocationFactory, AuditFactory, MissingEpisodeFactory, WorkerFactory

ROLES = [
    "social_worker",
    "family_support",
    "team_manager",
    "service_manager",
    "missing_coordinator",
    "conference_chair",
    "auditor",
    "data_analyst",
    "administrator",
    "inspector",
]
CODES = ["assessment.complete", "rhi.complete", "conference.initial", "assessment.authorise"]
LONG_AGO = -24 * 90


@pytest.fixture
def others(elsewhere):
    """Everyone of another council."""
    return {elsewhere, *(WorkerFactory(team=elsewhere.team, role=role) for role in ROLES)}


def workers_told():
    return {notice.worker for notice in Notice.objects.all()}


def test_what_is_long_late_is_passed_up_in_its_own_council_only(
    due, others, worker, manager, service_manager, coordinator
):
    for code in CODES:
        due(in_hours=LONG_AGO, code=code)
    tell_of_deadlines()
    assert {worker, manager, service_manager} <= workers_told()
    assert workers_told() & others == set()


def test_a_child_held_by_no_one_is_no_other_councils(due, others, manager):
    for code in CODES:
        due(in_hours=LONG_AGO, code=code, worker=None)
    tell_of_deadlines()
    assert manager in workers_told()
    assert workers_told() & others == set()


def test_a_missing_child_is_told_to_this_councils_coordinators(child, others, coordinator):
    tell_missing(MissingEpisodeFactory(child=child))
    assert coordinator in workers_told()
    assert workers_told() & others == set()


@pytest.mark.parametrize("role", ROLES)
def test_no_one_of_another_council_is_around_a_child(child, others, worker, role):
    assert set(around(child, roles=[role])) & others == set()


def test_an_audit_is_told_to_no_one_of_another_council(child, others, manager, service_manager):
    today = timezone.localdate()
    audit = AuditFactory(child=child, due_on=today, not_safe_because="Dean is back")
    audit_operations.say_not_safe(audit)
    audit_operations.tell_leaders(audit)
    assert {manager, service_manager} <= workers_told()
    assert workers_told() & others == set()


def test_someone_elsewhere_allocated_in_error_is_told_nothing(child, due, elsewhere):
    AllocationFactory(child=child, worker=elsewhere, role="other")
    due(in_hours=LONG_AGO, worker=elsewhere)
    due(in_hours=1, worker=elsewhere)
    tell_of_deadlines()
    tell_missing(MissingEpisodeFactory(child=child))
    assert elsewhere not in workers_told()


def test_whoever_may_not_know_of_a_child_is_not_told_by_any_deed(child, elsewhere, stranger, team):
    gone = WorkerFactory(team=team, is_active=False)
    people = [elsewhere, stranger, gone, WorkerFactory(team=team, role="administrator")]
    assert (
        tell(people, child=child, kind=Notice.Kind.REVIEWED, about="Your interview was reviewed")
        == []
    )
    assert not Notice.objects.exists()


def test_whoever_wrote_something_and_works_with_the_child_no_longer_is_not_told(child, team):
    writer = WorkerFactory(team=team, role="family_support")
    AllocationFactory(
        child=child,
        worker=writer,
        role="family_support",
        ended_on=timezone.localdate() + timedelta(days=-1),
    )
    assert tell([writer], child=child, kind=Notice.Kind.REVIEWED, about="Reviewed") == []
