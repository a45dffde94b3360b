"""How far what is late goes up, and the page where a council says it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from casework.notices.deadline_notices import tell_of_deadlines
from casework.notices.escalation import LateRule
from casework.notices.models import Notice, Told
from casework.timescales.models import Deadline
from tests.factories import AllocationFactory, WorkerFactory

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)


@pytest.fixture
def administrator(team):
    return WorkerFactory(team=team, role="administrator", username="admin")


@pytest.fixture
def rule(authority, administrator):
    def make(**facts):
        facts = {"code": "", "manager_after": 0, "service_after": 5, "why": "Agreed", **facts}
        return LateRule.objects.create(authority=authority, set_by=administrator, **facts)

    return make


def told_up():
    notices = Notice.objects.filter(kind="escalated")
    return {notice.worker.username for notice in notices}


@pytest.mark.parametrize(
    ("hours_late", "says"),
    [(1, {"helen"}), (5 * 24 - 1, {"helen"}), (5 * 24 + 1, {"helen", "service"})],
)
def test_where_nothing_is_set_the_manager_is_told_at_once_and_the_service_after_five_days(
    due, manager, service_manager, hours_late, says
):
    due(in_hours=-hours_late)
    tell_of_deadlines()
    assert told_up() == says


@pytest.mark.parametrize(
    ("hours_late", "says"),
    [(47, set()), (49, {"helen"}), (10 * 24 - 1, {"helen"}), (10 * 24 + 1, {"helen", "service"})],
)
def test_a_council_says_after_how_many_days(due, manager, service_manager, rule, hours_late, says):
    rule(manager_after=2, service_after=10)
    due(in_hours=-hours_late)
    tell_of_deadlines()
    assert told_up() == says


def test_what_is_the_service_managers_own_is_told_them_once(due, service_manager):
    due(in_hours=-24 * 30, code="plo.week_12")
    tell_of_deadlines()
    told = Notice.objects.filter(worker=service_manager).values_list("kind", flat=True)
    assert list(told) == ["overdue"]


def test_one_duty_may_have_a_rule_of_its_own_and_give_it_up(due, manager, service_manager, rule):
    rule(manager_after=None, service_after=None)
    own = rule(code="assessment.complete", service_after=0)
    due(in_hours=-1)
    due(in_hours=-1, code="rhi.complete")
    tell_of_deadlines()
    assert told_up() == {"helen", "service"}
    assert {notice.deadline.code for notice in Notice.objects.filter(kind="escalated")} == {
        own.code
    }
    Notice.objects.all().delete()
    Told.objects.all().delete()
    rule(code=own.code, as_the_rest=True, manager_after=None, service_after=None)
    tell_of_deadlines()
    assert told_up() == set()


def test_the_rule_set_last_holds_and_what_was_told_is_not_told_again(due, manager, rule):
    rule(manager_after=0)
    due(in_hours=-24 * 4)
    tell_of_deadlines()
    rule(manager_after=3)
    assert tell_of_deadlines() == 0


def test_another_councils_rule_holds_nothing_here(due, manager, elsewhere, administrator):
    LateRule.objects.create(authority=elsewhere.authority, set_by=administrator, why="Theirs")
    due(in_hours=-1)
    tell_of_deadlines()
    assert told_up() == {"helen"}


def test_the_date_it_was_passed_up_is_kept_across_the_change_of_the_clock(
    due, manager, service_manager, rule
):
    rule(manager_after=2)
    deadline = due(in_hours=-1)
    ends = datetime(2026, 3, 28, 23, 59, 59, tzinfo=LONDON)
    Deadline.objects.filter(pk=deadline.pk).update(due_at=ends, amber_from=ends - DAY)
    tell_of_deadlines()
    notice = Notice.objects.get(worker=manager)
    assert notice.happened_at == datetime(2026, 3, 30, 23, 59, 59, tzinfo=LONDON)


def test_a_manager_who_holds_the_child_is_told_as_their_worker(due, manager):
    due(in_hours=-1, worker=manager)
    tell_of_deadlines()
    assert [(notice.worker, notice.kind) for notice in Notice.objects.all()] == [
        (manager, "overdue")
    ]


def test_what_a_manager_must_do_goes_up_to_the_service(due, manager, service_manager):
    due(in_hours=-24 * 6, code="referral.decision")
    tell_of_deadlines()
    assert {(notice.worker, notice.kind) for notice in Notice.objects.all()} == {
        (manager, "overdue"),
        (service_manager, "escalated"),
    }


def test_a_restricted_child_is_passed_up_only_to_those_allocated(due, child, service_manager):
    child.restricted = True
    child.save()
    due(in_hours=-24 * 6)
    tell_of_deadlines()
    assert told_up() == set()
    AllocationFactory(child=child, worker=service_manager, role="other")
    tell_of_deadlines()
    assert told_up() == {"service"}


def address(code="every"):
    return reverse("late-rule-set", args=[code])


def test_an_administrator_sets_it_on_a_page_and_what_was_set_before_can_be_read(
    signed_in, administrator
):
    client = signed_in(administrator)
    for days, why in (("1", "A day to put it right"), ("2", "Agreed with the managers")):
        answer = client.post(address(), {"manager_after": days, "service_after": "7", "why": why})
        assert answer.url == reverse("notice-rules")
    page = client.get(reverse("notice-rules"))
    assert page.context["every"].manager_after == 2
    assert [rule.why for rule in page.context["history"]] == [
        "Agreed with the managers",
        "A day to put it right",
    ]
    assert "2 days after the due date" in page.content.decode()


def test_an_empty_number_is_never(signed_in, administrator):
    client = signed_in(administrator)
    client.post(address("rhi.complete"), {"manager_after": "0", "service_after": "", "why": "So"})
    own = client.get(reverse("notice-rules")).context["own"]
    assert [(rule.code, rule.service_words) for rule in own] == [("rhi.complete", "Never")]
    client.post(address("rhi.complete"), {"as_the_rest": "on", "why": "Enough"})
    assert client.get(reverse("notice-rules")).context["own"] == []


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"manager_after": "5", "service_after": "2"}, "The team manager is told first"),
        ({"manager_after": "400", "service_after": ""}, "Give a number of days up to 365"),
        ({"manager_after": "1", "service_after": "2", "why": ""}, "Say why"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(signed_in, administrator, facts, says):
    page = signed_in(administrator).post(address(), {"why": "Because", **facts})
    assert says in page.content.decode()
    assert not LateRule.objects.exists()


def test_only_an_administrator_may_and_only_for_a_duty_there_is(
    signed_in, administrator, worker, manager
):
    for someone in (worker, manager):
        client = signed_in(someone)
        assert client.get(reverse("notice-rules")).status_code == 403
        assert client.get(address()).status_code == 403
        assert client.post(address(), {"manager_after": 1, "why": "I"}).status_code == 403
    assert signed_in(administrator).get(address("no.such.duty")).status_code == 404


def test_another_councils_rules_are_not_shown(signed_in, administrator, rule, elsewhere):
    rule(why="Ours alone")
    elsewhere.role = "administrator"
    elsewhere.save()
    page = signed_in(elsewhere).get(reverse("notice-rules"))
    assert "Ours alone" not in page.content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_takes_few_queries(
    signed_in, administrator, rule, number, django_assert_max_num_queries
):
    for _ in range(number):
        rule()
    client = signed_in(administrator)
    with django_assert_max_num_queries(8 + 2):
        client.get(reverse("notice-rules"))
