from django.shortcuts import get_object_or_404

from casework.access.roles import Permission
from casework.approvals.models import decisions_of
from casework.children.base_views import ChildPage
from casework.children.extensions.shared_records import tell
from casework.plans.models import Plan
from casework.plans.presentation import figures, needs_of
from casework.plans.reviews.views import looked_at_by
from casework.plans.visitors.views import who_visits
from casework.plans.writing.prompts import UNSENT, passages_of
from casework.plans.writing.similarity import noticed
from casework.writing.prompts.passages import to_think_about


class PlanPage(ChildPage):
    """The child's plan: the open one, or one named by its number."""

    template_name = "plans/plan.html"
    page = "plan"
    logged_as = "the plan"

    def get_context_data(self, **kwargs):
        worker, plans = self.request.user, self.get_plans()
        plan = self.get_plan(plans)
        needs = needs_of(plan, worker, self.child) if plan else []
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
            oversights=plan.oversights.newest_first().select_related("recorded_by") if plan else [],
            may_oversee=bool(plan and not plan.ended_on and worker.may(looked_at_by(plan))),
            visits=who_visits(plan, self.child, worker),
            others=plans,
            settle=next((other for other in plans if other.unsettled), None),
            may_record=may_write and plan is not None and not plan.ended_on,
            may_write=may_write,
            may_start=may_write and all(other.ended_on for other in plans),
            may_authorise=worker.may(Permission.AUTHORISE),
            earlier=decisions_of(plan) if plan else [],
            to_think=to_think_about(passages, worker),
            noticed=noticed(plan, needs, worker) if unsent else [],
            **kwargs,
        )

    def get_plans(self) -> list[Plan]:
        """The open plan first, then the newest."""
        plans = Plan.objects.of_child(self.child).with_unsettled()
        plans = plans.select_related("authorised_by", "returned_by", "ended_by", "family")
        return list(plans.order_by("-ended_on", "-started_on", "-pk")[:20])

    def get_plan(self, plans) -> Plan | None:
        if "pk" in self.kwargs:
            plan = next((plan for plan in plans if plan.pk == self.kwargs["pk"]), None)
            plan = plan or get_object_or_404(
                Plan.objects.of_child(self.child), pk=self.kwargs["pk"]
            )
        else:
            plan = plans[0] if plans else None
        if plan is not None:
            plan.child = self.child
            tell([plan], self.request.user)
        return plan
