"""Prompts beside a text while it is written, and what was put aside."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from casework.access.roles import Permission
from casework.children.once import saves_by_parts
from casework.writing.beside import ANSWERS, thoughts
from casework.writing.engine import KINDS
from casework.writing.forms import asides_in

WRITES = (Permission.RECORD, Permission.AUDIT)
NAME_AT_MOST = 100


@saves_by_parts
@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class Check(View):
    """What to say beside a text, as a piece of the page. The text is read, answered and forgotten:
    it is not kept, not written to a log and not put into an error report."""

    http_method_names = ["post"]

    def post(self, request):
        if not any(map(request.user.may, WRITES)):
            raise PermissionDenied
        kind, name = request.POST.get("kind", ""), request.POST.get("name", "")
        if kind not in KINDS or not 0 < len(name) <= NAME_AT_MOST:
            raise BadRequest
        said = thoughts(
            name, kind, request.POST.get("text", ""),
            only=request.POST.get("only", "").split() or None,
            answered=[code for code in request.POST.getlist("answered") if code in ANSWERS],
            asides=asides_in(request.POST, name),
        )  # fmt: skip
        return render(request, "writing/thoughts.html", {"thoughts": said})
