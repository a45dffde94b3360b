"""Settings of the whole system, for superusers only; everyone else uses the pages."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from casework.access.models import Authority, Team, Worker


def _superusers_only(request):
    return request.user.is_active and request.user.is_superuser


# Signing in there goes by the same door as everywhere, with its lock-out and second factor.
admin.site.login = secure_admin_login(admin.site.login)
admin.site.has_permission = _superusers_only
admin.site.site_header = admin.site.site_title = "Casework settings"
admin.site.register(Authority)
admin.site.register(Team)


@admin.register(Worker)
class WorkerAdmin(UserAdmin):
    list_display = ("username", "first_name", "last_name", "role", "team", "is_active")
    list_filter = ("role", "is_active", "authority")
    fieldsets = (
        *UserAdmin.fieldsets,
        ("Here", {"fields": ("authority", "team", "role", "caseload_limit")}),
    )
    add_fieldsets = (
        *UserAdmin.add_fieldsets,
        ("Here", {"fields": ("authority", "team", "role", "is_superuser")}),
    )
