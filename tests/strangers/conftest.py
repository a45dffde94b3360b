"""The world the walk goes through: built once, and each test of it undone."""

from types import SimpleNamespace

import pytest
from django.db import transaction

from casework.access.roles import ROLES
from casework.children.models import Allocation
from tests.factories import RelationshipFactory, TeamFactory, WorkerFactory
from tests.strangers.strangers import Stranger
from tests.strangers.walk import row_counts, state_of
from tests.strangers.world import DAY, SHARED, File, about_a_child, label

HIDDEN, ELSEWHERE, SHY, BROTHER = range(900001, 900005)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """``hidden`` is restricted; ``elsewhere`` is another council's and restricted to no one."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = built()
        for stranger in made.strangers.values():
            assert stranger.client
        for file in (made.hidden, made.elsewhere):
            file.at_first = state_of(file), row_counts()
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def undone(world, django_db_blocker):
    """What one test writes is gone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def built():
    here = TeamFactory(authority__name="Northmoor Council", pk=HIDDEN)
    away = TeamFactory(authority__name="Elsewhere Council", name="Service", pk=ELSEWHERE)
    other = TeamFactory(authority=here.authority, name="Another team")
    holders = [
        WorkerFactory(
            pk=number, team=team, username=f"holder-{number}", last_name=f"Holder{number}"
        )
        for number, team in ((HIDDEN, here), (ELSEWHERE, away))
    ]
    files = [
        File(number=number, word=word, team=team, restricted=restricted, worker=holder).fill()
        for number, word, team, restricted, holder in (
            (HIDDEN, "Zzhidden", here, True, holders[0]),
            (ELSEWHERE, "Zzaway", away, False, holders[1]),
        )
    ]
    hidden, elsewhere = files
    shy, brother = shy_and_brother(here, councils_own(hidden))
    return SimpleNamespace(
        shy=shy,
        brother=brother,
        hidden=hidden,
        elsewhere=elsewhere,
        strangers=strangers_to(hidden, here, other, away),
    )


def councils_own(file: File) -> dict:
    """What a council has one of, whichever child is written about: its templates, its rules."""
    return {model: row for model, row in file.kept.items() if not about_a_child(model)}


def shy_and_brother(team, own: dict) -> tuple[File, File]:
    """Two children of one visit, one meeting, one letter…: only the brother's file is open."""
    facts = {"team": team, "plain_where_shared": True}
    shy = File(
        number=SHY,
        word="Zzshy",
        restricted=True,
        worker=WorkerFactory(team=team, username="holder-shy"),
        kept={**own},
        **facts,
    ).fill()
    brother = File(
        number=BROTHER,
        word="Kitbrother",
        restricted=False,
        worker=WorkerFactory(team=team, username="holder-brother"),
        kept=own | {model: row for model, row in shy.kept.items() if label(model) in SHARED},
        **facts,
    ).fill()
    for one, other in ((shy, brother), (brother, shy)):
        RelationshipFactory(person=one.child.person, relative=other.child.person, kind="brother")
    return shy, brother


def strangers_to(hidden, here, other, away) -> dict[str, Stranger]:
    """Every role in the child's own team, in another and in another council, and who has left."""
    found = {
        f"{where}, {role}": WorkerFactory(team=team, role=role, username=f"{where}-{role}")
        for where, team in (("own team", here), ("other team", other), ("other council", away))
        for role in ROLES
    }
    for name, active in (("leaver", False), ("no longer allocated", True)):
        found[name] = WorkerFactory(team=here, is_active=active, username=name.replace(" ", "-"))
        Allocation.objects.create(
            child=hidden.child, worker=found[name], role="other", started_on=DAY, ended_on=DAY
        )
    return {name: Stranger(name, worker) for name, worker in found.items()}
