"""E-mail: a daily one and what cannot wait, never with a name, never lost, never twice."""

from datetime import datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Run
from casework.notices.deadline_notices import tell_of_deadlines
from casework.notices.mailing import post
from casework.notices.models import Mail, Notice
from casework.notices.preferences import WayChosen
from casework.notices.tasks import send_mail
from casework.timescales.models import Deadline
from tests.factories import WorkerFactory

SEVEN = datetime(2026, 11, 24, 7, 0, tzinfo=ZoneInfo("Europe/London"))  # a Tuesday
DAY = timedelta(days=1)
SERVER = "django.core.mail.backends.locmem.EmailBackend.send_messages"


@pytest.fixture(autouse=True)
def _mail_is_set_up(settings):
    settings.SENDS_MAIL = True
    settings.SITE_ADDRESS = "https://casework.northmoor.example"


@pytest.fixture
def worker(worker):
    worker.email = "amira@northmoor.example"
    worker.save()
    return worker


@pytest.fixture
def make_notice(child, worker):
    def make(kind="overdue", to=worker, on=child, **facts):
        notice = Notice.on_file_of(on, None, worker=to, kind=kind, about="Visit", **facts)
        notice.save()
        return notice

    return make


def refused(*args, **kwargs):
    raise ConnectionRefusedError("no server")


def bodies():
    return [f"{mail.subject}\n{mail.body}" for mail in outbox.outbox]


def test_one_daily_e_mail_gathers_what_is_new(make_notice):
    make_notice()
    make_notice()
    make_notice("returned")
    assert post(SEVEN) == {"sent": 1, "unsent": 0}
    assert outbox.outbox[0].to == ["amira@northmoor.example"]
    assert outbox.outbox[0].subject == "Casework: 3 new notices"
    assert "Overdue: 2" in outbox.outbox[0].body
    assert "Sent back to you: 1" in outbox.outbox[0].body


def test_no_child_is_named_nor_their_initials_or_number(make_notice, child, due):
    child.person.given_name, child.person.family_name = "Xanthe", "Quill"
    child.person.save()
    due(in_hours=-1)
    tell_of_deadlines()
    make_notice("missing")
    post(SEVEN)
    assert len(bodies()) == 2
    for text in bodies():
        for name in ("Xanthe", "Quill", "XQ", "X.Q", "X Q", child.number, child.get_absolute_url()):
            assert name not in text
        assert "https://casework.northmoor.example/notices/mail/" in text


def test_it_says_how_things_stand_in_numbers(make_notice, due):
    for days in (-3, -2, 3, 8):
        Deadline.objects.filter(pk=due(in_hours=1).pk).update(due_at=SEVEN + days * DAY)
    make_notice()
    post(SEVEN)
    assert "2 things late, 1 thing due in the next 7 days" in bodies()[0]


@pytest.mark.parametrize(
    ("at", "comes"),
    [
        (SEVEN - timedelta(minutes=1), 0),
        (SEVEN, 1),
        (SEVEN + timedelta(hours=9), 1),
        (SEVEN - 2 * DAY, 0),  # a Sunday
    ],
)
def test_it_comes_from_seven_on_working_days_late_rather_than_never(make_notice, at, comes):
    make_notice()
    post(at)
    assert len(outbox.outbox) == comes


def test_it_comes_once_a_day_and_what_is_new_since_waits_for_the_next(make_notice):
    make_notice()
    post(SEVEN)
    make_notice()
    post(SEVEN + timedelta(hours=1))
    assert len(outbox.outbox) == 1
    post(SEVEN + DAY)
    assert len(outbox.outbox) == 2


def test_nothing_new_is_no_e_mail(make_notice):
    make_notice(read_at=timezone.now())
    assert post(SEVEN) == {}
    assert not Mail.objects.exists()
    assert not Run.objects.exists()


def test_a_missing_child_is_told_at_once_on_any_day(make_notice):
    make_notice("missing")
    post(SEVEN - 2 * DAY)
    assert ["A child is missing: 1" in text for text in bodies()] == [True]
    post(SEVEN - 2 * DAY + timedelta(minutes=10))
    assert len(outbox.outbox) == 1


def test_ten_things_told_at_once_are_one_e_mail(make_notice):
    for _ in range(10):
        make_notice("missing")
    post(SEVEN)
    assert len(outbox.outbox) == 1


def test_when_the_mail_server_fails_the_e_mail_waits_and_is_sent_once(make_notice):
    make_notice()
    with patch(SERVER, refused):
        assert post(SEVEN) == {"sent": 0, "unsent": 1}
    mail = Mail.objects.get()
    assert (mail.sent_at, mail.tries, mail.error) == (None, 1, "ConnectionRefusedError: no server")
    assert post(SEVEN + timedelta(minutes=10)) == {"sent": 1, "unsent": 0}
    assert post(SEVEN + timedelta(minutes=20)) == {}
    assert post(SEVEN + timedelta(hours=20)) == {}
    assert len(outbox.outbox) == 1


