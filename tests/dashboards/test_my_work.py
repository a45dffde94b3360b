"""The page each role opens on: what needs them today, what is late, nothing of anyone else's."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.dashboards.attempts import sentence_of
from casework.interface.words import LONDON
from casework.recording.models import ChildVisit
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    AssessmentFactory,
    AttendeeFactory,
    ChildFactory,
    ChildNoteFactory,
    ChildVisitFactory,
    EpisodeOfNeedFactory,
    MeetingFactory,
    PlanFactory,
    ReferralFactory,
    RelationshipFactory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
AT_MOST = 23 + 2
"""Two of them once a minute for everybody: when the due dates were last worked out and told."""


def days_ago(days):
    return TODAY - timedelta(days=days)


def at(day, hour):
    return datetime.combine(day, time(hour), tzinfo=LONDON)


def planned(children, **facts):
    """A meeting about these children."""
    facts = {"kind": "core_group", "held": False, **facts}
    meeting = MeetingFactory(authority=children[0].authority, **facts)
    meeting.children.set(children)
    return meeting


@pytest.fixture
def my_work(signed_in):
    """``my_work(worker)`` gives the context of their page, and the page as ``page``."""

    def read(someone):
        answer = signed_in(someone).get(reverse("my_work"))
        assert answer.status_code == 200
        return {**answer.context_data, "page": answer.content.decode()}

    return read


@pytest.fixture
def alfie(child, worker):
    """Ruby's brother, held by the same worker."""
    alfie = ChildFactory(team=child.team, person__given_name="Alfie")
    AllocationFactory(child=alfie, worker=worker)
    RelationshipFactory(person=child.person, relative=alfie.person, kind="brother")
    return alfie


def late_assessment(child, **facts):
    return AssessmentFactory(
        child=child, referral_received_on=days_ago(120), child_seen_on=TODAY, **facts
    )


# A social worker


def test_it_opens_with_a_sentence_and_keeps_its_empty_places(my_work, worker):
    read = my_work(worker)
    sentence = "Nothing is due today and nothing is late. You have no children yet."
    assert read["greeting"].endswith(sentence)
    for empty in (
        "Nothing is due today.",
        "Nothing is late.",
        "Nothing else is due this week.",
        "You have no drafts.",
        "Nothing of yours waits for your manager.",
        "Nothing new from others in the last seven days.",
    ):
        assert empty in read["page"]


def test_the_sentence_counts_children_and_families(my_work, worker, child, alfie):
    for sibling in (child, alfie):
        late_assessment(sibling)
    AllocationFactory(child=ChildFactory(team=child.team), worker=worker)
    sweep()
    sentence = "Nothing is due today and one is late. You have 3 children in 2 families."
    assert my_work(worker)["greeting"].endswith(sentence)


def test_the_strip_counts_what_stands_below(my_work, worker, child):
    late_assessment(child)
    sweep()
    counts = {count["label"]: count["number"] for count in my_work(worker)["counts"]}
    assert counts == {
        "Today": 0,
        "Overdue": 1,
        "This week": 0,
        "My drafts": 0,
        "With my manager": 0,
    }


def test_what_is_late_says_how_late_and_where_to_do_it(my_work, worker, child):
    late_assessment(child)
    sweep()
    page = my_work(worker)["page"]
    assert "working days late" in page
    assert reverse("assessments", args=[child.pk]) in page


def test_brothers_and_sisters_are_one_line(my_work, worker, child, alfie):
    for sibling in (child, alfie):
        AssessmentFactory(child=sibling, referral_received_on=days_ago(120), child_seen_on=TODAY)
    sweep()
    assert [line.names for line in my_work(worker)["overdue"]] == ["Ruby and Alfie"]


