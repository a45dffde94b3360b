"""Who works here: an administrator's pages. None of them opens a child's file."""

from itertools import groupby
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.mixins import UserPassesTestMixin
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.generic import CreateView, ListView, TemplateView, UpdateView, View
from django.views.generic.detail import SingleObjectMixin
from django.views.generic.edit import FormMixin

from casework.access.accounts import operations
from casework.access.accounts.models import AccountRequest
from casework.access.forms import TeamForm, WorkerChangeForm, WorkerForm
from casework.access.job_runs import guard
from casework.access.models import Run, Team, Worker
from casework.access.requests import PageBase
from casework.access.roles import Permission
from casework.access.sessions.step_up import Sure

ASKED = "A second person is asked to agree. Until then nothing opens to {}."
LINK_SENT = "A link to choose a password is on its way to {}. It works once."


class AdministerMixin(UserPassesTestMixin):
    """Only for those who look after people and teams: 403 for everyone else."""

    raise_exception = True

    @classmethod
    def opens_to(cls, worker) -> bool:
        return worker.may(Permission.ADMINISTER)

    def test_func(self):
        return self.opens_to(self.request.user)

    def workers(self):
        """The people of this council. Whoever looks after the whole system is not among them."""
        return Worker.objects.of(self.request.user.authority_id).filter(is_superuser=False)


class People(AdministerMixin, TemplateView):
    template_name = "access/people.html"

    def get_context_data(self, **kwargs):
        workers = self.workers().order_by("team__name", "last_name", "first_name")
        in_team = {
            team: list(members)
            for team, members in groupby(workers, key=lambda worker: worker.team_id)
        }
        teams = Team.objects.filter(authority=self.request.user.authority_id)
        return super().get_context_data(
            teams=[{"team": team, "workers": in_team.get(team.pk, [])} for team in teams],
            in_no_team=in_team.get(None, []),
            count=sum(len(members) for members in in_team.values()),
            **kwargs,
        )


class Runs(AdministerMixin, ListView):
    """What ran by itself lately: when, how long it took, what it did, what went wrong."""

    template_name = "access/runs.html"
    queryset = Run.objects.order_by("-started_at")[:60]

    def get_context_data(self, **kwargs):
        return super().get_context_data(state=guard(), **kwargs)


if TYPE_CHECKING:

    class PersonFormBase(PageBase, FormMixin):
        """What a form of these pages may count on."""
else:
    PersonFormBase = object


class WithPerson(PersonFormBase):
    """A form about people, which needs to know who fills it in."""

    template_name = "access/form.html"
    success_url = reverse_lazy("people")
    title = save_label = saved = ""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}

    def form_valid(self, form):
        form.save()
        messages.success(self.request, self.saved)
        return redirect(self.success_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title, save_label=self.save_label, **kwargs)


class WorkerAdd(Sure, AdministerMixin, WithPerson, CreateView):
    """An account that opens no file is made at once; any other waits for a second person."""

    form_class = WorkerForm
    title, save_label = "Add someone", "Add them"

    def form_valid(self, form):
        worker = form.save(commit=False)
        if operations.ask_for_account(worker, by=self.request.user):
            messages.success(self.request, ASKED.format(worker))
            return redirect("people")
        return show_way_in(self.request, worker, operations.way_in(worker, by=self.request.user))


class WorkerEdit(Sure, AdministerMixin, WithPerson, UpdateView):
    form_class = WorkerChangeForm
    template_name = "access/worker.html"
    title, save_label, saved = "Someone who works here", "Save", "Saved."

    def get_queryset(self):
        return self.workers()

    def form_valid(self, form):
        before = Worker.objects.get(pk=self.object.pk)
        worker = form.save(commit=False)
        asked = operations.change_account(before, worker, by=self.request.user)
        messages.success(self.request, ASKED.format(worker) if asked else self.saved)
        return redirect(self.success_url)

    def get_context_data(self, **kwargs):
        waiting = AccountRequest.objects.waiting().filter(worker=self.object)
        return super().get_context_data(
            waiting=[operations.words_of(asked) for asked in waiting.with_people()], **kwargs
        )


class WorkerPassword(Sure, AdministerMixin, SingleObjectMixin, View):
    """A way in for someone who forgot their password, or was locked out after too many tries."""

    http_method_names = ["post"]

    def get_queryset(self):
        return self.workers()

    def post(self, request, pk):
        worker = self.get_object()
        code, asked = operations.give_way_in(worker, by=request.user)
        if asked:
            messages.success(request, ASKED.format(worker))
            return redirect("people")
        return show_way_in(request, worker, code)


def show_way_in(request, worker, code: str | None):
    """A code to hand over; without one, a link is on its way to the person."""
    if code is None:
        messages.success(request, LINK_SENT.format(worker.email))
        return redirect("people")
    return render(request, "access/password_once.html", {"worker": worker, "password": code})


class TeamAdd(AdministerMixin, WithPerson, CreateView):
    form_class = TeamForm
    title, save_label, saved = "Add a team", "Add this team", "Team added."


class TeamEdit(AdministerMixin, WithPerson, UpdateView):
    form_class = TeamForm
    title, save_label, saved = "Rename a team", "Save", "Saved."

    def get_queryset(self):
        return Team.objects.filter(authority=self.request.user.authority_id)
