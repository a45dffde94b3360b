"""How often a child is talked about, and how soon it stands on their file: both sides of each."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from casework.legal.models import LegalStatus
from casework.supervision.models import CaseSupervision
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    AgendaItemFactory,
    CaseSupervisionFactory,
    LegalStatusFactory,
    PlanFactory,
)

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 1, 5)


def running(code) -> Deadline:
    sweep()
    return Deadline.objects.get(code=code)


def spell(child, kind, began=MONDAY, **facts):
    if kind in ("need", "protection"):
        category = {"initial_category": "NEG"} if kind == "protection" else {}
        return PlanFactory(child=child, kind=kind, started_on=began, **category, **facts)
    return LegalStatusFactory(child=child, kind=kind, started_on=began, **facts)


RULES = [
    ("need", "supervision.child", 8),
    ("protection", "supervision.child.protection", 4),
    (LegalStatus.Kind.PREPROCEEDINGS, "supervision.child.plo", 4),
    (LegalStatus.Kind.CARE, "supervision.child.care", 12),
]


@pytest.mark.parametrize(("kind", "code", "weeks"), RULES)
@pytest.mark.parametrize("over", [0, 1])
def test_a_child_is_talked_about_again_in_time_or_a_day_late(child, kind, code, weeks, over):
    spell(child, kind)
    first = CaseSupervisionFactory(child=child, held_on=MONDAY + timedelta(days=7))
    last_day = first.held_on + timedelta(weeks=weeks)
    CaseSupervisionFactory(child=child, held_on=last_day + timedelta(days=over))
    sweep()
    deadline = Deadline.objects.get(code=code, record_id=first.pk)
    assert deadline.due_at.date() == last_day
    assert Deadline.objects.met_in_time().filter(pk=deadline.pk).exists() is (not over)


@pytest.mark.parametrize(("kind", "code", "weeks"), RULES)
@pytest.mark.parametrize("over", [0, 1])
def test_the_first_talk_counts_from_the_day_it_began(child, kind, code, weeks, over):
    spell(child, kind)
    last_day = MONDAY + timedelta(weeks=weeks)
    CaseSupervisionFactory(child=child, held_on=last_day + timedelta(days=over))
    deadline = running(f"{code}.first")
    assert deadline.due_at.date() == last_day
    assert Deadline.objects.met_in_time().filter(pk=deadline.pk).exists() is (not over)


def test_it_ends_with_the_plan_and_is_not_met_by_its_ending(child):
    plan = spell(child, "need")
    CaseSupervisionFactory(child=child, held_on=MONDAY)
    plan.ended_on, plan.ended_because = date(2026, 2, 1), "needs_met"
    plan.save()
    deadline = running("supervision.child")
    assert deadline.met_at is None
    assert deadline.lapsed_at.date() == date(2026, 2, 1)


def test_a_talk_before_the_plan_is_not_the_first_of_it(child):
    CaseSupervisionFactory(child=child, held_on=MONDAY - timedelta(days=1))
    spell(child, "protection")
    assert running("supervision.child.protection.first").met_at is None
    assert not Deadline.objects.filter(code="supervision.child.protection").exists()


# One child, one clock: the shortest interval that applies


def standing() -> list[tuple]:
    """What asks for the next talk about the child, and by when."""
    sweep()
    clocks = Deadline.objects.open().filter(code__startswith="supervision.child")
    return sorted((clock.code, clock.due_at.date()) for clock in clocks)


LATELY = timezone.localdate() - timedelta(days=10)


def test_where_pre_proceedings_stand_beside_a_child_in_need_plan_only_they_ask(child):
    spell(child, "need", LATELY - timedelta(weeks=3))
    spell(child, LegalStatus.Kind.PREPROCEEDINGS, LATELY - timedelta(weeks=2))
    assert standing() == [("supervision.child.plo.first", LATELY + timedelta(weeks=2))]
    CaseSupervisionFactory(child=child, held_on=LATELY)
    assert standing() == [("supervision.child.plo", LATELY + timedelta(weeks=4))]


@pytest.mark.parametrize(
    ("kinds", "code", "weeks"),
    [
        (("need", LegalStatus.Kind.CARE), "supervision.child", 8),
        (("protection", LegalStatus.Kind.PREPROCEEDINGS), "supervision.child.protection", 4),
        ((LegalStatus.Kind.PREPROCEEDINGS, LegalStatus.Kind.CARE), "supervision.child.plo", 4),
        (("protection", LegalStatus.Kind.CARE), "supervision.child.protection", 4),
    ],
)
def test_of_any_two_the_stricter_alone_stands(child, kinds, code, weeks):
    for kind in kinds:
        spell(child, kind, LATELY - timedelta(weeks=2))
    CaseSupervisionFactory(child=child, held_on=LATELY)
    assert standing() == [(code, LATELY + timedelta(weeks=weeks))]


def test_the_milder_clock_ends_the_day_the_stricter_begins(child):
    spell(child, "need", LATELY - timedelta(weeks=9))
    talk = CaseSupervisionFactory(child=child, held_on=LATELY - timedelta(weeks=1))
    spell(child, LegalStatus.Kind.PREPROCEEDINGS, LATELY)
    assert standing() == [("supervision.child.plo.first", LATELY + timedelta(weeks=4))]
    milder = Deadline.objects.get(code="supervision.child", record_id=talk.pk)
    assert timezone.localdate(milder.lapsed_at) == LATELY
    CaseSupervisionFactory(child=child, held_on=LATELY + timedelta(days=5))
    assert standing() == [("supervision.child.plo", LATELY + timedelta(days=33))]
    milder.refresh_from_db()
    assert milder.met_at is None


@pytest.mark.parametrize("over", [0, 1])
def test_a_talk_on_the_day_the_stricter_began_still_meets_the_milder(child, over):
    spell(child, "need", LATELY - timedelta(weeks=9))
    talk = CaseSupervisionFactory(child=child, held_on=LATELY - timedelta(weeks=1))
    spell(child, LegalStatus.Kind.PREPROCEEDINGS, LATELY)
    CaseSupervisionFactory(child=child, held_on=LATELY + timedelta(days=over))
    sweep()
    milder = Deadline.objects.get(code="supervision.child", record_id=talk.pk)
    assert (milder.met_at is not None) is (not over)


def test_when_the_stricter_ends_the_milder_counts_again_from_the_last_talk(child):
    spell(child, "need", LATELY - timedelta(weeks=9))
    before = spell(child, LegalStatus.Kind.PREPROCEEDINGS, LATELY - timedelta(weeks=5))
    CaseSupervisionFactory(child=child, held_on=LATELY)
    assert standing() == [("supervision.child.plo", LATELY + timedelta(weeks=4))]
    before.ended_on, before.ended_because = LATELY + timedelta(days=6), "replaced"
    before.save()
    assert standing() == [("supervision.child", LATELY + timedelta(weeks=8))]


@pytest.mark.parametrize(
    ("protects", "code", "due"),
    [
        (False, "supervision.record", date(2026, 1, 12)),
        (True, "supervision.record.protection", date(2026, 1, 7)),
    ],
)
@pytest.mark.parametrize("over", [0, 1])
def test_it_stands_on_the_file_within_five_working_days_two_where_protected(
    child, protects, code, due, over
):
    if protects:
        spell(child, "protection")
    AgendaItemFactory(child=child, discussed_on=MONDAY)
    talk = CaseSupervisionFactory(child=child, held_on=MONDAY)
    at = datetime(due.year, due.month, due.day, 12, tzinfo=UTC) + timedelta(days=over)
    CaseSupervision.objects.filter(pk=talk.pk).update(recorded_at=at)
    deadline = running(code)
    assert deadline.due_at.date() == due
    assert Deadline.objects.met_in_time().filter(pk=deadline.pk).exists() is (not over)


def test_a_child_on_the_agenda_whom_nobody_talked_about_waits_for_no_record(child):
    AgendaItemFactory(child=child)
    sweep()
    assert not Deadline.objects.filter(code__startswith="supervision.record").exists()