def test_thirty_brothers_and_sisters_are_one_line(my_work, worker, child):
    late_assessment(child)
    for number in range(29):
        sister = ChildFactory(team=child.team, person__given_name=f"Child{number}")
        AllocationFactory(child=sister, worker=worker)
        RelationshipFactory(person=child.person, relative=sister.person, kind="sister")
        late_assessment(sister)
    sweep()
    read = my_work(worker)
    (line,) = read["overdue"]
    assert len(line.children) == 30
    assert "You have 30 children in 1 family." in read["greeting"]


def test_another_workers_work_is_not_mine(my_work, worker, child):
    late_assessment(ChildFactory(team=child.team))
    sweep()
    assert not my_work(worker)["overdue"]


def test_the_page_is_right_even_if_the_night_job_never_ran(my_work, worker, child):
    late_assessment(child)
    sweep()
    assert not Deadline.objects.filter(flagged_at__isnull=False).exists()
    assert len(my_work(worker)["overdue"]) == 1


def test_an_action_is_called_by_its_own_words_and_says_where_it_was_agreed(my_work, worker, child):
    ActionFactory(
        child=child,
        what="Ask school for a breakfast place",
        source="supervision",
        agreed_on=days_ago(20),
        due_on=days_ago(3),
    )
    sweep()
    (line,) = my_work(worker)["overdue"]
    assert line.title == "Ask school for a breakfast place"
    assert line.note.startswith("Supervision, agreed on ")


def test_an_action_is_its_owners_though_another_holds_the_child(my_work, child, team):
    owner = WorkerFactory(team=team, username="owner")
    ActionFactory(
        child=child, owner_worker=owner, owner_name="", agreed_on=days_ago(9), due_on=days_ago(2)
    )
    ActionFactory(child=child, agreed_on=days_ago(9), due_on=days_ago(2))
    sweep()
    assert len(my_work(owner)["overdue"]) == 1


def test_a_visit_that_was_tried_says_when(my_work, worker, child):
    PlanFactory(child=child, started_on=days_ago(60))
    ChildVisitFactory(
        child=child, held_on=days_ago(3), seen=False, not_seen_because="No one was home."
    )
    sweep()
    notes = [line.note for line in my_work(worker)["overdue"]]
    assert any(note.startswith("Tried on ") and "No one was home." in note for note in notes)


def test_an_attempt_from_before_the_clock_started_is_not_told(my_work, worker, child):
    ChildVisitFactory(child=child, held_on=days_ago(90), seen=False, not_seen_because="Out.")
    PlanFactory(child=child, started_on=days_ago(60))
    sweep()
    assert not any("Tried" in line.note for line in my_work(worker)["overdue"])


def test_days_of_one_month_name_it_once():
    tried = [
        ChildVisit(held_on=datetime(2025, 11, day).date(), not_seen_because="No one was home.")
        for day in (18, 20)
    ]
    assert sentence_of(tried) == "Tried on 18 and 20 November 2025. No one was home."


# Where I must be


def test_meetings_of_today_come_first_by_their_hour(my_work, worker, child):
    ActionFactory(child=child, agreed_on=days_ago(9), due_on=TODAY)
    sweep()
    for hour in (14, 9):
        planned(children=[child], starts_at=at(TODAY, hour))
    today = my_work(worker)["today"]
    assert [line.status and line.status["words"] for line in today] == [
        "Today at 9am",
        "Today at 2pm",
        None,
    ]
    assert today[0].action_link["label"] == "Open meeting"


def test_a_meeting_this_week_stands_among_what_is_due(my_work, worker, child):
    planned(children=[child], starts_at=at(TODAY + timedelta(days=3), 10))
    (line,) = my_work(worker)["this_week"]
    assert (line.names, line.action_link["label"]) == ("Ruby", "Prepare")


@pytest.mark.parametrize("facts", [{"held": True}, {"not_held_because": "Too few came"}])
def test_a_meeting_that_is_over_is_no_longer_work(my_work, worker, child, facts):
    planned(children=[child], starts_at=at(TODAY, 9), **facts)
    assert not my_work(worker)["today"]


