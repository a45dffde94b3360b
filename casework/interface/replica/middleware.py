"""Whoever has just saved does not read from before that: their browser is told where the log of the
database was, and the replica is read by them once it has come so far."""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed

from casework.interface.replica.position import is_configured, primary_position
from casework.interface.replica.reading import COOKIE, SAFE

AN_HOUR = 60 * 60


class WrittenUpTo:
    def __init__(self, get_response):
        if not is_configured():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method not in SAFE:
            response.set_cookie(
                COOKIE,
                primary_position(),
                max_age=AN_HOUR,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response
