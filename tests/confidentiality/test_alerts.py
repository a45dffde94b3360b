"""A danger is looked at again on its day, and ended with a day and a reason."""

import pytest
from django.urls import reverse

from casework.children.models import Alert
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests import factories as make
from tests.confidentiality.conftest import TODAY, day, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def danger(file, worker):
    return make.AlertFactory(
        child=file, recorded_by=worker, text="Dog in the home", review_on=in_days(1)
    )


def address(danger):
    return reverse("alert-review", args=[danger.child_id, danger.pk])


def test_it_is_written_down_with_a_day_to_look_at_it_again(signed_in, worker, file):
    desk, add = signed_in(worker), reverse("alert-add", args=[file.pk])
    facts = {"text": "Dog in the home", **day(TODAY, "started_on")}
    assert "to come" in desk.post(add, {**facts, **day(TODAY)}).content.decode()
    assert desk.post(add, {**facts, **day(in_days(30))}).status_code == 302
    assert Alert.objects.get().review_on == in_days(30)


@pytest.mark.parametrize(("days", "late"), [(-1, True), (0, False)])
def test_its_clock_is_late_the_day_after(danger, days, late):
    Alert.objects.update(review_on=in_days(days))
    sweep([danger.child_id])
    assert Deadline.objects.overdue().filter(code="alert.review").exists() is late


def test_looked_at_again_it_stands_until_another_day(signed_in, worker, danger):
    desk = signed_in(worker)
    assert "Give the day" in desk.post(address(danger), {"decision": "still"}).content.decode()
    desk.post(address(danger), {"decision": "still", **day(in_days(60))})
    danger.refresh_from_db()
    assert danger.review_on == in_days(60)
    assert danger.reviewed_by == worker
    assert "cw-alert--danger" in desk.get(danger.child.get_absolute_url()).content.decode()


def test_ended_it_leaves_the_banner_and_says_why_by_whom_and_when(signed_in, worker, danger):
    desk = signed_in(worker)
    ended = {"decision": "ended", **day(TODAY, "ended_on")}
    assert "Say why" in desk.post(address(danger), ended).content.decode()
    desk.post(address(danger), {**ended, "ended_because": "The dog has died"})
    assert "cw-alert--danger" not in desk.get(danger.child.get_absolute_url()).content.decode()
    page = desk.get(reverse("alerts", args=[danger.child_id])).content.decode()
    assert "The dog has died" in page
    assert f"Ended by {worker}" in page
    sweep([danger.child_id])
    assert Deadline.objects.filter(code="alert.review").met_in_time().exists()


def test_it_cannot_end_before_it_began_or_later_than_today(signed_in, worker, danger):
    desk = signed_in(worker)
    why = {"decision": "ended", "ended_because": "x"}
    for on in (danger.started_on.replace(year=2000), in_days(1)):
        page = desk.post(address(danger), {**why, **day(on, "ended_on")})
        assert page.status_code == 200
    danger.refresh_from_db()
    assert danger.ended_on is None