def test_a_meeting_i_am_asked_to_is_mine_and_another_teams_is_not(my_work, worker, child, team):
    colleague = ChildFactory(team=team)
    meeting = planned(children=[colleague], starts_at=at(TODAY, 11))
    assert not my_work(worker)["today"]
    AttendeeFactory(meeting=meeting, worker=worker, name="")
    assert len(my_work(worker)["today"]) == 1
    elsewhere = ChildFactory(team=TeamFactory(authority=team.authority, name="Another"))
    unseen = planned(children=[elsewhere], starts_at=at(TODAY, 12))
    AttendeeFactory(meeting=unseen, worker=worker, name="")
    assert len(my_work(worker)["today"]) == 1


def test_an_empty_day_says_what_comes_next(my_work, worker, child):
    day = TODAY + timedelta(days=9)
    planned(children=[child], starts_at=at(day, 10))
    assert f"Your next date is {day:%A}" in my_work(worker)["next_date"]
    assert "core group for Ruby." in my_work(worker)["page"]


def test_the_next_four_weeks_stand_week_by_week(signed_in, worker, child):
    for ahead in (0, 8, 27, 29):
        planned(children=[child], starts_at=at(TODAY + timedelta(days=ahead), 23))
    weeks = signed_in(worker).get(reverse("work_ahead")).context["weeks"]
    assert sum(len(week["lines"]) for week in weeks) == 3
    assert weeks[0]["title"] == "This week"
    assert weeks[1]["title"].startswith("Week of Monday")


# Beside it


def test_what_came_back_stands_before_what_waits(my_work, worker, manager, child, alfie):
    now = timezone.now()
    AssessmentFactory(child=child, submitted_at=now, submitted_by=worker)
    AssessmentFactory(
        child=alfie,
        submitted_by=worker,
        returned_at=now,
        returned_by=manager,
        returned_because="What does Alfie say?",
    )
    back, waits = my_work(worker)["sent"]
    assert back.status["words"] == "Back to you"
    assert back.note == "Sent back by Helen Cartwright, today"
    assert (back.names, waits.names) == (alfie.name, child.name)
    assert waits.status["words"] == "Waiting since today"


def test_what_a_colleague_sent_or_is_authorised_is_not_with_my_manager(my_work, worker, child):
    colleague = WorkerFactory(team=child.team, username="colleague")
    AssessmentFactory(child=child, submitted_at=timezone.now(), submitted_by=colleague)
    AssessmentFactory(
        child=child,
        submitted_at=timezone.now(),
        submitted_by=worker,
        authorised=True,
        child_seen_on=TODAY,
    )
    assert not my_work(worker)["sent"]


def test_what_others_wrote_this_week_is_new_and_my_own_is_not(my_work, worker, manager, child):
    ChildNoteFactory(child=child, recorded_by=worker, note__title="My own note")
    ChildNoteFactory(child=child, recorded_by=manager, note__title="Police rang")
    ChildNoteFactory(child=ChildFactory(team=child.team), recorded_by=manager)
    (new,) = my_work(worker)["new_on_files"]
    assert (new.title, new.names) == ("Police rang", child.name)
    assert new.note == "Helen Cartwright, today"


def test_what_was_written_eight_days_ago_is_not_new(my_work, worker, manager, child):
    note = ChildNoteFactory(
        child=child, recorded_by=manager, note__happened_at=timezone.now() - timedelta(days=20)
    )
    for ago, shown in ((6, 1), (8, 0)):
        type(note).objects.update(recorded_at=timezone.now() - timedelta(days=ago))
        assert len(my_work(worker)["new_on_files"]) == shown


def test_at_most_six_things_are_new(my_work, worker, manager, child):
    for number in range(9):
        ChildNoteFactory(child=child, recorded_by=manager, note__title=f"Note {number}")
    assert len(my_work(worker)["new_on_files"]) == 6


