"""Pages about who you are here, and who can see what."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView, View
from rest_framework.authtoken.models import Token

from casework.access.roles import ROLES, Permission
from casework.access.words import YOU, knows_of, may_do


class You(TemplateView):
    """Your own name, role and team; your ways to sign in; your token for the API."""

    template_name = "access/you.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        return super().get_context_data(
            role=ROLES[worker.role],
            may_do=may_do(worker.role, YOU),
            knows_of=knows_of(worker.role, YOU),
            team=worker.team,
            may_have_token=worker.may(Permission.READ_FILES),
            token=Token.objects.filter(user=worker).first(),
            **kwargs,
        )


class YourToken(View):
    """Makes your token, or a new one in its place, where your role opens files at all."""

    http_method_names = ["post"]

    def post(self, request):
        if not request.user.may(Permission.READ_FILES):
            raise PermissionDenied
        with transaction.atomic():
            replaced, _ = Token.objects.filter(user=request.user).delete()
            Token.objects.create(user=request.user)
        messages.success(
            request,
            "New token made. The old one no longer opens anything." if replaced else "Token made.",
        )
        return redirect("you")


class YourTokenGone(View):
    http_method_names = ["post"]

    def post(self, request):
        Token.objects.filter(user=request.user).delete()
        messages.success(request, "Token deleted. It no longer opens anything.")
        return redirect("you")


class WhoCanSee(TemplateView):
    """The table of roles, as it stands in the code, in plain words."""

    template_name = "access/who_can_see.html"

    def get_context_data(self, **kwargs):
        roles = [
            {"role": role, "knows_of": knows_of(key), "may_do": may_do(key)}
            for key, role in ROLES.items()
        ]
        return super().get_context_data(roles=roles, **kwargs)


@method_decorator(login_not_required, name="dispatch")
class Accessibility(TemplateView):
    """Read before signing in too: it says what to do when a page cannot be used."""

    template_name = "access/accessibility.html"
