"""Settings of the whole system, for superusers only; everyone else uses the pages."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.decorators import login_not_required
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
    """Closed or renamed, never deleted: what hangs on it would be listed, children among it."""

    def has_delete_permission(self, request, obj=None):
        return False


admin.site.register(Authority, Kept)
admin.site.register(Team, Kept)
admin.site.register(Export, Kept, list_display=["at", "worker", "title", "address"])


@admin.register(Worker)
class WorkerAdmin(Kept, UserAdmin):
    list_display = ("username", "first_name", "last_name", "role", "team", "is_active")
    list_filter = ("role", "is_active", "authority")
    fieldsets = (
        *(UserAdmin.fieldsets or ()),
        ("Here", {"fields": ("authority", "team", "role", "caseload_limit", "leaves_on")}),
    )
    add_fieldsets = (
        *UserAdmin.add_fieldsets,
        ("Here", {"fields": ("authority", "team", "role", "is_superuser")}),
    )
