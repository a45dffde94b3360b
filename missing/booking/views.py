"""Booking a return home interview, and the organisations that hold them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.views.generic import CreateView, TemplateView, UpdateView

from casework.access.roles import Permission
from casework.children.base_views import ChildRecordUpdate, PermissionMixin
from casework.interface import words
from casework.timescales.models import Deadline
from missing import coordinator
from missing.booking.forms import BookForm, ProviderForm
from missing.booking.interviewers import tell_booked
from missing.models import OWN_WORKER, InterviewProvider, MissingEpisode
from missing.views import ToMissing


class InterviewBook(ToMissing, ChildRecordUpdate):
    """When, where and with whom the child will talk, once they said yes or before they answered."""

    form_class = BookForm
    title = "Book the interview"
    save_label = "Save the booking"

    @cached_property
    def episode(self):
        back = MissingEpisode.objects.of_child(self.child).to_offer_or_hold().with_offer()
        back = back.filter(interview__answer__in=["", "accepted"])
        return get_object_or_404(back, pk=self.kwargs["pk"])

    def get_object(self, queryset=None):
        interview = self.episode.interview
        interview.child = self.child
        return interview

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "episode": self.episode, "worker": self.request.user}

    @cached_property
    def clock(self) -> Deadline | None:
        held = Deadline.objects.of_child(self.child).open().filter(code=coordinator.HELD)
        return held.filter(record_id=self.episode.pk).first()

    def get_context_data(self, **kwargs):
        until = f". To be held by {words.moment(self.clock.due_at)}" if self.clock else ""
        return super().get_context_data(**kwargs) | {"intro": f"{self.episode.when_away()}{until}."}

    def done(self, form):
        if {"planned_at", "interviewer"} & set(form.changed_data):
            tell_booked(self.object, by=self.request.user)

    def get_saved_words(self):
        booked = self.object
        sentence = f"Booked for {words.moment(booked.planned_at)}, with {booked.held_by}."
        if self.clock and booked.planned_at > self.clock.due_at:
            sentence += f" That is after the 72 hours, which end {words.moment(self.clock.due_at)}."
        if not booked.independent:
            sentence += f" {booked.interviewer} {OWN_WORKER.format(self.child.first_name)}."
        return sentence


class Providers(PermissionMixin, TemplateView):
    """The organisations that hold return home interviews for this council."""

    permission = Permission.COORDINATE_MISSING
    template_name = "missing/booking/providers.html"

    def get_context_data(self, **kwargs):
        providers = InterviewProvider.objects.of(self.request.user)
        return super().get_context_data(providers=providers, **kwargs)


class ProviderPage(PermissionMixin):
    permission = Permission.COORDINATE_MISSING
    template_name = "missing/booking/provider.html"
    title = "An organisation that holds interviews"

    def get_queryset(self):
        return InterviewProvider.objects.of(self.request.user)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}

    def form_valid(self, form):
        answer = super().form_valid(form)
        messages.success(self.request, "Saved.")
        return answer

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title, **kwargs)


class ProviderAdd(ProviderPage, CreateView):
    form_class = ProviderForm
    success_url = reverse_lazy("interview-providers")


class ProviderEdit(ProviderPage, UpdateView):
    form_class = ProviderForm
    success_url = reverse_lazy("interview-providers")
