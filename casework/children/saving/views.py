"""Drafts: saved as they are typed, begun afresh, and listed for their worker."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView, View

from casework.children.models import Draft
from casework.children.saving.autosave import drafts_of
from casework.children.saving.form_tokens import count_of, may_put_away, opening_of, typed_in
from casework.children.saving.middleware import saves_by_parts
from casework.interface.words import clock


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
        if not own and not may_put_away(opening):
            return JsonResponse({"says": "not_kept"}, status=401)
        over = "cw-draft-over" in request.POST
        if not self.keep(request, opening, over):
            return JsonResponse({"says": "elsewhere"}, status=409)
        if not own:
            return JsonResponse({"says": self.stranger(kept=True)}, status=401)
        return JsonResponse(
            {
                "says": "saved",
                "at": clock(timezone.now()),
                "draft": opening.signed(),
                "csrf": get_token(request),
            }
        )

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

    template_name = "children/saving/drafts.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(drafts=drafts_of(self.request.user), **kwargs)
