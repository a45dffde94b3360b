"""Standing people for every test: the worker, their manager, and the strangers."""

from contextlib import contextmanager
from itertools import groupby
from math import ceil
from random import Random

import pytest
from django.core.management.commands import flush
from django.db import connection
from django.db.backends.base.introspection import BaseDatabaseIntrospection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck
from hypothesis import settings as property_tests

from casework.access.models import Authority
from casework.documents.letters.default_templates import ship
from casework.scale.goals.meters import Asked
from tests.factories import AllocationFactory, ChildFactory, TeamFactory, WorkerFactory

ONE_IN = 12
KEEPS_A_LOOK = "INSERT INTO children_fileaccess"
# How quick a machine is today is no fault of what it tests.
property_tests.register_profile(
    "casework", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
property_tests.load_profile("casework")


def pytest_addoption(parser):
    parser.addoption("--sample", metavar="SEED", help="only one in twelve of each long proof")


def pytest_report_header(config):
    seed = config.getoption("sample")
    return f"one in {ONE_IN} of each long proof: --sample {seed}" if seed else None


def pytest_collection_modifyitems(config, items):
    if seed := config.getoption("sample"):
        kept = set(sample(items, seed))
        config.hook.pytest_deselected(items=[one for one in items if one.nodeid not in kept])
        items[:] = [one for one in items if one.nodeid in kept]


def sample(items, seed) -> list[str]:
    """Every quick test, and of each long one some of its cases: at least one, unless it says that
    it is too long even for that. A proof of very many cases says ``one_in`` how many."""
    names = [one.nodeid for one in items if not one.get_closest_marker("long")]
    marks = {one.nodeid: one.get_closest_marker("long") for one in items}
    long = sorted(name for name, mark in marks.items() if mark and mark.kwargs.get("sampled", True))
    for proof, cases in groupby(long, key=lambda name: name.partition("[")[0]):
        of_proof = list(cases)
        one_in = marks[of_proof[0]].kwargs.get("one_in", ONE_IN)
        names += Random(f"{seed} {proof}").sample(of_proof, ceil(len(of_proof) / one_in))
    return names


@pytest.fixture(autouse=True)
def _quick_and_plain(settings, tmp_path):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "documents": {
            **settings.STORAGES["documents"],
            "OPTIONS": {"location": str(tmp_path / "documents")},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.AXES_ENABLED = False


@pytest.fixture(scope="session", autouse=True)
def _signed_in_by_a_password_alone():
    """As in the demonstration. What a second step is asked of is tested where it is switched on."""
    with override_settings(SECOND_FACTOR=False):
        yield


SURVIVES = {"timescales_workingday", "django_content_type", "auth_permission"}


@pytest.fixture(scope="session", autouse=True)
def _what_a_migration_made_survives():
    """A test with real transactions empties every table after it. The calendar is law, not data;
    types, permissions and what the account of the pages may do hang on the tables alone, so of
    what follows a migration only the shipped letters are made anew. Of who looked Django makes no
    table itself, and would leave it full."""
    names = BaseDatabaseIntrospection.django_table_names

    def emptied(*args, **kwargs):
        every = [name for name in names(*args, **kwargs) if name not in SURVIVES]
        return [*every, "children_fileaccess"]

    BaseDatabaseIntrospection.django_table_names = emptied
    flush.emit_post_migrate_signal = lambda *_, **__: ship()


@pytest.fixture
def authority(db) -> Authority:
    return TeamFactory().authority


@pytest.fixture
def team(db):
    return TeamFactory()


@pytest.fixture
def worker(team):
    """The social worker of ``child``."""
    return WorkerFactory(team=team, username="amira", last_name="Hussain")


@pytest.fixture
def manager(team):
    return WorkerFactory(
        team=team, role="team_manager", username="helen", first_name="Helen", last_name="Cartwright"
    )


@pytest.fixture
def chair(team):
    return WorkerFactory(team=team, role="conference_chair", username="lorna")


@pytest.fixture
def coordinator(team):
    return WorkerFactory(team=team, role="missing_coordinator", username="coordinator")


@pytest.fixture
def service_manager(team):
    return WorkerFactory(team=team, role="service_manager", username="service")


@pytest.fixture
def child(worker):
    """Ruby, allocated to ``worker``."""
    child = ChildFactory(team=worker.team)
    AllocationFactory(child=child, worker=worker)
    return child


@pytest.fixture
def stranger(team):
    """A social worker of another team of the same authority."""
    other = TeamFactory(authority=team.authority, name="Another team")
    return WorkerFactory(team=other, username="stranger")


@pytest.fixture
def elsewhere(db):
    """A service manager of another authority."""
    other = TeamFactory(authority__name="Elsewhere Council", name="Service")
    return WorkerFactory(team=other, role="service_manager", username="elsewhere")


@pytest.fixture
def restricted_child(team):
    """A child of the worker's team whose file is restricted, allocated to somebody else."""
    child = ChildFactory(team=team, restricted=True, person__given_name="Hidden")
    AllocationFactory(child=child, worker__username="trusted")
    return child


@pytest.fixture
def signed_in(client):
    """``signed_in(worker)`` gives a client with that worker signed in."""

    def sign_in(someone):
        client.force_login(someone)
        return client

    return sign_in


@pytest.fixture
def django_assert_max_num_queries():
    """As pytest-django's, but for the one statement in which a page keeps whom it named: that is
    counted apart, for every page (tests/test_pages.py)."""

    @contextmanager
    def at_most(number, *, connection=connection):
        counted = Asked()
        with connection.execute_wrapper(counted), CaptureQueriesContext(connection) as asked:
            yield asked
        others = [sql for sql in counted.statements if KEEPS_A_LOOK not in sql]
        assert len(others) <= number, "\n\n".join(others)

    return at_most


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    """Run what waits for a commit, such as the sweep after a save: ``with on_commit(): …``."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
