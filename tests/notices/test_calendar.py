"""The calendar of what is due: a secret address, no names, and only what its worker may know of."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from casework.notices.models import CalendarFeed
from casework.timescales.models import Deadline
from tests.factories import ActionFactory, WorkerFactory

LONDON = ZoneInfo("Europe/London")


def address(secret):
    return reverse("calendar-feed", args=[secret])


@pytest.fixture
def read(client):
    """The events a worker's calendar is given."""

    def ask(worker):
        answer = client.get(address(CalendarFeed.made_for(worker)))
        assert answer.status_code == 200
        return Calendar.from_ical(answer.content).walk("VEVENT")

    return ask


def test_it_says_the_duty_and_the_day_and_opens_without_signing_in(read, due, worker):
    deadline = due(in_hours=50)
    deadline.due_at = timezone.localtime(deadline.due_at).replace(hour=23, minute=59, second=59)
    deadline.save()
    [event] = read(worker)
    assert str(event["summary"]) == "Due: Assessment authorised"
    assert event.decoded("dtstart") == deadline.due_at.astimezone(LONDON).date()
    assert str(event["url"]).endswith(reverse("deadline", args=[deadline.pk]))


def test_a_rule_in_hours_has_its_moment(read, due, worker):
    deadline = due(in_hours=20, code="rhi.complete")
    [event] = read(worker)
    assert event.decoded("dtstart") == deadline.due_at.astimezone(UTC).replace(microsecond=0)


def test_it_holds_no_name_nor_number_nor_what_was_promised(client, due, child, worker):
    child.person.given_name, child.person.family_name = "Xanthe", "Quill"
    child.person.save()
    action = ActionFactory(child=child, owner_worker=worker, owner_name="", what="Ring Mrs Quill")
    Deadline.objects.all().delete()
    due(in_hours=5)
    due(in_hours=-50)
    due(in_hours=5, code="action.due", record_id=action.pk)
    text = client.get(address(CalendarFeed.made_for(worker))).content.decode()
    assert text.count("BEGIN:VEVENT") == 3
    assert "Late: Assessment authorised" in text
    for word in ("Xanthe", "Quill", "Ruby", "Whitfield", child.number, f"/children/{child.number}"):
        assert word not in text
    assert worker.last_name not in text


def test_it_is_folded_and_ended_as_the_standard_asks(client, due, worker):
    due(in_hours=5)
    answer = client.get(address(CalendarFeed.made_for(worker)))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    lines = answer.content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(len(line) for line in lines) <= 75
    assert not any(b"\n" in line for line in lines)


def test_what_is_done_or_far_away_or_cannot_be_counted_is_left_out(read, due, worker):
    due(in_hours=5, met_at=timezone.now())
    due(in_hours=24 * 200)
    due(in_hours=-24 * 100)
    due(in_hours=5, code="rhi.complete", time_known=False)
    assert read(worker) == []


def test_each_has_what_they_answer_for(read, due, worker, manager, coordinator, team, child):
    due(in_hours=5)
    due(in_hours=5, code="referral.decision")
    due(in_hours=5, code="rhi.complete")
    promised = WorkerFactory(team=team, username="ben")
    action = ActionFactory(child=child, owner_worker=promised, owner_name="")
    Deadline.objects.filter(code="action.due").delete()
    due(in_hours=5, code="action.due", record_id=action.pk)

    def titles(someone):
        return sorted(str(event["summary"]).removeprefix("Due: ") for event in read(someone))

    assert titles(worker) == [
        "Agreed action",
        "Assessment authorised",
        "Return home interview held",
    ]
    assert titles(manager) == [Deadline.objects.get(code="referral.decision").title]
    assert titles(coordinator) == ["Return home interview held"]
    assert titles(promised) == ["Agreed action"]


def test_which_children_is_asked_each_time(read, due, child, worker, manager):
    due(in_hours=5, code="referral.decision")
    assert len(read(manager)) == 1
    child.restricted = True
    child.save()
    assert read(manager) == []


def test_the_address_of_someone_who_left_is_not_there(client, due, worker):
    secret = CalendarFeed.made_for(worker)
    assert client.get(address(secret)).status_code == 200
    worker.is_active = False
    worker.save()
    assert client.get(address(secret)).status_code == 404
    worker.is_active, worker.role = True, "administrator"
    worker.save()
    assert client.get(address(secret)).status_code == 404


def test_a_wrong_address_is_not_there(client, worker):
    secret = CalendarFeed.made_for(worker)
    for wrong in ("x", secret[:-1], secret + "a", secret.swapcase()):
        assert client.get(address(wrong)).status_code == 404
    assert client.post(address(secret)).status_code == 405


def test_the_secret_itself_is_kept_nowhere(worker):
    secret = CalendarFeed.made_for(worker)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM notices_calendarfeed t")
        assert secret not in cursor.fetchone()[0]
    assert len(secret) >= 43


def made_on_page(client):
    page = client.post(reverse("calendar"))
    return page.context["address"].split("testserver")[-1]


def test_the_address_is_shown_once_and_a_new_one_ends_the_old(signed_in, client, worker):
    signed_in(worker)
    first = made_on_page(client)
    assert client.get(reverse("calendar")).context["address"] == ""
    second = made_on_page(client)
    assert first != second
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    assert CalendarFeed.objects.count() == 1


def test_it_can_be_stopped_and_says_when_it_was_last_asked(signed_in, client, worker):
    signed_in(worker)
    secret = made_on_page(client)
    assert "No calendar has asked yet" in client.get(reverse("calendar")).content.decode()
    client.get(secret)
    assert CalendarFeed.objects.get().asked_at > timezone.now() - timedelta(minutes=1)
    assert client.get(reverse("calendar-stop")).status_code == 405
    client.post(reverse("calendar-stop"))
    assert client.get(secret).status_code == 404


def test_whoever_opens_no_file_has_no_calendar(signed_in, team):
    client = signed_in(WorkerFactory(team=team, role="administrator", username="admin"))
    assert client.get(reverse("calendar")).status_code == 403
    assert client.post(reverse("calendar")).status_code == 403


def test_an_event_opens_the_childs_page_for_those_who_may_know_of_them(
    signed_in, due, worker, stranger, child
):
    deadline = due(in_hours=5)
    opened = reverse("deadline", args=[deadline.pk])
    assert signed_in(worker).get(opened).url == reverse("due", args=[child.pk])
    assert signed_in(stranger).get(opened).status_code == 404


@pytest.mark.parametrize("number", [1, 40])
def test_the_feed_takes_few_queries(client, due, worker, number, django_assert_max_num_queries):
    for _ in range(number):
        due(in_hours=5)
    secret = CalendarFeed.made_for(worker)
    with django_assert_max_num_queries(4):
        client.get(address(secret))