def test_one_note_about_brothers_and_sisters_is_one_line(my_work, worker, manager, child, alfie):
    note = ChildNoteFactory(child=child, recorded_by=manager).note
    ChildNoteFactory(child=alfie, note=note, recorded_by=manager)
    (new,) = my_work(worker)["new_on_files"]
    assert new.children == [child, alfie]


def test_what_is_missing_from_brothers_and_sisters_files_is_one_line(my_work, worker, child, alfie):
    for sibling in (child, alfie):
        PlanFactory(child=sibling, episode=EpisodeOfNeedFactory(child=sibling))
    names = [line.names for line in my_work(worker)["mend"]]
    assert names == [f"{child.first_name} and {alfie.name}"] * 2


def test_notices_about_brothers_and_sisters_are_one_line(my_work, worker, child, alfie):
    from casework.notices.models import Notice

    for sibling in (child, alfie):
        Notice.on_file_of(
            sibling, worker, worker=worker, kind="allocated", about="Yours now"
        ).save()
    (line,) = my_work(worker)["notices"]
    assert line.children == [child, alfie]


# Whoever may not know of a child


def test_a_restricted_child_is_on_nobody_elses_page(my_work, worker, manager, restricted_child):
    late_assessment(restricted_child, submitted_at=timezone.now())
    EpisodeOfNeedFactory(child=restricted_child)
    planned(children=[restricted_child], starts_at=at(TODAY, 12))
    ChildNoteFactory(child=restricted_child, recorded_by=worker)
    sweep()
    for someone in (worker, manager, WorkerFactory(team=worker.team, role="service_manager")):
        read = my_work(someone)
        assert "Hidden" not in read["page"]
        assert not read["overdue"]


def test_a_stranger_sees_nothing_of_another_team(my_work, stranger, child):
    late_assessment(child)
    planned(children=[child], starts_at=at(TODAY, 12))
    sweep()
    read = my_work(stranger)
    assert not any(read[part] for part in ("today", "overdue", "this_week", "new_on_files"))


@pytest.mark.parametrize("role", ["auditor", "inspector", "data_analyst", "administrator"])
@pytest.mark.parametrize("name", ["my_work", "work_ahead"])
def test_a_role_that_records_nothing_has_no_such_page(signed_in, team, role, name):
    worker = WorkerFactory(team=team, role=role)
    assert signed_in(worker).get(reverse(name)).status_code == 403


# A family support worker


def test_a_family_support_worker_sees_their_own_children(my_work, team, child, manager):
    helper = WorkerFactory(team=team, role="family_support", username="joy")
    AllocationFactory(child=child, worker=helper, role="family_support")
    planned(children=[child], starts_at=at(TODAY, 10))
    planned(children=[ChildFactory(team=team)], starts_at=at(TODAY, 12))
    ChildNoteFactory(child=child, recorded_by=manager, note__title="Police rang")
    ActionFactory(
        child=child, owner_worker=helper, owner_name="", agreed_on=days_ago(9), due_on=days_ago(2)
    )
    sweep()
    read = my_work(helper)
    assert [len(read[part]) for part in ("today", "overdue", "new_on_files")] == [1, 1, 1]
    assert "You have 1 child." in read["greeting"]


# A manager


def test_a_manager_sees_the_decisions_that_wait_in_their_team(my_work, manager, child):
    ReferralFactory(child=child, received_on=days_ago(5))
    sweep()
    assert [line.first.code for line in my_work(manager)["overdue"]] == ["referral.decision"]


def test_a_manager_sees_children_nobody_holds_a_family_at_a_time(my_work, manager, team):
    first = EpisodeOfNeedFactory(child__team=team).child
    second = EpisodeOfNeedFactory(child__team=team).child
    RelationshipFactory(person=first.person, relative=second.person, kind="sister")
    read = my_work(manager)
    (line,) = read["managing"]["unallocated"]
    assert line["children"] == [first, second]
    assert reverse("allocate", args=[first.pk]) in read["page"]


