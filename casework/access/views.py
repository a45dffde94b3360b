"""Pages about who you are here, and who can see what."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from casework.access.roles import ROLES
from casework.access.words import YOU, knows_of, may_do


class You(TemplateView):
    """Your own name, role and team; your ways to sign in."""

    template_name = "access/you.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        return super().get_context_data(
            role=ROLES[worker.role],
            may_do=may_do(worker.role, YOU),
            knows_of=knows_of(worker.role, YOU),
            team=worker.team,
            **kwargs,
        )


class WhoCanSee(TemplateView):
    """The table of roles, as it stands in the code, in plain words."""

    template_name = "access/who_can_see.html"

    def get_context_data(self, **kwargs):
        roles = [
            {"role": role, "knows_of": knows_of(key), "may_do": may_do(key)}
            for key, role in ROLES.items()
        ]
        return super().get_context_data(roles=roles, **kwargs)


def no_addresses(request):
    """In place of allauth's page on which whoever stands at an open desk would add an address of
    their own: an address is changed on People, where a second person agrees."""
    raise Http404


@login_not_required
@require_safe
def security_txt(request):
    """Where to tell of a hole (RFC 9116), once the council has said where."""
    if not settings.SECURITY_CONTACTS:
        raise Http404
    until = timezone.now() + timedelta(days=180)
    lines = [f"Contact: {contact}" for contact in settings.SECURITY_CONTACTS]
    lines += [f"Expires: {until:%Y-%m-%dT00:00:00Z}", "Preferred-Languages: en"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@method_decorator(login_not_required, name="dispatch")
class Accessibility(TemplateView):
    """Read before signing in too: it says what to do when a page cannot be used."""

    template_name = "access/accessibility.html"
