from datetime import timedelta

import pytest
from django.utils import timezone

from casework.access.job_runs import Run
from casework.notices.deadline_notices import tell_of_deadlines
from casework.notices.models import Notice, Told
from casework.notices.tasks import sweep_and_tell, tell_workers
from casework.timescales.models import Deadline
from casework.timescales.registry import registry
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    ChildFactory,
    TeamFactory,
    WorkerFactory,
)

HOUR = timedelta(hours=1)


def workers_told():
    return {(notice.worker.username, notice.kind) for notice in Notice.objects.all()}


@pytest.mark.parametrize(("in_hours", "says"), [(49, set()), (47, {("amira", "due_soon")})])
def test_the_worker_is_told_once_it_is_due_soon(due, manager, in_hours, says):
    due(in_hours=in_hours)
    tell_of_deadlines()
    assert workers_told() == says


def test_when_overdue_the_worker_and_their_manager_are_told(due, manager):
    due(in_hours=-1)
    assert tell_of_deadlines() == 2
    assert workers_told() == {("amira", "overdue"), ("helen", "escalated")}


def test_every_manager_of_the_team_is_told_and_none_of_another(due, manager, team, stranger):
    WorkerFactory(team=team, role="team_manager", username="denise")
    WorkerFactory(team=stranger.team, role="team_manager", username="gordon")
    WorkerFactory(team=team, role="service_manager", username="marguerite")
    due(in_hours=-1)
    tell_of_deadlines()
    assert workers_told() == {("amira", "overdue"), ("helen", "escalated"), ("denise", "escalated")}


def test_no_one_is_told_twice(due, manager):
    due(in_hours=1)
    due(in_hours=-1)
    assert tell_of_deadlines() == 3
    assert tell_of_deadlines() == 0
    Notice.objects.update(read_at=timezone.now())
    assert tell_of_deadlines() == 0


def test_what_was_due_soon_and_is_now_overdue_is_said_again_once(due, manager):
    deadline = due(in_hours=1)
    tell_of_deadlines()
    Deadline.objects.filter(pk=deadline.pk).update(due_at=timezone.now() - HOUR)
    assert tell_of_deadlines() == 2
    assert tell_of_deadlines() == 0


@pytest.mark.parametrize("closed", ["met_at", "lapsed_at"])
def test_nothing_is_said_of_what_is_closed(due, manager, closed):
    due(in_hours=-1, **{closed: timezone.now()})
    assert tell_of_deadlines() == 0


def test_nothing_is_said_of_hours_that_cannot_be_counted(due, manager):
    due(in_hours=-1, code="rhi.complete", time_known=False)
    assert tell_of_deadlines() == 0


def test_what_only_a_manager_can_do_is_said_to_the_manager(due, manager):
    due(in_hours=1, code="referral.decision")
    tell_of_deadlines()
    assert workers_told() == {("helen", "due_soon")}


def test_an_audit_is_no_business_of_the_childs_worker(due, manager):
    due(in_hours=-1, code="audit.complete")
    assert tell_of_deadlines() == 0


def test_someone_who_has_left_is_not_told(due, worker, manager):
    for someone in (worker, manager):
        someone.is_active = False
        someone.save()
    due(in_hours=-1)
    assert tell_of_deadlines() == 0


def test_a_restricted_child_is_told_of_only_to_those_allocated(due, child, manager):
    child.restricted = True
    child.save()
    due(in_hours=-1)
    tell_of_deadlines()
    assert workers_told() == {("amira", "overdue")}
    AllocationFactory(child=child, worker=manager, role="other")
    tell_of_deadlines()
    assert workers_told() == {("amira", "overdue"), ("helen", "escalated")}


def test_whoever_takes_the_child_over_is_told_too(due, manager, team):
    deadline = due(in_hours=-1)
    tell_of_deadlines()
    newcomer = WorkerFactory(team=team, username="ben")
    Deadline.objects.filter(pk=deadline.pk).update(worker=newcomer)
    assert tell_of_deadlines() == 1
    assert ("ben", "overdue") in workers_told()


def test_a_child_no_one_holds_is_told_to_the_manager(due, manager):
    due(in_hours=-1, worker=None)
    tell_of_deadlines()
    assert workers_told() == {("helen", "overdue")}


def test_a_notice_names_the_duty_and_no_child(due, manager):
    due(in_hours=-1)
    tell_of_deadlines()
    notice = Notice.objects.first()
    assert notice.about == registry["assessment.complete"].title
    assert "Ruby" not in f"{notice.about} {notice}"


def test_a_thousand_are_told_by_one_statement(due, manager, django_assert_num_queries):
    for _ in range(20):
        due(in_hours=-1)
    tell_of_deadlines()
    Notice.objects.all().delete()
    Told.objects.all().delete()
    with django_assert_num_queries(9):  # two of them the savepoint
        tell_of_deadlines()
    assert [notice.number for notice in Notice.objects.all()] == [20, 20]


def test_a_quiet_quarter_of_an_hour_writes_nothing(due, manager):
    due(in_hours=-1)
    tell_of_deadlines()
    assert tell_workers() == {"told": 0}


def test_after_the_nightly_sweep_people_are_told_at_once(db):
    team = TeamFactory(name="A team of its own")
    child = ChildFactory(team=team)
    worker = WorkerFactory(team=team)
    AllocationFactory(child=child, worker=worker)
    AssessmentFactory(child=child)
    Deadline.objects.all().delete()
    done = sweep_and_tell()
    assert done["told"] == Deadline.objects.count() > 0
    assert done["changed"] > 0
    assert {notice.worker for notice in Notice.objects.all()} == {worker}


def test_the_telling_of_each_quarter_of_an_hour_keeps_a_row_of_what_it_told(due):
    due(in_hours=-1)
    for number in (1, 0, 0, 0):
        assert tell_workers() == {"told": number}
    assert [run.did for run in Run.objects.order_by("pk")] == [{"told": 1}, {"told": 0}]
