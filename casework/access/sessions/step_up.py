"""Asking again who is there, before what would do most harm in wrong hands: a restricted file, a
list that leaves as a file, a role that is given. OWASP ASVS 5.0, chapter 7: what is sensitive asks
for the person anew."""

import time

from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    suspend_request,
)
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse

SURE_AT = "sure_at"
RECORDS = "account_authentication_methods"
SIGN_IN_AGAIN = "Sign in again first: what you asked for is kept safe by asking who is there."


def is_sure(request) -> bool:
    """Whoever signed in, or said again who they are, within the last hour. It is read from the
    session alone."""
    if not settings.STEP_UP_MINUTES or not hasattr(request, "session"):
        return True
    shown = [record["at"] for record in request.session.get(RECORDS, [])]
    last = max([request.session.get(SURE_AT, 0), *shown])
    return time.time() - last < settings.STEP_UP_MINUTES * 60


def unless_sure(request):
    """Where to say again who they are; nothing where that is known. What a form was sent with is
    kept meanwhile."""
    if is_sure(request):
        return None
    if get_reauthentication_flows(request.user):
        return suspend_request(request, reverse("account_reauthenticate"))
    address = request.get_full_path()
    logout(request)
    messages.info(request, SIGN_IN_AGAIN)
    return redirect_to_login(address, str(settings.LOGIN_URL))


class Sure:
    """For a page that asks again who is there."""

    def dispatch(self, request, *args, **kwargs):
        return unless_sure(request) or super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
