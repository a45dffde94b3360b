"""The panel's sheet: every open family, what is late and why, in a fixed number of queries."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import InternalError, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from casework.access.models import Export
from casework.preproceedings.models import KeptFamily, KeptSheet
from casework.preproceedings.models import keep as keep_milestones
from casework.preproceedings.panel_sheet.operations import keep, sheet_as_kept
from casework.preproceedings.panel_sheet.sheet import sheet
from casework.timescales.models import Target
from casework.timescales.sweep import sweep
from tests import factories as make
from tests.html import squeezed

pytestmark = pytest.mark.django_db


def ago(days: int):
    return timezone.localdate() - timedelta(days=days)


def begun(child, days, **more):
    """A child in pre-proceedings since so many days ago, with a mother."""
    row = make.ChildPreProceedingsFactory(child=child, started_on=ago(days), **more)
    make.ParentFactory(process=row.process, name="Kirsty Whitfield")
    return row


def letter(row, days):
    parent = row.process.parents.get()
    return make.LetterSentFactory(process=row.process, parent=parent, sent_on=ago(days))


def swept(*rows):
    keep_milestones([row.process_id for row in rows])
    sweep([row.child_id for row in rows])


@pytest.fixture
def late(child):
    """Week 2, and no letter yet."""
    row = begun(child, 18)
    swept(row)
    return row


@pytest.fixture
def long(team):
    """Week 18, its letter sent after four days, extended, an assessment overdue."""
    row = begun(make.ChildFactory(team=team, person__family_name="Brennan"), 128)
    letter(row, 124)
    for kind, days in (("first", 114), ("review", 80), ("review", 44), ("review", 10)):
        make.ProcessMeetingFactory(
            child=row.child, in_process=row, kind=kind, held_on=ago(days), held=True
        )
    for check_at, days in (("week_6", 80), ("week_12", 44)):
        make.PanelDecisionFactory(
            child=row.child,
            in_process=row,
            check_at=check_at,
            decision="go_on",
            decided_on=ago(days),
        )
    make.AgreementFactory(process=row.process, agreed_on=ago(114), copied_on=ago(113))
    make.PanelDecisionFactory(
        child=row.child,
        in_process=row,
        check_at="week_16",
        decision="extend",
        decided_on=ago(20),
        new_end=ago(-14),
        reasons="The psychologist was ordered late",
    )
    ordered = make.OrderedAssessmentFactory(
        process=row.process, kind="psychological", ordered_on=ago(70), due_on=ago(4)
    )
    make.AssessmentOfChildFactory(child=row.child, in_process=row, ordered=ordered)
    make.TrackerUpdateFactory(
        child=row.child,
        in_process=row,
        looked_on=ago(3),
        why_late="The psychologist was ordered in week 8, not week 2",
        for_panel="Shay is settled",
        next_owner=make.WorkerFactory(team=team, username="fola", first_name="Fola"),
    )
    swept(row)
    return row


def step(family, letter):
    return next(step for step in family.steps if step.letter == letter)


def test_most_weeks_come_first_and_each_says_where_it_stands(manager, late, long):
    first, second = sheet(manager).families
    assert (first.name, first.week, first.status.words) == ("Brennan", 18, "Past week 16")
    assert (second.week, second.status.state) == (2, "overdue")
    assert second.status.words.startswith("Letter ")
    assert second.status.words.endswith("late")
    assert second.next_words == "send the letter"


def test_why_it_is_late_and_who_does_what_next_are_the_trackers(manager, long):
    [family] = sheet(manager).families
    assert family.why_late == "The psychologist was ordered in week 8, not week 2"
    assert family.for_panel == "Shay is settled"
    assert family.next_words.startswith("decide, by ")
    assert family.next_owner.startswith("Fola")


def test_a_late_step_nobody_has_explained_says_so(signed_in, manager, late):
    [family] = sheet(manager).families
    assert family.no_reason
    page = squeezed(signed_in(manager).get(reverse("panel-sheet")).content.decode())
    assert "nobody has said yet" in page


def test_days_between_steps_stand_beside_the_councils_own_aim(manager, long, authority):
    sent = step(sheet(manager).families[0], "L")
    assert (sent.days, sent.aim, sent.state) == (4, "5 working days", "done")
    Target.objects.create(
        authority=manager.authority,
        code="plo.letter_sent",
        amount=3,
        effective_from=ago(200),
        why="Ours",
        set_by=manager,
    )
    assert step(sheet(manager).families[0], "L").aim == "3 working days"


def test_an_assessment_is_late_by_its_own_due_day(manager, long):
    back = step(sheet(manager).families[0], "A")
    assert (back.state, back.words, back.days) == ("overdue", "4 days late", None)
    ordered = long.process.orderedassessments.get()
    ordered.received_on = ago(1)
    ordered.save()
    back = step(sheet(manager).families[0], "A")
    assert (back.state, back.late_words, back.days) == ("done_late", "3 days late", 69)


def test_a_child_who_left_stays_on_the_row_of_a_family_that_goes_on(manager, long, team):
    sister = make.ChildFactory(team=team, person__given_name="Keira")
    make.ChildPreProceedingsFactory(
        child=sister,
        process=long.process,
        started_on=ago(128),
        outcome="step_down",
        outcome_on=ago(40),
        outcome_because="She lives with her dad",
        stepped_to="need",
    )
    swept(long)
    [family] = sheet(manager).families
    assert sorted(child.outcome for child in family.children) == ["", "Stepped down"]
    assert len(sheet(manager).children) == 1
    ended = next(row for row in family.drawing.rows if row.ended)
    assert ended.ended == "stepped down, week 12"


def test_a_family_whose_children_have_all_left_is_not_on_it(manager, late):
    late.outcome, late.outcome_on, late.stepped_to = "step_down", ago(0), "need"
    late.outcome_because = "Nan moved in"
    late.save()
    assert sheet(manager).families == []


def test_one_who_goes_to_court_stays_until_the_application_is_sent(manager, late):
    late.outcome, late.outcome_on, late.outcome_because = "apply", ago(0), "Nothing changed"
    late.save()
    swept(late)
    assert len(sheet(manager).families) == 1
    court = make.ProceedingsFactory(process=late.process, applied_on=ago(0), issued_on=None)
    make.ChildInCourtFactory(child=late.child, in_process=late, proceedings=court)
    swept(late)
    assert sheet(manager).families == []


def test_the_queries_do_not_grow_with_the_families_or_with_history(
    manager, team, long, django_assert_num_queries
):
    with django_assert_num_queries(QUERIES):
        sheet(manager)
    for number in range(6):
        row = begun(make.ChildFactory(team=team), 30 + number)
        letter(row, 20)
        swept(row)
        old = begun(make.ChildFactory(team=team), 400)
        old.outcome, old.outcome_on, old.stepped_to = "step_down", ago(300), "none"
        old.outcome_because = "It held"
        old.save()
    with django_assert_num_queries(QUERIES):
        assert len(sheet(manager).families) == 7


QUERIES = 9


def test_the_page_costs_no_more_for_more_families(
    signed_in, manager, team, long, late, django_assert_max_num_queries
):
    client = signed_in(manager)
    client.get(reverse("panel-sheet"))
    with django_assert_max_num_queries(22) as few:
        client.get(reverse("panel-sheet"))
    for number in range(4):
        swept(begun(make.ChildFactory(team=team), 30 + number))
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("panel-sheet"))


# Who may


def test_only_those_who_chair_a_panel_open_it(signed_in, worker, chair, stranger, late):
    for someone in (worker, chair, stranger):
        assert signed_in(someone).get(reverse("panel-sheet")).status_code == 403
        assert signed_in(someone).post(reverse("panel-sheet-keep")).status_code == 403
        assert signed_in(someone).get(reverse("kept-sheets")).status_code == 403


def test_no_line_is_said_of_a_child_the_reader_may_not_know_of(
    manager, service_manager, long, team
):
    hidden = make.ChildFactory(team=team, restricted=True, person__given_name="Hidden")
    make.AllocationFactory(child=hidden, worker__username="trusted")
    row = make.ChildPreProceedingsFactory(child=hidden, process=long.process, started_on=ago(128))
    make.TrackerUpdateFactory(
        child=hidden, in_process=row, looked_on=ago(1), why_late="Hidden was hurt again"
    )
    swept(long, row)
    for reader in (manager, service_manager):
        [family] = sheet(reader).families
        assert [child.child_id for child in family.children] == [long.child_id]
        assert "Hidden" not in str(family.as_data())


def test_another_council_and_another_team_see_none_of_it(elsewhere, long, team):
    other = make.TeamFactory(authority=team.authority, name="Another team")
    manager = make.WorkerFactory(team=other, role="team_manager", username="other")
    assert sheet(elsewhere).families == []
    assert sheet(manager).families == []


# Taken away


def test_the_spreadsheet_has_a_row_a_step_and_no_legal_advice(signed_in, manager, long):
    make.LegalAdviceFactory(process=long.process, advice="Privileged words of the lawyer")
    answer = signed_in(manager).get(reverse("panel-sheet"), {"as": "xlsx"})
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    rows = list(book.active.values)
    assert rows[0][:3] == ("Family", "Children", "Weeks in process")
    assert {row[0] for row in rows[1:]} == {"Brennan"}
    letters = [row for row in rows if row[6] == "Letter before proceedings, each parent"]
    assert letters[0][10:12] == (4, "5 working days")
    assert "Privileged" not in str(rows)
    assert Export.objects.get().title == "Pre-proceedings panel sheet"


def test_the_page_and_what_is_kept_hold_no_legal_advice(signed_in, manager, long):
    make.LegalAdviceFactory(process=long.process, advice="Privileged words of the lawyer")
    client = signed_in(manager)
    assert "Privileged" not in client.get(reverse("panel-sheet")).content.decode()
    client.post(reverse("panel-sheet-keep"))
    assert "Privileged" not in str(KeptFamily.objects.get().said)


# Kept for each panel


def test_what_the_sheet_said_is_kept_whatever_changes_later(signed_in, manager, long):
    client = signed_in(manager)
    before = sheet(manager).families
    client.post(reverse("panel-sheet-keep"), {"note": "November panel"})
    kept = KeptSheet.objects.get()
    assert (kept.kept_by, kept.note, kept.day) == (manager, "November panel", ago(0))
    long.outcome, long.outcome_on, long.stepped_to = "step_down", ago(0), "need"
    long.outcome_because = "Nan moved in"
    long.save()
    assert sheet(manager).families == []
    assert sheet_as_kept(kept, manager).families == before
    page = squeezed(client.get(reverse("kept-sheet", args=[kept.pk])).content.decode())
    assert "Brennan" in page
    assert "Past week 16" in page


def test_a_kept_sheet_cannot_be_changed_nor_deleted(manager, long):
    kept = keep(sheet(manager), by=manager)
    family = kept.families.get()
    family.said = {"name": "Another"}
    for change in (family.save, kept.delete, lambda: KeptSheet.objects.update(note="x")):
        with pytest.raises(InternalError), transaction.atomic():
            change()


def test_a_kept_sheet_says_only_what_its_reader_may_know(
    signed_in, manager, service_manager, long, late, team
):
    kept = keep(sheet(service_manager), by=service_manager)
    assert len(sheet_as_kept(kept, manager).families) == 2
    long.child.restricted = True
    long.child.save()
    assert len(sheet_as_kept(kept, manager).families) == 1
    other = make.TeamFactory(authority=team.authority, name="Another team")
    stranger = make.WorkerFactory(team=other, role="team_manager", username="other")
    assert signed_in(stranger).get(reverse("kept-sheet", args=[kept.pk])).status_code == 404


def test_nothing_is_kept_of_an_empty_sheet(signed_in, manager, child):
    answer = signed_in(manager).post(reverse("panel-sheet-keep"))
    assert answer.url == reverse("panel-sheet")
    assert not KeptSheet.objects.exists()
