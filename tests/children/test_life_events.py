"""Birth, death, moves between councils and the 18th birthday: each with its dates."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.models import Assessment, Section47
from casework.actions.models import Action
from casework.children.ages import EighteenOn
from casework.children.life_events.operations import end_what_ends_at_eighteen
from casework.children.models import Child, LifeEvent, Move
from casework.plans.models import Plan
from casework.referrals.models import EpisodeOfNeed
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    ActionFactory,
    AddressFactory,
    AllocationFactory,
    AssessmentFactory,
    ChildFactory,
    ConferenceFactory,
    EpisodeOfNeedFactory,
    MeetingFactory,
    PlanFactory,
    RelationshipFactory,
    Section47Factory,
    StrategyDiscussionFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 1, 5)


def page(name, child, *more):
    return reverse(name, args=[child.pk, *more])


def words_of(response):
    return response.content.decode()


@pytest.fixture
def unborn(worker):
    child = ChildFactory(
        team=worker.team,
        person__given_name="Baby",
        person__family_name="Rowe",
        person__born_on=None,
        person__expected_on=date(2026, 3, 2),
        person__sex="U",
    )
    AllocationFactory(child=child, worker=worker)
    return child


BORN = {"born_on": "2026-02-25", "given_name": "Ivy", "family_name": "Rowe", "sex": "F"}


# Birth


def test_a_birth_is_recorded_once_on_the_same_file(signed_in, worker, unborn):
    response = signed_in(worker).post(page("birth", unborn), BORN, follow=True)
    assert "nothing has started again" in words_of(response)
    unborn.person.refresh_from_db()
    person = unborn.person
    assert (person.given_name, str(person.born_on), person.sex) == ("Ivy", "2026-02-25", "F")
    assert LifeEvent.objects.get().kind == "born"
    assert Child.objects.count() == 1


def test_a_birth_during_an_assessment_does_not_start_its_clock_again(signed_in, worker, unborn):
    AssessmentFactory(child=unborn, kind="prebirth", referral_received_on=MONDAY)
    sweep([unborn.pk])
    before = Deadline.objects.get(code="assessment.complete")
    assert before.due_at.date() == date(2026, 3, 9)
    signed_in(worker).post(page("birth", unborn), BORN)
    sweep([unborn.pk])
    after = Deadline.objects.get(code="assessment.complete")
    assert (after.pk, after.opened_at, after.due_at) == (before.pk, before.opened_at, before.due_at)


def test_the_review_after_a_conference_before_birth_is_three_months_from_the_conference(
    signed_in, worker, unborn
):
    plan = PlanFactory(child=unborn, started_on=date(2026, 1, 30))
    ConferenceFactory(child=unborn, plan=plan, held_on=date(2026, 1, 30))
    signed_in(worker).post(page("birth", unborn), BORN)
    sweep([unborn.pk])
    assert Deadline.objects.get(code="cp_review.first").due_at.date() == date(2026, 4, 30)


def test_a_baby_with_no_name_yet_keeps_the_name_on_the_file(signed_in, worker, unborn):
    signed_in(worker).post(page("birth", unborn), BORN | {"given_name": "Baby"})
    unborn.person.refresh_from_db()
    assert unborn.person.name == "Baby Rowe"


def test_a_baby_lives_where_the_mother_does_without_typing_it(signed_in, worker, unborn):
    mother = RelationshipFactory(person=unborn.person, kind="mother").relative
    AddressFactory(person=mother)
    client = signed_in(worker)
    assert "14 Tansy Court" in words_of(client.get(page("birth", unborn)))
    client.post(page("birth", unborn), BORN | {"goes_home": "on"})
    assert unborn.person.addresses.get().lines == "14 Tansy Court"


def test_a_birth_to_come_is_not_a_birth(signed_in, worker, unborn):
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    response = signed_in(worker).post(page("birth", unborn), BORN | {"born_on": tomorrow})
    assert "today or earlier" in words_of(response)


def test_birth_is_offered_only_before_it(signed_in, worker, unborn, child):
    client = signed_in(worker)
    assert page("birth", unborn) in words_of(client.get(unborn.get_absolute_url()))
    assert page("birth", child) not in words_of(client.get(child.get_absolute_url()))
    assert client.get(page("birth", child)).status_code == 302


# Death


def everything_open(child):
    episode = EpisodeOfNeedFactory(child=child)
    AssessmentFactory(child=child, episode=episode)
    strategy = StrategyDiscussionFactory(child=child, episode=episode)
    Section47Factory(child=child, strategy=strategy, episode=episode)
    PlanFactory(child=child, episode=episode)
    ActionFactory(child=child)
    meeting = MeetingFactory(
        authority=child.authority, held=False, starts_at=timezone.now() + timedelta(days=9)
    )
    meeting.children.set([child])
    sweep([child.pk])
    return meeting


DIED = {"happened_on": "2026-01-20", "told_on": "2026-01-20", "told_by": "The hospital"}


def test_after_a_death_everything_open_ends_with_its_reason(signed_in, manager, child):
    meeting = everything_open(child)
    client = signed_in(manager)
    asked = words_of(client.get(page("death", child)))
    assert "Child protection plan from 5 January 2026" in asked
    response = client.post(page("death", child), DIED, follow=True)
    assert "Nothing more is due or asked for" in words_of(response)
    sweep([child.pk])

    day = date(2026, 1, 20)
    assert EpisodeOfNeed.objects.get().closure_reason == "RC2"
    assert Plan.objects.get().ended_on == Assessment.objects.get().stopped_on == day
    enquiry = Section47.objects.get()
    assert (enquiry.outcome, enquiry.ended_on) == ("stopped", day)
    assert Action.objects.get().dropped_because == "Ruby died"
    meeting.refresh_from_db()
    assert meeting.not_held_because == "Ruby died"
    assert not Deadline.objects.open().exists()
    lapsed = Deadline.objects.exclude(lapsed_at=None)
    assert lapsed.exists()
    assert {deadline.ended_by for deadline in lapsed} == {"died"}
    assert lapsed.with_state().with_lateness().first().words == "Ended: the child died"


def test_after_a_death_the_file_is_read_as_before_and_nothing_is_asked(signed_in, manager, child):
    everything_open(child)
    client = signed_in(manager)
    client.post(page("death", child), DIED)
    sweep([child.pk])
    overview = words_of(client.get(child.get_absolute_url()))
    assert page("visit-add", child) not in overview
    assert page("death", child) not in overview
    assert page("note-add", child) in overview
    for name in ("family", "referrals", "plan", "assessments", "section47s", "chronology"):
        assert client.get(page(name, child)).status_code == 200
    assert client.get(page("death", child)).status_code == 302


def test_a_clock_met_before_a_death_stays_met(child):
    AssessmentFactory(child=child, authorised=True, authorised_on=date(2026, 1, 12))
    child.person.died_on = date(2026, 1, 20)
    child.person.save()
    sweep([child.pk])
    kept = Deadline.objects.get(code="assessment.complete")
    assert kept.met_at
    assert (kept.lapsed_at, kept.ended_by) == (None, "")


def test_a_death_cannot_be_before_the_birth(signed_in, manager, child):
    response = signed_in(manager).post(page("death", child), DIED | {"happened_on": "2019-03-13"})
    assert "Ruby was born on 14 March 2019: check both days" in words_of(response)
    assert not LifeEvent.objects.exists()


def test_a_pregnancy_that_ends_is_said_in_its_own_words(signed_in, manager, unborn):
    AssessmentFactory(child=unborn, kind="prebirth")
    client = signed_in(manager)
    form = words_of(client.get(page("death", unborn)))
    assert "The pregnancy has ended" in form
    assert "death" not in form.split("<main")[1]
    client.post(page("death", unborn), DIED)
    sweep([unborn.pk])
    assert LifeEvent.objects.get().kind == "not_born"
    assert Deadline.objects.get().ended_by == "unborn"
    overview = words_of(client.get(unborn.get_absolute_url()))
    assert "due 2 March 2026" not in overview
    assert page("birth", unborn) not in overview


# Moves


MOVED_OUT = {
    "council": "Elsewhere",
    "moved_on": "2026-02-02",
    "told_on": "2026-02-03",
    "contact": "Jo Day",
}


def test_responsibility_stays_until_the_other_council_accepts(signed_in, manager, child):
    PlanFactory(child=child)
    client = signed_in(manager)
    client.post(page("move-out", child), MOVED_OUT | {"on_plan": "on"})
    sweep([child.pk])
    running = Deadline.objects.open().count()
    assert running
    assert Plan.objects.open().exists()
    move = Move.objects.get()

    accept = page("move-accept", child, move.pk)
    refused = client.post(accept, {"accepted_on": "2026-02-20", "accepted_by": "Jo Day, by email"})
    assert "Our plan can end only after their conference" in words_of(refused)
    assert Plan.objects.open().exists()

    client.post(
        accept,
        {
            "conference_on": "2026-02-18",
            "accepted_on": "2026-02-20",
            "accepted_by": "Jo Day, by email",
        },
    )
    sweep([child.pk])
    assert str(Plan.objects.get().ended_on) == "2026-02-20"
    lapsed = Deadline.objects.exclude(lapsed_at=None).with_state().with_lateness()
    assert lapsed.count() == running
    assert {one.words for one in lapsed} == {"Ended: moved to another council"}
    assert {timezone.localdate(one.lapsed_at) for one in lapsed} == {date(2026, 2, 20)}


def test_the_plan_cannot_end_before_their_conference(signed_in, manager, child):
    client = signed_in(manager)
    client.post(page("move-out", child), MOVED_OUT | {"on_plan": "on"})
    response = client.post(
        page("move-accept", child, Move.objects.get().pk),
        {"conference_on": "2026-02-21", "accepted_on": "2026-02-20", "accepted_by": "Jo"},
    )
    assert "Our plan can end only after their conference" in words_of(response)


def test_a_child_protection_plan_waits_for_their_conference_whatever_was_ticked(
    signed_in, manager, child
):
    PlanFactory(child=child)
    client = signed_in(manager)
    client.post(page("move-out", child), MOVED_OUT)
    accept = page("move-accept", child, Move.objects.get().pk)
    accepted = {"accepted_on": "2026-02-20", "accepted_by": "Jo Day, by email"}
    assert "Our plan can end only after their conference" in words_of(client.post(accept, accepted))
    assert Plan.objects.open().exists()
    client.post(accept, accepted | {"conference_on": "2026-02-18"})
    assert Plan.objects.get().ended_by == manager


def test_what_begins_here_after_they_come_back_runs_again(child):
    Move.on_file_of(
        child,
        None,
        direction="out",
        council="Elsewhere",
        moved_on=MONDAY,
        told_on=MONDAY,
        accepted_on=date(2026, 1, 30),
    ).save()
    AssessmentFactory(child=child, referral_received_on=date(2026, 1, 30))
    again = AssessmentFactory(child=child, referral_received_on=date(2026, 1, 31))
    sweep([child.pk])
    assert {one.record_id for one in Deadline.objects.open()} == {again.pk}


def test_brothers_and_sisters_move_together_where_ticked(signed_in, worker, child):
    alfie = ChildFactory(team=child.team, person__given_name="Alfie")
    noah = ChildFactory(team=child.team, person__given_name="Noah")
    for other in (alfie, noah):
        RelationshipFactory(person=child.person, relative=other.person, kind="brother")
    response = signed_in(worker).post(
        page("move-out", child), MOVED_OUT | {"also": [alfie.pk]}, follow=True
    )
    assert "Saved for Ruby and Alfie. We stay responsible until Elsewhere accepts." in words_of(
        response
    )
    assert set(Move.objects.values_list("child", flat=True)) == {child.pk, alfie.pk}


def test_a_move_is_told_once(signed_in, worker, child):
    client = signed_in(worker)
    client.post(page("move-out", child), MOVED_OUT)
    response = client.post(page("move-out", child), MOVED_OUT | {"contact": "Sam"})
    assert "This move is already recorded, and not accepted yet" in words_of(response)


def test_only_a_manager_says_that_responsibility_has_passed(signed_in, worker, child):
    client = signed_in(worker)
    client.post(page("move-out", child), MOVED_OUT)
    assert client.get(page("move-accept", child, Move.objects.get().pk)).status_code == 403


def test_another_childs_move_is_not_found(signed_in, manager, child):
    other = ChildFactory(team=child.team)
    move = Move.on_file_of(
        other, manager, direction="out", council="E", moved_on=MONDAY, told_on=MONDAY
    )
    move.save()
    assert signed_in(manager).get(page("move-accept", child, move.pk)).status_code == 404


# The 18th birthday


def on(day, *, years=0, months=0):
    """The same day of another month or year, or the last that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + years * 12 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def turning_18(worker, day):
    child = ChildFactory(team=worker.team, person__born_on=on(day, years=-18))
    AllocationFactory(child=child, worker=worker)
    PlanFactory(child=child, started_on=timezone.localdate() - timedelta(days=40))
    return child


