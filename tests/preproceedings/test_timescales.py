"""The clocks before and in care proceedings, on both sides of their limits."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from casework.preproceedings.models import ChildInCourt, CourtExtension
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests import factories as make

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 1, 5)


def clock(code) -> Deadline:
    sweep()
    return Deadline.objects.get(code=code)


def due(code) -> date:
    return timezone.localdate(clock(code).due_at)


def in_time(code) -> bool:
    found = clock(code)
    return found.met_at <= found.due_at


@pytest.fixture
def row(child):
    return make.ChildPreProceedingsFactory(child=child, process__asked_on=date(2025, 12, 15))


@pytest.mark.parametrize(
    ("code", "limit"),
    [
        ("plo.letter_sent", date(2026, 1, 12)),
        ("plo.midpoint", date(2026, 3, 2)),
        ("plo.week_12", date(2026, 3, 30)),
        ("plo.end", date(2026, 4, 27)),
        ("plo.tracking", date(2026, 2, 2)),
    ],
)
def test_what_runs_from_the_decision_to_begin(row, code, limit):
    assert due(code) == limit


def test_the_panel_meets_ten_working_days_after_it_is_asked(child):
    make.ChildPreProceedingsFactory(child=child, started_on=None, process__asked_on=MONDAY)
    assert due("plo.legal_planning_meeting") == date(2026, 1, 19)


def test_asked_urgently_it_meets_the_same_day(child):
    urgent = {"process__asked_on": MONDAY, "process__urgent": True}
    row = make.ChildPreProceedingsFactory(child=child, started_on=None, **urgent)
    assert due("plo.legal_planning_meeting.urgent") == MONDAY
    row.started_on = MONDAY
    row.save()
    assert in_time("plo.legal_planning_meeting.urgent")
    assert not Deadline.objects.filter(code="plo.legal_planning_meeting").exists()


@pytest.mark.parametrize(
    ("sent", "made_it"), [(date(2026, 1, 12), True), (date(2026, 1, 13), False)]
)
def test_the_last_parents_letter_decides_whether_it_was_in_time(row, sent, made_it):
    first = make.ParentFactory(process=row.process)
    last = make.ParentFactory(process=row.process, name="Dean")
    make.LetterSentFactory(process=row.process, parent=first, sent_on=date(2026, 1, 6))
    assert clock("plo.letter_sent").met_at is None
    make.LetterSentFactory(process=row.process, parent=last, sent_on=sent)
    assert in_time("plo.letter_sent") is made_it


def test_no_letter_is_waited_for_where_one_cannot_be_sent(row):
    row.process.no_letter, row.process.no_letter_because = "danger", "There was no time"
    row.process.no_letter_on = MONDAY
    row.process.save()
    found = clock("plo.letter_sent")
    assert (found.met_at, timezone.localdate(found.lapsed_at)) == (None, MONDAY)


@pytest.mark.parametrize("offered", [True, False])
def test_the_family_meeting_is_offered_in_the_letter_itself(row, offered):
    parent = make.ParentFactory(process=row.process)
    make.LetterSentFactory(process=row.process, parent=parent, family_meeting_offered=offered)
    found = clock("plo.fgdm_offer")
    assert (found.met_at is not None) is offered
    assert timezone.localdate(found.due_at) == date(2026, 1, 8)


@pytest.mark.parametrize(
    ("held", "made_it"), [(date(2026, 1, 22), True), (date(2026, 1, 23), False)]
)
def test_the_first_meeting_is_within_ten_working_days_of_the_letter(row, held, made_it):
    parent = make.ParentFactory(process=row.process)
    make.LetterSentFactory(process=row.process, parent=parent, sent_on=date(2026, 1, 8))
    make.ProcessMeetingFactory(child=row.child, in_process=row, held_on=held)
    assert in_time("plo.first_meeting") is made_it


def test_a_meeting_that_was_not_effective_meets_nothing(row):
    parent = make.ParentFactory(process=row.process)
    make.LetterSentFactory(process=row.process, parent=parent)
    make.ProcessMeetingFactory(child=row.child, in_process=row, held=False)
    assert clock("plo.first_meeting").met_at is None


@pytest.mark.parametrize(
    ("copied", "made_it"), [(date(2026, 1, 23), True), (date(2026, 1, 26), False)]
)
def test_the_agreement_is_copied_within_five_working_days(row, copied, made_it):
    make.ProcessMeetingFactory(child=row.child, in_process=row, held_on=date(2026, 1, 16))
    make.AgreementFactory(process=row.process, agreed_on=date(2026, 1, 16), copied_on=copied)
    assert in_time("plo.agreement") is made_it


@pytest.mark.parametrize(
    ("held", "made_it"), [(date(2026, 2, 27), True), (date(2026, 2, 28), False)]
)
def test_each_meeting_opens_the_next_in_six_weeks(row, held, made_it):
    make.ProcessMeetingFactory(child=row.child, in_process=row, held_on=date(2026, 1, 16))
    make.ProcessMeetingFactory(child=row.child, in_process=row, kind="review", held_on=held)
    sweep()
    met = Deadline.objects.get(code="plo.review_meeting", met_at__isnull=False)
    assert (met.met_at <= met.due_at) is made_it
    running = Deadline.objects.open().get(code="plo.review_meeting")
    assert timezone.localdate(running.due_at) == held + timedelta(weeks=6)


def test_each_look_opens_the_next(row):
    make.TrackerUpdateFactory(child=row.child, in_process=row, looked_on=date(2026, 1, 26))
    assert in_time("plo.tracking")
    assert due("plo.tracking.next") == date(2026, 2, 23)


def extend(row, decided=date(2026, 4, 20)):
    make.PanelDecisionFactory(
        child=row.child,
        in_process=row,
        check_at="week_16",
        decided_on=decided,
        decision="extend",
        new_end=date(2026, 6, 1),
    )
    row.refresh_from_db()


def test_an_extension_before_week_16_lets_the_end_lapse_and_gives_the_new_one(row):
    extend(row)
    assert clock("plo.end").lapsed_at is not None
    assert due("plo.extend") == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("decided", "made_it"), [(date(2026, 6, 1), True), (date(2026, 6, 2), False)]
)
def test_it_is_decided_by_the_end_it_was_extended_to(row, decided, made_it):
    extend(row)
    step_down(row, decided)
    assert in_time("plo.extend") is made_it


def step_down(row, day):
    row.outcome, row.outcome_on, row.stepped_to = "step_down", day, "need"
    row.outcome_because = "He is safe"
    row.save()


@pytest.mark.parametrize(
    ("day", "made_it"), [(date(2026, 4, 27), True), (date(2026, 4, 28), False)]
)
def test_it_is_decided_within_sixteen_weeks(row, day, made_it):
    step_down(row, day)
    assert in_time("plo.end") is made_it


def to_court(row, applied, decided=date(2026, 4, 20)):
    row.outcome, row.outcome_on, row.outcome_because = "apply", decided, "Not safe"
    row.save()
    court = make.ProceedingsFactory(process=row.process, applied_on=applied, issued_on=applied)
    part = make.ChildInCourtFactory(child=row.child, in_process=row, proceedings=court)
    row.refresh_from_db()
    return part


@pytest.mark.parametrize(
    ("applied", "made_it"), [(date(2026, 5, 5), True), (date(2026, 5, 6), False)]
)
def test_the_application_goes_within_ten_working_days(row, applied, made_it):
    to_court(row, applied)
    assert in_time("plo.issue") is made_it


@pytest.mark.parametrize(
    ("sent", "made_it"), [(date(2026, 4, 27), True), (date(2026, 4, 28), False)]
)
def test_the_letter_of_issue_follows_within_five_working_days(row, sent, made_it):
    to_court(row, date(2026, 4, 20))
    parent = make.ParentFactory(process=row.process)
    make.LetterSentFactory(process=row.process, parent=parent, kind="issue", sent_on=sent)
    assert in_time("plo.letter_of_issue") is made_it


def test_before_a_birth_it_begins_by_week_24_and_is_decided_by_week_36(team):
    baby = make.ChildFactory(
        team=team, person__born_on=None, person__sex="U", person__expected_on=date(2026, 10, 12)
    )
    row = make.ChildPreProceedingsFactory(child=baby, process__asked_on=MONDAY)
    assert due("plo.unborn") == date(2026, 6, 22)
    assert due("plo.unborn.end") == date(2026, 9, 14)
    row.child.person.born_on = date(2026, 9, 1)
    row.child.person.save()
    assert clock("plo.unborn.end").lapsed_at is not None


@pytest.mark.parametrize(
    ("held", "made_it"), [(date(2026, 5, 14), True), (date(2026, 5, 15), False)]
)
def test_the_day_of_issue_is_day_one_of_eighteen(row, held, made_it):
    part = to_court(row, date(2026, 4, 20))
    make.HearingFactory(
        process=row.process, proceedings=part.proceedings, listed_on=held, held_on=held
    )
    assert in_time("court.cmh") is made_it


def test_advocates_meet_two_working_days_before_the_hearing(row):
    part = to_court(row, date(2026, 4, 20))
    of = {"process": row.process, "proceedings": part.proceedings}
    make.HearingFactory(**of, listed_on=date(2026, 5, 6))
    assert due("court.advocates") == date(2026, 5, 1)


def test_directions_are_given_by_day_two_and_the_care_plan_as_directed(row):
    part = to_court(row, date(2026, 4, 20))
    court = part.proceedings
    court.directions_on, court.care_plan_due_on = date(2026, 4, 21), date(2026, 5, 20)
    court.save()
    assert in_time("court.allocation")
    assert due("court.care_plan") == date(2026, 5, 20)


@pytest.mark.parametrize(
    ("final", "made_it"), [(date(2026, 10, 18), True), (date(2026, 10, 19), False)]
)
def test_proceedings_end_within_26_weeks_beginning_with_the_day_of_issue(row, final, made_it):
    part = to_court(row, date(2026, 4, 20))
    part.final_on, part.final_order = final, "care"
    part.save()
    assert in_time("court.26_weeks") is made_it


class TestTwentySixWeeks(TestCase):
    """For any day of issue and any number of extensions, counted again by hand."""

    @pytest.mark.long
    @given(
        issued=st.dates(date(2014, 4, 22), date(2027, 1, 1)),
        days=st.lists(st.integers(1, 56), max_size=4),
    )
    @settings(max_examples=25, deadline=None)
    def test_the_end_that_stands_is_counted_from_the_day_of_issue(self, issued, days):
        row = make.ChildPreProceedingsFactory(started_on=issued - timedelta(days=90))
        court = make.ProceedingsFactory(process=row.process, applied_on=issued, issued_on=issued)
        part = make.ChildInCourtFactory(child=row.child, in_process=row, proceedings=court)
        expected = issued + timedelta(weeks=26) - timedelta(days=1)
        for more in days:
            before, expected = expected, expected + timedelta(days=more)
            make.CourtExtensionFactory(
                child=row.child, in_court=part, ordered_on=before, extends=before, until=expected
            )
        assert ChildInCourt.objects.with_end().get(pk=part.pk).ends_on == expected
        sweep([row.child_id])
        ends = Deadline.objects.filter(child=row.child, code="court.extension")
        first = Deadline.objects.get(child=row.child, code="court.26_weeks")
        assert timezone.localdate(first.due_at) == issued + timedelta(days=181)
        last = ends.order_by("due_at").last()
        assert (timezone.localdate(last.due_at) if last else None) == (expected if days else None)

    @given(days=st.integers(-5, 120))
    @settings(max_examples=25, deadline=None)
    def test_one_extension_is_of_eight_weeks_at_most(self, days):
        end = date(2026, 10, 18)
        made = CourtExtension(
            child=make.ChildFactory(),
            ordered_on=end,
            extends=end,
            until=end + timedelta(days=days),
            because="To decide justly",
        )
        allowed = True
        try:
            made.full_clean(exclude=["in_court", "authority", "team", "recorded_by"])
        except ValidationError:
            allowed = False
        assert allowed is (1 <= days <= 56)
