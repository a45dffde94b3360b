"""Case supervision: the last actions are answered one by one, and what changed is on the file."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.actions.models import Action, ActionMoved
from casework.children.models import Child
from casework.notices.models import Notice
from casework.plans.models import ManagementOversight
from casework.supervision.models import ActionAnswer, AgreedAction, CaseSupervision
from casework.timescales.sweep import sweep
from tests.factories import (
    ActionAnswerFactory,
    ActionFactory,
    AllocationFactory,
    AssessmentFactory,
    CaseSupervisionFactory,
    ChildFactory,
    ChildVisitFactory,
    PlanFactory,
    RelationshipFactory,
    SessionFactory,
    WorkerFactory,
)
from tests.html import squeezed

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
BY = TODAY + timedelta(days=14)


def day_of(name: str, day: date) -> dict:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def said(child: Child, worker, **more) -> dict:
    """What is typed for one child, with no action open and none agreed."""
    n = child.number
    return {
        **day_of("held_on", TODAY),
        "worker": worker.pk,
        "hypotheses": "He may be frightened of the dog, not of school",
        f"{n}-what_changed": "Goes to school four days in five",
        f"{n}-decision": "go_on",
        f"{n}-decided_because": "It works",
    } | more


def done(action, what="Slept through the night") -> dict:
    name = f"a{action.pk}"
    return {
        f"{name}-answer": "done",
        **day_of(f"{name}-done_on", TODAY),
        f"{name}-what_changed": what,
    }


def carried(action, because="The school was shut", to=BY) -> dict:
    name = f"a{action.pk}"
    return {
        f"{name}-answer": "moved",
        **day_of(f"{name}-new_due_on", to),
        f"{name}-moved_because": because,
    }


def action_of(child, what="Ring school", **facts) -> Action:
    facts = {"source": "supervision", "agreed_on": TODAY - timedelta(days=30)} | facts
    return ActionFactory(child=child, what=what, due_on=TODAY - timedelta(days=3), **facts)


def address(child, *others):
    named = "&".join(f"with={other.number}" for other in others)
    where = reverse("case-supervision-add", args=[child.pk])
    return f"{where}?chosen=yes&{named}"


@pytest.fixture
def desk(signed_in, manager):
    """The manager’s own."""
    return signed_in(manager)


def test_three_actions_close_with_what_they_did_and_one_is_carried(desk, child, worker, manager):
    three = [action_of(child, f"Action {n}") for n in range(3)]
    fourth = action_of(child, "Visit nan")
    typed = said(child, worker, **carried(fourth))
    for action in three:
        typed |= done(action)
    assert desk.post(address(child), typed).status_code == 302
    talk = CaseSupervision.objects.get()
    assert (talk.child, talk.recorded_by, talk.held_on) == (child, manager, TODAY)
    assert [action.state for action in Action.objects.filter(pk__in=[a.pk for a in three])] == [
        "done"
    ] * 3
    answers = ActionAnswer.objects.order_by("pk")
    assert sorted(answer.answer for answer in answers) == ["carried", "done", "done", "done"]
    fourth.refresh_from_db()
    assert (fourth.due_on, fourth.is_open) == (BY, True)
    assert ActionMoved.objects.get().because == "The school was shut"


def test_a_supervision_is_not_kept_with_one_action_unanswered(desk, child, worker):
    answered, left = action_of(child, "Ring school"), action_of(child, "Visit nan")
    page = desk.post(address(child), said(child, worker, **done(answered)))
    assert page.status_code == 200
    assert "Say how it is now: Visit nan" in squeezed(page.content.decode())
    assert not CaseSupervision.objects.exists()
    answered.refresh_from_db()
    left.refresh_from_db()
    assert answered.is_open
    assert left.is_open


@pytest.mark.parametrize(
    ("lacks", "says"),
    [("what_changed", "Say what it did for Ruby"), ("moved_because", "Say why it is carried")],
)
def test_done_says_what_it_did_and_carried_says_why(desk, child, worker, lacks, says):
    action = action_of(child)
    typed = done(action, "") if lacks == "what_changed" else carried(action, "")
    page = desk.post(address(child), said(child, worker, **typed))
    assert says in squeezed(page.content.decode())
    assert not CaseSupervision.objects.exists()


def test_an_action_closed_by_somebody_else_meanwhile_is_said(desk, child, worker):
    action = action_of(child)
    typed = said(child, worker, **done(action))
    Action.objects.filter(pk=action.pk).update(done_on=TODAY, what_changed="It is done")
    page = desk.post(address(child), typed)
    assert "Someone else has closed an action" in squeezed(page.content.decode())
    assert not CaseSupervision.objects.exists()


def test_an_audits_action_is_chased_and_its_owner_told(desk, child, worker):
    action = action_of(
        child, "Write the chronology", source="audit", owner_worker=worker, owner_name=""
    )
    page = squeezed(desk.get(address(child)).content.decode())
    assert "Asked for by an audit" in page
    assert desk.post(address(child), said(child, worker, **carried(action))).status_code == 302
    notice = Notice.objects.get(worker=worker, kind="audit")
    assert "Write the chronology" in notice.about


def new_action(child, who, **more) -> dict:
    row = f"{child.number}-new0"
    return {
        f"{row}-what": "Take Ruby to her nan every Wednesday",
        f"{row}-outcome": "Ruby has one evening a week without shouting",
        f"{row}-owner": f"worker:{who.pk}",
        **day_of(f"{row}-due_on", BY),
        f"{row}-for_child": "on",
    } | {f"{row}-{name}": value for name, value in more.items()}


def test_a_new_action_has_an_outcome_one_owner_and_a_date(desk, child, worker):
    assert (
        desk.post(address(child), said(child, worker, **new_action(child, worker))).status_code
        == 302
    )
    agreed = AgreedAction.objects.get()
    assert agreed.outcome == "Ruby has one evening a week without shouting"
    action = agreed.action
    assert (action.source, action.owner_worker, action.due_on) == ("supervision", worker, BY)
    assert action.agreed_on == TODAY


@pytest.mark.parametrize(
    ("left_out", "says"),
    [
        ({"outcome": ""}, "Say what will be different for Ruby because of it"),
        ({"owner": ""}, "Choose who will do this: one person, by name"),
        (
            {"due_on_day": "", "due_on_month": "", "due_on_year": ""},
            "Give the date it will be done by",
        ),
    ],
)
def test_a_new_action_that_lacks_one_of_them_is_not_kept(desk, child, worker, left_out, says):
    page = desk.post(address(child), said(child, worker, **new_action(child, worker, **left_out)))
    assert says in squeezed(page.content.decode())
    assert not Action.objects.exists()
    assert not CaseSupervision.objects.exists()


def test_brothers_and_sisters_are_talked_about_once_each_with_their_own_part(
    desk, child, worker, manager, team
):
    alfie = ChildFactory(team=team, person__given_name="Alfie")
    AllocationFactory(child=alfie, worker=worker)
    RelationshipFactory(person=child.person, relative=alfie.person, kind="brother")
    RelationshipFactory(person=alfie.person, relative=child.person, kind="sister")
    typed = said(child, worker) | said(alfie, worker) | {"with": alfie.number, "chosen": "yes"}
    assert desk.post(address(child, alfie), typed).status_code == 302
    talks = CaseSupervision.objects.order_by("child")
    assert [talk.child for talk in talks] == [child, alfie]
    assert len({talk.discussion_id for talk in talks}) == 1
    page = squeezed(
        desk.get(reverse("case-supervision", args=[alfie.pk, talks[1].pk])).content.decode()
    )
    assert "He may be frightened of the dog" in page
    assert "Ruby" in page


def test_the_page_of_a_child_says_what_changed_and_what_was_decided(desk, child):
    CaseSupervisionFactory(child=child)
    page = squeezed(desk.get(reverse("child-supervision", args=[child.pk])).content.decode())
    assert "Ruby slept at home every night" in page
    assert "Go on as planned" in page


def test_a_talk_of_another_child_is_not_found(desk, child, team):
    other = CaseSupervisionFactory(child=ChildFactory(team=team))
    assert desk.get(reverse("case-supervision", args=[child.pk, other.pk])).status_code == 404


def test_only_who_supervises_records_it_and_everyone_of_the_file_reads_it(
    signed_in, child, worker, stranger, restricted_child, manager
):
    assert signed_in(worker).get(address(child)).status_code == 403
    assert signed_in(worker).get(reverse("child-supervision", args=[child.pk])).status_code == 200
    assert signed_in(stranger).get(address(child)).status_code == 404
    assert signed_in(manager).get(address(restricted_child)).status_code == 404


def test_the_session_of_somebody_else_is_not_taken_from_the_address(desk, child, worker):
    session = SessionFactory(worker=worker, supervisor=WorkerFactory(team=worker.team))
    page = desk.post(f"{address(child)}&session={session.pk}", said(child, worker))
    assert page.status_code == 302
    assert CaseSupervision.objects.get().discussion.session is None


def test_the_page_brings_what_a_manager_needs_beside_them(desk, child, worker):
    PlanFactory(child=child, started_on=TODAY - timedelta(days=600))
    ChildVisitFactory(child=child, seen_alone=True, own_words="I like it at nan’s")
    action_of(child, "Write the chronology", source="audit")
    AssessmentFactory(child=child)
    CaseSupervisionFactory(child=child, what_changed="She slept at home")
    sweep()
    page = squeezed(desk.get(address(child)).content.decode())
    for words in (
        "Late and due",
        "seen alone",
        "I like it at nan’s",
        "Write the chronology",
        "Being written",
        "Child protection plan for 19 months",
        "She slept at home",
    ):
        assert words in page, words


def test_three_children_take_hardly_more_questions_than_one(
    desk, child, worker, team, django_assert_max_num_queries
):
    others = [ChildFactory(team=team, person__given_name=f"Sib{n}") for n in range(2)]
    for other in others:
        RelationshipFactory(person=child.person, relative=other.person, kind="sister")
        RelationshipFactory(person=other.person, relative=child.person, kind="sister")
    for one in (child, *others):
        action_of(one)
        PlanFactory(child=one)
        ChildVisitFactory(child=one)
    with CaptureQueriesContext(connection) as alone:
        desk.get(address(child))
    with CaptureQueriesContext(connection) as together:
        desk.get(address(child, *others))
    # Who can be asked to do something is read for each child; nothing else is.
    assert len(together) - len(alone) <= 2 * 5


def test_management_oversight_is_written_by_a_manager_and_by_nothing_else(
    signed_in, desk, child, worker
):
    where = reverse("oversight-add", args=[child.pk])
    assert signed_in(worker).get(where).status_code == 403
    desk_again = signed_in(child.allocations.get().worker)
    assert desk_again.get(where).status_code == 403


def test_a_decision_of_a_manager_is_a_record_of_its_own_on_the_file(desk, child, manager):
    where = reverse("oversight-add", args=[child.pk])
    facts = day_of("looked_on", TODAY) | {
        "found": "Read with the three referrals before it",
        "what_changes": "It meets the threshold",
    }
    assert "Say what it is about" in desk.post(where, facts).content.decode()
    assert desk.post(where, facts | {"about": "threshold"}).status_code == 302
    look = ManagementOversight.objects.get()
    assert (look.about, look.recorded_by, look.plan) == ("threshold", manager, None)
    page = desk.get(reverse("child-supervision", args=[child.pk])).content.decode()
    assert "It meets the threshold" in page


def test_no_supervision_meets_the_clock_that_asks_a_manager_to_look_at_the_plan(
    desk, child, worker
):
    """Oversight is never made by the end of something else."""
    PlanFactory(child=child, kind="need", started_on=TODAY - timedelta(days=300))
    assert desk.post(address(child), said(child, worker)).status_code == 302
    assert not ManagementOversight.objects.exists()


def test_the_api_tells_what_each_action_did(client, child, worker):
    talk = CaseSupervisionFactory(child=child)
    ActionAnswerFactory(child=child, supervision=talk, because="The school was shut")
    client.force_login(worker)
    (row,) = client.get(reverse("case-supervision-record-list")).json()["results"]
    assert row["answers"][0]["because"] == "The school was shut"
    assert "session" not in row
