"""The systems that read through the API. An administrator registers a system and ends it; only
somebody who may read in bulk themselves gives it a credential, and sees the secret, once: so nobody
who may open no file comes by a way to read one."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Max, Sum
from django.db.models.functions import TruncDate
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.generic import CreateView, DetailView, FormView, ListView, UpdateView, View
from django.views.generic.detail import SingleObjectMixin

from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.systems import operations, scopes
from casework.systems.forms import CredentialForm, SystemForm
from casework.systems.models import Credential, System

DAYS_SHOWN = 30


class SystemsMixin(PermissionMixin):
    """For those who look after systems, and those who read in bulk: 403 for everyone else."""

    permissions: tuple[Permission, ...] = (Permission.ADMINISTER, Permission.RUN_RETURNS)

    @classmethod
    def opens_to(cls, worker) -> bool:
        return any(worker.may(permission) for permission in cls.permissions)

    def get_queryset(self):
        systems = System.objects.of(self.request.user.authority_id)
        return systems.select_related("keeper", "team", "reads_as")


class Systems(SystemsMixin, ListView):
    template_name = "systems/list.html"

    def get_queryset(self):
        used = Max("credentials__uses__minute")
        return super().get_queryset().annotate(last_asked_at=used).order_by("ended_at", "name")


class SystemAdd(SystemsMixin, CreateView):
    permissions = (Permission.ADMINISTER,)
    form_class = SystemForm
    template_name = "systems/form.html"
    title = "Register a system"
    extra_context = {"title": title, "save_label": "Register"}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}

    def form_valid(self, form):
        system = operations.register(system=form.save(commit=False), by=self.request.user)
        messages.success(
            self.request, "Registered. Someone who reads in bulk can now give it a credential."
        )
        return redirect(system)


class SystemEdit(SystemsMixin, UpdateView):
    permissions = (Permission.ADMINISTER,)
    form_class = SystemForm
    template_name = "systems/form.html"
    title = "Change a system"
    extra_context = {"title": title, "save_label": "Save"}

    def get_queryset(self):
        return super().get_queryset().filter(ended_at=None)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}

    def form_valid(self, form):
        operations.change(system=form.save(commit=False))
        messages.success(self.request, "Saved.")
        return redirect(form.instance)


class SystemPage(SystemsMixin, DetailView):
    """What it may read, its credentials, and how often each asked."""

    template_name = "systems/system.html"
    context_object_name = "system"

    def get_context_data(self, **kwargs):
        system, worker = self.object, self.request.user
        credentials = system.credentials.select_related("made_by", "ended_by")
        return super().get_context_data(
            kinds=[scope.title for scope in scopes.registry if scope.code in system.kinds],
            credentials=credentials.annotate(last_asked_at=Max("uses__minute")),
            days=days_of(system),
            changes=changes_of(system),
            may_change=worker.may(Permission.ADMINISTER) and not system.ended_at,
            may_issue=worker.may(Permission.RUN_RETURNS) and not system.ended_at,
            **kwargs,
        )


def days_of(system):
    """Each of the last days on which it asked, the newest first."""
    since = timezone.now() - timedelta(days=DAYS_SHOWN)
    uses = Credential.objects.filter(system=system, uses__minute__gte=since)
    return (
        uses.values(day=TruncDate("uses__minute"))
        .annotate(
            asked=Sum("uses__asked"),
            refused=Sum("uses__refused"),
            because=Max("uses__refused_because"),
        )
        .order_by("-day")
    )


def changes_of(system):
    """What stood before, each time it was changed."""
    history = System.pgh_event_models["update"].objects.filter(pgh_obj_id=system.pk)
    return history.select_related("keeper", "team", "pgh_context").order_by("-pgh_created_at")[:20]


class CredentialAdd(SystemsMixin, SingleObjectMixin, FormView):
    permissions = (Permission.RUN_RETURNS,)
    form_class = CredentialForm
    template_name = "systems/form.html"
    extra_context = {"title": "Give it a credential", "save_label": "Make the credential"}

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object() if self.opens_to(request.user) else None
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return super().get_queryset().filter(ended_at=None)

    def form_valid(self, form):
        days = int(form.cleaned_data["days"])
        made, secret = operations.issue(system=self.object, days=days, by=self.request.user)
        facts = {"system": self.object, "credential": made, "secret": secret}
        return render(self.request, "systems/secret_once.html", facts)


class CredentialEnd(SystemsMixin, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        mine = Credential.objects.filter(system__in=self.get_queryset(), ended_at=None)
        credential = mine.select_related("system").filter(pk=pk).first()
        if credential is None:
            raise Http404
        operations.end_credential(credential=credential, by=request.user)
        messages.success(request, "Ended. It opens nothing any more.")
        return redirect(credential.system)


class SystemEnd(SystemsMixin, SingleObjectMixin, View):
    permissions = (Permission.ADMINISTER,)
    http_method_names = ["post"]

    def get_queryset(self):
        return super().get_queryset().filter(ended_at=None)

    def post(self, request, pk):
        system = self.get_object()
        operations.end_system(system=system, by=request.user)
        messages.success(request, "Ended, with its credentials. What it read stays on record.")
        return redirect(system)
