"""How long a session lasts, and what it opens before its owner has shown enough of themselves.

All of it stands in the session that is read anyway: an ordinary page asks the database nothing
for it. What is written is written once a minute at most.
"""

import time

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

from casework.access.accounts import news
from casework.access.accounts.operations import first_sign_in
from casework.access.sessions.banners import NEWS
from casework.access.sessions.step_up import SURE_AT

SIGNED_IN_AT, SEEN_AT, GATES = "signed_in_at", "seen_at", "gates"
PASSWORD, FACTOR = "password", "factor"
A_MINUTE = 60
LEADS_TO = {PASSWORD: "choose-password", FACTOR: "mfa_index"}
OPEN_BEFORE = {"account_logout", "account_reauthenticate", "accessibility", "health"}
"""What opens to whoever has not yet chosen a password of their own, or set up a second step."""
IDLE = "You were signed out because nothing was done for {} minutes. What you typed is kept."
TOO_LONG = "You were signed out because you signed in {} hours ago. What you typed is kept."


class SessionLimits(MiddlewareMixin):
    """Stands behind what says who asks, and before what asks everybody to sign in: a session that
    is over looks to all that follows as if it had never been, so that a form keeps its words."""

    def process_request(self, request):
        session = request.session
        if SESSION_KEY not in session:
            return
        now = time.time()
        if words := over(session, now):
            logout(request)
            request.ended_because = words
        elif now - session.get(SEEN_AT, 0) >= A_MINUTE:
            session.setdefault(SIGNED_IN_AT, now)
            session[SEEN_AT] = now
            if request.user.is_authenticated:
                session[NEWS] = news.unread(request.user)

    def process_view(self, request, view, args, kwargs):
        """One gate after the other: two would each shut the page that the other leads to."""
        if words := getattr(request, "ended_because", ""):
            messages.info(request, words)
        for gate in request.session.get(GATES, ())[:1]:
            if request.user.is_authenticated and not opens_before(request, gate):
                if request.path.startswith("/api/"):
                    return JsonResponse({"detail": "Sign in on the pages first."}, status=403)
                return redirect(LEADS_TO[gate])
        return None


def over(session, now: float) -> str:
    """Why the session is over; nothing while it is not."""
    if now - session.get(SEEN_AT, now) >= settings.IDLE_MINUTES * 60:
        return IDLE.format(settings.IDLE_MINUTES)
    if now - session.get(SIGNED_IN_AT, now) >= settings.SESSION_HOURS * 3600:
        return TOO_LONG.format(settings.SESSION_HOURS)
    return ""


def opens_before(request, gate: str) -> bool:
    name = request.resolver_match.url_name or ""
    return (
        name in OPEN_BEFORE
        or name == LEADS_TO[gate]
        or (gate == FACTOR and name.startswith("mfa_"))
    )


def on_sign_in(sender, request, user, **kwargs) -> None:
    """At the door, once: everything that later pages need to know of it is put into the session."""
    now = time.time()
    session = request.session
    session[SIGNED_IN_AT] = session[SEEN_AT] = session[SURE_AT] = now
    if user.reset_at is not None:
        first_sign_in(user)
    session[GATES] = list(gates_for(user, session))
    if request.META:
        session[NEWS] = news.unread(user)


def gates_for(user, session):
    if user.code_until is not None:
        yield PASSWORD
    if user.must_have_second_factor and not trusted_elsewhere(session) and not has_factor(user):
        yield FACTOR


def trusted_elsewhere(session) -> bool:
    """Signed in by the council's own single sign-on, where that asks for a second step itself."""
    records = session.get("account_authentication_methods", [])
    by_council = any(record.get("method") == "socialaccount" for record in records)
    return by_council and settings.SINGLE_SIGN_ON_HAS_SECOND_FACTOR


def has_factor(user) -> bool:
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user=user, type__in=kinds).exists()


def open_gate(request, gate: str) -> None:
    request.session[GATES] = [kept for kept in request.session.get(GATES, ()) if kept != gate]


def on_factor_added(sender, request, user, authenticator, **kwargs) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        open_gate(request, FACTOR)
    told = f"{user} set up a second step at sign-in"
    news.tell_of_account(user, told, by=user)


def on_factor_removed(sender, request, user, authenticator, **kwargs) -> None:
    """Where everyone must have one, another is set up before anything else is opened."""
    told = f"{user} stopped using a second step at sign-in"
    news.tell_of_account(user, told, by=user)
    if user.must_have_second_factor and not has_factor(user):
        request.session[GATES] = [*request.session.get(GATES, ()), FACTOR]


def listen() -> None:
    user_logged_in.connect(on_sign_in, dispatch_uid="sign in")
    authenticator_added.connect(on_factor_added, dispatch_uid="factor added")
    authenticator_removed.connect(on_factor_removed, dispatch_uid="factor removed")
    password_changed.connect(on_password_changed, dispatch_uid="password changed")
    password_reset.connect(on_password_reset, dispatch_uid="password reset")


def on_password_changed(sender, request, user, **kwargs) -> None:
    """So that whoever did not do it themselves is warned."""
    news.tell_of_account(user, f"{user} changed their password", by=user)


def on_password_reset(sender, request, user, **kwargs) -> None:
    """By a link: the code, if there was one, is no longer their password. An account that was shut
    stays shut: a link that anybody may ask for lets nobody in again."""
    type(user).objects.filter(pk=user.pk).update(code_until=None)
    told = f"{user} chose a new password by a link that was sent to their address"
    news.tell_of_account(user, told, by=user)
