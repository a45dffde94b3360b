"""Every page asks for a signed-in worker, and brings them back to where they were."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, get_user, logout
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from casework.access.sessions.store import asking_whose

NOT_DONE = "You were signed out before that was done. Sign in, then do it again."


class WhoAsks(AuthenticationMiddleware):
    """As Django has it; whoever was read beside the session is not asked for again."""

    def process_request(self, request):
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: whose(request))


def whose(request):
    with asking_whose(request.session):
        return get_user(request)


class SignedIn(LoginRequiredMiddleware):
    """A button pressed after the session ended leads back to the page it stands on: what the button
    asked for has no page of its own."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        """The session of someone who no longer works here ends at their next request."""
        if SESSION_KEY in request.session and not request.user.is_authenticated:
            logout(request)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        messages.info(request, NOT_DONE)
        return redirect_to_login(page_before(request), self.get_login_url(view_func))


def page_before(request) -> str:
    """The page of ours this request came from; otherwise the worker's first page."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return settings.LOGIN_REDIRECT_URL
    if before.netloc != request.get_host():
        return settings.LOGIN_REDIRECT_URL
    return f"{before.path}?{before.query}" if before.query else before.path


class NotKept:
    """No page, file or answer is kept by a browser or anything on the way: with *Back*, after
    signing out, the next person at the desk would read a child's file. Static files are answered
    before this.

    ``no-store`` also keeps a page out of the browser's memory of pages left. Nothing is asked to be
    cleared on signing out: nothing was stored, and drafts the browser still has to send must stay.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        add_never_cache_headers(response)
        return response


class Compressed(GZipMiddleware):
    """Words are sent compressed; pictures and packed files are small already.

    The size of a compressed page can tell a secret in it to whoever sees the size and chooses a
    part of the page (BREACH, 2013). The token of a form is masked, another each time it is written,
    and Django pads the page at random; what shows a secret that stays the same is not compressed.
    """

    words = ("text/", "application/json", "application/x-ndjson", "application/xml")
    shows_a_secret = frozenset({"you", "calendar", "credential-add"})

    def process_response(self, request, response):
        page = getattr(request.resolver_match, "url_name", None) or ""
        if page in self.shows_a_secret or page.startswith("mfa_"):
            return response
        if not response.get("Content-Type", "").startswith(self.words):
            return response
        return super().process_response(request, response)
