"""What is known already when a letter to a parent is begun."""

from django.utils import timezone

from casework.children.models import Child
from casework.documents.letters.blocks import in_a_cell
from casework.interface.plain_text import whole_number
from casework.interface.words import full_day, moment
from casework.plans.family_copy.copy import Copying, plan_needs
from casework.plans.models import Plan
from casework.preproceedings.models import ChildPreProceedings, OrderedAssessment, Parent
from casework.timescales.models import Deadline

END, FIRST_MEETING = "plo.end", "preproceedings"
PLAIN = {
    OrderedAssessment.Kind.PARENTING: "What you do well as a parent, and what help you need",
    OrderedAssessment.Kind.PSYCHOLOGICAL: "How your own life has shaped you, and what would help",
    OrderedAssessment.Kind.PSYCHIATRIC: "A doctor’s view of your mental health",
    OrderedAssessment.Kind.COGNITIVE: "How you learn and understand best",
    OrderedAssessment.Kind.SUBSTANCES: "Tests for drugs or drink",
    OrderedAssessment.Kind.DNA: "A test that shows who a child’s parents are",
    OrderedAssessment.Kind.MEDICAL: "A doctor looks at the children’s health",
    OrderedAssessment.Kind.CONNECTED: "Whether someone you know could look after the children",
    OrderedAssessment.Kind.SIBLINGS: "What the children mean to each other",
    OrderedAssessment.Kind.RESIDENTIAL: "A stay where people help you look after your baby",
}
"""Each kind of assessment in words that need no explaining."""


def parents_of(child: Child, worker):
    """The parents of the process this child is in that this worker may know of."""
    running = ChildPreProceedings.objects.of_child(child).started().recorded_here()
    newest = running.newest_first().values("process")[:1]
    parents = Parent.objects.visible_to(worker).filter(process__in=newest)
    return parents.select_related("person", "process").order_by("pk")


def parents_to_write_to(child, worker) -> list[tuple[str, str]]:
    return [(str(parent.pk), f"to {parent}") for parent in parents_of(child, worker)]


def children_of(parent: Parent, worker) -> list[ChildPreProceedings]:
    """The children this letter is about: those still in the process, the oldest first."""
    rows = ChildPreProceedings.objects.visible_to(worker).filter(process=parent.process_id)
    return list(
        rows.exclude(outcome__in=("not_started", "step_down", "left"))
        .oldest_child_first()
        .select_related("child__person", "child__authority")
    )


def also_on(letter, worker) -> list[Child]:
    """Brothers and sisters the letter is about: it stands on their files too."""
    about = whole_number(letter.about)
    if about is None:
        return []
    parent = parents_of(letter.child, worker).filter(pk=about).first()
    rows = children_of(parent, worker) if parent else []
    return [row.child for row in rows if row.child_id != letter.child_id]


def facts(child, worker, key):
    parent = parents_of(child, worker).get(pk=key)
    rows = children_of(parent, worker)
    known = _known([row.child for row in rows])
    name = str(parent)
    first_name = parent.person.first_name if parent.person else name.split()[0]
    return {
        "parent": {"name": name, "first_name": first_name or name},
        "children": [row.child.first_name for row in rows] or [child.first_name],
        "many": "yes" if len(rows) > 1 else "",
        **known,
        "assessments": _assessments(parent.process_id),
        "family_meeting": "yes",
        "meeting": _meeting(child),
        "decide_by": _decide_by(child),
        "applied_on": _day(min((row.applied_on for row in rows if row.applied_on), default=None)),
        "title": "",
    }


def _known(children) -> dict:
    """The words the family has already, in the family copies of the children's open plans."""
    plans = Plan.objects.open().filter(child__in=children).select_related("child__authority")
    worries: list[str] = []
    going_well: list[str] = []
    changes: list[dict[str, str]] = []
    help_given: list[str] = []
    for plan in plans.select_related("child__person", "family").order_by("child", "pk"):
        copying = Copying(plan)
        copy = copying.copy()
        worries.append(copy.worries)
        going_well.append(copy.going_well)
        for aim, need in zip(copy.aims, plan_needs(plan), strict=True):
            for promise, action in zip(aim.promises, _actions(need), strict=True):
                _put(promise, action, changes, help_given)
    return {
        "worries": "\n\n".join(dict.fromkeys(filter(None, worries))),
        "going_well": "\n\n".join(dict.fromkeys(filter(None, going_well))),
        "changes": changes,
        "help": list(dict.fromkeys(help_given)),
    }


def _actions(need) -> list:
    return [link.action for link in need.actions.all() if not link.action.dropped_on]


def _put(promise, action, changes: list, help_given: list) -> None:
    """What the family do stands under what has to change; what others do is the help."""
    if promise.done:
        return
    if action.owner_person_id:
        change = {
            "what": in_a_cell(promise.what),
            "who": in_a_cell(promise.who),
            "by": in_a_cell(promise.by.removeprefix("by ")),
        }
        if change not in changes:
            changes.append(change)
    else:
        help_given.append(f"{promise.who}: {promise.what}{', ' if promise.by else ''}{promise.by}.")


def _assessments(process) -> list[dict]:
    ordered = OrderedAssessment.objects.filter(process=process).awaited().by_due_date()
    return [
        {
            "what": in_a_cell(PLAIN.get(assessment.kind, assessment.get_kind_display())),
            "who": in_a_cell(assessment.expert),
            "by": full_day(assessment.due_on),
        }
        for assessment in ordered
    ]


def _meeting(child) -> dict:
    """The next meeting of the process that is arranged, if one is."""
    planned = child.meetings.to_come().filter(kind=FIRST_MEETING).select_related("chair").first()
    if planned is None:
        return {"when": "", "place": "", "chair": ""}
    return {
        "when": moment(planned.starts_at),
        "place": planned.place,
        "chair": str(planned.chair or ""),
    }


def _decide_by(child) -> str:
    end = Deadline.objects.open().filter(child=child, code=END).by_due_date().first()
    return full_day(timezone.localdate(end.due_at)) if end else ""


def _day(day) -> str:
    return full_day(day) if day else ""
