"""The pages of groups: which there are, the days of one, and its register."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import CreateView, FormView, TemplateView, UpdateView

from casework.access.roles import Permission
from casework.children.access_log import log_looks
from casework.children.base_views import PermissionMixin
from casework.children.extensions.shared_records import tell_above
from casework.children.saving.conflicts import hold
from casework.support.groups.forms import (
    GroupDayForm,
    GroupEndForm,
    GroupForm,
    PlanForm,
    RegisterForm,
)
from casework.support.groups.operations import hand_over, keep_register, plan_sessions
from casework.support.groups.presentation import group_page
from casework.support.groups.queries import comers, name_adults, places_in
from casework.support.models import Group, GroupAttendance, GroupDay
from casework.support.services.views import ReadsServices, ServiceFormView

NEWEST = 50


class Groups(ReadsServices, TemplateView):
    """Those that run, then those that ended. No child is on it."""

    template_name = "support/groups/groups.html"

    def get_context_data(self, **kwargs):
        groups = Group.objects.visible_to(self.request.user).select_related("service", "worker")
        return super().get_context_data(
            groups=tell_above(groups.newest_first()[:NEWEST], self.request.user),
            may_record=self.request.user.may(Permission.RECORD),
            **kwargs,
        )


class OfGroup(PermissionMixin):
    """A page about one group of this council, or 404."""

    @cached_property
    def group(self) -> Group:
        groups = Group.objects.visible_to(self.request.user).select_related("service", "worker")
        return get_object_or_404(groups, pk=self.kwargs["pk"])

    def admits(self, worker) -> bool:
        return self.opens_to(worker) and bool(self.group)


class KeepsGroup(OfGroup):
    """Only whoever leads the group, or a manager, changes it."""

    permission = Permission.RECORD

    def admits(self, worker) -> bool:
        return super().admits(worker) and self.group.kept_by(worker)


class OneGroup(OfGroup, ReadsServices, TemplateView):
    template_name = "support/groups/group.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**group_page(self.group, self.request.user), **kwargs)


class GroupFormView(ServiceFormView):
    permission = Permission.RECORD
    listed_on = "support-groups"

    def get_queryset(self):
        return Group.objects.visible_to(self.request.user)


class GroupAdd(GroupFormView, CreateView):
    form_class = GroupForm
    title, save_label = "A group", "Add the group"
    saved = "{name} is added. Say on which days it meets next."

    def get_form_kwargs(self):
        worker = self.request.user
        made = Group(authority=worker.authority, worker=worker)
        return {**super().get_form_kwargs(), "instance": made}


class GroupEdit(KeepsGroup, GroupFormView, UpdateView):
    form_class = GroupForm
    title, save_label = "Change a group", "Save the group"
    saved = "{name} is saved. What stood before is kept in its history."

    def form_valid(self, form):
        response = super().form_valid(form)
        if "worker" in form.changed_data:
            hand_over(self.object, by=self.request.user)
        return response


class GroupEnd(KeepsGroup, GroupFormView, UpdateView):
    form_class = GroupEndForm
    title, save_label = "A group ends", "Save the ending"
    saved = "Saved. End each place on the child’s file, with what changed."


class GroupPlan(KeepsGroup, FormView):
    """The days it meets, all at once."""

    form_class = PlanForm
    template_name = "support/services/form.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "group": self.group}

    def form_valid(self, form):
        typed = form.cleaned_data
        made = plan_sessions(self.group, typed["first"], typed["many"], typed["weeks"])
        messages.success(self.request, f"Saved: {len(made)} days.")
        return redirect(self.group)

    def get_context_data(self, **kwargs):
        facts = {"title": "The days it meets", "save_label": "Save the days"}
        return super().get_context_data(**facts, back=self.group.get_absolute_url(), **kwargs)


class OfSession:
    @cached_property
    def session(self) -> GroupDay:
        sessions = GroupDay.objects.filter(group=self.group)  # type: ignore[attr-defined]
        session = get_object_or_404(sessions, pk=self.kwargs["session"])  # type: ignore[attr-defined]
        session.group = self.group  # type: ignore[attr-defined]
        return session


class GroupDayEdit(OfSession, KeepsGroup, ServiceFormView, UpdateView):
    """Another day, what it is about, or that it does not take place."""

    permission = Permission.RECORD
    form_class = GroupDayForm
    title, saved = "A day of the group", "Saved."

    def get_object(self, queryset=None):
        return self.session


class Register(OfSession, KeepsGroup, FormView):
    """One page for everyone: who came, who did not and why, what was different."""

    form_class = RegisterForm
    template_name = "support/groups/register.html"

    @cached_property
    def places(self):
        places = places_in(self.group, self.request.user).on(self.session.held_on)
        return name_adults(list(places), self.request.user)

    def dispatch(self, request, *args, **kwargs):
        if not self.admits(request.user):
            raise PermissionDenied
        if self.session.cancelled_because or self.session.to_come:
            return redirect(self.group)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        if self.request.method == "POST":
            hold(self.session)  # two people's registers of one day, one after the other
        kept = GroupAttendance.objects.filter(session=self.session, place__in=self.places)
        return {
            **super().get_form_kwargs(),
            "comers": comers(self.places),
            "stood": {row.place_id: row for row in kept},
        }

    def form_valid(self, form):
        keep_register(self.session, form.told, self.places, by=self.request.user)
        messages.success(self.request, "Register saved, on the file of each child.")
        return redirect(self.group)

    def get_context_data(self, **kwargs):
        children = {place.child_id: place.child for place in self.places}
        log_looks(self.request.user, children.values(), "the register of a group")
        edit = reverse("support-group-session-edit", args=[self.group.pk, self.session.pk])
        return super().get_context_data(
            group=tell_above([self.group], self.request.user)[0],
            session=tell_above([self.session], self.request.user)[0],
            edit_url=edit,
            **kwargs,
        )
