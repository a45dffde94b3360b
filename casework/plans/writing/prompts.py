"""The texts of a plan as its writer and their manager read them again."""

from django.urls import reverse

from casework.plans.forms import ContingencyForm, PlanActionForm
from casework.plans.models import Plan
from casework.writing.prompts.passages import Passage

UNSENT = ("draft", "returned")


def passages_of(plan: Plan, needs, contingencies) -> list[Passage]:
    """Each action still to be done, and what happens if nothing changes."""
    child = plan.child
    actions = [link.action for need in needs for link in need.actions.all() if not link.left_on]
    for record in (*actions, *contingencies):
        record.child = child
    return [
        *(action_passage(action) for action in actions if action.is_open),
        *(contingency_passage(contingency) for contingency in contingencies),
    ]


def action_passage(action) -> Passage:
    return Passage(action, "what", PlanActionForm.writing["what"], action.what)


def contingency_passage(contingency) -> Passage:
    return Passage(
        contingency,
        "step",
        ContingencyForm.writing["step"],
        f"{contingency.trigger}: {contingency.step}",
        reverse("contingency-edit", args=[contingency.child_id, contingency.pk]),
    )
