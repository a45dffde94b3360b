"""What help there is, for everyone who works here; added, changed and ended by those who buy it."""

from copy import copy

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import CreateView, DetailView, TemplateView, UpdateView

from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.children.extensions.shared_records import tell_above
from casework.children.together.held_back import hold_back_above
from casework.support.models import Service
from casework.support.services.forms import EndServiceForm, ServiceForm
from casework.support.services.needs import Need


class ReadsServices(PermissionMixin):
    """Whoever works with children, and whoever looks after what services there are."""

    @classmethod
    def opens_to(cls, worker) -> bool:
        return worker.may(Permission.READ_FILES) or worker.may(Permission.MANAGE_SERVICES)


class Services(ReadsServices, TemplateView):
    """Those that take referrals today, by need where one is asked for; then those that ended."""

    template_name = "support/services/services.html"

    @property
    def need(self) -> str:
        asked = self.request.GET.get("need", "")
        return asked if asked in Need.values else ""

    def get_context_data(self, **kwargs):
        services = Service.objects.visible_to(self.request.user).by_name()
        if self.need:
            services = services.answering(self.need)
        rows = list(services)
        return super().get_context_data(
            active=[row for row in rows if row.active],
            other=[row for row in rows if not row.active],
            needs=Need.choices,
            need=self.need,
            may_manage=self.request.user.may(Permission.MANAGE_SERVICES),
            **kwargs,
        )


class OneService(ReadsServices, DetailView):
    template_name = "support/services/service.html"
    context_object_name = "service"

    def get_queryset(self):
        return Service.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        may_manage = self.request.user.may(Permission.MANAGE_SERVICES)
        return super().get_context_data(may_manage=may_manage, **kwargs)


class ServiceFormView(PermissionMixin):
    permission = Permission.MANAGE_SERVICES
    template_name = "support/services/form.html"
    title, save_label, saved, listed_on = "", "Save", "Saved.", "services"

    def get_queryset(self):
        return Service.objects.visible_to(self.request.user)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.writer = self.request.user
        hold_back_above(form, self.request.user)
        return form

    def form_valid(self, form):
        with transaction.atomic():
            self.object = form.save()
        told = tell_above([copy(self.object)], self.request.user)[0]
        messages.success(self.request, self.saved.format(name=told))
        return redirect(self.object)

    def get_context_data(self, **kwargs):
        known = getattr(self, "object", None)
        back = known.get_absolute_url() if known else reverse(self.listed_on)
        return super().get_context_data(
            title=self.title, save_label=self.save_label, back=back, **kwargs
        )


class ServiceAdd(ServiceFormView, CreateView):
    form_class = ServiceForm
    title, save_label = "A service", "Add the service"
    saved = "{name} is added. Workers can refer to it from its first day."

    def get_form_kwargs(self):
        made = Service(authority=self.request.user.authority)
        return {**super().get_form_kwargs(), "instance": made}


class ServiceEdit(ServiceFormView, UpdateView):
    form_class = ServiceForm
    title, save_label = "Change a service", "Save the service"
    saved = "{name} is saved. What stood before is kept in its history."


class ServiceEnd(ServiceFormView, UpdateView):
    form_class = EndServiceForm
    title, save_label = "A service ends", "Save the ending"
    saved = "Saved. What was referred to {name} stays."
