"""Sessions in the database, as Django keeps them, and with each whose it is.

Every request begins by asking for both. Whose a session is stands inside it, where no statement can
read it; so a process remembers by its key whom it read there last, and asks for the two in one. The
memory decides nothing: where what is read says somebody else, they are asked for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.contrib.sessions.models import Session
from django.db.models import Subquery

from casework.access.models import Worker
from casework.interface.statements import NOW, WORKER, Records

KEY = "the key of a session"
"""Stands in for it."""
REMEMBERED = 10_000

_whose: dict[str, int] = {}


class SessionStore(InDatabase):
    worker: Worker | None = None
    """Who was read beside it."""

    def load(self):
        """What cannot be a key, or is nobody's, is no session."""
        key = str(self.session_key)
        self.worker, words = _with_worker(key) if key in _whose else (None, None)
        if self.worker is None:
            words = next((row.session_data for row in _by_key().read({KEY: key})), None)
        if words is None:
            self._session_key = None
            return {}
        session = self.decode(words)
        _remember(key, session.get(SESSION_KEY))
        return session


def _with_worker(key: str) -> tuple[Worker | None, str | None]:
    for worker in _with_whose().read({KEY: key, WORKER: _whose.get(key, 0)}):
        return worker, vars(worker).pop("session_data")
    return None, None


def _remember(key: str, worker: str | None) -> None:
    if worker is None:
        _whose.pop(key, None)
        return
    if len(_whose) >= REMEMBERED:
        _whose.clear()
    _whose[key] = int(worker)


@cache
def _by_key() -> Records:
    return Records(_sessions)


@cache
def _with_whose() -> Records:
    words = Subquery(_sessions().values("session_data"))
    return Records(
        lambda: Worker.objects.filter(pk=WORKER).with_lists().annotate(session_data=words)
    )


def _sessions():
    return Session.objects.filter(session_key=KEY, expire_date__gt=NOW).order_by()


_asking: ContextVar[SessionStore | None] = ContextVar("whose session it is", default=None)


@contextmanager
def asking_whose(session) -> Iterator[None]:
    """Meanwhile Django finds out whose session this is."""
    token = _asking.set(session)
    try:
        yield
    finally:
        _asking.reset(token)


def read_beside(worker: int) -> Worker | None:
    """This worker, where they were read beside the session that is asked about."""
    beside = getattr(_asking.get(), "worker", None)
    return beside if beside is not None and beside.pk == worker else None
