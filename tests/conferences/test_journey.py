"""From the initial conference to stepping down, through the pages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.actions.models import Action
from casework.conferences.models import ChildInNeedMeeting, Conference, CoreGroup
from casework.meetings.models import Meeting
from casework.plans.models import Plan
from casework.timescales.models import Deadline
from tests.factories import (
    AllocationFactory,
    ChildFactory,
    ConferenceFactory,
    EpisodeOfNeedFactory,
    MeetingFactory,
    NeedFactory,
    PlanActionFactory,
    PlanFactory,
    RelationshipFactory,
    Section47Factory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def alfie(child):
    """Ruby's brother, whom her worker knows too."""
    alfie = ChildFactory(team=child.team, person__given_name="Alfie", person__sex="M")
    RelationshipFactory(person=child.person, relative=alfie.person, kind="brother")
    return alfie


def shared(day=TODAY, **facts):
    return {
        "starts_at_day": day.day,
        "starts_at_month": day.month,
        "starts_at_year": day.year,
        "starts_at_time": "00:05",
        "way": "person",
        "held": "yes",
        "minutes": "All agreed.",
        "attendees-TOTAL_FORMS": "2",
        "attendees-INITIAL_FORMS": "0",
        "attendees-0-name": "Mrs Pell",
        "attendees-0-agency": "education",
        "attendees-0-attendance": "came",
        "attendees-1-name": "Dr Shah",
        "attendees-1-agency": "health",
        "attendees-1-attendance": "came",
        **facts,
    }


def part(child, included=False, **facts):
    prefix = child.number
    own = {f"{prefix}-{name}": value for name, value in facts.items()}
    return {**own, f"{prefix}-included": "on"} if included else own


PLAN = {
    "decision": "plan",
    "category": "NEG",
    "reasons": "Neglected for a long time",
    "taking_part": "sent",
    "own_words": "I want to sleep",
}


def hold(client, child, *parts, kind="initial", name="conference-add", **facts):
    data = shared(kind=kind, **facts)
    for child_part in parts:
        data |= child_part
    return client.post(reverse(name, args=[child.pk]), data)


def test_a_conference_for_two_children_starts_a_plan_for_each(signed_in, chair, child, alfie):
    EpisodeOfNeedFactory(child=child)
    enquiry = Section47Factory(child=child, started_on=TODAY - timedelta(days=5))
    response = hold(
        signed_in(chair),
        child,
        part(child, **PLAN),
        part(alfie, included=True, **{**PLAN, "category": "EMO"}),
    )
    assert response.status_code == 302
    assert Plan.objects.get(child=child).latest_category == "NEG"
    assert Plan.objects.get(child=alfie).latest_category == "EMO"
    conference = Conference.objects.get(child=child)
    assert (conference.section_47, conference.held_on) == (enquiry, TODAY)
    assert Meeting.objects.get().attendees.filter(name="Mrs Pell").exists()
    codes = set(Deadline.objects.open().filter(child=alfie).values_list("code", flat=True))
    assert {"core_group.first", "cp_review.first", "cp_visit.first"} <= codes
    assert Deadline.objects.get(code="icpc.hold", child=child).met_at


def test_a_brother_not_ticked_is_not_touched(signed_in, chair, child, alfie):
    hold(signed_in(chair), child, part(child, **PLAN))
    assert not Plan.objects.filter(child=alfie).exists()


def test_nothing_is_saved_unless_all_is_right(signed_in, chair, child, alfie):
    page = hold(
        signed_in(chair),
        child,
        part(child, **PLAN),
        part(alfie, included=True, **{**PLAN, "category": ""}),
    )
    assert "Choose the category" in page.content.decode()
    assert "I want to sleep" in page.content.decode()
    assert not Conference.objects.exists()
    assert not Meeting.objects.exists()


def test_a_conference_put_off_starts_no_plan_and_says_why(signed_in, chair, child):
    client = signed_in(chair)
    page = hold(client, child, part(child), held="no")
    assert "Say why it was not held" in page.content.decode()
    hold(client, child, part(child), held="no", not_held_because="Police could not come")
    assert not Conference.objects.get().held
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("kind", "decision", "words"),
    [
        ("review", "continue", "has no child protection plan to review"),
        ("initial", "continue", "no child protection plan to go on with"),
        ("initial", "", "Say what the conference decided"),
    ],
)
def test_a_decision_that_cannot_be_is_said_in_plain_words(
    signed_in, chair, child, kind, decision, words
):
    page = hold(signed_in(chair), child, part(child, **{**PLAN, "decision": decision}), kind=kind)
    assert words in page.content.decode()


