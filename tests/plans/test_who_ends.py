"""Who may end, close, step down or put off what protects a child: one table, read by each role."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.access.roles import ROLES
from casework.conferences.models import ChildInNeedMeeting
from casework.dashboards.to_put_right import to_mend
from casework.meetings.models import Meeting
from casework.notices.models import Notice
from casework.plans.models import Plan
from tests.conferences.test_journey import hold, part
from tests.factories import (
    AllocationFactory,
    EpisodeOfNeedFactory,
    MeetingFactory,
    MissingEpisodeFactory,
    MoveFactory,
    PlanFactory,
    Section47Factory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NEED = {"kind": "need", "initial_category": "", "latest_category": ""}
MANAGERS = {"team_manager", "service_manager"}
SOCIAL_WORKERS = MANAGERS | {"social_worker"}
CHAIRS = MANAGERS | {"conference_chair"}
RECORDS = SOCIAL_WORKERS | {"family_support", "missing_coordinator", "conference_chair"}


def protection_plan(child):
    return reverse("plan-end", args=[child.pk, PlanFactory(child=child).pk])


def need_plan(child):
    return reverse("plan-end", args=[child.pk, PlanFactory(child=child, **NEED).pk])


def enquiry(child):
    return reverse("section47-finish", args=[child.pk, Section47Factory(child=child).pk])


def episode(child):
    EpisodeOfNeedFactory(child=child)
    return reverse("episode-close", args=[child.pk])


def no_interview(child):
    back = MissingEpisodeFactory(child=child, returned_at=timezone.now())
    return reverse("interview-none", args=[child.pk, back.pk])


def back_home(child):
    away = MissingEpisodeFactory(child=child)
    return reverse("missing-return", args=[child.pk, away.pk])


def move_accepted(child):
    return reverse("move-accept", args=[child.pk, MoveFactory(child=child).pk])


def put_off(kind):
    def address(child):
        soon = timezone.now() + timedelta(days=3)
        meeting = MeetingFactory(authority=child.authority, kind=kind, held=False, starts_at=soon)
        meeting.children.add(child)
        return reverse("meeting-put-off", args=[meeting.pk])

    return address


def oversight(**facts):
    def address(child):
        PlanFactory(child=child, **facts)
        return reverse("plan-oversight", args=[child.pk])

    return address


def page(name):
    return lambda child: reverse(name, args=[child.pk])


WHO_MAY = {
    "end a child protection plan": (protection_plan, MANAGERS),
    "end a child in need plan": (need_plan, MANAGERS),
    "close the episode of need": (episode, MANAGERS),
    "decide on a referral": (page("referral-decide"), MANAGERS),
    "decide on a contact": (page("contact-screen"), MANAGERS),
    "say that another council is responsible": (move_accepted, MANAGERS),
    "record a death": (page("death"), MANAGERS),
    "decide that no interview is offered": (no_interview, MANAGERS),
    "record what a conference decided": (page("conference-add"), CHAIRS),
    "put off a conference": (put_off("conference"), SOCIAL_WORKERS | CHAIRS),
    "put off a strategy discussion": (put_off("strategy"), SOCIAL_WORKERS | CHAIRS),
    "put off a core group": (put_off("core_group"), SOCIAL_WORKERS | CHAIRS),
    "record a strategy discussion": (page("strategy-add"), SOCIAL_WORKERS),
    "finish a section 47 enquiry": (enquiry, SOCIAL_WORKERS),
    "look at a long child protection plan": (oversight(), {"service_manager"}),
    "look at a long child in need plan": (oversight(**NEED), MANAGERS),
    # Facts, which end nothing that a manager decides on
    "say that a missing child is back": (back_home, RECORDS),
    "say that a child has moved away": (page("move-out"), RECORDS),
}


@pytest.mark.parametrize("deed", WHO_MAY)
def test_who_may_end_what_protects_a_child(client, team, child, deed):
    prepare, roles = WHO_MAY[deed]
    address, may = prepare(child), set()
    for role in ROLES:
        someone = WorkerFactory(team=team, role=role)
        AllocationFactory(child=child, worker=someone, role="other")
        client.force_login(someone)
        if client.get(address).status_code in (200, 302):
            may.add(role)
    assert may == roles


@pytest.fixture
def helper(team, child):
    helper = WorkerFactory(team=team, role="family_support", username="dawn")
    AllocationFactory(child=child, worker=helper, role="family_support")
    return helper


def test_a_meeting_a_worker_wrote_down_does_not_end_the_plan_and_the_manager_is_asked(
    signed_in, helper, manager, child
):
    plan = PlanFactory(child=child, **NEED)
    client = signed_in(helper)
    ends = part(child, decision="end")
    response = hold(client, child, ends, name="child-in-need-meeting-add", kind="child_in_need")
    assert ChildInNeedMeeting.objects.get().decision == "end"
    plan.refresh_from_db()
    assert plan.ended_on is None
    page = client.get(response.url).content.decode()
    assert "A manager decides whether the plan ends." in page
    assert Notice.objects.get(worker=manager, kind="submitted").child == child
    assert "Does the plan end?" in [row.gap.short for row in to_mend(manager, size=9)]
    page = signed_in(manager).get(reverse("plan", args=[child.pk])).content.decode()
    assert reverse("plan-end", args=[child.pk, plan.pk]) in page


def test_a_meeting_a_manager_wrote_down_ends_the_plan(signed_in, manager, child):
    plan = PlanFactory(child=child, **NEED)
    hold(signed_in(manager), child, part(child, decision="end"), name="child-in-need-meeting-add")
    plan.refresh_from_db()
    assert (plan.ended_on, plan.ended_by) == (TODAY, manager)


def test_a_child_in_need_meeting_never_ends_a_child_protection_plan(signed_in, manager, child):
    PlanFactory(child=child)
    ends = part(child, decision="end")
    answer = hold(signed_in(manager), child, ends, name="child-in-need-meeting-add")
    assert "has a child protection plan: record a core group" in answer.content.decode()
    assert Plan.objects.open().exists()
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("decision", ["end", "step_down"])
def test_only_a_review_conference_ends_a_child_protection_plan(signed_in, chair, child, decision):
    PlanFactory(child=child, started_on=TODAY - timedelta(days=80))
    ends = part(child, decision=decision, reasons="Things have changed")
    answer = hold(signed_in(chair), child, ends, kind="initial")
    assert "Only a review conference ends" in answer.content.decode()
    assert Plan.objects.open().get().kind == "protection"
    hold(signed_in(chair), child, ends, kind="review")
    assert Plan.objects.get(kind="protection").ended_by == chair


def test_the_plans_page_offers_its_end_to_a_manager_alone(signed_in, helper, manager, child):
    plan = PlanFactory(child=child, **NEED)
    end = reverse("plan-end", args=[child.pk, plan.pk])
    address = reverse("plan", args=[child.pk])
    assert end not in signed_in(helper).get(address).content.decode()
    assert end in signed_in(manager).get(address).content.decode()
