"""A supervision agreement is signed once a year, and somebody is asked for it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.supervision.people import to_agree_again
from tests.factories import SupervisionAgreementFactory, WorkerFactory
from tests.html import squeezed

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NOW = timezone.now()
BOTH = {"worker_signed_at": NOW, "supervisor_signed_at": NOW}


def year_ago(days: int = 0):
    """The day whose anniversary is so many days from today."""
    day = TODAY + timedelta(days=days)
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def agreed(worker, manager, on, **facts):
    facts = BOTH | facts
    return SupervisionAgreementFactory(worker=worker, supervisor=manager, agreed_on=on, **facts)


@pytest.mark.parametrize(("days", "asked"), [(-1, True), (0, True), (28, True), (31, False)])
def test_a_manager_is_asked_from_four_weeks_before_the_year_is_over(
    signed_in, worker, manager, days, asked
):
    agreed(worker, manager, year_ago(days))
    assert [one.pk for one in to_agree_again(manager)] == [worker.pk] * asked
    page = squeezed(signed_in(manager).get(reverse("my_work")).content.decode())
    assert ("Supervision agreement, made again once a year" in page) is asked


def test_a_year_old_agreement_is_said_to_be_late_on_every_page_of_it(signed_in, worker, manager):
    agreed(worker, manager, year_ago(-3))
    for who, page in (
        (manager, reverse("my_work")),
        (manager, reverse("supervision-worker", args=[worker.pk])),
        (worker, reverse("supervision-own")),
    ):
        assert "Was due" in squeezed(signed_in(who).get(page).content.decode()), page


def test_the_newest_that_both_signed_counts(worker, manager):
    agreed(worker, manager, year_ago(-100))
    agreed(worker, manager, TODAY - timedelta(days=30))
    assert to_agree_again(manager) == []


def test_one_that_waits_for_a_signature_is_not_asked_for_again(worker, manager):
    agreed(worker, manager, year_ago(-10))
    agreed(worker, manager, TODAY, worker_signed_at=None)
    assert to_agree_again(manager) == []


def test_whoever_supervises_now_is_asked_and_nobody_else(team, worker, manager):
    other = WorkerFactory(team=team, role="team_manager", username="other")
    agreed(worker, other, year_ago(-10))
    assert to_agree_again(manager) == []
    assert [one.pk for one in to_agree_again(other)] == [worker.pk]


def test_nobody_is_asked_for_one_who_has_left(worker, manager):
    agreed(worker, manager, year_ago(-10))
    worker.leaves_on = TODAY - timedelta(days=1)
    worker.save()
    assert to_agree_again(manager) == []
