"""A worker's own page: of what they are told, and how, within what the council asks of everyone."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.urls import reverse_lazy
from django.views.generic import FormView

from casework.children.views import PermissionMixin
from casework.notices.kinds import LEAST, USUAL, ByMail, Kind, Way
from casework.notices.models import WayChosen, WayRequired


def least_for(worker) -> dict[str, Way]:
    if worker.authority_id is None:
        return LEAST
    return WayRequired.objects.of(worker.authority).in_force()


def ways_of(worker) -> dict[str, Way]:
    """How this worker is told of each kind now."""
    chosen = {row.kind: row.way for row in WayChosen.objects.filter(worker=worker)}
    least = least_for(worker)
    return {kind: chosen.get(kind, USUAL[kind]).at_least(least[kind]) for kind in Kind}


class WaysForm(forms.Form):
    """A tick and a list for each kind. What the council asks for is not offered to be undone."""

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker, self.least = worker, least_for(worker)
        for kind, way in ways_of(worker).items():
            least = self.least[kind]
            self.fields[f"{kind}_in_app"] = forms.BooleanField(
                label=f"{kind.label}: in Casework", required=False, initial=way.in_app,
                disabled=least.in_app,
            )  # fmt: skip
            self.fields[f"{kind}_mail"] = forms.TypedChoiceField(
                label=f"{kind.label}: by e-mail", coerce=int, initial=int(way.mail),
                choices=[choice for choice in ByMail.choices if choice[0] >= least.mail],
            )  # fmt: skip

    def lines(self):
        """One line of the page for each kind."""
        return [
            {"kind": kind, "in_app": self[f"{kind}_in_app"], "mail": self[f"{kind}_mail"],
             "least": self.least[kind]}
            for kind in Kind
        ]  # fmt: skip

    @transaction.atomic
    def save(self):
        for kind in Kind:
            WayChosen.objects.update_or_create(
                worker=self.worker, kind=kind,
                defaults={"in_app": self.cleaned_data[f"{kind}_in_app"],
                          "mail": self.cleaned_data[f"{kind}_mail"]},
            )  # fmt: skip


class NoticeChoices(PermissionMixin, FormView):
    form_class = WaysForm
    template_name = "notices/choices.html"
    success_url = reverse_lazy("notice-choices")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def form_valid(self, form):
        form.save()
        messages.success(self.request, "Saved. It holds for what you are told from now on.")
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            sends_mail=settings.SENDS_MAIL, hour=settings.DAILY_MAIL_HOUR, **kwargs
        )
