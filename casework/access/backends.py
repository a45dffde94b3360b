"""Who is let in: those who work here today, by name and password, or session."""

from functools import cache

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import SYSTEMS
from casework.access.sessions.store import read_beside
from casework.interface.statements import WORKER, Records


class WorksHere(ModelBackend):
    """Asked at the door and again at each request, so a session ends with the last day. A code that
    was handed over opens nothing after its hours, and an account that nobody used for long stays
    shut until somebody lets them in again. A system never comes in by this door."""

    def get_user(self, user_id):
        """Asked by every request, in the same words."""
        beside = read_beside(int(user_id))
        for user in [beside] if beside else _who().read({WORKER: int(user_id)}):
            return user if self.user_can_authenticate(user) else None
        return None

    def user_can_authenticate(self, user):
        fresh = user.code_until is None or user.code_until > timezone.now()
        return user.works_here and fresh and not user.dormant and user.role not in SYSTEMS


@cache
def _who() -> Records:
    return Records(lambda: Worker.objects.filter(pk=WORKER).with_lists())
