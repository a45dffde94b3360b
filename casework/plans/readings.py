"""What is read of a plan, to be counted: its actions that stand, and what happens if nothing
changes. Fields and words are read together: a date is an end, and so is an event a reader could put
in a diary, in either; "ongoing" is none wherever it stands."""

from typing import cast

from django.db.models import Prefetch

from casework.plans.models import Need, Plan, PlanAction
from casework.writing.checks.engine import check
from casework.writing.prompts.prompts import joined
from casework.writing.readings import Reader, TextFindings, readers
from casework.writing.vocabulary.models import words_of

RECORD = "plans.plan"


def plans():
    standing = PlanAction.objects.standing().select_related("action").order_by("pk")
    needs = Need.objects.prefetch_related(Prefetch("actions", standing)).order_by("position", "pk")
    return Plan.objects.filter(imported=False).prefetch_related(
        Prefetch("needs", needs), "contingencies"
    )


def actions_of(plan) -> list:
    actions = [link.action for need in plan.needs.all() for link in need.actions.all()]
    return [action for action in actions if action.dropped_on is None]


def steps_of(plan) -> list[str]:
    parts = [
        [contingency.trigger, contingency.step, contingency.who, contingency.when]
        for contingency in plan.contingencies.all()
    ]
    return [joined("plan_contingency", part) for part in parts]


def texts_of(plan) -> list[str]:
    dates = [f"{action.due_on} {action.due_event} {action.what}" for action in actions_of(plan)]
    needs = [f"{need.what_will_be_different}" for need in plan.needs.all()]
    return [*dates, *needs, *steps_of(plan)]


def ends(event: str) -> bool:
    return bool(event) and bool(check("plan_action", event, only=()).labels["timebound"])


def jargon_in(text: str, words) -> list[str]:
    return cast(list[str], check("plan_action", text, words=words).labels["jargon"])


def read(plan) -> TextFindings:
    words = words_of(plan.authority_id)
    actions = [
        (action, check("plan_action", action.what, words=words).labels)
        for action in actions_of(plan)
    ]
    others = [need.what_will_be_different for need in plan.needs.all()] + steps_of(plan)
    hard = [jargon_in(text, words) for text in others]
    hard += [cast(list[str], labels["jargon"]) for _, labels in actions]
    steps = [check("plan_contingency", step).labels["contingency_clear"] for step in steps_of(plan)]
    length = sum(len(text.split()) for text in [*others, *(action.what for action, _ in actions)])
    return TextFindings(
        codes={
            "actions": len(actions),
            "dated": bool(actions)
            and all(
                action.due_on or labels["timebound"] or ends(action.due_event)
                for action, labels in actions
            ),
            "for_child": sum(bool(labels["child_focused"]) for _, labels in actions),
            "measurable": sum(bool(labels["measurable"]) for _, labels in actions),
            "if_not": any(steps),
        },
        words=length,
        jargon=sum(map(len, hard)),
    )


readers.add(Reader(record=RECORD, records=plans, texts=texts_of, reads=read))
