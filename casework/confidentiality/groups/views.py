from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView

from casework.access.requests import PageBase
from casework.access.roles import Permission
from casework.children.base_views import ChildForm, ChildPage
from casework.children.models import Child
from casework.confidentiality.groups.forms import AgreeForm, EndForm, GroupForm
from casework.confidentiality.models import GroupAccess
from casework.interface.words import counted

PEOPLE = ("request__worker", "request__asked_by", "decided_by", "grant")


class GroupPage(ChildPage):
    """Who sees all the brothers and sisters of this child, who asked, and who agreed."""

    template_name = "confidentiality/group.html"
    page = "family"
    logged_as = "who sees the brothers and sisters"

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        every = GroupAccess.objects.of_child(self.child).select_related(*PEOPLE)
        every = list(every.order_by("-recorded_at", "-pk")[:20])
        standing = [access for access in every if access.grant and access.grant.until >= today]
        waiting = [
            access for access in every if not access.decided_at and access.request.until >= today
        ]
        return super().get_context_data(
            standing=standing,
            waiting=waiting,
            past=[access for access in every if access not in [*standing, *waiting]],
            may_decide=self.request.user.may(Permission.DECIDE),
            **kwargs,
        )


class GroupAdd(ChildForm, FormView):
    form_class = GroupForm
    permission = Permission.DECIDE
    title = "One worker sees all the brothers and sisters"
    intro = (
        "For the children of your own team you agree by asking. For the others a manager of their"
        " team has to agree, and the file opens only then. A restricted file stays shut."
    )
    save_label = "Ask"
    logged_as = "who sees the brothers and sisters"

    def get_form_kwargs(self):
        others = [
            sibling
            for sibling in self.all_siblings
            if sibling.least_openable or not sibling.restricted
        ]
        facts = {"children": [self.child, *others], "by": self.request.user}
        return {**super().get_form_kwargs(), **facts}

    def get_saved_words(self):
        if not self.object:
            return "Agreed: they see all the brothers and sisters."
        return f"Asked about {counted(len(self.object), 'children')} of other teams."

    def get_success_url(self):
        return reverse("group", args=[self.child.pk])


class OfGroup(PageBase):
    """A form about this child's part in what was asked."""

    child: Child
    permission = Permission.DECIDE
    logged_as = "who sees the brothers and sisters"

    def found(self, accesses) -> GroupAccess:
        of_child = accesses.of_child(self.child).select_related(*PEOPLE)
        access = of_child.filter(pk=self.kwargs["pk"]).first()
        if access is None:
            raise Http404
        access.child = self.child
        return access

    @cached_property
    def access(self) -> GroupAccess:
        return self.found(GroupAccess.objects.in_force())

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "access": self.access, "by": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(access=self.access, **kwargs)

    def get_success_url(self):
        return reverse("group", args=[self.child.pk])


class GroupAgree(OfGroup, ChildForm, FormView):
    """A manager of the child's team says whether the file opens: never whoever asked."""

    form_class = AgreeForm
    template_name = "confidentiality/group_agree.html"
    title = "May one worker see all the brothers and sisters?"
    saved = "Decided, and they are told."

    def dispatch(self, request, *args, **kwargs):
        self.child = self.get_child()
        if self.access.recorded_by == request.user:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def access(self) -> GroupAccess:
        return self.found(GroupAccess.objects.waiting())


class GroupEnd(OfGroup, ChildForm, FormView):
    form_class = EndForm
    save_label = "End it today"
    saved = "Ended. They no longer see this file for that reason."

    @property
    def title(self):
        return f"{self.access.request.worker} no longer sees {self.child.first_name}’s file"
