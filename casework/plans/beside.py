"""The texts of a plan as its writer and their manager read them again."""

from django.urls import reverse

from casework.plans.forms import ContingencyForm, PlanActionForm
from casework.plans.models import Plan
from casework.writing.passages import Passage

UNSENT = ("draft", "returned")


def passages_of(plan: Plan, needs, contingencies) -> list[Passage]:
    """Each action still to be done, and what happens if nothing changes."""
    child = plan.child
    actions = [link.action for need in needs for link in need.actions.all() if not link.left_on]
    for record in (*actions, *contingencies):
        record.child = child
    return [
        *(_action(one) for one in actions if one.is_open),
        *(_contingency(one, child) for one in contingencies),
    ]


def _action(action) -> Passage:
    return Passage(action, "what", PlanActionForm.writing["what"], action.what)


def _contingency(one, child) -> Passage:
    return Passage(
        one, "step", ContingencyForm.writing["step"], f"{one.trigger}: {one.step}",
        reverse("contingency-edit", args=[child.pk, one.pk]),
    )  # fmt: skip