def days(number):
    return timezone.localdate() + timedelta(days=number)


def test_the_day_before_the_birthday_the_plan_goes_on(worker):
    turning_18(worker, days(1))
    assert end_what_ends_at_eighteen() == 0
    sweep()
    assert Plan.objects.open().exists()
    assert Deadline.objects.open().exists()


@pytest.mark.parametrize("late", [0, 7])
def test_on_the_birthday_the_plan_and_its_clocks_end_though_a_night_was_missed(worker, late):
    turning_18(worker, days(-late))
    assert end_what_ends_at_eighteen() == 1
    sweep()
    plan = Plan.objects.get()
    assert (plan.ended_on, plan.end_because) == (days(-late), "eighteen")
    assert not Deadline.objects.open().exists()
    assert set(Deadline.objects.values_list("ended_by", flat=True)) == {"grown"}
    assert end_what_ends_at_eighteen() == 0


def test_the_birthday_is_told_six_months_ahead(signed_in, worker):
    today = timezone.localdate()
    half_a_year = on(today, months=6)
    for birthday, told in (
        (half_a_year + timedelta(days=1), False),
        (half_a_year, True),
        (days(1), True),
        (today, False),
    ):
        child = turning_18(worker, birthday)
        page = words_of(signed_in(worker).get(child.get_absolute_url()))
        assert ("plans and dates end that day" in page) is told, birthday


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(born_on=st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_a_person_turns_18_on_the_birthday_or_on_1_march(child, born_on):
    child.person.born_on = born_on
    child.person.save()
    found = Child.objects.annotate(day=EighteenOn("person__born_on")).get(pk=child.pk).day
    if (born_on.month, born_on.day) == (2, 29):
        assert found == date(born_on.year + 18, 3, 1)
    else:
        assert found == born_on.replace(year=born_on.year + 18)


# Who may


@pytest.mark.parametrize("name", ["death", "move-in", "move-out", "birth"])
def test_who_may_not_write_is_told_so(client, team, child, name):
    client.force_login(WorkerFactory(team=team, role="data_analyst"))
    assert client.get(page(name, child)).status_code == 403


@pytest.mark.parametrize("name", ["death", "move-in", "move-out"])
def test_a_page_asks_little_of_the_database(
    signed_in, manager, child, name, django_assert_max_num_queries
):
    everything_open(child)
    client = signed_in(manager)
    client.get(page(name, child))
    # what would end is asked once of each kind of record
    with django_assert_max_num_queries(24):
        client.get(page(name, child))
