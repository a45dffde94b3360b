from django.shortcuts import get_object_or_404

from casework.access.roles import Permission
from casework.children.views import ChildPage
from casework.plans.beside import UNSENT, passages_of
from casework.plans.drawing import figures, needs_of
from casework.plans.models import Plan
from casework.plans.noticing import noticed
from casework.recording.authorising import decisions_of
from casework.writing.passages import to_think_about


class PlanPage(ChildPage):
    """The child's plan: the open one, or one named by its number."""

    template_name = "plans/plan.html"
    page = "plan"
    looks_at = "the plan"

    def get_context_data(self, **kwargs):
        worker, plans = self.request.user, self.get_plans()
        plan = self.get_plan(plans)
        needs = needs_of(plan, self.child) if plan else []
        contingencies = list(plan.contingencies.all()) if plan else []
        may_write = worker.may(Permission.RECORD)
        unsent = may_write and plan is not None and not plan.ended_on and plan.state in UNSENT
        passages = passages_of(plan, needs, contingencies) if unsent else []
        return super().get_context_data(
            plan=plan,
            needs=needs,
            figures=figures(self.child, needs),
            contingencies=contingencies,
            readings=plan.readings.all() if plan else [],
            reviews=plan.reviews.newest_first().select_related("meeting")[:5] if plan else [],
            others=plans,
            settle=next((one for one in plans if one.unsettled), None),
            may_record=may_write and plan is not None and not plan.ended_on,
            may_write=may_write,
            may_start=may_write and all(one.ended_on for one in plans),
            may_authorise=worker.may(Permission.AUTHORISE),
            earlier=decisions_of(plan) if plan else [],
            to_think=to_think_about(passages, worker),
            noticed=noticed(plan, needs, worker) if unsent else [],
            **kwargs,
        )

    def get_plans(self) -> list[Plan]:
        """The open plan first, then the newest."""
        plans = Plan.objects.of_child(self.child).with_unsettled()
        plans = plans.select_related("authorised_by", "returned_by", "family")
        return list(plans.order_by("-ended_on", "-started_on", "-pk")[:20])

    def get_plan(self, plans) -> Plan | None:
        if "pk" in self.kwargs:
            plan = next((one for one in plans if one.pk == self.kwargs["pk"]), None)
            plan = plan or get_object_or_404(
                Plan.objects.of_child(self.child), pk=self.kwargs["pk"]
            )
        else:
            plan = plans[0] if plans else None
        if plan is not None:
            plan.child = self.child
        return plan
