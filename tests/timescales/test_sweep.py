"""The engine: what should stand, stands; what stands already is left alone."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from casework.children.models import Allocation, Child, Person
from casework.notices.deadline_notices import tell_of_deadlines
from casework.notices.models import Notice
from casework.timescales import sweep as sweep_module
from casework.timescales.models import Deadline
from casework.timescales.nights.statements import should_stand
from casework.timescales.registry import registry
from casework.timescales.sweep import forget_retired_rules, sweep
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    AssessmentFactory,
    ChildContactFactory,
    ChildFactory,
    ChildVisitFactory,
    EpisodeOfNeedFactory,
    MissingEpisodeFactory,
    ReferralFactory,
    TeamFactory,
    WorkerFactory,
)
from tests.timescales.travel import LONDON, travelling, undone

pytestmark = pytest.mark.django_db


CLOCKS = {"assessment.complete", "assessment.child_seen"}
"""What an assessment starts."""


def assessment_deadline():
    return Deadline.objects.get(code="assessment.complete")


def test_a_record_with_a_clock_gets_a_deadline():
    assessment = AssessmentFactory(referral_received_on=date(2026, 1, 5))
    assert sweep([assessment.child_id]).added == len(CLOCKS)
    assert set(Deadline.objects.values_list("code", flat=True)) == CLOCKS
    assert timezone.localtime(assessment_deadline().due_at).date() == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("authorised", "in_time"), [(date(2026, 3, 9), True), (date(2026, 3, 10), False)]
)
def test_an_assessment_has_45_working_days_from_referral(manager, authorised, in_time):
    assessment = AssessmentFactory(
        referral_received_on=date(2026, 1, 5),
        authorised_on=authorised,
        authorised_by=manager,
        outcome="no_action",
    )
    sweep([assessment.child_id])
    assert Deadline.objects.met_in_time().exists() is in_time


def test_a_quiet_night_writes_nothing():
    for _ in range(3):
        ReferralFactory(child=AssessmentFactory().child)
    sweep()
    before = list(Deadline.objects.order_by("pk").values_list())
    versions = rows_as_stored()
    assert sweep().written == 0
    assert list(Deadline.objects.order_by("pk").values_list()) == before
    assert rows_as_stored() == versions


def rows_as_stored():
    """Where each row lies and which transaction wrote it: unchanged only if nothing was written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ctid::text, xmin::text FROM timescales_deadline ORDER BY id")
        return cursor.fetchall()


def test_saving_a_record_sweeps_that_child_alone(on_commit, child):
    with on_commit():
        other = AssessmentFactory()
    Deadline.objects.all().delete()
    with on_commit():
        AssessmentFactory(child=child)
    assert set(Deadline.objects.values_list("child", flat=True)) == {child.pk}
    assert other.child_id != child.pk


def test_one_child_is_swept_in_two_statements(child, django_assert_num_queries):
    AssessmentFactory(child=child)
    with django_assert_num_queries(4):  # savepoint, lock, sweep, release
        sweep([child.pk])


def test_a_corrected_start_moves_an_open_deadline_and_keeps_the_old_date():
    assessment = AssessmentFactory(referral_received_on=date(2026, 1, 5))
    sweep()
    was = assessment_deadline().due_at
    assessment.referral_received_on = date(2026, 1, 2)
    assessment.save()
    assert sweep().changed == 1
    deadline = assessment_deadline()
    assert deadline.due_at < was
    assert deadline.events.get(pgh_label="due_date_moved").due_at == was


def test_a_closed_deadline_is_never_judged_again(manager):
    assessment = AssessmentFactory(
        referral_received_on=date(2026, 1, 5),
        authorised_on=date(2026, 3, 9),
        authorised_by=manager,
        outcome="no_action",
    )
    sweep()
    was = assessment_deadline().due_at
    assessment.referral_received_on = date(2025, 12, 1)
    assessment.save()
    sweep()
    assert assessment_deadline().due_at == was
    assert Deadline.objects.met_in_time().count() == 1


def test_a_deadline_goes_with_its_record():
    assessment = AssessmentFactory()
    sweep()
    child = assessment.child_id
    assessment.delete()
    assert sweep([child]).removed == len(CLOCKS)


