"""A worker's access ends with their last day, in London, and so does whatever they are told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from casework.access.models import Worker
from casework.actions.owners import owner_choices
from casework.children.models import Draft
from casework.meetings.people import workers_of
from casework.notices.deadline_notices import tell_of_deadlines
from casework.notices.feeds import CalendarFeed
from casework.notices.mailing import send
from casework.notices.models import Mail, Notice
from casework.notices.recipients import around, tell
from tests.children.typing import fill, opened, token_of
from tests.factories import AllocationFactory, WorkerFactory
from tests.notices import conftest as of_notices

pytestmark = pytest.mark.django_db

due = of_notices.due
PASSWORD = "nightingale-7-lamp"
SUMMER, WINTER = date(2026, 7, 15), date(2026, 12, 15)
BOUNDARY = [
    pytest.param(SUMMER, datetime(2026, 7, 15, 22, 59, tzinfo=UTC), True, id="23:59 in summer"),
    pytest.param(SUMMER, datetime(2026, 7, 15, 23, 0, tzinfo=UTC), False, id="0:00 in summer"),
    pytest.param(WINTER, datetime(2026, 12, 15, 23, 59, tzinfo=UTC), True, id="23:59 in winter"),
    pytest.param(WINTER, datetime(2026, 12, 16, 0, 0, tzinfo=UTC), False, id="0:00 in winter"),
]


@pytest.fixture(autouse=True)
def _no_try_is_counted_in_another_test():
    yield
    cache.clear()


@pytest.fixture
def at(monkeypatch):
    """Move the clock to an instant."""

    def move(instant):
        monkeypatch.setattr(timezone, "now", lambda: instant)

    return move


@pytest.fixture
def leaver(worker):
    """Amira, who holds Ruby and has a password; her last day was yesterday."""
    worker.set_password(PASSWORD)
    worker.leaves_on = timezone.localdate() - timedelta(days=1)
    worker.email = "amira@example.gov.uk"
    worker.save()
    return worker


@pytest.fixture(params=["left yesterday", "closed"])
def gone(request, leaver):
    """Either way of leaving is equally total."""
    if request.param == "closed":
        leaver.leaves_on, leaver.is_active = None, False
        leaver.save()
    return leaver


def sign_in(client, password=PASSWORD, username="amira"):
    facts = {"login": username, "password": password}
    return client.post(reverse("account_login"), facts)


def is_signed_in(client):
    return client.get(reverse("you")).status_code == 200


@pytest.mark.parametrize(("last_day", "instant", "works"), BOUNDARY)
def test_the_last_day_is_worked_to_its_end(client, at, leaver, last_day, instant, works):
    Worker.objects.update(leaves_on=last_day)
    leaver.refresh_from_db()
    at(instant)
    assert leaver.works_here is works
    assert Worker.objects.working().filter(pk=leaver.pk).exists() is works
    sign_in(client)
    assert is_signed_in(client) is works


@pytest.mark.parametrize(("last_day", "instant", "works"), BOUNDARY)
def test_a_session_ends_with_the_last_day(client, at, leaver, last_day, instant, works):
    Worker.objects.update(leaves_on=last_day)
    at(instant - timedelta(minutes=30))
    sign_in(client)
    at(instant)
    assert is_signed_in(client) is works
    assert ("_auth_user_id" in client.session) is works


@pytest.mark.parametrize(("last_day", "instant", "works"), BOUNDARY)
def test_reading_by_the_api_and_a_calendar_end_with_the_last_day(
    client, at, leaver, child, last_day, instant, works
):
    Worker.objects.update(leaves_on=last_day)
    at(instant - timedelta(minutes=30))
    api, secret = APIClient(), CalendarFeed.made_for(leaver)
    api.force_login(leaver, backend="casework.access.backends.WorksHere")
    at(instant)
    asked = api.get(reverse("child-list"))
    assert asked.status_code == (200 if works else 401)
    feed = client.get(reverse("calendar-feed", args=[secret]))
    assert feed.status_code == (200 if works else 404)


def test_whoever_has_left_opens_nothing(client, gone, child):
    client.force_login(gone)
    for address in (reverse("home"), child.get_absolute_url(), reverse("child-list")):
        assert client.get(address).status_code in (302, 401, 403)
    assert not gone.may("read_files")


def test_the_sign_in_page_says_no_more_to_a_stranger_than_to_whoever_left(client, gone):
    answers = [sign_in(client), sign_in(client, "wrong"), sign_in(client, "wrong", "nobody")]
    said = {tuple(map(str, answer.context["form"].non_field_errors())) for answer in answers}
    assert len(said) == 1
    for answer in answers:
        assert "An account closes after its last day of work" in answer.content.decode()


def test_words_typed_over_the_end_of_the_last_day_wait_as_a_draft(client, worker, child):
    path = reverse("visit-add", args=[child.pk])
    client.force_login(worker)
    form = opened(client, path)
    typed = fill(form)
    Worker.objects.update(leaves_on=timezone.localdate() - timedelta(days=1))
    answer = client.post(path, {**typed, "cw-draft": token_of(form)})
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]
    assert Draft.objects.get().worker == worker
    assert "Your words are kept as a draft" in client.get(answer["Location"]).content.decode()


def test_nothing_is_told_to_whoever_has_left(gone, child, manager):
    assert tell([gone], child=child, kind=Notice.Kind.MISSING, about="Missing") == []
    Notice.on_file_of(child, manager, worker=gone, kind=Notice.Kind.AUDIT, about="Audit").save()
    AllocationFactory(child=child, worker=gone, role="other", recorded_by=manager)
    assert list(around(child)) == [manager]
    assert not Notice.objects.filter(worker=gone).exists()


def test_what_falls_due_is_told_to_the_manager_in_their_place(gone, child, manager, due):
    due(in_hours=-1)
    tell_of_deadlines()
    assert set(Notice.objects.values_list("worker", flat=True)) == {manager.pk}


def test_an_e_mail_that_waits_is_not_sent_to_whoever_has_left(gone):
    now = timezone.now()
    Mail.objects.create(worker=gone, daily=False, made_on=now.date(), made_at=now, not_before=now)
    send(now)
    assert mail.outbox == []
    assert not Mail.objects.exists()


def test_whoever_has_left_is_offered_nowhere(signed_in, gone, child, manager):
    named = str(gone)
    offered = [label for _, group in owner_choices(child)[1:] for _, label in group]
    assert not [label for label in offered if named in label]
    assert workers_of(child) == []
    desk = signed_in(manager)
    for name in ("allocate", "meeting-plan"):
        form = desk.get(reverse(name, args=[child.pk])).context["form"]
        for field in ("worker", "chair"):
            if field in form.fields:
                assert gone not in form.fields[field].queryset


def test_their_children_are_still_found_under_their_name(signed_in, gone, child, manager):
    page = signed_in(manager).get(reverse("children"), {"whose": "all", "worker": gone.pk})
    assert [one.pk for one in page.context["object_list"]] == [child.pk]
    assert str(gone) in signed_in(manager).get(child.get_absolute_url()).content.decode()


def test_no_administrator_sets_their_own_last_day(signed_in, team):
    mine = WorkerFactory(team=team, role="administrator", username="admin")
    page = signed_in(mine).get(reverse("worker-edit", args=[mine.pk]))
    facts = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    day = {"leaves_on_day": "1", "leaves_on_month": "1", "leaves_on_year": "2020"}
    answer = signed_in(mine).post(
        reverse("worker-edit", args=[mine.pk]), {**facts, **day, "is_active": "on"}
    )
    assert "leaves_on" in answer.context["form"].errors
    mine.refresh_from_db()
    assert mine.works_here
