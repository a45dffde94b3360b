"""What the pages of supervision share: a form’s frame, and whom a page is about."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.supervision.people import supervised_by
from casework.supervision.regularity import with_agreement_due, with_due


class FormOfSupervision:
    """A form about something between two people, in the frame they all share."""

    template_name: str | None = "supervision/form.html"
    title, intro, saved, save_label = "", "", "Saved.", "Save"

    def get_form(self, form_class=None):
        form = super().get_form(form_class)  # type: ignore[misc]
        form.writer = self.request.user  # type: ignore[attr-defined]
        return form

    def form_valid(self, form):
        with transaction.atomic():
            self.object = form.save()
        messages.success(self.request, self.saved)  # type: ignore[attr-defined]
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        return reverse("session", args=[self.object.pk])

    @property
    def back(self) -> str:
        return self.get_success_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(  # type: ignore[misc]
            title=self.title, intro=self.intro, save_label=self.save_label, back=self.back, **kwargs
        )


class OfWorker(PermissionMixin):
    """A page about one worker: of those this manager supervises, or 404."""

    permission = Permission.SUPERVISE

    @cached_property
    def worker(self) -> Any:
        theirs = with_agreement_due(with_due(supervised_by(self.request.user)))
        worker = theirs.filter(pk=self.kwargs["pk"]).first()
        if worker is None:
            raise Http404
        return worker

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.worker, **kwargs)
