"""Every page asks for a signed-in worker, and brings them back to where they were."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login

NOT_DONE = "You were signed out before that was done. Sign in, then do it again."


class SignedIn(LoginRequiredMiddleware):
    """A button pressed after the session ended leads back to the page it stands on: what the button
    asked for has no page of its own."""

    def handle_no_permission(self, request, view_func):
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        messages.info(request, NOT_DONE)
        return redirect_to_login(page_before(request), self.get_login_url(view_func))


def page_before(request) -> str:
    """The page of ours this request came from; otherwise the worker's first page."""
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc != request.get_host():
        return settings.LOGIN_REDIRECT_URL
    return f"{before.path}?{before.query}" if before.query else before.path
