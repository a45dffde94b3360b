from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.generic import FormView, View

from audits.inspections import operations
from audits.inspections.forms import SampleForm
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.interface.words import counted


class Inspections(PermissionMixin, FormView):
    """What stands open to inspectors, with what they looked at; and opening another sample."""

    permission = Permission.HOST_INSPECTION
    template_name = "audits/inspections/inspections.html"
    form_class = SampleForm
    success_url = reverse_lazy("inspections")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}

    def form_valid(self, form):
        opened = counted(form.save(), "files")
        messages.success(self.request, f"{opened} opened. Every look at them is kept.")
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        samples = operations.samples_for(self.request.user)
        return super().get_context_data(samples=samples, **kwargs)


class CloseSample(PermissionMixin, View):
    http_method_names = ["post"]
    permission = Permission.HOST_INSPECTION

    def post(self, request):
        reason = request.POST.get("sample", "").replace("\0", "")
        closed = operations.close_sample(reason, request.user.authority_id)
        messages.success(request, f"{counted(closed, 'files')} closed to the inspectors.")
        return redirect("inspections")
