"""The pages of family support: a child’s programmes and sessions, and who could help."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View
from django.views.generic import CreateView, TemplateView

from casework.access.roles import Permission
from casework.children.base_views import (
    ChildPage,
    ChildRecordCreate,
    ChildRecordUpdate,
    PermissionMixin,
)
from casework.children.together.views import RecordTogether
from casework.recording.views import ReadTogether
from casework.support.models import ChildSession, Programme, Skill
from casework.support.operations import begin_programme
from casework.support.workers.forms import (
    ChildSessionForm,
    FindForm,
    ProgrammeEndForm,
    ProgrammeForm,
    SessionForm,
    SkillForm,
)
from casework.support.workers.queries import own_work, who_could_help

NEWEST = 20


class Support(ChildPage):
    """What family support does with this child: programmes, then sessions, the newest first."""

    template_name = "support/workers/support.html"
    page = "support"
    logged_as = "family support"

    def get_context_data(self, **kwargs):
        programmes = Programme.objects.of_child(self.child).with_held().newest_first()
        sessions = ChildSession.objects.of_child(self.child).with_session().newest_first()
        return super().get_context_data(
            programmes=programmes.select_related("worker")[:NEWEST],
            sessions=sessions[:NEWEST],
            may_record=self.request.user.may(Permission.RECORD),
            may_decide=self.request.user.may(Permission.DECIDE),
            **kwargs,
        )


class ToSupport:
    page = "support"
    logged_as = "family support"

    def get_success_url(self):
        return reverse("support", args=[self.child.pk])  # type: ignore[attr-defined]


class ProgrammeAdd(ToSupport, ChildRecordCreate):
    """A manager gives the work to a family support worker, with what it is for."""

    form_class = ProgrammeForm
    permission = Permission.DECIDE
    title, save_label = "Family support for the child", "Give the work"
    intro = "The worker stands beside whoever leads the work, and is told."

    def done(self, form):
        begin_programme(form.instance, by=self.request.user)

    def get_saved_words(self):
        return f"Given to {self.object.worker}."


class ProgrammeEnd(ToSupport, ChildRecordUpdate):
    form_class = ProgrammeEndForm
    title, save_label = "This work ends", "Save the ending"
    saved = "Saved. What was done stays on this page."

    def get_queryset(self):
        return super().get_queryset().filter(ended_on=None)


class SessionAdd(ToSupport, RecordTogether):
    """One session, once, for the child and the brothers and sisters who were there."""

    template_name = "support/workers/session_form.html"
    shared_form = SessionForm
    card_form = ChildSessionForm
    title = "Record a session"

    def saved_words(self, record, cards):
        return f"Session saved for {self.names}."


class SessionPage(ReadTogether):
    template_name = "support/workers/session.html"
    logged_as = "a family support session"
    page = "support"
    model, link = ChildSession, "session"  # type: ignore[assignment]


class FindHelp(PermissionMixin, TemplateView):
    """Who could help this family. No child is on it."""

    permission = Permission.DECIDE
    template_name = "support/workers/find.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        form = FindForm(self.request.GET or None, worker=worker)
        asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
        return super().get_context_data(
            form=form,
            workers=who_could_help(worker.authority_id, **asked),
            clear_url=self.request.path if any(asked.values()) else "",
            **kwargs,
        )


class OwnSessions(PermissionMixin, TemplateView):
    """What you do with children: registers to keep, children you work with, sessions you held."""

    permission = Permission.RECORD
    template_name = "support/workers/own_sessions.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**own_work(self.request.user), **kwargs)


class OwnSkills(PermissionMixin, CreateView):
    """What you are trained in and which languages you speak: a manager can look for it."""

    permission = Permission.RECORD
    form_class = SkillForm
    template_name = "support/workers/skills.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": Skill(worker=self.request.user)}

    def form_valid(self, form):
        with transaction.atomic():
            form.save()
        messages.success(self.request, "Added. A manager can find you by it.")
        return redirect("skills-own")

    def get_context_data(self, **kwargs):
        mine = Skill.objects.filter(worker=self.request.user)
        return super().get_context_data(skills=mine, **kwargs)


class SkillRemove(PermissionMixin, View):
    """Taken off one’s own list; its history keeps it."""

    permission = Permission.RECORD
    http_method_names = ["post"]

    def post(self, request, pk):
        skill = get_object_or_404(Skill, worker=request.user, pk=pk)
        skill.delete()
        messages.success(request, "Taken off your list.")
        return redirect("skills-own")
