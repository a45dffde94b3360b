"""Meetings planned, run, put off and minuted; who may, and who must come for it to count."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.actions.models import Action
from casework.children.models import Child, FileGrant, Move
from casework.conferences.models import Conference, CoreGroup
from casework.meetings.models import Attendee, Meeting, MeetingRule
from casework.meetings.rules import share_by
from casework.plans.models import Plan
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.conferences.test_journey import PLAN, hold, part
from tests.factories import (
    AttendeeFactory,
    ChildFactory,
    ConferenceFactory,
    MeetingFactory,
    NeedFactory,
    PlanActionFactory,
    PlanFactory,
    RelationshipFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=14)


def planned(**facts):
    return {
        "what": "conference/initial",
        "way": "person",
        "place": "Civic Centre",
        "starts_at_day": SOON.day,
        "starts_at_month": SOON.month,
        "starts_at_year": SOON.year,
        "starts_at_time": "10am",
        "others": "Mrs Pell, school",
        **facts,
    }


def to_come(child, days=14, **facts):
    meeting = MeetingFactory(
        authority=child.authority,
        held=False,
        starts_at=timezone.now() + timedelta(days=days),
        **facts,
    )
    meeting.children.add(child)
    return meeting


def plan(client, child, **facts):
    return client.post(reverse("meeting-plan", args=[child.pk]), planned(**facts))


def test_a_meeting_is_planned_on_one_page_with_those_on_the_file(signed_in, worker, chair, child):
    mum = RelationshipFactory(person=child.person, kind="mother").relative
    plan(
        signed_in(worker),
        child,
        about=[child.pk],
        chair=chair.pk,
        asked=[f"person:{mum.pk}"],
        reports=[f"worker:{worker.pk}"],
    )
    meeting = Meeting.objects.get()
    assert str(meeting) == "Initial conference"
    reports = {str(attendee): attendee.report_asked for attendee in meeting.attendees.all()}
    assert reports == {str(mum): False, str(worker): True, "Mrs Pell": False, str(chair): False}
    assert meeting.attendees.get(name="Mrs Pell").agency == "education"


def test_someone_on_no_file_of_this_child_cannot_be_put_there(signed_in, worker, chair, child):
    other = ChildFactory().person
    page = plan(
        signed_in(worker), child, about=[child.pk], chair=chair.pk, asked=[f"person:{other.pk}"]
    )
    assert page.status_code == 200
    assert not Meeting.objects.exists()


def test_a_conference_is_chaired_by_someone_independent(signed_in, worker, manager, child):
    page = plan(signed_in(worker), child, about=[child.pk], chair=manager.pk)
    assert "Choose a conference chair" in page.content.decode()


def test_the_chair_may_open_the_restricted_file_they_chair_and_no_longer(
    signed_in, chair, restricted_child
):
    trusted = restricted_child.allocations.get().worker
    assert not Child.objects.visible_to(chair).filter(pk=restricted_child.pk).exists()
    plan(signed_in(trusted), restricted_child, about=[restricted_child.pk], chair=chair.pk)
    assert Child.objects.visible_to(chair).filter(pk=restricted_child.pk).exists()
    assert FileGrant.objects.get().until == SOON + timedelta(days=56)


def test_only_a_conference_opens_a_file_to_who_chairs_it(signed_in, chair, restricted_child):
    trusted = restricted_child.allocations.get().worker
    plan(
        signed_in(trusted),
        restricted_child,
        about=[restricted_child.pk],
        chair=chair.pk,
        what="family/",
    )
    assert Meeting.objects.get().kind == "family"
    assert not FileGrant.objects.exists()


@pytest.mark.parametrize(
    "name", ["meeting-plan", "conference-add", "core-group-add", "child-in-need-meeting-add"]
)
def test_a_stranger_finds_no_page_of_a_meeting(signed_in, stranger, child, name):
    assert signed_in(stranger).get(reverse(name, args=[child.pk])).status_code == 404


@pytest.mark.parametrize("name", ["meeting-put-off", "meeting-minutes-sent", "meeting-invite"])
def test_a_stranger_can_do_nothing_to_a_meeting(signed_in, stranger, child, name):
    meeting = to_come(child)
    assert signed_in(stranger).post(reverse(name, args=[meeting.pk])).status_code == 404


def test_a_social_worker_does_not_record_what_a_conference_decided(signed_in, worker, child):
    assert signed_in(worker).get(reverse("conference-add", args=[child.pk])).status_code == 403


def test_a_manager_does(signed_in, manager, child):
    assert signed_in(manager).get(reverse("conference-add", args=[child.pk])).status_code == 200


def test_with_one_agency_too_few_it_says_so_and_nothing_is_saved(signed_in, chair, child):
    few = {"attendees-1-attendance": "apologies"}
    page = hold(signed_in(chair), child, part(child, **PLAN), **few)
    assert "1 agency came besides" in page.content.decode()
    assert not Conference.objects.exists()


def test_it_may_go_ahead_with_too_few_where_the_chair_says_why(signed_in, chair, child):
    few = {"attendees-1-attendance": "absent", "went_ahead_because": "The danger was today"}
    hold(signed_in(chair), child, part(child, **PLAN), **few)
    assert Meeting.objects.get().agencies_needed == 2
    assert Plan.objects.filter(child=child).exists()


def test_a_council_has_its_own_number(signed_in, chair, child):
    MeetingRule.objects.create(
        authority=child.authority, kind="conference", which="initial", agencies=3
    )
    page = hold(signed_in(chair), child, part(child, **PLAN))
    assert "2 agencies came besides" in page.content.decode()


def test_what_each_agency_thought_is_kept_and_counted(signed_in, chair, child):
    thought = {"attendees-0-threshold": "plan", "attendees-0-view": "She is tired every day"}
    hold(signed_in(chair), child, part(child, **PLAN), **thought)
    page = signed_in(chair).get(reverse("meeting", args=[Meeting.objects.get().pk]))
    assert "She is tired every day" in page.content.decode()
    counted = {row["agency"]: row["came"] for row in Attendee.objects.by_agency()}
    assert counted == {"education": 1, "health": 1}


def test_put_off_is_not_held_and_what_was_due_is_still_due(signed_in, worker, chair, child):
    meeting = to_come(child, chair=chair)
    AttendeeFactory(meeting=meeting, attendance="invited")
    PlanFactory(child=child, started_on=TODAY - timedelta(days=80))
    sweep([child.pk])
    due = Deadline.objects.get(code="cp_review.first").due_at
    later = TODAY + timedelta(days=20)
    signed_in(worker).post(
        reverse("meeting-put-off", args=[meeting.pk]),
        {
            "because": "Police could not come",
            "starts_at_day": later.day,
            "starts_at_month": later.month,
            "starts_at_year": later.year,
            "starts_at_time": "10am",
        },
    )
    sweep([child.pk])
    still = Deadline.objects.get(code="cp_review.first")
    assert (still.due_at, still.met_at) == (due, None)
    again = Meeting.objects.get(instead_of=meeting)
    assert again.attendees.filter(name="Mrs Pell", invited_on=None).exists()
    page = signed_in(worker).get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "Not held: Police could not come" in page
    assert "what was due is still due" in " ".join(page.split())


@pytest.mark.parametrize(
    ("held_on", "on_time"), [(date(2026, 1, 26), True), (date(2026, 1, 27), False)]
)
def test_a_transfer_in_conference_is_held_within_15_working_days_of_being_told(
    child, held_on, on_time
):
    told_on = date(2026, 1, 5)
    Move.objects.create(
        child=child,
        authority=child.authority,
        team=child.team,
        direction="in",
        council="Elsewhere",
        moved_on=told_on,
        told_on=told_on,
        on_plan=True,
    )
    ConferenceFactory(child=child, kind="transfer_in", held_on=held_on, plan=None)
    sweep([child.pk])
    clock = Deadline.objects.get(code="icpc.transfer_in")
    assert (clock.met_at <= clock.due_at) is on_time


def test_a_transfer_in_that_was_not_held_stops_nothing(child):
    told_on = TODAY - timedelta(days=10)
    Move.objects.create(
        child=child,
        authority=child.authority,
        team=child.team,
        direction="in",
        council="Elsewhere",
        moved_on=told_on,
        told_on=told_on,
        on_plan=True,
    )
    ConferenceFactory(
        child=child,
        kind="transfer_in",
        held=False,
        decision="",
        category="",
        held_on=TODAY,
        plan=None,
    )
    sweep([child.pk])
    assert Deadline.objects.get(code="icpc.transfer_in").met_at is None


def test_reports_are_shared_two_working_days_before_an_initial_conference(child):
    meeting = MeetingFactory.build(
        authority=child.authority,
        kind="conference",
        which="initial",
        starts_at=timezone.datetime(2026, 1, 7, 10, tzinfo=timezone.get_current_timezone()),
    )
    assert share_by(meeting) == date(2026, 1, 5)


def test_a_core_group_for_three_is_one_form_and_two_pages(signed_in, worker, child):
    children = [child]
    for name in ("Alfie", "Noah"):
        sibling = ChildFactory(team=child.team, person__given_name=name)
        RelationshipFactory(person=child.person, relative=sibling.person, kind="brother")
        children.append(sibling)
    for sibling in children:
        PlanFactory(child=sibling, started_on=TODAY - timedelta(days=20))
    need = NeedFactory(child=child, plan=Plan.objects.get(child=child))
    action = PlanActionFactory(need=need).action
    client = signed_in(worker)
    assert client.get(reverse("core-group-add", args=[child.pk])).status_code == 200
    due = {
        "agreed-0-due_on_day": SOON.day,
        "agreed-0-due_on_month": SOON.month,
        "agreed-0-due_on_year": SOON.year,
    }
    answer = hold(
        client,
        child,
        part(child, what_changed="Sleeps"),
        *(part(sibling, included=True, what_changed="Eats") for sibling in children[1:]),
        name="core-group-add",
        **{
            f"a{action.pk}-answer": "dropped",
            f"a{action.pk}-dropped_because": "They moved",
            "agreed-0-what": "Ring the school",
            "agreed-0-whom": "each",
            "agreed-0-owner": f"worker:{worker.pk}",
            **due,
        },
    )
    assert answer.status_code == 302
    assert CoreGroup.objects.count() == 3
    assert Meeting.objects.get().children.count() == 3
    agreed = Action.objects.filter(what="Ring the school", source="core_group")
    assert {action.child_id for action in agreed} == {action.pk for action in children}
    action.refresh_from_db()
    assert action.dropped_because == "They moved"


def test_a_planned_meeting_is_the_one_that_is_recorded(signed_in, worker, child):
    PlanFactory(child=child, started_on=TODAY - timedelta(days=20))
    meeting = to_come(child, days=-1, kind="core_group")
    attendee = AttendeeFactory(meeting=meeting, attendance="invited")
    hold(
        signed_in(worker),
        child,
        part(child, what_changed="Sleeps"),
        name="core-group-add",
        **{
            "attendees-INITIAL_FORMS": "1",
            "attendees-TOTAL_FORMS": "1",
            "attendees-0-id": attendee.pk,
            "attendees-0-attendance": "came",
        },
    )
    meeting.refresh_from_db()
    attendee.refresh_from_db()
    assert (meeting.held, attendee.attendance) == (True, "came")
    assert CoreGroup.objects.get().meeting == meeting


def test_the_pages_of_meetings_ask_few_questions(
    signed_in, chair, child, django_assert_max_num_queries
):
    for _ in range(5):
        meeting = to_come(child, chair=chair)
        AttendeeFactory(meeting=meeting, report_asked=True)
    client = signed_in(chair)
    with django_assert_max_num_queries(17):
        page = client.get(reverse("conferences"))
    assert "1 of 1 report not in" in page.content.decode()
    with django_assert_max_num_queries(15):
        client.get(reverse("meeting", args=[meeting.pk]))
    with django_assert_max_num_queries(15):
        client.get(reverse("meeting-plan", args=[child.pk]))
