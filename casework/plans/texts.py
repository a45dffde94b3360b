"""What is read of a plan, to be counted: its actions that stand, and what happens if nothing
changes. Fields and words are read together: a date is an end, and so is an event a reader could put
in a diary, in either; "ongoing" is none wherever it stands."""

from django.db.models import Prefetch

from casework.plans.models import Need, Plan, PlanAction
from casework.writing.beside import joined
from casework.writing.engine import check
from casework.writing.local import words_of
from casework.writing.readings import Found, Reader, readers

RECORD = "plans.plan"


def plans():
    standing = PlanAction.objects.standing().select_related("action").order_by("pk")
    needs = Need.objects.prefetch_related(Prefetch("actions", standing)).order_by("position", "pk")
    return Plan.objects.filter(imported=False).prefetch_related(
        Prefetch("needs", needs), "contingencies"
    )


def actions_of(plan) -> list:
    found = [link.action for need in plan.needs.all() for link in need.actions.all()]
    return [one for one in found if one.dropped_on is None]


def steps_of(plan) -> list[str]:
    parts = [[one.trigger, one.step, one.who, one.when] for one in plan.contingencies.all()]
    return [joined("plan_contingency", one) for one in parts]


def texts_of(plan) -> list[str]:
    dates = [f"{one.due_on} {one.due_event} {one.what}" for one in actions_of(plan)]
    needs = [f"{one.what_will_be_different}" for one in plan.needs.all()]
    return [*dates, *needs, *steps_of(plan)]


def ends(event: str) -> bool:
    return bool(event) and check("plan_action", event, only=()).labels["timebound"]


def read(plan) -> Found:
    words = words_of(plan.authority_id)
    actions = [
        (one, check("plan_action", one.what, words=words).labels) for one in actions_of(plan)
    ]
    others = [one.what_will_be_different for one in plan.needs.all()] + steps_of(plan)
    hard = [check("plan_action", text, words=words).labels["jargon"] for text in others]
    hard += [labels["jargon"] for _, labels in actions]
    steps = [check("plan_contingency", one).labels["contingency_clear"] for one in steps_of(plan)]
    length = sum(len(text.split()) for text in [*others, *(one.what for one, _ in actions)])
    return Found(
        codes={
            "actions": len(actions),
            "dated": bool(actions) and all(
                one.due_on or said["timebound"] or ends(one.due_event) for one, said in actions
            ),
            "for_child": sum(bool(said["child_focused"]) for _, said in actions),
            "measurable": sum(bool(said["measurable"]) for _, said in actions),
            "if_not": any(steps),
        },
        words=length,
        jargon=sum(map(len, hard)),
    )  # fmt: skip


readers.add(Reader(record=RECORD, records=plans, texts=texts_of, reads=read))
