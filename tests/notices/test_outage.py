"""What was missed while nothing ran is told once, with the date it happened."""

from datetime import timedelta
from random import Random
from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from casework.children.models import Allocation
from casework.notices.deadline_notices import tell_of_deadlines
from casework.notices.models import Notice, Told, ToldUpTo
from casework.notices.tasks import sweep_and_tell
from casework.timescales.models import Deadline
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    AssessmentFactory,
    ChildFactory,
    ReferralFactory,
    WorkerFactory,
)

DAY = timedelta(days=1)


SAID = ("kind", "deadline", "happened_at", "was_due_at")


def all_told():
    """To whom what was said, by itself or in a line."""
    by_itself = Notice.objects.filter(number=None).values_list("worker", *SAID)
    lines = Notice.objects.of_lines()
    return set(by_itself) | {
        (line.worker_id, *told)
        for line in lines
        for told in Told.objects.counted_in(line).values_list(*SAID)
    }


def told_to(worker):
    return set(Notice.objects.to(worker).values_list("kind", flat=True))


@pytest.fixture
def a_month_of_duties(due, manager, service_manager):
    """Sixty duties around the last thirty days, half of them done at some time."""
    chance = Random(2026)
    for _ in range(60):
        in_hours = chance.randint(-30 * 24, 5 * 24)
        done = timezone.now() + timedelta(hours=in_hours + chance.randint(-72, 10 * 24))
        met_at = done if chance.random() < 0.5 and done < timezone.now() else None
        due(in_hours=in_hours, amber_hours=chance.choice([24, 72, 120]), met_at=met_at)


def run(days_ago):
    """The work of those days, one after another, from the oldest."""
    for days in sorted(days_ago, reverse=True):
        tell_of_deadlines(timezone.now() - days * DAY)


def test_ten_days_without_the_nightly_work_lose_no_notice(a_month_of_duties):
    run(range(35))
    every_day = all_told()
    for model in (Notice, Told, ToldUpTo):
        model.objects.all().delete()
    run([days for days in range(35) if not 8 <= days < 18])
    missed = set(range(8, 18))
    assert len(every_day) > 100
    assert {(timezone.now() - row[3]).days for row in every_day} >= missed
    assert all_told() == every_day


def test_a_second_run_repeats_none(a_month_of_duties):
    run(range(20, 35))
    assert tell_of_deadlines() > 0
    before = all_told()
    assert len(before) > 100
    assert tell_of_deadlines() == 0
    assert all_told() == before


def test_the_work_resumed_after_ten_days_changes_no_due_date(manager):
    child = ChildFactory(team=manager.team)
    AllocationFactory(child=child, worker=WorkerFactory(team=manager.team))
    today = timezone.localdate()
    for days in (20, 62, 66, 75):
        AssessmentFactory(child=child, referral_received_on=today - days * DAY)
    ReferralFactory(child=child, received_on=today - 5 * DAY)
    sweep_and_tell()
    before = set(Deadline.objects.values_list("code", "record_id", "due_at", "amber_from"))
    ToldUpTo.objects.update(until=timezone.now() - 10 * DAY)
    for model in (Notice, Told):
        model.objects.filter(happened_at__gt=timezone.now() - 10 * DAY).delete()
    assert len(before) > 4
    assert sweep_and_tell()["told"] > 0
    after = set(Deadline.objects.values_list("code", "record_id", "due_at", "amber_from"))
    assert after == before
    assert sweep_and_tell()["told"] == 0


def test_what_fell_due_and_was_done_late_while_nothing_ran_is_still_told(due, worker, manager):
    tell_of_deadlines(timezone.now() - 10 * DAY)
    late = due(in_hours=-24 * 5, met_at=timezone.now() - 2 * DAY)
    tell_of_deadlines()
    assert told_to(worker) == {"due_soon", "overdue"}
    assert told_to(manager) == {"escalated"}
    notice = Notice.objects.get(worker=worker, kind="overdue")
    assert notice.happened_at == late.due_at
    assert notice.told_late


def test_what_was_done_in_time_while_nothing_ran_is_not_called_late(due, worker, manager):
    tell_of_deadlines(timezone.now() - 10 * DAY)
    due(in_hours=-24 * 5, met_at=timezone.now() - 6 * DAY)
    tell_of_deadlines()
    assert told_to(worker) == {"due_soon"}
    assert told_to(manager) == set()


