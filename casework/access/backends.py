"""Who is let in: those who work here today, by name and password, session or token."""

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone
from rest_framework.authentication import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed


class WorksHere(ModelBackend):
    """Asked at the door and again at each request, so a session ends with the last day. A code that
    was handed over opens nothing after its hours, and an account that nobody used for long stays
    shut until somebody lets them in again."""

    def user_can_authenticate(self, user):
        fresh = user.code_until is None or user.code_until > timezone.now()
        return user.works_here and fresh and not user.dormant


class WorkersToken(TokenAuthentication):
    """A token opens what its worker may open, and no longer."""

    def authenticate_credentials(self, key):
        worker, token = super().authenticate_credentials(key)
        if not worker.works_here:
            raise AuthenticationFailed("User inactive or deleted.")
        return worker, token
