"""Puts words away as they are typed, and when a form is sent that cannot be saved."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.csrf import csrf_failure as refuse
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from casework.children.drafts import Draft
from casework.children.once import saves_by_parts
from casework.children.openings import (
    TOKEN,
    Opening,
    count_of,
    opening_of,
    still_works_here,
    typed_in,
)
from casework.interface.words import clock

SIGNED_OUT = (
    "You were signed out before this was saved. Your words are safe."
    " Sign in and you will come back to this form."
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
        if opening is None or opening.worker == request.user.pk or not still_works_here(opening):
            return None
        put_away(request, opening)
        if request.user.is_anonymous:
            messages.info(request, SIGNED_OUT)
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


@saves_by_parts
@method_decorator([csrf_exempt, login_not_required], name="dispatch")
class DraftKeep(View):
    """Saves a draft as it is typed. The signed opening stands for the session and the CSRF token,
    so that the words of a session that ended are kept too; nothing is ever read here."""

    http_method_names = ["post"]

    def post(self, request):
        opening = opening_of(request.POST, request.user)
        if opening is None:
            return JsonResponse({"says": self.stranger()}, status=401)
        own = opening.worker == request.user.pk
        if not own and not still_works_here(opening):
            return JsonResponse({"says": "not_kept"}, status=401)
        over = "cw-draft-over" in request.POST
        if not self.keep(request, opening, over):
            return JsonResponse({"says": "elsewhere"}, status=409)
        if not own:
            return JsonResponse({"says": self.stranger(kept=True)}, status=401)
        return JsonResponse({
            "says": "saved", "at": clock(timezone.now()),
            "draft": opening.signed(), "csrf": get_token(request),
        })  # fmt: skip

    def keep(self, request, opening, over) -> bool:
        typed = typed_in(request.POST)
        typed.pop("cw-draft-over", None)
        return Draft.objects.keep(opening, typed, count_of(request.POST), over=over)

    def stranger(self, *, kept=False) -> str:
        if self.request.user.is_authenticated:
            return "someone_else" if kept else "not_kept"
        return "signed_out" if kept else "not_kept"


class StartAfresh(View):
    """Deletes the draft of one form, and opens the form empty."""

    http_method_names = ["post"]

    def post(self, request):
        opening = opening_of(request.POST, request.user)
        if opening is None or opening.worker != request.user.pk:
            return redirect("drafts")
        Draft.objects.close(opening, count_of(request.POST))
        return redirect(opening.path)


class MyDrafts(TemplateView):
    """Every form this worker has begun and not saved."""

    template_name = "children/drafts.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(drafts=drafts_of(self.request.user), **kwargs)


def drafts_of(worker) -> list[Draft]:
    """The worker's drafts, the newest first; each knows whether it can be opened now."""
    kept = Draft.objects.of(worker).kept().with_sight(worker).select_related("child__person")
    return list(kept.defer("words").order_by("-saved_at")[:50])
