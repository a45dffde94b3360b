"""The stranger's walk: at every address, someone who may not know of a child finds nothing.

Every route is asked for with the true numbers of a child's own records, by people of every role
from the child's own team, from another team and from another council, and by people who have left.
"""

import gc
from random import Random

import pytest

from casework.children.models import ChildQuerySet
from casework.children.models.records import ChildRecordQuerySet
from casework.children.readers import Kept
from casework.timescales.models import DeadlineQuerySet
from tests.strangers.routes import COUNCILS_OWN, routes
from tests.strangers.walk import leaks, told_beside

DANGEROUS = ["own team, service_manager", "no longer allocated", "other council, service_manager"]
"""Who comes nearest: who oversees, who worked with the child and sits beside their worker."""
NEAREST_ELSEWHERE = ["own team, service_manager"]
"""And to a child whom another council holds, whose file nobody has restricted."""


def chosen(world, names: list[str], route: str, *, here=False) -> list:
    """These, and one other whom the route's name picks: the same on every day."""
    rest = set(world.strangers) - set(names)
    rest -= {name for name in rest if here and name.startswith("other council")}
    return [world.strangers[name] for name in [*names, Random(route).choice(sorted(rest))]]


def test_there_are_many_routes_to_walk():
    assert len(routes()) > 280
    assert set(routes()) >= COUNCILS_OWN


NOTICED = [
    "child",
    "child-detail",
    "child-list",
    "assessment",
    "assessment-detail",
    "document",
    "visit",
    "letter-delete",
    "plan-end",
    "note-list",
    "deadline",
]


def everything_of_the_council(children, worker):
    return children.filter(authority=worker.authority_id)


def everything(children, worker):
    return children.all()


def forget_statements():
    """Those written once in a process hold the rule as it stood when they were written."""
    for one in gc.get_objects():
        if type(one) is Kept:  # asking more of it would wake what is lazy
            one.written.cache_clear()


@pytest.fixture
def _written_afresh():
    yield
    forget_statements()


@pytest.mark.usefixtures("undone", "_written_afresh")
@pytest.mark.parametrize("name", NOTICED)
def test_the_walk_notices_a_rule_that_lets_everyone_know(world, monkeypatch, name):
    """Clocks have a quicker rule for whoever sees the whole service; here it is off."""
    manager = world.strangers["own team, service_manager"]
    monkeypatch.setattr(DeadlineQuerySet, "visible_to", ChildRecordQuerySet.visible_to)
    for rule, file in ((everything_of_the_council, world.hidden), (everything, world.elsewhere)):
        monkeypatch.setattr(ChildQuerySet, "visible_to", rule)
        forget_statements()
        assert leaks(routes()[name], file, [manager]) != []


@pytest.mark.usefixtures("undone")
@pytest.mark.parametrize("name", routes())
def test_those_who_come_nearest_find_nothing_of_a_restricted_child(world, name):
    nearest = chosen(world, DANGEROUS, name)
    assert leaks(routes()[name], world.hidden, nearest, every_way=False) == []


@pytest.mark.long
@pytest.mark.usefixtures("undone")
@pytest.mark.parametrize("name", routes())
def test_another_councils_child_is_known_to_no_one_here(world, name):
    nearest = chosen(world, NEAREST_ELSEWHERE, name, here=True)
    assert leaks(routes()[name], world.elsewhere, nearest, every_way=False) == []


@pytest.mark.long
@pytest.mark.usefixtures("undone")
@pytest.mark.parametrize("name", routes())
def test_what_is_on_a_brothers_file_says_nothing_of_a_restricted_child(world, name):
    for who in ("own team, team_manager", "other team, service_manager"):
        stranger = world.strangers[who]
        assert told_beside(routes()[name], world.shy, world.brother, stranger) == []


@pytest.mark.long(sampled=False)
@pytest.mark.usefixtures("undone")
@pytest.mark.parametrize("name", routes())
def test_no_stranger_of_any_role_finds_anything(world, name):
    everyone = list(world.strangers.values())
    here = [one for one in everyone if not one.name.startswith("other council")]
    assert leaks(routes()[name], world.elsewhere, here) == []
    assert leaks(routes()[name], world.hidden, everyone) == []
