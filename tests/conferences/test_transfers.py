"""A child who moves here with a plan: a conference here within 15 working days of the notice."""

from datetime import date

import pytest
from django.urls import reverse

from casework.children.extensions.next_steps import steps
from casework.children.models import Move
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import ConferenceFactory, MoveFactory

pytestmark = pytest.mark.django_db
TOLD = date(2026, 12, 17)


def moved_in(child, **facts):
    facts = {"moved_on": TOLD, "told_on": TOLD, "on_plan": True, **facts}
    return MoveFactory(child=child, direction="in", **facts)


@pytest.mark.parametrize(
    ("held_on", "in_time"), [(date(2027, 1, 12), True), (date(2027, 1, 13), False)]
)
def test_a_transfer_in_conference_is_held_within_15_working_days(child, held_on, in_time):
    moved_in(child)
    ConferenceFactory(child=child, kind="transfer_in", held_on=held_on)
    sweep([child.pk])
    clock = Deadline.objects.filter(code="icpc.transfer_in")
    assert clock.get().due_at.date() == date(2027, 1, 12)
    assert clock.met_in_time().exists() is in_time


def test_one_that_was_put_off_does_not_meet_it(child):
    moved_in(child)
    ConferenceFactory(child=child, kind="transfer_in", held_on=date(2027, 1, 4), held=False)
    sweep([child.pk])
    assert Deadline.objects.open().filter(code="icpc.transfer_in").exists()


def test_a_child_without_a_plan_there_needs_none(child):
    moved_in(child, on_plan=False)
    sweep([child.pk])
    assert not Deadline.objects.exists()


def test_moving_in_leads_to_the_conference_and_the_referral_knows_where_from(
    signed_in, worker, child
):
    client = signed_in(worker)
    response = client.post(
        reverse("move-in", args=[child.pk]),
        {
            "council": "Elsewhere",
            "moved_on": "2026-01-05",
            "told_on": "2026-01-06",
            "on_plan": "on",
            "what_is_known": "Neglect, since May.",
        },
        follow=True,
    )
    assert Move.objects.get().direction == "in"
    assert "A transfer-in conference comes next" in response.content.decode()
    form = client.get(reverse("referral-add", args=[child.pk])).context["form"]
    assert form["source"].value() == "5C"
    assert "Moved here from Elsewhere" in form["reasons"].value()
    assert "Neglect, since May." in form["reasons"].value()


def test_after_a_substantiated_enquiry_the_conference_comes_next(child, worker, manager):
    from tests.factories import Section47Factory

    enquiry = Section47Factory(child=child, outcome="conference", ended_on=date(2026, 1, 9))
    assert steps.next_for(child, manager).label == "Record the initial conference"
    assert steps.next_for(child, worker).label.startswith("An initial conference comes next")
    assert not steps.next_for(child, worker).url
    ConferenceFactory(child=child, section_47=enquiry)
    assert steps.next_for(child, worker) is None
