"""What is worked out by day and by night: what changed, what time changes, and a part of all."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection
from django.db.models import F, Value
from django.db.models.functions import Now, TruncDate
from django.utils import timezone

from casework.access.job_runs import AT_WORK_FOR, COUNT, Run
from casework.meetings.models import Meeting
from casework.recording.models import Visit
from casework.timescales import sweep as sweep_module
from casework.timescales.allowances import calendar_days
from casework.timescales.models import CheckedUpTo, CountedWith, Deadline, FileChange, WorkingDay
from casework.timescales.nights import night, triggers
from casework.timescales.nights.turns import Some, Span
from casework.timescales.registry import Timescale, registry
from casework.timescales.sweep import reads, statement_of, sweep
from casework.timescales.tasks import count_what_changed
from tests import factories as make
from tests.timescales.travel import LONDON, travelling

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
OF_THE_COUNCIL = {
    "access_authority",
    "access_team",
    "access_worker",
    "timescales_target",
    "timescales_workingday",
}
"""Read by rules, and about no one child: what they say counts for clocks that are running, which
are swept every night, and for what is written later."""


def noted() -> set[int]:
    return set(FileChange.objects.values_list("of_child", flat=True))


@pytest.fixture
def nothing_new():
    """``nothing_new()``: everything is worked out, and nothing has been written since."""

    def settle():
        said = {rule.code: night.said_by(rule) for rule in registry}
        said[night.CALENDAR] = night.said_by_calendar()
        CountedWith.objects.all().delete()
        CountedWith.objects.bulk_create(CountedWith(what=what, said=said[what]) for what in said)
        night.sweep_changed()
        assert not FileChange.objects.exists()

    return settle


def raw(sql: str, *params) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


# Whose file changed


def test_every_table_a_rule_reads_notes_what_is_written_to_it():
    tables = {table for rule in registry for table in reads(rule)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, count(*) FROM pg_trigger"
            " WHERE tgname LIKE 'timescales\\_note\\_%%' GROUP BY 1",
            [],
        )
        noting = dict(cursor.fetchall())
    assert set(noting.values()) == {3}
    assert len(noting) > 40
    assert tables - noting.keys() <= OF_THE_COUNCIL
    assert noting.keys() <= tables


def test_raw_sql_is_noted_whichever_way_it_writes(child, nothing_new):
    referral = make.ReferralFactory(child=child)
    nothing_new()
    raw("UPDATE referrals_referral SET received_on = received_on WHERE id = %s", referral.pk)
    assert noted() == {child.pk}
    nothing_new()
    raw("DELETE FROM referrals_referral WHERE id = %s", referral.pk)
    assert noted() == {child.pk}


def test_a_statement_notes_each_file_once_however_much_it_wrote(child, nothing_new):
    other = make.ChildFactory()
    for _ in range(3):
        make.ReferralFactory(child=child)
        make.ReferralFactory(child=other)
    nothing_new()
    raw("UPDATE referrals_referral SET received_on = received_on - 1")
    assert sorted(FileChange.objects.values_list("of_child", flat=True)) == [child.pk, other.pk]


def test_a_record_that_goes_to_another_file_is_noted_on_both(child, nothing_new):
    other, referral = make.ChildFactory(), make.ReferralFactory(child=child)
    nothing_new()
    raw("UPDATE referrals_referral SET child_id = %s WHERE id = %s", other.pk, referral.pk)
    assert noted() == {child.pk, other.pk}


def test_what_several_children_share_is_noted_on_each_of_their_files(child, nothing_new):
    visit = make.ChildVisitFactory(child=child).visit
    other = make.ChildVisitFactory(visit=visit).child
    meeting = make.CoreGroupFactory(child=child).meeting
    nothing_new()
    Visit.objects.filter(pk=visit.pk).update(planned=False)
    assert noted() == {child.pk, other.pk}
    nothing_new()
    Meeting.objects.filter(pk=meeting.pk).update(minutes_sent_on=date(2026, 1, 9))
    assert noted() == {child.pk}


def test_a_birthday_and_a_death_are_noted_on_the_file(child, nothing_new):
    nothing_new()
    raw("UPDATE children_person SET died_on = %s WHERE id = %s", date.today(), child.person_id)
    assert noted() == {child.pk}


def test_who_covers_for_whom_is_noted_on_the_files_of_whoever_is_away(child, worker, nothing_new):
    make.ChildFactory()
    nothing_new()
    make.AbsenceFactory(worker=worker)
    assert noted() == {child.pk}


def test_what_no_clock_reads_is_not_noted(child, nothing_new):
    nothing_new()
    make.ChildNoteFactory(child=child)
    assert noted() == set()


def test_the_triggers_are_left_alone_where_nothing_changed(django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        night.note_changes(using="default")


def test_a_table_that_no_rule_reads_any_more_notes_nothing(child):
    tables = {table for rule in registry for table in reads(rule)} - {"referrals_referral"}
    make.ReferralFactory(child=child)
    FileChange.objects.all().delete()
    triggers.install(tables, using="default")
    raw("UPDATE referrals_referral SET received_on = received_on")
    assert noted() == set()
    night.note_changes(using="default")
    raw("UPDATE referrals_referral SET received_on = received_on")
    assert noted() == {child.pk}


# What a night works out


@pytest.fixture
def asked(monkeypatch):
    """Which files each rule was asked of, as a night goes on."""
    of: dict[str, set[int]] = {}
    run = sweep_module._in_turn

    def note(rules, files):
        for rule in rules:
            ids = files.ids if isinstance(files, Some) else range(files.first, files.last + 1)
            of.setdefault(rule.code, set()).update(ids)
        return run(rules, files)

    monkeypatch.setattr(sweep_module, "_in_turn", note)
    return of


def settled_and_open():
    """A file on which every clock has stopped, and one on which one is running."""
    settled, running = make.ReferralFactory(), make.ReferralFactory()
    manager = make.WorkerFactory(team=settled.child.team, role="team_manager")
    settled.decision, settled.decided_on, settled.decided_by = "no_action", date.today(), manager
    settled.save()
    return settled.child, running.child


def test_a_quiet_night_asks_only_of_what_is_running(nothing_new, asked):
    settled, running = settled_and_open()
    nothing_new()
    asked.clear()
    assert night.sweep_by_night().written == 0
    assert asked["referral.decision"] == {running.pk}
    assert settled.pk not in set().union(*asked.values())
    assert "assessment.complete" not in asked


def test_a_file_on_which_something_was_written_is_asked_of_every_rule_once(nothing_new, asked):
    settled, _ = settled_and_open()
    nothing_new()
    asked.clear()
    raw("UPDATE referrals_referral SET decided_on = NULL, decision = '', decided_by_id = NULL")
    assert night.sweep_by_night().written > 0
    assert all(settled.pk in asked[rule.code] for rule in registry)
    asked.clear()
    night.sweep_by_night()
    assert set(asked) == {"referral.decision"}


def test_the_few_minutes_work_sees_what_nobody_waited_for(nothing_new):
    settled, _ = settled_and_open()
    nothing_new()
    raw("DELETE FROM referrals_referral WHERE child_id = %s", settled.pk)
    assert night.count_what_changed().removed == 1
    assert night.count_what_changed().written == 0


def test_a_duty_ends_on_the_birthday_though_nobody_writes_anything(nothing_new):
    with travelling(datetime(2026, 6, 1, 9, tzinfo=LONDON)) as clock:
        child = make.ChildFactory(person__born_on=date(2008, 6, 3))
        make.AssessmentFactory(child=child, referral_received_on=date(2026, 5, 27))
        nothing_new()
        for day, over in ((2, False), (3, True)):
            clock.to(datetime(2026, 6, day, 1, 30, tzinfo=LONDON))
            night.sweep_by_night()
            ended = Deadline.objects.get(code="assessment.complete").lapsed_at
            assert (ended is not None) is over


def test_a_duty_ends_on_the_day_its_own_record_gave_though_nobody_writes_anything(nothing_new):
    with travelling(datetime(2026, 6, 1, 9, tzinfo=LONDON)) as clock:
        make.PlanFactory(
            kind="need",
            started_on=date(2026, 5, 1),
            ended_on=date(2026, 6, 2),
            end_because="needs_met",
        )
        nothing_new()
        assert not Deadline.objects.filter(ended_by="", lapsed_at__isnull=False).exists()
        clock.to(datetime(2026, 6, 2, 1, 30, tzinfo=LONDON))
        assert night.sweep_by_night().changed > 0
        assert not Deadline.objects.open().exists()


def test_no_rule_asks_what_time_it_is():
    """A night would miss what such a rule asks later: where one must, it is swept over everyone."""
    assert [rule.code for rule in registry if night.tells_the_time(rule)] == []


def test_a_rule_that_asks_what_time_it_is_is_asked_of_everyone(nothing_new, asked, monkeypatch):
    settled, _ = settled_and_open()
    rule = Timescale(
        code="test.today",
        title="",
        source="",
        records=lambda: type(settled).objects.annotate(child_id=F("pk"), today=TruncDate(Now())),
        opens="today",
        met="opened_on",
        allows=calendar_days(1),
    )
    assert night.tells_the_time(rule)
    plain = Timescale(
        code="test.plain",
        title="",
        source="",
        records=lambda: type(settled).objects.annotate(child_id=F("pk"), today=Value(date.today())),
        opens="today",
        met="opened_on",
        allows=calendar_days(1),
    )
    assert not night.tells_the_time(plain)


def test_a_rule_that_says_something_new_is_asked_of_everyone_once(nothing_new, asked):
    settled, running = settled_and_open()
    nothing_new()
    CountedWith.objects.filter(what="referral.decision").update(said="another limit")
    asked.clear()
    night.count_what_changed()
    assert asked["referral.decision"] >= {settled.pk, running.pk}
    assert set(asked) == {"referral.decision"}
    asked.clear()
    night.count_what_changed()
    assert asked == {}


def test_while_one_counts_by_a_new_rule_the_next_counts_what_was_written_and_no_more(
    nothing_new, asked, child
):
    """Both would hold all the room there is for what is to be done, as after an upgrade."""
    nothing_new()
    CountedWith.objects.filter(what="referral.decision").update(said="another limit")
    first = Run.objects.create(name=COUNT)
    make.ReferralFactory(child=child)
    asked.clear()
    assert count_what_changed()["changed"] == 1
    assert CountedWith.objects.get(what="referral.decision").said == "another limit"
    assert noted() == set()
    Run.objects.filter(pk=first.pk).update(started_at=timezone.now() - AT_WORK_FOR)
    count_what_changed()
    assert CountedWith.objects.get(what="referral.decision").said != "another limit"


def test_a_bank_holiday_added_by_hand_moves_what_is_open(nothing_new):
    make.AssessmentFactory(referral_received_on=timezone.localdate())
    nothing_new()
    was = Deadline.objects.get(code="assessment.complete").due_at
    holiday = WorkingDay.objects.filter(working=True, day__gt=timezone.localdate()).first()
    WorkingDay.objects.filter(pk=holiday.pk).update(working=False)
    WorkingDay.objects.renumber()
    assert night.count_what_changed().changed > 0
    assert Deadline.objects.get(code="assessment.complete").due_at > was


# The check of every file


def test_what_went_wrong_behind_every_back_is_put_right_within_four_weeks(nothing_new, monkeypatch):
    for _ in range(9):
        make.ReferralFactory()
    nothing_new()
    raw("UPDATE timescales_deadline SET met_at = now(), due_at = due_at - interval '1 day'")
    before = set(Deadline.objects.values_list("pk", flat=True))
    raw("DELETE FROM timescales_deadline WHERE id = %s", max(before))
    assert night.sweep_by_night().written == 0
    monkeypatch.setattr(night, "BATCH", 2)
    mended = [night.check_a_part().written for _ in range(5)]
    assert sum(mended) == 9
    assert max(mended) == 2
    assert sweep().written == 0


def test_the_check_goes_on_where_it_stopped_and_begins_again(monkeypatch, asked):
    children = sorted(make.ChildFactory().pk for _ in range(5))
    monkeypatch.setattr(night, "BATCH", 2)
    seen = []
    for _ in range(5):
        asked.clear()
        night.check_a_part()
        seen.append(set().union(*asked.values()) & set(children))
    one, two, three, four, five = children
    assert seen == [{one, two}, {three, four}, {one, five}, {two, three}, {four, five}]


def test_a_small_council_is_checked_whole_each_night_and_nothing_is_written_for_it(asked):
    children = {make.ChildFactory().pk for _ in range(3)}
    night.check_a_part()
    asked.clear()
    was = CheckedUpTo.objects.get()
    night.check_a_part()
    assert children <= set().union(*asked.values())
    assert CheckedUpTo.objects.get().until == was.until


# What goes wrong


def test_a_file_that_cannot_be_worked_out_stops_no_other(monkeypatch, child):
    other = make.ChildFactory()
    for one in (child, other):
        make.ReferralFactory(child=one)
    run = sweep_module._in_turn

    def fails(rules, files):
        if child.pk in files.ids:
            raise DatabaseError("no")
        return run(rules, files)

    monkeypatch.setattr(sweep_module, "_in_turn", fails)
    monkeypatch.setattr(night, "BATCH", 1)
    with pytest.raises(DatabaseError, match="no"):
        night.sweep_changed()
    assert set(Deadline.objects.values_list("child", flat=True)) == {other.pk}
    assert noted() == {child.pk}


# How PostgreSQL does it


def nodes(plan: dict):
    yield plan
    for inner in plan.get("Plans", []):
        yield from nodes(inner)


MANY_DEADLINES = """
INSERT INTO timescales_deadline (code, record_id, child_id, authority_id, opened_at, due_at,
                                 amber_from, time_known, ended_by)