def test_the_whole_way_from_core_group_to_stepping_down(signed_in, chair, worker, child):
    plan = PlanFactory(child=child, started_on=TODAY - timedelta(days=80))
    hold(signed_in(worker), child, part(child, what_changed="Sleeps better"), name="core-group-add")
    assert CoreGroup.objects.get().plan == plan
    review = {**PLAN, "decision": "continue", "category": "EMO"}
    hold(signed_in(chair), child, part(child, **review), kind="review")
    plan.refresh_from_db()
    assert plan.latest_category == "EMO"
    down = {"decision": "step_down", "reasons": "Things have changed"}
    hold(signed_in(chair), child, part(child, **down), kind="review")
    plan.refresh_from_db()
    assert plan.ended_on == TODAY
    assert Plan.objects.get(child=child, ended_on=None).kind == "need"


def test_after_stepping_down_the_promises_of_the_plan_come_next(signed_in, chair, child):
    plan = PlanFactory(child=child, started_on=TODAY - timedelta(days=80))
    PlanActionFactory(need=NeedFactory(child=child, plan=plan))
    down = {"decision": "step_down", "reasons": "Things have changed"}
    page = hold(signed_in(chair), child, part(child, **down), kind="review")
    assert page.url == reverse("plan-settle", args=[child.pk, plan.pk])
    assert Plan.objects.get(child=child, ended_on=None).follows == plan


def test_a_step_down_for_three_children_is_two_forms_and_keeps_every_promise(
    signed_in, worker, chair, child, alfie
):
    """The conference, then what goes on. Child by child it would be a plan ended and another
    written three times, each need and action typed again."""
    noah = ChildFactory(team=child.team, person__given_name="Noah")
    children = [child, alfie, noah]
    for sibling in children:
        AllocationFactory(child=sibling, worker=worker, role="other")
        AllocationFactory(child=sibling, worker=chair, role="chair")
    RelationshipFactory(person=child.person, relative=noah.person, kind="brother")
    for sibling in children:
        plan = PlanFactory(child=sibling, started_on=TODAY - timedelta(days=80))
        for _ in range(2):
            PlanActionFactory(need=NeedFactory(child=sibling, plan=plan))
    client = signed_in(chair)
    down = {"decision": "step_down", "reasons": "Things have changed"}
    parts = [
        part(child, **down),
        *(part(sibling, included=True, **down) for sibling in (alfie, noah)),
    ]
    page = hold(client, child, *parts, kind="review")
    form = client.get(page.url).context["forms"]
    data = {
        part_form.add_prefix("goes_on"): "on" for part_form in form if "goes_on" in part_form.fields
    }
    data |= {
        part_form.add_prefix("answer"): "going"
        for part_form in form
        if "answer" in part_form.fields
    }
    assert client.post(page.url, data).status_code == 302
    for sibling in children:
        new = Plan.objects.get(child=sibling, ended_on=None)
        assert (new.kind, new.needs.count()) == ("need", 2)
        assert Action.objects.open().filter(child=sibling, in_plans__need__plan=new).count() == 2
    assert Action.objects.count() == 6


def test_a_core_group_needs_a_child_protection_plan(signed_in, worker, child):
    page = hold(signed_in(worker), child, part(child), name="core-group-add")
    assert "has no child protection plan" in page.content.decode()


def test_the_first_child_in_need_meeting_starts_the_plan_and_the_next_reviews_it(
    signed_in, manager, child
):
    client = signed_in(manager)
    agree = part(child, decision="continue", what_changed="A plan was agreed")
    hold(client, child, agree, name="child-in-need-meeting-add")
    plan = Plan.objects.get(child=child)
    assert ChildInNeedMeeting.objects.get().kind == "first"
    hold(client, child, part(child, decision="end"), name="child-in-need-meeting-add")
    assert ChildInNeedMeeting.objects.latest("pk").kind == "review"
    plan.refresh_from_db()
    assert plan.ended_on == TODAY


def test_a_child_protection_plan_ends_a_child_in_need_plan(signed_in, chair, child):
    old = PlanFactory(child=child, kind="need", initial_category="", latest_category="")
    PlanFactory(
        child=child, started_on=TODAY - timedelta(days=900), ended_on=TODAY - timedelta(days=700)
    )
    hold(signed_in(chair), child, part(child, **PLAN))
    old.refresh_from_db()
    assert old.ended_on == TODAY
    assert Plan.objects.get(child=child, ended_on=None).previous_plans == 1


def test_the_chairs_page_lists_what_is_due_and_what_was_held(
    signed_in, chair, child, django_assert_max_num_queries
):
    plan = PlanFactory(child=child, started_on=TODAY - timedelta(days=80))
    ConferenceFactory(child=child, plan=plan, held_on=TODAY - timedelta(days=80))
    from casework.timescales.sweep import sweep

    sweep()
    client = signed_in(chair)
    with django_assert_max_num_queries(17):
        page = client.get(reverse("conferences"))
    assert "First review conference" in page.content.decode()


