"""Pages about who you are here, and who can see what."""

from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
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


@method_decorator(login_not_required, name="dispatch")
class Accessibility(TemplateView):
    """Read before signing in too: it says what to do when a page cannot be used."""

    template_name = "access/accessibility.html"
