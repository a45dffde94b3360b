"""Absence and cover: who is away, who sees their work, and until when."""

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.generic import CreateView, TemplateView, View

from casework.access.models import Absence
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.children.cover.forms import AbsenceForm, children_of, held_by, whose
from casework.children.models import tell_file_changed
from casework.interface.words import full_day


def known_to(worker):
    """The absences this worker may see: their own, those they cover, those they may write down."""
    theirs = Q(worker=worker) | Q(deputy=worker) | Q(worker__in=whose(worker).order_by())
    return Absence.objects.filter(theirs).not_over().with_people()


class Absences(PermissionMixin, TemplateView):
    permission = Permission.RECORD
    template_name = "children/cover/absences.html"

    def get_context_data(self, **kwargs):
        mine = set(whose(self.request.user).values_list("pk", flat=True))
        absences = [
            {"absence": absence, "may_end": absence.worker_id in mine}
            for absence in known_to(self.request.user)[:100]
        ]
        return super().get_context_data(absences=absences, today=timezone.localdate(), **kwargs)


class AbsenceAdd(PermissionMixin, CreateView):
    permission = Permission.RECORD
    form_class = AbsenceForm
    template_name = "children/cover/absence_form.html"
    success_url = reverse_lazy("absences")

    def get_form_kwargs(self):
        worker = self.request.user
        instance = Absence(set_by=worker)
        return {**super().get_form_kwargs(), "by": worker, "instance": instance}

    @transaction.atomic
    def form_valid(self, form):
        absence = form.save()
        tell_file_changed(*children_of(absence))
        until = full_day(absence.until)
        messages.success(
            self.request, f"{absence.deputy} covers for {absence.worker} until {until}."
        )
        return redirect(self.success_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(held=held_by(self.request.user), **kwargs)


class AbsenceEnd(PermissionMixin, View):
    """Back sooner, or never away: the cover ends today, or never begins."""

    permission = Permission.RECORD
    http_method_names = ["post"]

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        theirs = Absence.objects.filter(worker__in=whose(request.user).order_by()).not_over()
        absence = get_object_or_404(theirs, pk=self.kwargs["pk"])
        tell_file_changed(*children_of(absence))
        yesterday = timezone.localdate() - timedelta(days=1)
        if absence.started_on > yesterday:
            absence.delete()
        else:
            absence.until = yesterday
            absence.save()
        messages.success(request, f"{absence.deputy} covers no longer.")
        return redirect("absences")
