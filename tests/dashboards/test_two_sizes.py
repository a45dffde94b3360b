"""A page asks the database as many questions for many children as for a few."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.timescales.sweep import sweep
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    ChildFactory,
    ChildVisitFactory,
    ConferenceFactory,
    EpisodeOfNeedFactory,
    MissingEpisodeFactory,
    NeedFactory,
    NeedScoreFactory,
    PersonFactory,
    PlanFactory,
    ReferralFactory,
    RelationshipFactory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ROLES = ("social_worker", "team_manager", "service_manager", "missing_coordinator")


def ago(days):
    return TODAY - timedelta(days=days)


class Council:
    """Children who have something of everything, as many as are asked for."""

    def __init__(self):
        self.team = TeamFactory()
        self.workers = {role: WorkerFactory(team=self.team, role=role) for role in ROLES}
        self.children = []

    def grow(self, number):
        for _ in range(number):
            self.children.append(self.child())
        for child in self.children[:3]:
            self.more_history(child)
        for _ in range(number // 2):
            team = TeamFactory(authority=self.team.authority, name="Another team")
            AllocationFactory(child=ChildFactory(team=team), worker=WorkerFactory(team=team))
        sweep()

    def child(self):
        child = ChildFactory(team=self.team, person__family_name="Whitfield")
        AllocationFactory(child=child, worker=self.workers["social_worker"], started_on=ago(300))
        EpisodeOfNeedFactory(child=child, started_on=ago(300))
        ReferralFactory(child=child, received_on=ago(300))
        AssessmentFactory(child=child, referral_received_on=ago(120), started_on=ago(119))
        PlanFactory(child=child, kind="protection", started_on=ago(200))
        away = timezone.now() - timedelta(days=3)
        MissingEpisodeFactory(child=child, went_at=away, returned_at=away + timedelta(hours=9))
        MissingEpisodeFactory(child=child, went_at=timezone.now() - timedelta(hours=5))
        RelationshipFactory(person=child.person, relative=PersonFactory(), kind="mother")
        self.more_history(child)
        return child

    def more_history(self, child):
        for number in range(4):
            ChildVisitFactory(child=child, held_on=ago(9 * number + 1), own_words="I like it")
        need = NeedFactory(child=child, plan=child.plans.first())
        NeedScoreFactory(child=child, need=need, scored_on=ago(9))
        ConferenceFactory(child=child, plan=child.plans.first(), held_on=ago(90))


PAGES = [
    ("social_worker", "my_work", {}),
    ("team_manager", "my_work", {}),
    ("social_worker", "work_ahead", {}),
    ("social_worker", "children", {}),
    ("service_manager", "children", {"whose": "all"}),
    ("social_worker", "find", {"q": "Whitfield"}),
    ("social_worker", "find", {"q": "Whitfeld"}),
    ("team_manager", "team", {}),
    ("service_manager", "service", {}),
    ("service_manager", "figures", {}),
    ("team_manager", "figures", {}),
    ("service_manager", "children-heard", {}),
    ("missing_coordinator", "missing_day", {}),
    ("missing_coordinator", "missing_day", {"list": "missing"}),
    ("social_worker", "child", None),
    ("social_worker", "due", None),
    ("social_worker", "chronology", None),
]


def questions(client, council, name, query) -> int:
    address = reverse(name, args=[council.children[0].pk] if query is None else [])
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address, query or {}).status_code == 200
    return len(asked)


def test_as_many_questions_for_many_children_as_for_a_few(signed_in):
    council = Council()
    council.grow(6)
    all_of(signed_in, council)
    few = all_of(signed_in, council)
    council.grow(14)
    assert all_of(signed_in, council) == few


def all_of(signed_in, council) -> dict[str, int]:
    return {
        f"{role} {name} {query}": questions(signed_in(council.workers[role]), council, name, query)
        for role, name, query in PAGES
    }
