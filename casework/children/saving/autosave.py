"""Puts words away as they are typed, and when a form is sent that cannot be saved."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.views.csrf import csrf_failure as refuse

from casework.access.models import Worker
from casework.children.models import Draft
from casework.children.saving.form_tokens import (
    TOKEN,
    Opening,
    count_of,
    may_put_away,
    opening_of,
    typed_in,
)

SIGNED_OUT = (
    "You were signed out before this was saved. Your words are safe."
    " Sign in and you will come back to this form."
)
LEFT = (
    "You were signed out: your last day of work here has passed. Your words are kept as a draft."
    " If you still work here, ask your administrator."
)
SIGNED_IN_AGAIN = (
    "You signed in again while this form was open, so it is not saved yet."
    " Everything you typed is here: save it again."
)
SOMEONE_ELSES = (
    "That form was opened by someone else. Nothing was saved under your name;"
    " what was typed is kept as their own draft."
)


def put_away(request, opening: Opening) -> None:
    """A whole form was sent and cannot be saved: its words become the draft."""
    data = request.POST
    Draft.objects.keep(opening, typed_in(data), count_of(data), over=True)


class KeepWords:
    """No form that is sent loses its words: not where the session has ended or is another
    worker's, nor where saving is refused or fails.

    Stands before the CSRF check, since a session that ended may take the form's token with it; the
    signed opening says by itself that the form is ours, and can only write.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code >= 400 and (opening := self.opening(request)):
            put_away(request, opening)
        return response

    def process_view(self, request, view, args, kwargs):
        opening = self.opening(request)
        if opening is None or opening.worker == request.user.pk or not may_put_away(opening):
            return None
        put_away(request, opening)
        if request.user.is_anonymous:
            here = Worker.objects.working().filter(pk=opening.worker).exists()
            logout(request)  # a leaver's session would end on the next page, with what it was told
            messages.info(request, SIGNED_OUT if here else LEFT)
            return redirect_to_login(opening.path, settings.LOGIN_URL)
        messages.warning(request, SOMEONE_ELSES)
        return redirect(settings.LOGIN_REDIRECT_URL)

    def opening(self, request) -> Opening | None:
        """The opening of the very form that is sent; ``DraftKeep`` reads its own."""
        if request.method != "POST" or TOKEN not in request.POST:
            return None
        opening = opening_of(request.POST, request.user)
        return opening if opening and opening.path == request.path else None


def csrf_failure(request, reason=""):
    """Signing in again in another tab gives a new token; the form's own worker loses nothing."""
    opening = opening_of(request.POST, request.user)
    if opening is None or opening.worker != request.user.pk or opening.path != request.path:
        return refuse(request, reason)
    put_away(request, opening)
    messages.warning(request, SIGNED_IN_AGAIN)
    return redirect(opening.path)


def drafts_of(worker) -> list[Draft]:
    """The worker's drafts, the newest first; each knows whether it can be opened now."""
    kept = Draft.objects.of(worker).kept().with_sight(worker).select_related("child__person")
    return list(kept.defer("words").order_by("-saved_at")[:50])