def test_what_waits_for_a_manager_comes_first_the_oldest_first(my_work, manager, worker, child):
    now = timezone.now()
    newer = AssessmentFactory(child=child, submitted_at=now, submitted_by=worker)
    older = AssessmentFactory(
        child=ChildFactory(team=child.team),
        submitted_by=worker,
        submitted_at=now - timedelta(days=3),
        referral_received_on=TODAY,
        started_on=TODAY,
    )
    sweep()
    read = my_work(manager)
    assert [line["action_link"]["url"] for line in read["managing"]["waiting"]] == [
        reverse("assessment-authorise", args=[assessment.child_id, assessment.pk])
        for assessment in (older, newer)
    ]
    assert read["managing"]["waiting"][0]["note"] == f"Sent by {worker}"
    assert "Two records wait for you to authorise." in read["greeting"]
    assert read["page"].index('id="waiting"') < read["page"].index('id="today"')


def test_what_a_manager_wrote_waits_for_another_manager(my_work, manager, child):
    AssessmentFactory(child=child, submitted_at=timezone.now(), submitted_by=manager)
    read = my_work(manager)
    assert read["managing"]["waiting"][0]["action_link"] is None
    assert len(read["sent"]) == 1


def test_each_worker_of_the_team_opens_what_is_late(signed_in, my_work, manager, worker, child):
    late_assessment(child)
    sweep()
    row = next(row for row in my_work(manager)["managing"]["workers"] if row["worker"] == worker)
    assert (row["children"], row["overdue"]["number"]) == (1, 1)
    assert child.name in signed_in(manager).get(row["overdue"]["url"]).content.decode()


def test_what_is_late_with_nobody_is_counted_too(my_work, manager, team):
    late_assessment(ChildFactory(team=team))
    sweep()
    last = my_work(manager)["managing"]["workers"][-1]
    assert (last["worker"], last["overdue"]["number"]) == (None, 1)


def test_another_teams_workers_are_not_on_the_managers_page(my_work, manager, stranger):
    assert stranger not in [row["worker"] for row in my_work(manager)["managing"]["workers"]]


# How much is asked of the database


@pytest.fixture
def thirty(worker, manager):
    """A worker with thirty children, of everything on each file."""
    held = []
    for number in range(30):
        child = ChildFactory(team=worker.team, person__given_name=f"Child{number}")
        AllocationFactory(child=child, worker=worker)
        if number % 3 and held:
            RelationshipFactory(person=held[-1].person, relative=child.person, kind="brother")
        PlanFactory(
            child=child, started_on=days_ago(60), submitted_by=worker, submitted_at=timezone.now()
        )
        AssessmentFactory(child=child, referral_received_on=days_ago(number * 4 + 1))
        ActionFactory(child=child, agreed_on=days_ago(30), due_on=days_ago(number - 15))
        ChildNoteFactory(child=child, recorded_by=manager)
        ChildVisitFactory(child=child, held_on=days_ago(2), seen=False, not_seen_because="Out.")
        planned(children=[child], starts_at=at(TODAY, 8) + timedelta(hours=number * 5))
        held.append(child)
    EpisodeOfNeedFactory(child=ChildFactory(team=worker.team))
    sweep()
    return held


@pytest.mark.parametrize(("who", "most"), [("worker", AT_MOST), ("manager", AT_MOST + 11)])
def test_thirty_children_ask_few_questions_and_a_manager_eleven_more(
    request, signed_in, thirty, django_assert_max_num_queries, who, most
):
    client = signed_in(request.getfixturevalue(who))
    with django_assert_max_num_queries(most):
        page = client.get(reverse("my_work"))
    assert page.status_code == 200


def test_the_weeks_ahead_ask_no_more_than_eight(
    signed_in, worker, thirty, django_assert_max_num_queries
):
    client = signed_in(worker)
    with django_assert_max_num_queries(8 + 2):
        assert client.get(reverse("work_ahead")).status_code == 200
