"""Over invented histories: merged is as if all had been written on one file, and undone is as if
nothing had been done."""

from random import Random

import pytest
from django.db import transaction
from django.urls import reverse

from casework.access.models import Worker
from casework.chronology.timeline import EventQuery, page
from casework.duplicates.operations import undo
from casework.returns.registry import registry as returns
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests import factories as make
from tests.corrections.test_as_if_never import MADE
from tests.duplicates.files import differences, every_table, merged

pytestmark = pytest.mark.django_db
QUICK, LONG = range(2), range(2, 62)
ONCE = [make.PlanFactory, make.EpisodeOfNeedFactory, make.MissingEpisodeFactory]
LISTS = ["referral-list", "plan-list", "visit-list", "note-list", "child-list", "action-list"]


def histories(seed):
    """Some records for the one file, and others for the other; each made afresh on any file."""
    chance = Random(seed)
    ours, theirs = chance.choices(MADE, k=4), chance.choices(MADE, k=4)
    once = chance.sample(ONCE, 2)
    return [*ours, *once[:1]], [*theirs, *once[1:]]


def write(factories, child, visitor):
    """The visits are all one worker's, so that no file gets a lead of its own for them."""
    for factory in factories:
        facts = {"visit__worker": visitor} if factory is make.ChildVisitFactory else {}
        factory(child=child, **facts)


def counts_of(child, client) -> dict:
    """What clocks, chronology, returns, figures and lists say, without the numbers of rows."""
    sweep([child.pk])
    clocks = Deadline.objects.filter(child=child)
    reader = Worker.objects.get(pk=client.session["_auth_user_id"])
    said = {
        "clocks": sorted(map(str, clocks.values_list("code", "opened_at", "due_at", "met_at"))),
        "chronology": sorted(
            (str(event.at), event.code, event.title, event.detail)
            for event in page(EventQuery((child.pk,)), reader, size=1000).events
        ),
        "figures": client.get(reverse("figure-list")).json(),
    }
    for module in returns:
        said[module.name] = module.model._default_manager.count()
    for name in LISTS:
        said[name] = len(client.get(reverse(name)).json()["results"])
    return said


@pytest.fixture
def client(client, team):
    client.force_login(make.WorkerFactory(team=team, role="service_manager"))
    return client


@pytest.mark.parametrize(
    "seed", [*QUICK, *(pytest.param(seed, marks=pytest.mark.long) for seed in LONG)]
)
def test_merged_is_as_one_file_and_undone_as_before(
    client, team, child, worker, manager, on_commit, seed
):
    ours, theirs = histories(seed)
    as_one = on_one_file([*ours, *theirs], child, client, worker)
    second = make.ChildFactory(team=team)
    write(ours, child, worker)
    write(theirs, second, worker)
    sweep()
    before = every_table()
    with on_commit():
        done = merged(child, second, proposer=worker, manager=manager, choice="both")
    as_merged = counts_of(child, client)
    assert {name for name in as_one if as_one[name] != as_merged[name]} == set()
    with on_commit():
        assert undo(done, with_it=[], because="Two children", by=manager) == []
    assert differences(before, every_table()) == []


def on_one_file(factories, child, client, visitor) -> dict:
    """What is said where there never was a second file; then it is as if nothing was written."""
    try:
        with transaction.atomic():
            write(factories, child, visitor)
            said = counts_of(child, client)
            raise Unwritten
    except Unwritten:
        return said


class Unwritten(Exception):
    pass
