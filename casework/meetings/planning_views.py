"""Arranging a meeting: who is asked, putting it off, their reports, and the minutes going out."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, UpdateView, View

from casework.access.roles import Permission
from casework.children.base_views import ChildRecordCreate, PermissionMixin
from casework.children.models import Child
from casework.interface.words import counted, full_day, local
from casework.meetings.forms import InvitationForm, MinutesSentForm, PlanForm, PutOffForm
from casework.meetings.models import Meeting
from casework.meetings.operations import arrange, invite_all, put_off


class MeetingPlan(ChildRecordCreate):
    """One page: when, about whom, who is asked and whose report. Saved, everyone stands on it."""

    form_class = PlanForm
    title = "Plan a meeting"
    intro = "Once for brothers and sisters. Who is asked comes from the file; untick who is not."
    save_label = "Plan the meeting"
    logged_as = "planning a meeting"
    page = "child-meetings"

    def new_record(self):
        return Meeting(authority=self.child.authority, recorded_by=self.request.user)

    def get_form_kwargs(self):
        known = Child.objects.visible_to(self.request.user)
        siblings = known.siblings_of(self.child) | known.filter(pk=self.child.pk)
        return {
            **super().get_form_kwargs(),
            "child": self.child,
            "worker": self.request.user,
            "siblings": siblings.with_person().distinct(),
        }

    def done(self, form):
        arrange(form.instance, form.cleaned_data["about"], form.people(), self.request.user)

    def get_saved_words(self):
        return f"{self.object} planned for {full_day(local(self.object.starts_at))}."

    def get_success_url(self):
        return reverse("meeting", args=[self.object.pk])


class OfMeeting(PermissionMixin):
    """A page about one meeting the worker may know of."""

    permission = Permission.RECORD

    @cached_property
    def meeting(self) -> Meeting:
        meetings = Meeting.objects.visible_to(self.request.user)
        return get_object_or_404(meetings, pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        self.meeting  # noqa: B018  not to be found comes before not being allowed
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self):
        return reverse("meeting", args=[self.meeting.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(meeting=self.meeting, **kwargs)


class InviteAll(OfMeeting, View):
    """Everyone not asked yet was asked today: one press."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        number = invite_all(self.meeting, request.user)
        messages.success(request, f"{counted(number, 'people')} asked today.")
        return redirect(self.get_success_url())


class PutOff(OfMeeting, FormView):
    form_class = PutOffForm
    template_name = "meetings/form.html"
    extra_context = {
        "title": "Put the meeting off",
        "save_label": "Put the meeting off",
        "intro": "A meeting that is put off, or that too few people came to, was not held:"
        " it stops no clock, and what was due is still due.",
    }

    def admits(self, worker) -> bool:
        return worker.may(self.meeting.put_off_by(worker))

    def dispatch(self, request, *args, **kwargs):
        if self.meeting.ended:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        facts = form.cleaned_data
        again = put_off(self.meeting, facts["because"], facts["starts_at"], self.request.user)
        messages.success(self.request, "Put off. What was due is still due.")
        return redirect(reverse("meeting", args=[(again or self.meeting).pk]))


class Invitation(OfMeeting, UpdateView):
    """When one person was asked, and where their report is."""

    form_class = InvitationForm
    template_name = "meetings/form.html"

    def get_object(self, queryset=None):
        attendees = self.meeting.attendees.known_to(self.request.user).with_who()
        return get_object_or_404(attendees, pk=self.kwargs["attendee"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=f"{self.object}: asked, and their report", save_label="Save", **kwargs
        )


class MinutesSent(OfMeeting, UpdateView):
    form_class = MinutesSentForm
    template_name = "meetings/form.html"
    extra_context = {"title": "The minutes went out", "save_label": "Save the day"}

    def get_object(self, queryset=None):
        if not self.meeting.held:
            raise Http404
        return self.meeting

    @transaction.atomic
    def form_valid(self, form):
        messages.success(self.request, "Saved.")
        return super().form_valid(form)
