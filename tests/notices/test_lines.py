"""Many things told to one person at once are one line with a number, and its list is live."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from casework.access.models import Worker
from casework.notices.deadline_notices import AT_ONCE, tell_of_deadlines
from casework.notices.mailing import post
from casework.notices.models import Notice, Told
from casework.timescales.models import Deadline
from casework.timescales.registry import registry
from tests.factories import AllocationFactory, ChildFactory, TeamFactory, WorkerFactory
from tests.notices.test_mailing import SEVEN

DAY = timedelta(days=1)
LONG_LATE = -24 * 6
OF_WORKERS = [rule.code for rule in registry if rule.responsible == "social_worker"]


@pytest.fixture
def late(due):
    """``late(5, "cp_visit.next")``: so many of a duty, late long enough to have gone up."""

    def make(number, code="cp_visit.next", **facts):
        facts = {"in_hours": LONG_LATE, **facts}
        return [due(code=code, **facts) for _ in range(number)]

    return make


def rows_of(worker):
    return list(Notice.objects.to(worker).order_by("kind", "about"))


def line_of(worker, kind="escalated"):
    return Notice.objects.of_lines().get(worker=worker, kind=kind)


def test_sixty_six_service_managers_read_one_line_of_hundreds_of_late_duties(late, team, manager):
    for _ in range(66):
        WorkerFactory(team=team, role="service_manager")
    for code in OF_WORKERS[:25]:
        late(16, code)
    made = tell_of_deadlines()
    assert made == Notice.objects.count() <= 66 + 2 * AT_ONCE
    told = {worker: rows_of(worker) for worker in Worker.objects.filter(role="service_manager")}
    assert len(told) == 66
    for rows in told.values():
        assert [(row.number, row.code, row.kind) for row in rows] == [(400, "", "escalated")]
    assert Told.objects.count() == 400 * 3
    assert tell_of_deadlines() == 0


def test_of_one_duty_the_line_says_which(late, service_manager, manager):
    late(12)
    tell_of_deadlines()
    [line] = rows_of(service_manager)
    assert line.sentence == "Child protection visit: 12 passed up to you, late"
    assert line.child is None
    assert [row.number for row in rows_of(manager)] == [12]


def test_a_few_are_told_one_by_one_and_name_their_child(late, service_manager, worker):
    late(3)
    tell_of_deadlines()
    assert [row.number for row in rows_of(service_manager)] == [None] * 3
    assert all(row.child for row in rows_of(service_manager))


@pytest.mark.parametrize(("number", "rows"), [(AT_ONCE, AT_ONCE), (AT_ONCE + 1, 1)])
def test_a_workers_own_name_their_children_as_long_as_they_are_ten_at_most(
    due, worker, number, rows
):
    for _ in range(number):
        due(in_hours=1)
    assert tell_of_deadlines() == rows
    if rows == 1:
        assert (
            line_of(worker, "due_soon").sentence
            == f"Assessment authorised: {number} will soon be due"
        )


def test_whatever_there_is_nobody_is_written_more_than_ten_rows_at_once(
    late, due, worker, manager, service_manager
):
    for place, code in enumerate(OF_WORKERS):
        late(1 + place % 7, code)
        due(in_hours=1, code=code)
    tell_of_deadlines()
    for someone in (worker, manager, service_manager):
        rows = rows_of(someone)
        assert 0 < len(rows) <= AT_ONCE
        things = sum(Notice.objects.to(someone).things().values())
        assert things >= len(OF_WORKERS)


def test_each_is_counted_once_and_what_comes_later_alone(late, due, service_manager, worker):
    late(6)
    tell_of_deadlines(timezone.now() - timedelta(hours=1))
    late(1)
    assert tell_of_deadlines() > 0
    assert sorted(row.number or 1 for row in rows_of(service_manager)) == [1, 6]


def test_whoever_takes_children_over_is_told_of_what_is_late_though_it_was_counted_before(
    due, worker, team
):
    for _ in range(12):
        due(in_hours=-1)
    tell_of_deadlines()
    newcomer = WorkerFactory(team=team, username="ben")
    Deadline.objects.update(worker=newcomer)
    tell_of_deadlines()
    assert [row.number for row in rows_of(newcomer)] == [12]
    assert tell_of_deadlines() == 0


def test_a_team_that_a_child_goes_to_is_told_of_what_is_late(late, child, manager):
    late(5)
    tell_of_deadlines()
    other = TeamFactory(authority=child.authority, name="Through care")
    theirs = WorkerFactory(team=other, role="team_manager")
    Deadline.objects.update(team=other)
    tell_of_deadlines()
    assert [row.number for row in rows_of(theirs)] == [5]
    assert [row.number for row in rows_of(manager)] == [5]


def test_of_restricted_files_only_those_who_may_know_count_them(
    late, child, team, manager, service_manager
):
    late(5)
    child.restricted = True
    child.save()
    AllocationFactory(child=child, worker=manager, role="other")
    tell_of_deadlines()
    assert [row.number for row in rows_of(manager)] == [5]
    assert rows_of(service_manager) == []
    AllocationFactory(child=child, worker=service_manager, role="other")
    tell_of_deadlines()
    assert [row.number for row in rows_of(service_manager)] == [5]
    assert tell_of_deadlines() == 0


# The list behind it


def page_of(client, line, **query):
    return client.get(reverse("notice-counted", args=[line.pk]), query)


def test_the_list_is_live_and_the_line_keeps_the_day_it_was_counted(
    signed_in, late, service_manager
):
    made = late(6)
    tell_of_deadlines()
    line = line_of(service_manager)
    client = signed_in(service_manager)
    assert len(page_of(client, line).context["object_list"]) == 6
    made[0].delete()
    Deadline.objects.filter(pk=made[1].pk).update(met_at=timezone.now() - DAY)
    ahead = timezone.now() + 9 * DAY
    Deadline.objects.filter(pk=made[2].pk).update(due_at=ahead)
    page = page_of(client, line)
    assert len(page.context["object_list"]) == 5
    assert page.context["now"] == {"late": 3, "open": 1, "over": 1}
    text = " ".join(page.content.decode().split())
    assert "6 things passed up to you, late, counted" in text
    assert "3 are late now, 1 is open and not late, and 1 is done or over" in text


def test_a_child_no_longer_known_of_is_not_in_the_list(signed_in, late, child, service_manager):
    late(5)
    other = ChildFactory(team=child.team)
    late(1, child=other)
    tell_of_deadlines()
    other.restricted = True
    other.save()
    page = page_of(signed_in(service_manager), line_of(service_manager))
    assert {deadline.child for deadline in page.context["object_list"]} == {child}


def test_a_line_of_several_duties_says_how_many_of_each(signed_in, late, service_manager):
    for code in OF_WORKERS[:12]:
        late(4, code)
    tell_of_deadlines()
    line = line_of(service_manager)
    client = signed_in(service_manager)
    duties = page_of(client, line).context["duties"]
    assert [duty["number"] for duty in duties] == [4] * 12
    one = page_of(client, line, code=OF_WORKERS[0])
    assert {deadline.code for deadline in one.context["object_list"]} == {OF_WORKERS[0]}
    assert registry[OF_WORKERS[0]].title in one.content.decode()


def test_no_one_opens_anothers_line(signed_in, late, service_manager, manager):
    late(5)
    tell_of_deadlines()
    line = line_of(service_manager)
    assert page_of(signed_in(manager), line).status_code == 404


@pytest.mark.parametrize("number", [5, 60])
def test_the_list_takes_few_queries(
    signed_in, late, service_manager, number, django_assert_max_num_queries
):
    late(number)
    tell_of_deadlines()
    client, line = signed_in(service_manager), line_of(service_manager)
    with django_assert_max_num_queries(8 + 2):
        page = page_of(client, line)
    assert len(page.context["object_list"]) == min(number, 50)


# Where it is said


def test_the_notices_page_says_it_in_one_line_with_its_list(signed_in, late, service_manager):
    late(12)
    tell_of_deadlines()
    page = signed_in(service_manager).get(reverse("notices"))
    text = " ".join(page.content.decode().split())
    assert "passed up to you, late: Child protection visit. See them" in text
    assert page_of(signed_in(service_manager), line_of(service_manager)).status_code == 200
    assert page.context["unread_notices"] == 1


def test_a_line_is_read_alone_and_leaves_what_was_told_one_by_one(signed_in, late, service_manager):
    late(2, "assessment.complete")
    late(12)
    tell_of_deadlines()
    client = signed_in(service_manager)
    client.post(reverse("notice-read", args=[line_of(service_manager).pk]))
    assert {row.number for row in Notice.objects.to(service_manager).unread()} == {None}


def test_my_work_says_it_too(signed_in, late, manager):
    late(12)
    tell_of_deadlines()
    page = " ".join(signed_in(manager).get(reverse("my_work")).content.decode().split())
    assert "12 things" in page


def test_the_api_says_how_many_and_of_which_duty(late, service_manager):
    late(12)
    tell_of_deadlines()
    api = APIClient()
    api.force_authenticate(service_manager)
    [line] = api.get("/api/v1/notices/").json()["results"]
    assert (line["number"], line["code"], line["child"]) == (12, "cp_visit.next", None)


def test_the_daily_e_mail_says_how_many_of_which_duty_and_where_to_see_them(
    late, service_manager, settings
):
    settings.SENDS_MAIL, settings.SITE_ADDRESS = True, "https://casework.northmoor.example"
    service_manager.email = "service@northmoor.example"
    service_manager.save()
    late(12)
    late(2, "assessment.complete")
    tell_of_deadlines()
    post(SEVEN)
    [sent] = outbox.outbox
    assert sent.subject == "Casework: 14 new notices"
    assert "Late, and passed up to you: 14" in sent.body
    assert "Child protection visit: 12 passed up to you, late (counted " in sent.body
    assert reverse("notice-counted", args=[line_of(service_manager).pk]) in sent.body
    assert "Ruby" not in sent.body


# When it says nothing any more


def test_a_line_of_what_is_due_soon_counts_as_read_once_all_of_it_is_done_or_late(due, worker):
    now = timezone.now()
    made = [due(in_hours=5) for _ in range(12)]
    tell_of_deadlines(now)
    Deadline.objects.filter(pk__in=[one.pk for one in made[1:]]).update(met_at=now)
    tell_of_deadlines(now + timedelta(hours=1))
    assert line_of(worker, "due_soon").read_at is None
    Deadline.objects.update(met_at=now)
    tell_of_deadlines(now + timedelta(hours=2))
    assert line_of(worker, "due_soon").read_at


def test_a_line_whose_things_were_all_put_right_counts_as_read(late, service_manager):
    late(5)
    tell_of_deadlines()
    Deadline.objects.all().delete()
    tell_of_deadlines()
    assert line_of(service_manager).read_at


def test_a_line_of_what_was_late_counts_as_read_a_week_after_the_last_was_done(
    late, service_manager
):
    now = timezone.now()
    late(5)
    tell_of_deadlines(now)
    Deadline.objects.update(met_at=now)
    tell_of_deadlines(now + 6 * DAY)
    assert line_of(service_manager).read_at is None
    tell_of_deadlines(now + 8 * DAY)
    assert line_of(service_manager).read_at
