"""Sessions in the database, as Django keeps them, found by a statement that is written once."""

from functools import cache

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.contrib.sessions.models import Session

from casework.interface.statements import NOW, Records

KEY = "the key of a session"
"""Stands in for it."""


class SessionStore(InDatabase):
    def _get_session_from_db(self):
        """Every request begins with this. What cannot be a key, or is nobody's, is no session."""
        sessions = _by_key().read({KEY: str(self.session_key)})
        if not sessions:
            self._session_key = None
        return sessions[0] if sessions else None


@cache
def _by_key() -> Records:
    return Records(lambda: Session.objects.filter(session_key=KEY, expire_date__gt=NOW).order_by())