def test_what_was_long_over_before_the_outage_is_left_alone(due, worker, manager):
    tell_of_deadlines(timezone.now() - 10 * DAY)
    due(in_hours=-24 * 20, met_at=timezone.now() - 15 * DAY)
    assert tell_of_deadlines() == 0


def test_the_first_run_ever_tells_nothing_of_what_is_over(due, worker, manager):
    due(in_hours=-24 * 5, met_at=timezone.now() - DAY)
    assert tell_of_deadlines() == 0


def test_due_soon_counts_as_read_once_it_is_late_or_done(due, worker):
    now = timezone.now()
    late, done = due(in_hours=-1), due(in_hours=10)
    tell_of_deadlines(now - timedelta(hours=2))
    assert Notice.objects.to(worker).unread().count() == 2
    Deadline.objects.filter(pk=done.pk).update(met_at=now - timedelta(minutes=5))
    tell_of_deadlines(now)
    unread = Notice.objects.to(worker).unread()
    assert [(notice.kind, notice.deadline_id) for notice in unread] == [("overdue", late.pk)]


def test_a_date_moved_later_is_told_of_again_when_it_comes_and_one_moved_sooner_is_not(due, worker):
    deadline = due(in_hours=-24 * 3)
    tell_of_deadlines()
    soon = timezone.now() - timedelta(hours=1)
    Deadline.objects.filter(pk=deadline.pk).update(due_at=soon)
    assert tell_of_deadlines() == 1
    Deadline.objects.filter(pk=deadline.pk).update(due_at=soon - 5 * DAY)
    assert tell_of_deadlines() == 0


def test_whoever_promised_an_action_is_told_as_well_as_the_childs_worker(
    due, worker, team, child, manager
):
    promised = WorkerFactory(team=team, username="ben")
    action = ActionFactory(child=child, owner_worker=promised, owner_name="")
    Deadline.objects.filter(code="action.due").delete()
    due(in_hours=2, code="action.due", record_id=action.pk)
    tell_of_deadlines()
    assert {notice.worker for notice in Notice.objects.all()} == {worker, promised}


def test_the_coordinator_answers_for_interviews_across_the_service(due, worker, coordinator):
    due(in_hours=2, code="rhi.complete")
    tell_of_deadlines()
    assert {notice.worker for notice in Notice.objects.all()} == {worker, coordinator}


def test_whom_a_child_goes_to_is_told_of_what_is_late(due, child, worker, team):
    deadline = due(in_hours=-1)
    tell_of_deadlines()
    Allocation.objects.filter(child=child).update(ended_on=timezone.localdate())
    newcomer = WorkerFactory(team=team, username="ben")
    Deadline.objects.filter(pk=deadline.pk).update(worker=newcomer)
    tell_of_deadlines()
    assert told_to(newcomer) == {"overdue"}


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_tell_each_thing_once(due, worker, manager):
    for hours in range(1, 30):
        due(in_hours=-hours)
    made = []

    def run_once():
        try:
            made.append(tell_of_deadlines())
        finally:
            connection.close()

    runs = [Thread(target=run_once) for _ in range(4)]
    for thread in runs:
        thread.start()
    for thread in runs:
        thread.join()
    assert sorted(made) == [0, 0, 0, 2]
    assert [notice.number for notice in Notice.objects.all()] == [29, 29]


@pytest.mark.parametrize(
    ("done_days", "told_days", "unread"), [(8, 8, 0), (6, 8, 2), (8, 6, 2), (None, 8, 2)]
)
def test_what_was_late_counts_as_read_a_week_after_it_was_done_and_told(
    due, worker, manager, done_days, told_days, unread
):
    now = timezone.now()
    deadline = due(in_hours=-24 * 9)
    tell_of_deadlines(now - 9 * DAY + timedelta(hours=1))
    Notice.objects.update(recorded_at=now - told_days * DAY)
    if done_days:
        Deadline.objects.filter(pk=deadline.pk).update(met_at=now - done_days * DAY)
    tell_of_deadlines(now)
    assert Notice.objects.unread().count() == unread
