"""After a withdrawal everything is as it was in a file where the mistake was never made."""

from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.life_events.operations import accept_move, keep_death
from casework.children.models import Alert, LifeEvent, Move, even_withdrawn
from casework.chronology.timeline import EventQuery
from casework.corrections.models import Withdrawal
from casework.corrections.operations import carry_out, put_back
from casework.plans.models import Plan
from casework.returns.registry import registry as returns
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests import factories as make

HISTORIES = range(8)
MADE = [
    make.ChildVisitFactory,
    make.ChildNoteFactory,
    make.ReferralFactory,
    make.ChildContactFactory,
    make.AssessmentFactory,
    make.StrategyDiscussionFactory,
    make.Section47Factory,
    make.ReturnInterviewFactory,
    make.ActionFactory,
    make.ConferenceFactory,
    make.ChildInNeedMeetingFactory,
    make.AlertFactory,
    make.FamilyHelpFactory,
    make.ChildDocumentFactory,
]
ONCE = [make.PlanFactory, make.EpisodeOfNeedFactory, make.MissingEpisodeFactory]
ANSWERS = [
    "referral-list",
    "episode-list",
    "assessment-list",
    "conference-list",
    "plan-list",
    "action-list",
    "visit-list",
    "note-list",
    "missing-episode-list",
    "deadline-list",
    "figure-list",
    "meeting-record-list",
    "life-event-list",
    "child-list",
]


def state_of(child, client) -> dict:
    """What clocks, chronology, returns, figures and the API say of the file."""
    sweep([child.pk])
    clocks = Deadline.objects.filter(child=child)
    said = {
        "clocks": sorted(clocks.values_list("code", "record_id", "due_at", "met_at", "lapsed_at")),
        "chronology": list(EventQuery((child.pk,)).rows()),
    }
    for module in returns:
        said[module.name] = sorted(module.model._default_manager.values_list("pk", flat=True))
    for name in ANSWERS:
        said[name] = _without_numbers(client.get(reverse(name)).json())
    return said


def _without_numbers(answer):
    """A clock made again has another number of its own, and nothing else."""
    rows = answer.get("results") if isinstance(answer, dict) else answer
    if not isinstance(rows, list) or not rows or "due_at" not in rows[0]:
        return answer
    return sorted(({**row, "id": None} for row in rows), key=str)


def withdraw(record, by) -> None:
    asked = Withdrawal.on_file_of(
        record.child, by, kind=record._meta.label_lower, record=record.pk, because="A mistake"
    )
    asked.save()
    carry_out(asked)


@pytest.fixture
def client(client, service_manager):
    client.force_login(service_manager)
    return client


@pytest.mark.long
@pytest.mark.parametrize("seed", HISTORIES)
def test_a_file_is_as_if_the_mistakes_were_never_made(client, child, worker, seed):
    chance = Random(seed)
    for factory in [*chance.choices(MADE, k=5), *chance.sample(ONCE, 1)]:
        factory(child=child)
    before = state_of(child, client)
    mistakes = [factory(child=child) for factory in chance.choices(MADE, k=5)]
    assert state_of(child, client) != before
    for mistake in chance.sample(mistakes, len(mistakes)):
        if even_withdrawn(type(mistake)).filter(pk=mistake.pk, withdrawn_at=None).exists():
            withdraw(mistake, worker)
    after = state_of(child, client)
    assert {name for name in before if before[name] != after[name]} == set()


@pytest.mark.long
@pytest.mark.parametrize("seed", HISTORIES)
def test_a_file_is_as_it_was_once_a_withdrawal_is_put_back(client, child, worker, seed):
    """Whatever went, in whatever order, all of it returns as it was."""
    chance = Random(seed)
    made = [factory(child=child) for factory in [*chance.choices(MADE, k=6), *ONCE]]
    for record in made:
        if hasattr(record, "meeting"):
            record.meeting.children.add(child)  # as every page that records one does
    before = state_of(child, client)
    for record in chance.sample(made, len(made)):
        if even_withdrawn(type(record)).filter(pk=record.pk, withdrawn_at=None).exists():
            withdraw(record, worker)
    assert state_of(child, client) != before
    withdrawn = list(Withdrawal.objects.done().order_by("-done_at", "-pk"))
    for withdrawal in withdrawn:
        put_back(withdrawal, because="It was right", by=worker)
    after = state_of(child, client)
    assert {name for name in before if before[name] != after[name]} == set()


def test_a_death_recorded_in_error_is_withdrawn_and_what_it_ended_goes_on(
    client, child, worker, manager
):
    plan, alert = make.PlanFactory(child=child), make.AlertFactory(child=child)
    visit = make.ChildVisitFactory(child=child)
    before = state_of(child, client)
    today = timezone.localdate()
    client.force_login(manager)
    death = LifeEvent.on_file_of(child, manager, kind="died", happened_on=today, told_on=today)
    with_history(lambda: keep_death(death, manager))
    plan.refresh_from_db()
    assert plan.ended_on == today
    withdraw(death, manager)
    child.person.refresh_from_db()
    assert child.person.died_on is None
    assert Plan.objects.open().filter(pk=plan.pk).exists()
    assert Alert.objects.open().filter(pk=alert.pk).exists()
    assert visit.child_id == child.pk
    client.force_login(make.WorkerFactory(team=child.team, role="service_manager"))
    after = state_of(child, client)
    assert {name for name in before if before[name] != after[name]} == set()


def test_a_move_away_recorded_in_error_is_withdrawn_and_the_plan_goes_on(child, manager):
    plan, today = make.PlanFactory(child=child, kind="need"), timezone.localdate()
    ago = today - timedelta(days=3)
    move = Move.on_file_of(
        child, manager, direction="out", council="Elsewhere", moved_on=ago, told_on=ago
    )
    move.save()
    move.accepted_on, move.conference_on = today, today
    with_history(lambda: accept_move(move, manager))
    plan.refresh_from_db()
    assert plan.ended_on
    withdraw(move, manager)
    plan.refresh_from_db()
    assert plan.ended_on is None


def with_history(deed) -> None:
    """As a page does it: one save, one context of the history."""
    import pghistory

    with pghistory.context(url="/"):
        deed()
