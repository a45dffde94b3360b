"""The chair's first page: this week and next, what is not ready, and what is left to do after."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.interface.words import LONDON
from casework.meetings.models import MeetingRule
from casework.timescales.sweep import sweep
from tests.factories import (
    AttendeeFactory,
    ChildFactory,
    ConferenceFactory,
    MeetingFactory,
    PlanFactory,
    RelationshipFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
MONDAY = TODAY + timedelta(days=7 - TODAY.weekday())


def ago(days):
    return TODAY - timedelta(days=days)


def at(day, hour):
    return datetime.combine(day, time(hour), tzinfo=LONDON)


@pytest.fixture
def page(signed_in, chair):
    def read(someone=chair):
        answer = signed_in(someone).get(reverse("conferences"))
        return {**answer.context_data, "page": answer.content.decode()}

    return read


@pytest.fixture
def planned(chair, child):
    """``planned(day)`` is a conference about Ruby that ``chair`` has before them."""

    def plan(day=TODAY, hour=23, *, children=(child,), **facts):
        facts = {"chair": chair, "held": False, "which": "review", **facts}
        meeting = MeetingFactory(authority=children[0].authority, starts_at=at(day, hour), **facts)
        meeting.children.set(children)
        return meeting

    return plan


@pytest.fixture
def alfie(child):
    alfie = ChildFactory(team=child.team, person__given_name="Alfie")
    RelationshipFactory(person=child.person, relative=alfie.person, kind="brother")
    return alfie


def ready(meeting):
    for agency in ("health", "police"):
        AttendeeFactory(
            meeting=meeting,
            agency=agency,
            attendance="invited",
            invited_on=TODAY,
            report_asked=True,
            report_on=TODAY,
            report_shared_on=TODAY,
        )
    return meeting


def test_an_empty_page_keeps_its_places(page):
    read = page()
    assert read["opening"] == "You chair no meetings this week and no meetings next week."
    for empty in (
        "You chair no more this week.",
        "You chair nothing next week.",
        "Nothing waits for its minutes.",
        "Every conference due in the next six weeks is planned.",
        "You have held no conference in the last seven days.",
    ):
        assert empty in read["page"]


def test_meetings_stand_in_their_week_by_their_hour(page, planned):
    planned(TODAY, 23)
    planned(MONDAY, 14)
    planned(MONDAY, 9)
    planned(MONDAY + timedelta(days=6))
    planned(MONDAY + timedelta(days=7))
    read = page()
    assert [len(read[name]) for name in ("this_week", "next_week", "after")] == [1, 3, 1]
    words = [line["status"]["words"] for line in read["next_week"]]
    assert words[0].endswith("9am")
    assert words[1].endswith("2pm")


def test_what_is_ready_says_so(page, planned):
    ready(planned())
    (line,) = page()["this_week"]
    assert line["ready"]
    assert "Ready." in line["note"]


def test_what_is_not_ready_is_said_in_words(page, planned):
    meeting = ready(planned())
    AttendeeFactory(meeting=meeting, agency="education", attendance="invited", report_asked=True)
    (line,) = page()["this_week"]
    assert line["note"] == "Not ready: 1 of 3 not asked yet; 1 of 3 reports not in."
    assert "One is not ready." in page()["opening"]


def test_a_report_that_came_and_is_not_shared_is_said(page, planned):
    meeting = ready(planned())
    meeting.attendees.update(report_shared_on=None)
    assert "2 of 2 reports not shared" in page()["this_week"][0]["note"]


def test_nobody_asked_is_not_ready(page, planned):
    planned()
    assert "nobody has been asked yet" in page()["this_week"][0]["note"]


@pytest.mark.parametrize(("apologies", "risk"), [(0, False), (1, True)])
def test_too_few_agencies_is_a_risk_on_both_sides_of_the_rule(page, planned, apologies, risk):
    meeting = ready(planned())
    for attendee in meeting.attendees.all()[:apologies]:
        type(attendee).objects.filter(pk=attendee.pk).update(attendance="apologies")
    AttendeeFactory(meeting=meeting, agency="social_care", attendance="invited", invited_on=TODAY)
    AttendeeFactory(meeting=meeting, agency="family", attendance="invited", invited_on=TODAY)
    assert (
        "too few may come: 1 agency expected, 2 needed" in page()["this_week"][0]["note"]
    ) is risk


def test_a_councils_own_rule_of_agencies_holds(page, planned, chair):
    ready(planned())
    MeetingRule.objects.create(authority=chair.authority, kind="conference", agencies=3)
    assert "2 agencies expected, 3 needed" in page()["this_week"][0]["note"]


def test_minutes_not_sent_stand_a_meeting_a_line_with_their_clock(page, chair, child, alfie):
    meeting = MeetingFactory(authority=child.authority, chair=chair, starts_at=at(ago(60), 10))
    for sibling in (child, alfie):
        ConferenceFactory(child=sibling, meeting=meeting, held_on=ago(60))
    sweep()
    (line,) = page()["minutes"]
    assert line["names"] == "Ruby and Alfie"
    assert line["first"].state == "overdue"
    meeting.minutes_sent_on = TODAY
    meeting.save()
    assert not page()["minutes"]


def test_minutes_of_another_chair_are_theirs(page, team, child):
    other = WorkerFactory(team=team, role="conference_chair", username="other")
    meeting = MeetingFactory(authority=child.authority, chair=other)
    ConferenceFactory(child=child, meeting=meeting, held_on=ago(60))
    sweep()
    assert not page()["minutes"]
    assert len(page(other)["minutes"]) == 1


def test_what_is_due_and_not_planned_is_to_arrange_a_family_a_line(page, planned, child, alfie):
    for sibling in (child, alfie):
        PlanFactory(child=sibling, started_on=ago(80))
    sweep()
    (line,) = page()["arrange"]
    assert (line["names"], line["note"]) == ("Ruby and Alfie", "Not planned yet")
    planned(TODAY + timedelta(days=3), 10)
    assert page()["arrange"][0]["note"] == "Not planned yet", "Alfie has no day"
    planned(TODAY + timedelta(days=3), 11, children=(alfie,))
    assert not page()["arrange"]


def test_what_is_late_stays_though_it_is_planned(page, planned, child):
    PlanFactory(child=child, started_on=ago(120))
    sweep()
    planned(TODAY + timedelta(days=3), 10)
    assert page()["arrange"][0]["note"].startswith("Planned for ")


@pytest.mark.parametrize(
    ("started", "before", "shown"), [(500, 0, True), (400, 0, False), (400, 1, True)]
)
def test_plans_that_are_long_or_not_the_first_are_watched(
    page, chair, child, started, before, shown
):
    plan = PlanFactory(child=child, started_on=ago(started), previous_plans=before)
    meeting = MeetingFactory(authority=child.authority, chair=chair, minutes_sent_on=TODAY)
    ConferenceFactory(child=child, plan=plan, meeting=meeting, held_on=ago(started))
    sweep()
    plans = page()["plans"]
    assert [line["names"] for line in plans] == ([child.name] if shown else [])
    assert not before or plans[0]["note"].startswith("Second plan. Since ")


@pytest.mark.parametrize(("days", "shown"), [(7, 1), (8, 0)])
def test_what_was_decided_lately_is_a_family_a_line(page, chair, child, alfie, days, shown):
    meeting = MeetingFactory(authority=child.authority, chair=chair)
    for sibling in (child, alfie):
        ConferenceFactory(child=sibling, meeting=meeting, held_on=ago(days), decision="plan")
    decided = page()["decided"]
    assert len(decided) == shown
    assert not shown or "Child protection plan" in decided[0]["note"]


def test_a_restricted_child_is_on_no_chairs_page(page, planned, restricted_child):
    planned(children=(restricted_child,))
    PlanFactory(child=restricted_child, started_on=ago(80))
    sweep()
    read = page()
    assert "Hidden" not in read["page"]
    assert not read["this_week"]
    assert not read["arrange"]


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "service_manager", "auditor"])
def test_only_a_chair_has_the_page(signed_in, team, role):
    worker = WorkerFactory(team=team, role=role)
    assert signed_in(worker).get(reverse("conferences")).status_code == 403


def test_a_full_page_asks_no_more_than_seventeen_questions(
    signed_in, chair, child, planned, django_assert_max_num_queries
):
    for number in range(20):
        another = ChildFactory(team=child.team)
        ready(planned(TODAY + timedelta(days=number), children=(another,)))
        plan = PlanFactory(child=another, started_on=ago(500), previous_plans=1)
        meeting = MeetingFactory(authority=another.authority, chair=chair, starts_at=at(ago(3), 10))
        ConferenceFactory(child=another, plan=plan, meeting=meeting, held_on=ago(3))
    sweep()
    client = signed_in(chair)
    with django_assert_max_num_queries(15 + 2):
        assert client.get(reverse("conferences")).status_code == 200