def test_what_was_told_of_a_deadline_goes_with_it(child):
    assessment = AssessmentFactory(child=child, referral_received_on=date(2026, 1, 5))
    sweep()
    assert tell_of_deadlines() > 0
    assessment.delete()
    assert sweep([child.pk]).removed == len(CLOCKS)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not Notice.objects.exists()


def test_a_rule_not_in_force_at_the_start_asks_nothing():
    AssessmentFactory(referral_received_on=date(2013, 4, 12))
    sweep()
    assert not Deadline.objects.filter(code="assessment.complete").exists()


def test_a_duty_ends_the_day_a_child_turns_18():
    today = timezone.localdate()
    eighteen = today.replace(year=today.year - 18)
    seventeen = eighteen + timedelta(days=1)
    for born_on in (eighteen, seventeen):
        child = ChildFactory(person__born_on=born_on)
        AssessmentFactory(child=child, referral_received_on=today - timedelta(days=30))
    sweep()
    ended = Deadline.objects.filter(code="assessment.complete", lapsed_at__isnull=False)
    assert [deadline.child.person.born_on for deadline in ended] == [eighteen]


def test_someone_born_on_29_february_is_18_on_1_march():
    child = ChildFactory(person__born_on=date(2008, 2, 29))
    AssessmentFactory(child=child, referral_received_on=date(2026, 2, 2))
    sweep()
    lapsed = timezone.localtime(assessment_deadline().lapsed_at)
    assert lapsed.date() == date(2026, 3, 1)


def test_a_duty_ends_when_a_child_dies(on_commit):
    assessment = AssessmentFactory(referral_received_on=timezone.localdate())
    sweep()
    Person.objects.filter(child=assessment.child).update(died_on=timezone.localdate())
    sweep()
    assert assessment_deadline().lapsed_at


def test_a_duty_done_before_the_birthday_stays_done(manager):
    child = ChildFactory(person__born_on=date(2008, 2, 1))
    AssessmentFactory(
        child=child,
        referral_received_on=date(2026, 1, 5),
        authorised_on=date(2026, 1, 20),
        authorised_by=manager,
        outcome="no_action",
    )
    sweep()
    assert assessment_deadline().met_at
    assert assessment_deadline().lapsed_at is None


def test_an_assessment_left_open_ends_with_its_episode():
    episode = EpisodeOfNeedFactory(closed_on=date(2026, 2, 2), closure_reason="RC8")
    AssessmentFactory(child=episode.child, episode=episode)
    sweep()
    assert timezone.localtime(assessment_deadline().lapsed_at).date() == date(2026, 2, 2)


def test_a_deadline_follows_the_child_to_a_new_worker_and_team(child, worker):
    AssessmentFactory(child=child)
    sweep()
    assert assessment_deadline().worker == worker
    new = WorkerFactory(team=TeamFactory(authority=child.authority, name="Children in need"))
    Allocation.objects.filter(child=child).update(ended_on=timezone.localdate())
    AllocationFactory(child=child, worker=new)
    Child.objects.filter(pk=child.pk).update(team=new.team)
    sweep()
    assert (assessment_deadline().worker, assessment_deadline().team) == (new, new.team)


def test_one_authority_is_swept_apart_from_another(authority, elsewhere):
    here = AssessmentFactory(child__team=TeamFactory(authority=authority, name="Here"))
    there = AssessmentFactory(child__team=elsewhere.team)
    sweep(authority=authority)
    assert set(Deadline.objects.values_list("child", flat=True)) == {here.child_id}
    there.delete()
    sweep(authority=authority)
    assert Deadline.objects.count() == len(CLOCKS)


def test_each_overdue_deadline_is_flagged_once():
    AssessmentFactory(referral_received_on=date(2026, 1, 5))
    sweep()
    assert Deadline.objects.flag_overdue() == len(CLOCKS)
    assert Deadline.objects.flag_overdue() == 0


def test_a_deadline_that_moves_can_be_flagged_again():
    assessment = AssessmentFactory(referral_received_on=date(2026, 1, 5))
    sweep()
    Deadline.objects.flag_overdue()
    assessment.referral_received_on = date(2026, 1, 2)
    assessment.save()
    sweep()
    assert Deadline.objects.flag_overdue() == 1


