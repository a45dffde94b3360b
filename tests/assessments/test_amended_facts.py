"""Dates and factors of an authorised assessment are put right by two people; everything that reads
them follows, and what they said first is kept."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from assessments.models import Amendment, Assessment
from assessments.returns import registry
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import AssessmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def authorised(child, manager):
    return AssessmentFactory(
        child=child,
        referral_received_on=date(2026, 1, 5),
        started_on=date(2026, 1, 6),
        authorised_on=date(2026, 3, 20),
        authorised_by=manager,
        outcome="cin_plan",
        factors=["2A"],
    )


def facts(assessment, **changes):
    right = {name: getattr(assessment, name) for name in ("referral_received_on", "started_on")}
    right |= changes
    dates = {
        f"{name}_{part}": getattr(on, part)
        for name, on in right.items()
        if isinstance(on, date)
        for part in ("day", "month", "year")
    }
    chosen = changes.get("factors", assessment.factors)
    return {**dates, "factors": chosen, "why": "The date on the form was the day it was typed"}


def ask(client, assessment, **changes):
    where = reverse("amendment-facts", args=[assessment.child_id, assessment.pk])
    return client.post(where, facts(assessment, **changes))


def authorise(client, amendment):
    where = reverse("amendment-decide", args=[amendment.child_id, amendment.pk])
    return client.post(where, {})


def test_a_date_waits_for_a_manager_then_the_clock_follows_it(
    signed_in, worker, manager, authorised
):
    sweep([authorised.child_id])
    clock = Deadline.objects.filter(code="assessment.complete", record_id=authorised.pk)
    assert not clock.met_in_time().exists()
    assert (
        ask(signed_in(worker), authorised, referral_received_on=date(2026, 1, 19)).status_code
        == 200
    )
    moved = {"referral_received_on": date(2026, 1, 19), "started_on": date(2026, 1, 20)}
    assert ask(signed_in(worker), authorised, **moved).status_code == 302
    authorised.refresh_from_db()
    assert authorised.started_on == date(2026, 1, 6)
    for amendment in Amendment.objects.order_by("-section"):
        assert authorise(signed_in(manager), amendment).status_code == 302
    authorised.refresh_from_db()
    assert authorised.referral_received_on == date(2026, 1, 19)
    sweep([authorised.child_id])
    assert clock.met_in_time().exists()
    page = signed_in(worker).get(reverse("assessment", args=[authorised.child_id, authorised.pk]))
    assert "5 January 2026" in page.content.decode()


def test_factors_follow_into_what_the_census_reads(signed_in, worker, manager, authorised):
    ask(signed_in(worker), authorised, factors=["2A", "3B"])
    amendment = Amendment.objects.get()
    desk = signed_in(manager)
    page = desk.get(reverse("amendment-decide", args=[authorised.child_id, amendment.pk]))
    assert "Correct “Factors”" in page.content.decode()
    authorise(desk, amendment)
    assert Assessment.objects.get().factors == ["2A", "3B"]
    items = registry["assessments"].items
    assert items["FactorsIdentifiedAtAssessment/AssessmentFactors"].field == "factors"


def test_not_even_the_database_lets_factors_change_without_the_amendment(authorised):
    for factors in ("{}", "{2A,3B}"):
        with pytest.raises(DatabaseError, match="locked"), transaction.atomic():
            Assessment.objects.filter(pk=authorised.pk).update(
                factors=factors.strip("{}").split(",")
            )


def test_nothing_changed_or_a_date_that_cannot_be_is_said_beside_the_form(
    signed_in, worker, authorised
):
    desk = signed_in(worker)
    assert "change what is wrong" in ask(desk, authorised).content.decode()
    page = ask(desk, authorised, started_on=date(2026, 1, 2)).content.decode()
    assert "It cannot start before the referral was received" in page
    assert not Amendment.objects.exists()


def test_whoever_asked_does_not_decide_and_a_stranger_finds_nothing(
    signed_in, manager, stranger, authorised
):
    ask(signed_in(manager), authorised, started_on=date(2026, 1, 7))
    authorise(signed_in(manager), Amendment.objects.get())
    authorised.refresh_from_db()
    assert authorised.started_on == date(2026, 1, 6)
    assert ask(signed_in(stranger), authorised).status_code == 404
