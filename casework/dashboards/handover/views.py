from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.allocation.forms import AllocateForm
from casework.children.base_views import ChildMixin, PermissionMixin
from casework.children.models import Child
from casework.dashboards.handover.forms import HandOverForm
from casework.dashboards.handover.put_out import PutOutHolding
from casework.dashboards.handover.queries import Holding, leavers_for
from casework.dashboards.manager_work import unallocated_for
from casework.interface.words import counted
from casework.transfers.summary import summaries


class HandOver(PermissionMixin, FormView):
    """Everything one worker holds goes to someone else: all of it at once, or child by child.

    With ``?restricted`` what they still hold of restricted files they may open no more.
    """

    permission = Permission.DECIDE
    template_name = "dashboards/handover/hand_over.html"
    form_class = HandOverForm
    shaped_by = ("restricted",)

    @cached_property
    def leaver(self) -> Worker:
        others = Worker.objects.of(self.request.user.authority_id)
        return get_object_or_404(others.exclude(pk=self.request.user.pk), pk=self.kwargs["pk"])

    @cached_property
    def holding(self) -> Holding:
        return self.held()

    @property
    def put_out(self) -> bool:
        return "restricted" in self.request.GET

    def held(self) -> Holding:
        kind = PutOutHolding if self.put_out else Holding
        return kind(self.leaver, self.request.user)

    def get_form_kwargs(self):
        children = [row.child for row in self.holding.children]
        return {
            **super().get_form_kwargs(),
            "holding": self.holding,
            "by": self.request.user,
            "sentences": summaries(children, self.request.user),
        }

    @transaction.atomic
    def form_valid(self, form):
        number = counted(form.save(), "children")
        left = self.held()
        words = "Nothing is left with them." if left.empty else "The rest is below."
        messages.success(self.request, f"{number} of {self.leaver} handed over. {words}")
        return redirect("home" if left.empty else self.request.get_full_path())

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            leaver=self.leaver, holding=self.holding, put_out=self.put_out, **kwargs
        )


class HandOverOfChild(ChildMixin, View):
    """From a child's file to the page on which whoever leaves hands everything over."""

    permission = Permission.DECIDE
    logged_as = "who works with the child"

    def get(self, request, *args, **kwargs):
        for leaver in leavers_for(request.user):
            held = Holding(leaver, request.user)
            about = {row.child.pk for row in held.children}
            about |= {audit.child_id for audit in held.audits}
            about |= {child.pk for meeting in held.meetings for child in meeting.known}
            if self.child.pk in about:
                return redirect("hand-over", leaver.pk)
        messages.info(request, f"Nobody who leaves holds anything for {self.child.first_name}.")
        return redirect(self.child)


class AllocateSome(PermissionMixin, FormView):
    """Any selection of children to one worker in one step: those nobody holds, or with
    ``?worker=`` those of one worker."""

    permission = Permission.DECIDE
    form_class = AllocateForm
    template_name = "dashboards/handover/allocate.html"
    shaped_by = ("worker",)

    @cached_property
    def offered(self):
        reader, worker = self.request.user, self.request.GET.get("worker", "")
        known = Child.objects.visible_to(reader)
        if worker.isdecimal() and len(worker) < 10:
            held = known.filter(allocations__worker=worker, allocations__ended_on=None).distinct()
            return held.with_person().by_name()
        alone = [child.pk for child in unallocated_for(reader)]
        return known.filter(pk__in=alone).with_person().by_name()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user, "offered": self.offered}

    def form_valid(self, form):
        form.save()
        number, worker = counted(len(form.chosen), "children"), form.cleaned_data["worker"]
        messages.success(self.request, f"{number} allocated to {worker}.")
        return redirect("home")

    def get_context_data(self, **kwargs):
        return super().get_context_data(some=self.offered.exists(), **kwargs)