SELECT 'test', n, %s, %s, now(), now(), now(), true, '' FROM generate_series(1, 20000) n
"""


@pytest.mark.parametrize("files", [Span(1, 90_000), Some(range(1, 1000)), Some([7])])
@pytest.mark.parametrize("code", ["action.due", "cp_visit.next", "missing.strategy"])
def test_without_statistics_nothing_is_walked_through_for_each_row_of_another(child, code, files):
    """What should stand meets what stands by a hash or in order; nothing is ever joined by reading
    either from end to end for each row of the other."""
    raw(MANY_DEADLINES, child.pk, child.authority_id)
    sql, params = statement_of([registry[code]], files)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'timescales_deadline'")
        assert cursor.fetchone() <= (0,)
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        plan = list(nodes(cursor.fetchone()[0][0]["Plan"]))
    met = [node for node in plan if node.get("Join Type") == "Full"]
    assert [node["Node Type"] in ("Hash Join", "Merge Join") for node in met] == [True]
    for loop in (node for node in plan if node["Node Type"] == "Nested Loop"):
        outer, inner = loop["Plans"][:2]
        read = inner.get("CTE Name") or inner.get("Relation Name")
        whole = inner["Node Type"] in ("CTE Scan", "Seq Scan")
        assert not (whole and read in ("should", "stands", "timescales_deadline"))
        assert read != "differ" or outer["Node Type"] != "Seq Scan"
