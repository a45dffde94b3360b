"""Ending a plan, and choosing what goes on into the next: for brothers and sisters at once."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch, Q
from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import TemplateView

from casework.access.roles import Permission
from casework.children.base_views import ChildMixin
from casework.children.models import Child
from casework.interface.words import full_day, listed
from casework.plans.ending import operations
from casework.plans.ending.forms import EndingPart, PlanEndForm
from casework.plans.models import Need, Plan, PlanAction
from casework.plans.reviews.forms import MEANWHILE, answered_meanwhile
from casework.plans.writing.views import OfPlan

NEEDS = Prefetch(
    "needs",
    queryset=Need.objects.prefetch_related(
        Prefetch("actions", queryset=PlanAction.objects.open().with_action().order_by("pk"))
    ),
)


class EndingPage(OfPlan, ChildMixin, TemplateView):
    """One save says what becomes of everything in the plans that end."""

    permission = Permission.RECORD
    template_name = "plans/ending/ending.html"
    title = ""
    save_label = "Save"

    def get_plans(self) -> list[Plan]:
        """This child's plan first, then those of the brothers and sisters beside it."""
        siblings = Child.objects.visible_to(self.request.user).siblings_of(self.child)
        this = Q(pk=self.kwargs["pk"], child=self.child)
        plans = self.plans().filter(this | Q(child__in=siblings))
        plans = list(plans.order_by("child__person__born_on", "pk"))
        plan = next((plan for plan in plans if plan.child_id == self.child.pk), None)
        if plan is None:
            raise Http404
        return [
            plan,
            *(other for other in plans if other is not plan and self.ends_with(plan, other)),
        ]

    def ends_with(self, plan: Plan, other: Plan) -> bool:
        """Whether a brother's or sister's plan is asked about on the same page."""
        raise NotImplementedError

    def part(self, plan: Plan, data) -> EndingPart:
        raise NotImplementedError

    def plans(self):
        return Plan.objects.select_related(
            "child__person", "followed_by", "family"
        ).prefetch_related(NEEDS, "contingencies")

    def get_parts(self) -> list[EndingPart]:
        if not hasattr(self, "_parts"):
            data = self.request.POST if self.request.method == "POST" else None
            self._parts = [self.part(plan, data) for plan in self.get_plans()]
        return self._parts

    def get_form(self):
        return None

    def post(self, request, *args, **kwargs):
        form, parts = self.get_form(), self.get_parts()
        valid = [*([form.is_valid()] if form else []), *(part.is_valid() for part in parts)]
        answers = [answer for part in parts for need in part.needs for answer in need.answers]
        if answered_meanwhile(request.POST, answers):
            messages.warning(request, MEANWHILE)
            valid = [False]
        if not all(valid):
            return self.render_to_response(self.get_context_data())
        chosen = [part for part in parts if part.chosen()]
        with transaction.atomic():
            for part in chosen:
                self.save(part)
        messages.success(request, self.get_saved_words(chosen))
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        parts, form = self.get_parts(), self.get_form()
        together = [
            *([form] if form else []),
            *(part_form for part in parts for part_form in part.forms()),
        ]
        return super().get_context_data(
            title=self.title,
            save_label=self.save_label,
            parts=parts,
            plan=parts[0].plan,
            end_form=form,
            forms=together,
            **kwargs,
        )


class PlanEnd(EndingPage):
    """A manager ends an open plan and says why; each open action is answered in the same save."""

    permission = Permission.AUTHORISE
    title = "End the plan"
    save_label = "End the plan"

    def plans(self):
        return super().plans().open()

    def ends_with(self, plan, other):
        return other.kind == plan.kind

    def part(self, plan, data):
        first = plan.child_id == self.child.pk
        return EndingPart(plan, plan.needs.all(), self.request.user, data, first=first)

    def get_form(self):
        if not hasattr(self, "_form"):
            data = self.request.POST if self.request.method == "POST" else None
            self._form = PlanEndForm(
                data, plan=self.get_parts()[0].plan, children=self.get_children
            )
        return self._form

    def get_children(self) -> list[Child]:
        return [part.child for part in self.get_parts() if part.chosen()]

    def save(self, part):
        data = self.get_form().cleaned_data
        part.save_answers(data["ended_on"])
        operations.end_plan(
            part.plan,
            data["ended_on"],
            data["end_because"],
            words=data["end_reason"],
            by=self.request.user,
        )
        if data["end_because"] not in operations.ENDS_EVERYTHING:
            part.settle()

    def get_saved_words(self, chosen):
        names = listed(part.child.first_name for part in chosen)
        return f"Plan ended for {names}. Its clocks have stopped."


class PlanSettle(EndingPage):
    """After a plan has ended, by a conference or a meeting: what goes on into the next one."""

    title = "What goes on from the plan that ended"
    save_label = "Save what goes on"

    def plans(self):
        return super().plans().waiting_to_be_settled()

    def ends_with(self, plan, other):
        """It ended the same day for the same reason: the meeting decided them together."""
        return (other.ended_on, other.end_because) == (plan.ended_on, plan.end_because)

    def part(self, plan, data):
        return EndingPart(
            plan,
            plan.needs.all(),
            self.request.user,
            data,
            following=getattr(plan, "followed_by", None),
        )

    def save(self, part):
        part.save_answers(part.plan.ended_on)
        part.settle()

    def get_saved_words(self, chosen):
        names = listed(part.child.first_name for part in chosen)
        return f"Saved for {names}: everything in the plan that ended is answered for."

    def get_context_data(self, **kwargs):
        plan = self.get_parts()[0].plan
        intro = (
            f"The {plan.get_kind_display().lower()} ended on {full_day(plan.ended_on)}."
            " Nothing promised in it is lost: say what becomes of each."
        )
        return super().get_context_data(intro=intro, **kwargs)
