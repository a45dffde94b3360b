"""Settings of the whole system, for superusers only; everyone else uses the pages."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from casework.access.models import Authority, Export, Team, Worker


def superusers_only(request):
    return request.user.is_superuser and request.user.works_here


@login_not_required
def sign_in(request, extra_context=None):
    """Signing in there goes by the same door as everywhere, with its lock and second step."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(reverse("admin:index"))


admin.site.login = sign_in  # type: ignore[method-assign]
admin.site.has_permission = superusers_only  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "Casework settings"


class Kept(admin.ModelAdmin):
    """Closed or renamed, never deleted: what hangs on it would be listed, children among it. A
    council's code says whether a second step is asked, and what people may open is told when it
    changes: both are to read here."""

    def has_delete_permission(self, request, obj=None):
        return False


admin.site.register(Authority, Kept, readonly_fields=["la_code", "sight"])
admin.site.register(Team, Kept)
admin.site.register(Export, Kept, list_display=["at", "worker", "title", "address"])


@admin.register(Worker)
class WorkerAdmin(Kept):
    """To read. An account is made, changed and let in on the pages, where a second person agrees;
    whoever looks after the whole system can neither become somebody nor give themselves a role."""

    list_display = ("username", "first_name", "last_name", "role", "team", "is_active")
    list_filter = ("role", "is_active", "authority")
    fields = ("username", "first_name", "last_name", "email", "authority", "team", "role")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


LETS_SOMEBODY_IN = (
    EmailAddress,
    Authenticator,
    UserSession,
    SocialAccount,
    SocialApp,
    SocialToken,
    Group,
)
"""An address that a reset goes to, a second step, a session: each lets somebody in as
somebody else, so none of them is made or changed by whoever looks after the system."""

for model in LETS_SOMEBODY_IN:
    if admin.site.is_registered(model):
        admin.site.unregister(model)
