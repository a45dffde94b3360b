"""Gives the tests a PostgreSQL of their own, thrown away after them.

pytest loads this by name (see pyproject.toml), because Django's settings are read before any
conftest.py: a server started there would come too late.
"""

import atexit
import os

import pytest

from casework.embedded.addresses import database_url
from casework.embedded.paths import Trouble
from casework.embedded.test_server import Throwaway

running: list[Throwaway] = []
BEGIN_WITH = "CASEWORK_TESTS_BEGIN_WITH"
"""Names the migrated database, to the workers of a parallel run as well."""


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    """Before Django's settings. Workers of a parallel run inherit the addresses."""
    options = early_config.known_args_namespace
    if os.environ.get("DATABASE_URL"):
        os.environ.setdefault("CASEWORK_SECRET_KEY", "a key for tests, of which nothing is kept")
    if running or os.environ.get("DATABASE_URL") or options.help or options.collectonly:
        return
    os.environ.setdefault("BROKER_URL", "memory://")
    os.environ.setdefault("CASEWORK_DATABASE_KEEP", "0")
    server = Throwaway()
    # Not a hook of pytest's, which are not called when the settings cannot be read.
    atexit.register(server.discard)
    try:
        server.start(afresh=getattr(options, "create_db", False))
    except Trouble as trouble:
        raise pytest.UsageError(str(trouble)) from trouble
    running.append(server)
    os.environ |= {"DATABASE_URL": database_url(), BEGIN_WITH: "casework"}


def pytest_configure():
    """Tests begin with a copy of the migrated database."""
    if template := os.environ.get(BEGIN_WITH):
        from django.conf import settings

        settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = template
