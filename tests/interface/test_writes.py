"""Which tables a connection wrote to, whenever it was opened."""

import pghistory
from django.db.backends.postgresql.base import DatabaseWrapper

from casework.interface.writes import note, watch


def test_a_connection_opened_while_history_is_kept_is_left_with_the_watch_alone(monkeypatch):
    """The first thing a thread does may be to sign someone in: the connection opens inside."""
    opened = DatabaseWrapper({"TIME_ZONE": None, "OPTIONS": {}})
    monkeypatch.setattr("pghistory.runtime.connection", opened)

    with pghistory.context(url="/account/login/"):
        watch(connection=opened)

    assert opened.execute_wrappers == [note]


def test_the_watch_is_kept_once_however_often_the_connection_opens():
    opened = DatabaseWrapper({"TIME_ZONE": None, "OPTIONS": {}})

    watch(connection=opened)
    watch(connection=opened)

    assert opened.execute_wrappers == [note]
