"""A child on the edge of care from the referral to twelve months; five sessions on a phone."""

import os
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.interface.words import LONDON
from casework.legal.models import LegalStatus
from casework.support.models import ChildSession, EdgeOfCare, FollowUp, SupportSession
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests import factories as make
from tests.browser.accessibility import faults, scrolls_sideways
from tests.browser.desk import Desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
TODAY = timezone.localdate()
LOOK = os.environ.get("LOOK")


def ago(days):
    return TODAY - timedelta(days=days)


def at(days, hour=9):
    return datetime.combine(ago(days), time(hour), LONDON)


@pytest.fixture
def team():
    return make.TeamFactory()


@pytest.fixture
def helper(team):
    return make.WorkerFactory(
        team=team, role="family_support", first_name="Dawn", last_name="Pickering"
    )


@pytest.fixture
def child(team):
    child = make.ChildFactory(team=team, person__given_name="Jamie")
    worker = make.WorkerFactory(team=team)
    make.AllocationFactory(child=child, worker=worker, started_on=ago(500))
    make.EpisodeOfNeedFactory(child=child, started_on=ago(520))
    return child


@pytest.fixture
def desk(page, sign_in, team):
    manager = make.WorkerFactory(team=team, role="team_manager", username="manager")
    sign_in(manager)
    return Desk(page, manager)


def looked_at(page, name):
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert not scrolls_sideways(page)
        assert faults(page) == []
        if LOOK:
            page.screenshot(path=Path(LOOK) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_from_the_referral_to_twelve_months(desk, child, helper, team):
    make.ServiceFactory(authority=team.authority, name="Families First")
    number = child.number
    desk.open("edge-ask", child.pk)
    looked_at(desk.page, "edge-ask")
    desk.fill(
        referred_at=at(480),
        threshold="days",
        why_now="His mother asked for him to be taken after Saturday",
        consent="parent",
        consent_by="Kirsty, his mother",
        consent_on=ago(480),
        **{f"{number}__needs": ["conflict"], f"{number}__lives": "home"},
    ).press()
    case = EdgeOfCare.objects.get()
    desk.open("edge-decide", child.pk, case.pk)
    looked_at(desk.page, "edge-decide")
    desk.fill(decision="accepted", decided_on=ago(480), key_worker=helper.pk).press()
    desk.open("edge-start", child.pk, case.pk)
    desk.fill(started_at=at(479, 16)).press()
    desk.open("edge-plan", child.pk, case.pk)
    desk.fill(
        agreed_on=ago(472),
        hopes="Evenings without shouting",
        help_given="Dawn on Mondays and Thursdays until the summer",
        if_it_gets_hard="Jamie goes to his aunt for a night; ring the duty desk",
        copied_on=ago(472),
    ).press()
    desk.open("edge-goal-add", child.pk, case.pk)
    desk.fill(
        words="Eat together twice a week", whose="family", scored_on=ago(472), score="2"
    ).press()
    goal = case.goals.get()
    desk.open("edge-review-add", child.pk, case.pk)
    desk.fill(
        held_on=ago(446),
        who_came="Kirsty, Jamie and Dawn",
        what_changed="Three calm evenings of five",
        what_next="Add Sundays with his aunt",
        **{f"score_{goal.pk}": "5"},
    ).press()
    looked_at(desk.page, "edge-case-going-on")
    desk.open("edge-end", child.pk, case.pk)
    desk.fill(
        ended_on=ago(400),
        ended_because="done",
        outcome="home",
        outcome_words="Jamie lives at home; Kirsty rings before it gets hard",
        cost="2400",
        **{f"score_{goal.pk}": "8"},
    ).press()
    assert "Find out" in desk.page.locator("main").inner_text()
    follow_up(desk, child, case, 3, 315)
    follow_up(desk, child, case, 6, 225)
    LegalStatus(child=child, kind="section_20", started_on=ago(60)).save()
    make.ReferralFactory(child=child, received_on=ago(70))
    desk.open("edge-follow-up", child.pk, case.pk, 12)
    assert "Section 20" in desk.page.locator("main").inner_text()
    assert desk.page.locator("[name=lives][value=care_planned]").is_checked()
    assert desk.page.locator("[name=referred_again]").is_checked()
    looked_at(desk.page, "edge-follow-up")
    desk.fill(known_on=ago(40), how_known="The legal status, and Kirsty").press()
    known = FollowUp.objects.order_by("months").values_list("months", "lives", "referred_again")
    assert list(known) == [(3, "home", False), (6, "home", False), (12, "care_planned", True)]
    looked_at(desk.page, "edge-case-after")
    sweep()
    clocks = Deadline.objects.filter(child=child, code__startswith="edge_of_care.")
    kept = {clock.code: clock.met_at <= clock.due_at for clock in clocks if clock.met_at}
    assert kept == {
        "edge_of_care.decision": True,
        "edge_of_care.start": True,
        "edge_of_care.plan": True,
        "edge_of_care.review.first": True,
        "edge_of_care.follow_up.3": True,
        "edge_of_care.follow_up.6": True,
        "edge_of_care.follow_up.12": True,
    }
    desk.go(f"{reverse('chronology', args=[child.pk])}")
    said = desk.page.locator("main").inner_text()
    assert "After edge of care: entered care, as planned" in said
    assert "Families First met the family" in said
    assert desk.page.said == []


def follow_up(desk, child, case, months, days):
    desk.open("edge-follow-up", child.pk, case.pk, months)
    desk.fill(known_on=ago(days), lives="home", how_known="Rang Kirsty")
    again = desk.page.locator("[name=referred_again]")
    assert not again.is_checked()
    desk.press()


def test_five_sessions_on_a_phone_each_written_once_for_two_children(
    page, sign_in, child, helper, team
):
    brother = make.ChildFactory(team=team, person__given_name="Noah")
    make.RelationshipFactory(person=child.person, relative=brother.person, kind="brother")
    for one in (child, brother):
        facts = {"worker": helper, "role": "family_support", "started_on": ago(60)}
        make.AllocationFactory(child=one, **facts)
        make.SupportProgrammeFactory(child=one, worker=helper, planned=5, started_on=ago(60))
    sign_in(helper)
    page.set_viewport_size({"width": 390, "height": 844})
    desk = Desk(page, helper)
    for place in range(5):
        address = reverse("support-session-add", args=[child.pk])
        desk.go(f"{address}?chosen=yes&with={brother.number}")
        if place == 0:
            assert not scrolls_sideways(page)
            assert faults(page) == []
            if LOOK:
                page.screenshot(path=Path(LOOK) / "session-form-390.png", full_page=True)
        desk.fill(
            held_at=at(50 - 9 * place, 16),
            tools=["three_houses", "scaling"],
            what_happened=f"Session {place + 1}: the house of worries",
            **{f"{one.number}__took_part": "yes" for one in (child, brother)},
            **{f"{child.number}__own_words": f"It was a {place + 3} this week"},
        ).press()
    assert SupportSession.objects.count() == 5
    assert ChildSession.objects.count() == 10
    desk.open("support", brother.pk)
    said = page.locator("main").inner_text()
    assert "5 of 5 sessions" in said
    assert "It was a 3 this week" not in said
    assert not scrolls_sideways(page)
    assert faults(page) == []
    if LOOK:
        page.screenshot(path=Path(LOOK) / "support-390.png", full_page=True)
    assert page.said == []