def test_only_those_who_may_open_the_chairs_page(signed_in, worker):
    assert signed_in(worker).get(reverse("conferences")).status_code == 403


def test_a_meeting_shows_a_worker_only_the_children_they_may_know_of(
    signed_in, worker, child, restricted_child
):
    meeting = MeetingFactory(authority=child.authority)
    for sibling in (child, restricted_child):
        meeting.children.add(sibling)
        ConferenceFactory(
            child=sibling, meeting=meeting, own_words=f"{sibling.first_name} said this"
        )
    page = signed_in(worker).get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "Ruby said this" in page
    assert "Hidden" not in page


def test_a_stranger_does_not_find_a_meeting(signed_in, stranger, child):
    meeting = MeetingFactory(authority=child.authority)
    meeting.children.add(child)
    assert signed_in(stranger).get(reverse("meeting", args=[meeting.pk])).status_code == 404
    assert signed_in(stranger).get(reverse("meetings")).context["object_list"] == []


def test_the_meetings_page_asks_few_questions(
    signed_in, worker, child, django_assert_max_num_queries
):
    for _ in range(5):
        MeetingFactory(authority=child.authority).children.add(child)
    client = signed_in(worker)
    with django_assert_max_num_queries(10):
        client.get(reverse("meetings"))
    with django_assert_max_num_queries(15):
        client.get(reverse("child-meetings", args=[child.pk]))


def adjourn(client, child, day):
    because = {"held": "no", "not_held_because": "Police could not come"}
    hold(client, child, part(child), day=day, **because)


@pytest.mark.parametrize("times", [1, 2])
def test_a_conference_adjourned_and_then_held_stops_the_clock_on_the_day_it_was_held(
    signed_in, chair, child, times
):
    enquiry = Section47Factory(
        child=child,
        started_on=TODAY - timedelta(days=9),
        ended_on=TODAY - timedelta(days=6),
        outcome="conference",
        authorised_by=chair,
    )
    client = signed_in(chair)
    for before in range(times, 0, -1):
        adjourn(client, child, TODAY - timedelta(days=before))
    clock = Deadline.objects.get(code="icpc.hold", child=child)
    assert clock.met_at is None
    enquiries = reverse("section47s", args=[child.pk])
    assert "Record the initial conference" in client.get(enquiries).content.decode()
    hold(client, child, part(child, **PLAN))
    assert set(Conference.objects.values_list("section_47", flat=True)) == {enquiry.pk}
    clock.refresh_from_db()
    assert timezone.localtime(clock.met_at).date() == TODAY
    for page in (enquiries, child.get_absolute_url()):
        assert "Record the initial conference" not in client.get(page).content.decode()
    assert not Meeting.objects.not_arranged_again().exists()


def test_an_adjourned_conference_waits_for_the_child_who_had_no_other(
    signed_in, chair, child, alfie
):
    client = signed_in(chair)
    both = part(child) | part(alfie, included=True)
    because = {"held": "no", "not_held_because": "Police could not come"}
    hold(client, child, both, day=TODAY - timedelta(days=2), **because)
    hold(client, child, part(child, **PLAN), day=TODAY - timedelta(days=1))
    assert Meeting.objects.not_arranged_again().count() == 1
    hold(client, alfie, part(alfie, **PLAN))
    assert not Meeting.objects.not_arranged_again().exists()


def test_a_conference_answers_no_enquiry_that_began_after_it(signed_in, chair, child):
    first = Section47Factory(child=child, started_on=TODAY - timedelta(days=9))
    Section47Factory(child=child, started_on=TODAY)
    hold(signed_in(chair), child, part(child, **PLAN), day=TODAY - timedelta(days=1))
    assert Conference.objects.get().section_47 == first


@pytest.mark.parametrize(
    ("name", "model", "held_as"),
    [
        ("core-group-add", CoreGroup, {}),
        ("conference-add", Conference, {"decision": "continue", "category": "NEG"}),
    ],
)
def test_a_meeting_of_the_plan_put_off_and_then_held_stops_its_clock(
    signed_in, chair, child, name, model, held_as
):
    PlanFactory(child=child, started_on=TODAY - timedelta(days=8))
    client, code = signed_in(chair), {CoreGroup: "core_group.first", Conference: "cp_review.first"}
    because = {"held": "no", "not_held_because": "Nobody came"}
    day = TODAY - timedelta(days=1)
    hold(client, child, part(child), kind="review", name=name, day=day, **because)
    assert Deadline.objects.get(code=code[model], child=child).met_at is None
    hold(client, child, part(child, **held_as), kind="review", name=name)
    clock = Deadline.objects.get(code=code[model], child=child)
    assert timezone.localtime(clock.met_at).date() == TODAY
