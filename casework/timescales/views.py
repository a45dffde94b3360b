from django.views.generic import TemplateView

from casework.access.roles import Permission
from casework.children.views import ChildPage, PermissionMixin
from casework.timescales.models import Deadline, WorkingDay
from casework.timescales.registry import registry


class WhatIsDue(ChildPage):
    """Every clock running for a child, and the newest 20 that have stopped."""

    template_name = "timescales/due.html"
    looks_at = "what is due"

    def get_context_data(self, **kwargs):
        deadlines = Deadline.objects.of_child(self.child).with_state().with_lateness()
        return super().get_context_data(
            running=[one.line for one in deadlines.open().by_due_date()[:50]],
            stopped=[one.line for one in deadlines.closed().order_by("-due_at")[:20]],
            **kwargs,
        )


class Timescales(PermissionMixin, TemplateView):
    """Every rule with a clock: its limit, where it comes from, and how sure we are of it."""

    permission = Permission.ADMINISTER
    template_name = "timescales/timescales.html"

    def get_context_data(self, **kwargs):
        reach = WorkingDay.objects.filter(published=True).last()
        return super().get_context_data(rules=list(registry), reach=reach, **kwargs)