def test_three_days_without_a_mail_server_end_in_one_e_mail_with_everything(make_notice):
    with patch(SERVER, refused):
        for day in range(3):
            make_notice()
            post(SEVEN + day * DAY)
    assert not outbox.outbox
    make_notice()
    post(SEVEN + 3 * DAY)
    assert [mail.subject for mail in outbox.outbox] == ["Casework: 4 new notices"]
    assert not Mail.objects.unsent().exists()


def test_it_is_tried_later_and_later_but_at_least_four_times_a_day(make_notice):
    make_notice("missing")
    at, waits = SEVEN, []
    with patch(SERVER, refused):
        for _ in range(9):
            post(at)
            waits.append(Mail.objects.get().not_before - at)
            at = Mail.objects.get().not_before
    assert waits[:3] == [timedelta(minutes=10), timedelta(minutes=20), timedelta(minutes=40)]
    assert waits[-1] == timedelta(hours=6)


def test_one_bad_address_does_not_hold_up_the_others(make_notice, team, child):
    other = WorkerFactory(team=team, email="bad@northmoor.example")
    make_notice("missing", to=other)
    make_notice("missing")
    takes = EmailBackend.send_messages

    def some(self, messages):
        return refused() if "bad@northmoor.example" in messages[0].to else takes(self, messages)

    with patch(SERVER, some):
        assert post(SEVEN) == {"sent": 1, "unsent": 1}


def test_a_server_that_is_down_is_asked_three_times_a_run(make_notice, team):
    for number in range(6):
        someone = WorkerFactory(team=team, email=f"w{number}@northmoor.example")
        make_notice("missing", to=someone)
    with patch(SERVER, refused):
        assert post(SEVEN) == {"sent": 0, "unsent": 3}
    assert Mail.objects.unsent().count() == 6
    assert Run.objects.get().did == {"sent": 0, "unsent": 3}


def test_an_e_mail_stopped_in_the_middle_is_the_same_e_mail_again(make_notice):
    make_notice()

    def killed(*args):
        raise KeyboardInterrupt

    with patch(SERVER, killed), pytest.raises(KeyboardInterrupt):
        post(SEVEN)
    assert Mail.objects.unsent().count() == 1
    post(SEVEN + timedelta(minutes=10))
    [sent] = outbox.outbox
    number = Mail.objects.get().pk
    assert sent.extra_headers["Message-ID"] == f"<notices-{number}@casework.northmoor.example>"


def test_without_a_way_to_send_nothing_is_written_and_nothing_lost(make_notice, settings):
    make_notice()
    settings.SENDS_MAIL = False
    assert send_mail() == {}
    assert not Mail.objects.exists()
    settings.SENDS_MAIL = True
    post(SEVEN)
    assert len(outbox.outbox) == 1


def test_someone_who_left_or_has_no_address_is_sent_nothing(make_notice, worker):
    make_notice()
    with patch(SERVER, refused):
        post(SEVEN)
    worker.is_active = False
    worker.save()
    make_notice()
    assert post(SEVEN + DAY) == {"sent": 0, "unsent": 0}
    assert not outbox.outbox
    assert not Mail.objects.exists()


def test_a_child_no_longer_known_of_is_not_counted(make_notice, child, worker):
    make_notice("missing")
    child.allocations.update(ended_on=timezone.localdate())
    child.restricted = True
    child.save()
    post(SEVEN)
    assert not outbox.outbox


def test_the_link_opens_what_it_was_about_to_its_worker_alone(
    make_notice, worker, manager, signed_in
):
    WayChosen.objects.create(worker=worker, kind="due_soon", in_app=False, mail=1)
    make_notice("due_soon")
    post(SEVEN)
    address = reverse("notice-mail", args=[Mail.objects.get().pk])
    assert "Ruby" in signed_in(worker).get(address).content.decode()
    assert signed_in(worker).get(reverse("notices")).context["unread"] == []
    assert signed_in(manager).get(address).status_code == 404


@pytest.mark.parametrize("number", [1, 40])
def test_the_page_of_an_e_mail_takes_few_queries(
    make_notice, worker, signed_in, number, django_assert_max_num_queries
):
    for _ in range(number):
        make_notice()
    post(SEVEN)
    client = signed_in(worker)
    with django_assert_max_num_queries(8 + 2):
        client.get(reverse("notice-mail", args=[Mail.objects.get().pk]))


def test_an_administrator_reads_how_the_e_mail_stands(
    make_notice, team, signed_in, settings, elsewhere
):
    client = signed_in(WorkerFactory(team=team, role="administrator", email="a@northmoor.example"))
    page = reverse("notice-rules")
    make_notice("missing")
    with patch(SERVER, refused):
        post(SEVEN)
    text = client.get(page).content.decode()
    assert "1 e-mail could not be sent yet" in text
    assert "ConnectionRefusedError" in text
    post(SEVEN + timedelta(minutes=10))
    assert "Nothing waits to be sent. The last e-mail was sent" in client.get(page).content.decode()
    settings.SENDS_MAIL = False
    assert "No e-mail is sent" in client.get(page).content.decode()
    elsewhere.role = "administrator"
    elsewhere.save()
    settings.SENDS_MAIL = True
    assert "The last e-mail" not in signed_in(elsewhere).get(page).content.decode()
