"""One record however often a form is sent."""

import re
import threading

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.children.models import Alert, FormSubmission
from casework.children.tasks import forget_what_was_sent
from casework.recording.models import Visit
from casework.referrals.models import EpisodeOfNeed, Referral
from tests.factories import ReferralFactory, WorkerFactory
from tests.recording.test_visits import answers as visit_answers
from tests.referrals.test_views import DECISION

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'name="(csrfmiddlewaretoken|cw-draft)" value="([^"]+)"')


def showing(client, address) -> dict:
    """What a page carries with its form."""
    return dict(TOKEN.findall(client.get(address).content.decode().split("<main", 1)[1]))


@pytest.fixture
def alert(signed_in, worker, child):
    client, address = signed_in(worker), reverse("alert-add", args=[child.pk])
    return client, address, {"text": "Two workers to visit", "started_on": "2026-11-02"}


def test_a_form_sent_twice_makes_one_record_and_gives_the_same_answer(alert):
    client, address, answers = alert
    answers |= showing(client, address)
    first, second = client.post(address, answers), client.post(address, answers)
    assert Alert.objects.count() == 1
    assert first.url == second.url
    assert [str(one) for one in get_messages(second.wsgi_request)][
        -1
    ] == FormSubmission.objects.get().told[0][1]


def test_the_same_form_opened_again_makes_another(alert):
    client, address, answers = alert
    for _ in range(2):
        client.post(address, answers | showing(client, address))
    assert Alert.objects.count() == 2


def test_other_words_from_the_same_page_are_another_record(alert):
    client, address, answers = alert
    answers |= showing(client, address)
    client.post(address, answers)
    client.post(address, answers | {"text": "Dog"})
    assert Alert.objects.count() == 2


def test_a_form_with_errors_can_be_sent_again(alert):
    client, address, answers = alert
    page = showing(client, address)
    assert client.post(address, answers | page | {"text": ""}).status_code == 200
    assert client.post(address, answers | page).status_code == 302
    assert Alert.objects.count() == 1


def test_a_save_that_fails_leaves_nothing_and_can_be_sent_again(alert, monkeypatch):
    client, address, answers = alert
    answers |= showing(client, address)
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr("casework.children.base_views.messages.success", lambda *_: 1 / 0)
        assert client.post(address, answers).status_code == 500
    assert not Alert.objects.exists()
    assert not FormSubmission.objects.exists()
    client.post(address, answers)
    assert Alert.objects.count() == 1


def test_what_one_worker_sent_is_no_answer_to_another(alert, team):
    client, address, answers = alert
    answers |= showing(client, address)
    client.post(address, answers)
    client.force_login(WorkerFactory(team=team, username="other"))
    client.post(address, answers)
    assert Alert.objects.count() == 2


def test_what_was_sent_is_forgotten_after_a_week(alert):
    client, address, answers = alert
    client.post(address, answers | showing(client, address))
    FormSubmission.objects.update(at=timezone.now() - timezone.timedelta(days=6, hours=23))
    assert forget_what_was_sent() == 0
    FormSubmission.objects.update(at=timezone.now() - timezone.timedelta(days=7, minutes=1))
    assert forget_what_was_sent() == 1


def test_someone_elses_save_between_reading_and_writing_is_read_again(alert, monkeypatch):
    """The first try collides; the second is read afresh and says what stands in the way."""
    client, address, answers = alert
    tries = []

    def collide(self, *args, **kwargs):
        tries.append(self)
        if len(tries) == 1:
            raise IntegrityError("duplicate key")
        return super(Alert, self).save(*args, **kwargs)

    monkeypatch.setattr(Alert, "save", collide)
    assert client.post(address, answers | showing(client, address)).status_code == 302
    assert len(tries) == 2
    assert Alert.objects.count() == 1


def test_a_fault_that_stays_is_a_fault(alert, monkeypatch):
    client, address, answers = alert
    monkeypatch.setattr(Alert, "save", lambda *_, **__: (_ for _ in ()).throw(IntegrityError))
    client.raise_request_exception = False
    assert client.post(address, answers).status_code == 500


def at_once(times, do):
    """Each in a thread and on a connection of its own, all from the same moment."""
    barrier, answers = threading.Barrier(times, timeout=60), []

    def run(number):
        barrier.wait()
        answers.append(do(number))
        connections.close_all()

    threads = [threading.Thread(target=run, args=[number]) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == times
    return answers


def same_session(client):
    again = Client()
    again.cookies = client.cookies
    return again


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("times", [5, pytest.param(20, marks=pytest.mark.long)])
def test_a_visit_sent_many_times_at_once_is_one_visit(signed_in, worker, child, times):
    client, address = signed_in(worker), reverse("visit-add", args=[child.pk])
    sent = visit_answers([child]) | showing(client, address)
    replies = at_once(times, lambda _: same_session(client).post(address, sent))
    assert {reply.status_code for reply in replies} == {302}
    assert Visit.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_decide_at_the_same_moment_make_one_decision(team, child, manager):
    ReferralFactory(child=child)
    other = WorkerFactory(team=team, role="team_manager", username="other")
    address = reverse("referral-decide", args=[child.pk])

    def decide(number):
        client = Client()
        client.force_login((manager, other)[number])
        return client.post(address, DECISION)

    replies = at_once(2, decide)
    assert EpisodeOfNeed.objects.count() == 1
    assert Referral.objects.get().decided_on
    assert all(reply.status_code < 500 for reply in replies)
