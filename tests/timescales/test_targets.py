"""A council's own numbers: sooner than the nation's, never later, and never backwards in time."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from casework.timescales.models import Deadline, Target, WorkingDay
from casework.timescales.nights.night import count_what_changed
from casework.timescales.registry import registry
from casework.timescales.sweep import sweep
from tests.factories import AssessmentFactory, ChildVisitFactory, PlanFactory, WorkerFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def ahead(days):
    return TODAY + timedelta(days=days)


@pytest.fixture
def admin(team):
    return WorkerFactory(team=team, role="administrator", username="admin")


def own_number(worker, code, amount, since=date(2026, 1, 1)):
    return Target.objects.create(
        authority=worker.authority,
        set_by=worker,
        code=code,
        amount=amount,
        effective_from=since,
        why="Panel of 3 December",
    )


def swept(record, code="assessment.complete"):
    sweep([record.child_id])
    return Deadline.objects.with_state().with_lateness().get(code=code, record_id=record.pk)


def day_of(instant):
    return timezone.localtime(instant).date()


def test_both_dates_are_kept_where_a_council_asks_for_less_time(admin):
    own_number(admin, "assessment.complete", 35)
    deadline = swept(AssessmentFactory(referral_received_on=date(2026, 1, 5)))
    assert day_of(deadline.own_due_at) == date(2026, 2, 23)
    assert day_of(deadline.due_at) == date(2026, 3, 9)
    assert deadline.amber_from < deadline.own_due_at


def test_a_number_that_allows_more_than_the_nation_does_changes_nothing(admin):
    own_number(admin, "assessment.complete", 60)
    deadline = swept(AssessmentFactory(referral_received_on=date(2026, 1, 5)))
    assert deadline.own_due_at is None
    assert day_of(deadline.due_at) == date(2026, 3, 9)


@pytest.mark.parametrize(("day", "is_ours"), [(4, False), (5, True)])
def test_what_had_begun_is_judged_by_what_held_then(admin, day, is_ours):
    own_number(admin, "assessment.complete", 35, since=date(2026, 1, 5))
    deadline = swept(AssessmentFactory(referral_received_on=date(2026, 1, day)))
    assert (deadline.own_due_at is not None) is is_ours


def test_another_councils_number_is_not_ours():
    own_number(WorkerFactory(team__authority__name="Elsewhere"), "assessment.complete", 35)
    assert swept(AssessmentFactory(referral_received_on=date(2026, 1, 5))).own_due_at is None


def test_a_councils_number_takes_the_place_of_a_local_default(admin):
    own_number(admin, "cp_visit.next", 15)
    plan = PlanFactory(started_on=date(2026, 1, 5))
    visit = ChildVisitFactory(child=plan.child, held_on=date(2026, 1, 12), seen=True)
    deadline = swept(visit, "cp_visit.next")
    assert day_of(deadline.due_at) == date(2026, 2, 2)
    assert deadline.own_due_at is None


def test_passing_our_own_date_is_said_but_is_not_late(admin):
    own_number(admin, "assessment.complete", 5, since=ahead(-90))
    deadline = swept(AssessmentFactory(referral_received_on=ahead(-20), started_on=ahead(-20)))
    assert deadline.state == "due_soon"
    assert "has passed" in deadline.words
    assert "at the latest" in deadline.words


def test_until_then_both_dates_are_said(admin):
    own_number(admin, "assessment.complete", 40, since=ahead(-90))
    deadline = swept(AssessmentFactory(referral_received_on=TODAY, started_on=TODAY))
    assert deadline.state == "on_time"
    assert deadline.words.endswith("at the latest")


def test_a_closed_deadline_is_never_judged_again_by_a_new_number(admin, manager):
    assessment = AssessmentFactory(
        referral_received_on=date(2026, 1, 5),
        authorised_on=date(2026, 2, 27),
        authorised_by=manager,
        outcome="no_action",
    )
    swept(assessment)
    own_number(admin, "assessment.complete", 35)
    assert swept(assessment).own_due_at is None


class Numbers(TestCase):
    """What holds for any number a council may choose."""

    @pytest.mark.long
    @settings(max_examples=40, deadline=None)
    @given(st.dates(date(2013, 5, 1), date(2026, 6, 1)), st.integers(1, 44), st.integers(1, 44))
    def test_fewer_days_never_fall_later_and_never_after_the_nations(self, start, one, other):
        worker = WorkerFactory()
        assessment = AssessmentFactory(
            child__team=worker.team, referral_received_on=start, started_on=start
        )
        dates = []
        for amount in sorted((one, other)):
            Target.objects.all().delete()
            own_number(worker, "assessment.complete", amount, since=start)
            dates.append(swept(assessment))
        assert dates[0].own_due_at <= dates[1].own_due_at < dates[1].due_at
        assert dates[0].amber_from < dates[0].own_due_at


def set_number(client, code, **answers):
    answers = {"amount": 35, "effective_from": TODAY.isoformat(), "why": "Panel"} | answers
    return client.post(reverse("target-set", args=[code]), answers)


def test_an_administrator_sets_a_number_and_the_page_says_who_and_why(signed_in, admin):
    client = signed_in(admin)
    assert set_number(client, "assessment.complete").url == reverse("timescales")
    page = client.get(reverse("timescales")).content.decode()
    assert "35 working days" in page
    assert "Panel" in page
    assert Target.objects.get().set_by == admin


def test_looser_than_the_nation_is_refused_in_plain_words(signed_in, admin):
    page = set_number(signed_in(admin), "assessment.complete", amount=45).content.decode()
    assert "your own number must be smaller" in page
    assert 'value="Panel"' in page
    assert not Target.objects.exists()


def test_a_local_default_may_be_longer(signed_in, admin):
    set_number(signed_in(admin), "cp_visit.next", amount=15)
    assert Target.objects.get().words == "every 15 working days"


@pytest.mark.parametrize(("day", "kept"), [(ahead(-1), False), (TODAY, True), (ahead(1), True)])
def test_no_number_is_set_for_what_has_begun(signed_in, admin, day, kept):
    set_number(signed_in(admin), "assessment.complete", effective_from=day.isoformat())
    assert Target.objects.exists() is kept


def test_below_a_national_limit_of_one_there_is_no_number_to_set(signed_in, admin):
    client, address = signed_in(admin), reverse("target-set", args=["referral.decision"])
    assert client.get(address).status_code == 404
    assert address not in client.get(reverse("timescales")).content.decode()


@pytest.mark.parametrize("code", ["rhi.offer", "action.due", "nothing", "cp_visit"])
def test_a_duty_without_a_number_has_none_to_set(signed_in, admin, code):
    assert signed_in(admin).get(reverse("target-set", args=[code])).status_code == 404


@pytest.mark.parametrize("name", ["timescales", "holiday-add"])
def test_only_an_administrator_sets_them(signed_in, manager, name):
    assert signed_in(manager).get(reverse(name)).status_code == 403
    assert set_number(signed_in(manager), "assessment.complete").status_code == 403


def test_every_rule_with_a_number_opens_its_page(signed_in, admin):
    client = signed_in(admin)
    for rule in registry:
        expected = 200 if rule.has_room else 404
        assert client.get(reverse("target-set", args=[rule.code])).status_code == expected


def next_working(day):
    return WorkingDay.objects.filter(working=True, day__gt=day).first().day


def test_a_new_bank_holiday_moves_what_is_open_and_no_page_waits_for_it(signed_in, admin, manager):
    assessment = AssessmentFactory(referral_received_on=TODAY, started_on=TODAY)
    was = swept(assessment).due_at
    holiday = next_working(TODAY)
    answers = {"day": holiday.isoformat(), "holiday": "A day of mourning"}
    page = signed_in(admin).post(reverse("holiday-add"), answers, follow=True).content.decode()
    assert "2 open dates will move, within five minutes" in page
    assert Deadline.objects.get(code="assessment.complete").due_at == was
    count_what_changed()
    assert swept(assessment).due_at > was
    events = Deadline.pgh_event_models["due_date_moved"].objects
    assert events.get(code="assessment.complete").due_at == was


def test_a_weekend_is_no_bank_holiday(signed_in, admin):
    saturday = ahead((5 - TODAY.weekday()) % 7)
    answers = {"day": saturday.isoformat(), "holiday": "Wedding"}
    page = signed_in(admin).post(reverse("holiday-add"), answers).content.decode()
    assert "no working day already" in page


def test_a_number_for_a_rule_that_is_gone_breaks_no_page(signed_in, admin):
    own_number(admin, "a_rule.that_was", 12)
    page = signed_in(admin).get(reverse("timescales"))
    assert page.status_code == 200
    assert "a_rule.that_was" not in page.content.decode()