@pytest.mark.parametrize(("in_days", "state"), [(3, "due_soon"), (4, "on_time")])
def test_an_action_is_due_soon_three_days_before_its_day(child, in_days, state):
    ActionFactory(child=child, due_on=timezone.localdate() + timedelta(days=in_days))
    sweep([child.pk])
    assert Deadline.objects.with_state().get().state == state


def test_nothing_is_due_soon_before_the_moment_it_begins(child):
    at = timezone.now() - timedelta(minutes=5)
    ChildContactFactory(child=child, contact__received_at=at)
    MissingEpisodeFactory(child=child, went_at=at - timedelta(hours=9), returned_at=at)
    sweep([child.pk])
    soon = dict(Deadline.objects.values_list("code", "amber_from"))
    assert soon["contact.screen"] == soon["rhi.offer"] == at


def test_many_children_are_swept_as_few_are():
    made = [AssessmentFactory().child_id for _ in range(3)]
    sweep(made)
    by_batch = set(Deadline.objects.values_list("code", "record_id", "due_at", "amber_from"))
    Deadline.objects.all().delete()
    sweep()
    assert (
        set(Deadline.objects.values_list("code", "record_id", "due_at", "amber_from")) == by_batch
    )


def statements(at: datetime) -> dict:
    with undone(), travelling(at):
        return {rule.code: should_stand(rule, rule.records()) for rule in registry}


def test_what_a_save_asks_for_is_the_same_on_any_day():
    """Compiled once, it may hold no day of its own."""
    then = statements(datetime(2026, 1, 5, 10, tzinfo=LONDON))
    assert statements(datetime(2027, 8, 9, 10, tzinfo=LONDON)) == then


def test_a_visit_asks_the_rules_that_read_visits_and_few_others(on_commit, child, monkeypatch):
    asked = []
    monkeypatch.setattr(sweep_module, "sweep", lambda keys, rules: asked.append(rules))
    with on_commit():
        visit = ChildVisitFactory(child=child)
    with on_commit():
        visit.save()
    codes = {rule.code for rule in asked[-1]}
    assert {"cp_visit.first", "cp_visit.next", "cin_visit.next"} <= codes
    assert len(codes) < len(registry) / 8


def test_whoever_is_allocated_is_asked_of_every_rule(on_commit, monkeypatch):
    asked = []
    monkeypatch.setattr(sweep_module, "sweep", lambda keys, rules: asked.append(rules))
    with on_commit():
        AllocationFactory(child=ChildFactory())
    assert asked[-1] == list(registry)


def test_one_transaction_sweeps_the_files_it_changed_once(on_commit, monkeypatch):
    swept = []
    monkeypatch.setattr(sweep_module, "sweep", lambda keys, **_: swept.append(set(keys)))
    children = [ChildFactory() for _ in range(3)]
    with on_commit(), transaction.atomic(durable=False):
        for child in children:
            ReferralFactory(child=child)
            ReferralFactory(child=child)
    assert [keys & {child.pk for child in children} for keys in swept if keys] == [
        {child.pk for child in children}
    ]


def test_what_a_savepoint_undid_takes_no_other_file_with_it(on_commit, monkeypatch):
    swept = set()
    monkeypatch.setattr(sweep_module, "sweep", lambda keys, **_: swept.update(keys))
    kept, undone = ChildFactory(), ChildFactory()
    with on_commit():
        ReferralFactory(child=kept)
        with transaction.atomic():
            ReferralFactory(child=undone)
            transaction.set_rollback(True)
        ReferralFactory(child=kept)
    assert kept.pk in swept


def test_the_deadlines_of_a_rule_that_was_retired_go_with_the_next_migration(child):
    ActionFactory(child=child)
    sweep([child.pk])
    standing = Deadline.objects.get(child=child, code="action.due")
    Deadline.objects.create(
        **{field: getattr(standing, field) for field in sweep_module.FIELDS},
        code="visit.by_letter",
        record_id=1,
    )
    forget_retired_rules(using="default")
    assert list(Deadline.objects.of_child(child)) == [standing]
