"""Who visits the child besides the lead: named in the plan by whoever leads it, or by a manager."""

from django.utils import timezone

from casework.access.roles import Permission
from casework.children.base_views import ChildRecordCreate, ChildRecordUpdate
from casework.children.models import Allocation
from casework.interface.words import full_day
from casework.plans.models import Plan, PlanVisitor
from casework.plans.visitors.forms import PlanVisitorEndForm, PlanVisitorForm
from casework.plans.writing.views import OfPlan


def may_name(worker, child) -> bool:
    """The plan's owner: whoever leads the work with the child, and who authorises plans."""
    if worker.may(Permission.AUTHORISE):
        return True
    leads = Allocation.objects.leading().filter(child=child, worker=worker)
    return worker.may(Permission.RECORD) and leads.exists()


def who_visits(plan, child, worker) -> dict | None:
    """What the plan's page says of who visits; ``child`` as the banner shows them."""
    if plan is None or plan.ended_on:
        return None
    return {
        "protects": plan.kind == Plan.Kind.PROTECTION,
        "lead": child.lead_name,
        "today": timezone.localdate(),
        "named": plan.visitors.not_over().soonest_first().select_related("worker"),
        "may_name": may_name(worker, child),
    }


class OfVisitors(OfPlan):
    def admits(self, worker) -> bool:
        return may_name(worker, self.child)

    def get_saved_words(self):
        visitor = self.object
        return f"{visitor.worker} may visit until {full_day(visitor.until)}, and it counts."


class PlanVisitorAdd(OfVisitors, ChildRecordCreate):
    form_class = PlanVisitorForm
    title = "Name another visitor"
    save_label = "Save the visitor"
    intro = (
        "Their visits count as those of the lead until the day you give. Nobody else’s do, except"
        " those of whoever covers while the lead is away."
    )

    def new_record(self):
        return PlanVisitor.on_file_of(self.child, self.request.user, plan=self.open_plan())

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}


class PlanVisitorEnd(OfVisitors, ChildRecordUpdate):
    form_class = PlanVisitorEndForm
    title = "Until when do they visit?"

    def get_queryset(self):
        named = PlanVisitor.objects.of_child(self.child).select_related("worker", "plan")
        return named.filter(plan__ended_on=None)
