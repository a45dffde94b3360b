"""Two managers deciding the same thing at once: one decision stands, and nothing breaks."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment
from casework.referrals.models import ChildContact, EpisodeOfNeed, Referral
from tests.factories import (
    AllocationFactory,
    ChildContactFactory,
    ChildFactory,
    ReferralFactory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

DECISION = {
    "decision": "assess",
    "decision_reasons": "Hungry three times in two weeks",
    "primary_need": "N1",
    "decided_on": "2026-01-06",
}
SCREENING = {"outcome": "referral", "reasons": "Third time", "screened_on": "2026-01-06"}


@pytest.fixture
def managers():
    team = TeamFactory()
    return [WorkerFactory(team=team, role="team_manager") for _ in range(2)]


@pytest.fixture
def child(managers):
    child = ChildFactory(team=managers[0].team)
    AllocationFactory(child=child, worker=managers[0])
    return child


def together(managers, url, data):
    """Each manager opens the page, then both press the button at the same moment."""
    ready, answers = Barrier(len(managers), timeout=60), []

    def press(manager):
        client = Client()
        client.force_login(manager)
        client.get(url)
        ready.wait()
        answers.append(client.post(url, data))
        connection.close()

    threads = [Thread(target=press, args=[manager]) for manager in managers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_two_managers_deciding_one_referral_make_one_decision(managers, child):
    ReferralFactory(child=child)
    answers = together(managers, reverse("referral-decide", args=[child.pk]), DECISION)
    assert {answer.status_code for answer in answers} <= {200, 302}
    assert EpisodeOfNeed.objects.count() == Assessment.objects.count() == 1


def test_two_managers_screening_one_contact_make_one_referral(managers, child):
    ChildContactFactory(child=child)
    answers = together(managers, reverse("contact-screen", args=[child.pk]), SCREENING)
    assert {answer.status_code for answer in answers} <= {200, 302}
    assert Referral.objects.count() == 1


def test_two_referrals_of_one_child_accepted_at_once_open_one_episode(managers, child):
    ReferralFactory(child=child)
    ReferralFactory(child=child)
    together(managers, reverse("referral-decide", args=[child.pk]), DECISION)
    assert EpisodeOfNeed.objects.open().count() == 1


def test_the_second_is_told_who_decided_and_keeps_their_words(managers, child, monkeypatch):
    part = ChildContactFactory(child=child)
    helen, other = managers
    client = Client()
    client.force_login(other)
    from casework.referrals.decision_views import ContactScreen

    waiting = list(ContactScreen.get_waiting(type("View", (), {"child": child})()))
    ChildContact.objects.filter(pk=part.pk).update(
        outcome="no_action", screened_on="2026-01-06", screened_by=helen
    )
    monkeypatch.setattr(ContactScreen, "get_waiting", lambda self: waiting)
    page = client.post(reverse("contact-screen", args=[child.pk]), SCREENING).content.decode()
    assert f"{helen} has just decided this for Ruby: “No action”" in page
    assert "Third time" in page
    assert not Referral.objects.exists()
