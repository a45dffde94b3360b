"""Who is let in: those who work here today, by name and password, or session."""

from django.contrib.auth.backends import ModelBackend

from casework.access.roles import SYSTEMS


class WorksHere(ModelBackend):
    """Asked at the door and again at each request, so a session ends with the last day."""

    def user_can_authenticate(self, user):
        return user.works_here and user.role not in SYSTEMS
