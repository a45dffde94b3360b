"""Who can be asked to do something for a child: one person, by name, in one list."""

from casework.access.models import Worker
from casework.children.codes import PROFESSIONAL_KINDS
from casework.children.models import Allocation, Relationship

WORKER, PERSON = "worker", "person"


def owner_choices(child, action=None) -> list:
    """The child and their family, the professionals around them, the workers on the file, then
    every other worker. Brothers and sisters with a file of their own are left out: some may not be
    known to whoever reads this. Nobody who has left is offered, but as who has the ``action`` now.
    """
    around = list(
        Relationship.objects.filter(person=child.person_id, ended_on=None, relative__child=None)
        .filter(relative__died_on=None)
        .select_related("relative")
        .order_by("pk")
    )
    family = [
        relationship for relationship in around if relationship.kind not in PROFESSIONAL_KINDS
    ]
    professionals = [
        relationship for relationship in around if relationship.kind in PROFESSIONAL_KINDS
    ]
    on_file = list(
        Allocation.objects.open().of_child(child).select_related("worker").order_by("pk")
    )
    on_file = [allocation for allocation in on_file if allocation.worker.works_here]
    theirs = {allocation.worker_id for allocation in on_file}
    others = Worker.objects.of(child.authority_id).working().exclude(pk__in=theirs)
    held = action and action.owner_worker
    gone = [(f"{WORKER}:{held.pk}", held.name)] if held and not held.works_here else []
    groups = [
        ("Family", [_child(child), *map(_relative, family)]),
        (
            f"People who help {child.first_name}",
            [_relative(relationship) for relationship in professionals],
        ),
        ("Workers on this file", list(dict(map(_allocated, on_file)).items())),
        ("Other workers", [(f"{WORKER}:{worker.pk}", worker.name) for worker in others]),
        ("Has left", gone),
    ]
    return [("", "Choose one"), *[group for group in groups if group[1]]]


def _child(child):
    return f"{PERSON}:{child.person_id}", child.name


def _relative(relationship):
    known_as = relationship.relative.job_title or relationship.get_kind_display().lower()
    return f"{PERSON}:{relationship.relative_id}", f"{relationship.relative}, {known_as}"


def _allocated(allocation):
    return (
        f"{WORKER}:{allocation.worker_id}",
        f"{allocation.worker}, {allocation.get_role_display().lower()}",
    )


def owner_value(action) -> str:
    if action.owner_worker_id:
        return f"{WORKER}:{action.owner_worker_id}"
    return f"{PERSON}:{action.owner_person_id}" if action.owner_person_id else ""


def owner_facts(value: str) -> dict:
    """The columns of an owner chosen from the list."""
    kind, _, pk = (value or "").partition(":")
    return {
        "owner_worker_id": int(pk) if kind == WORKER else None,
        "owner_person_id": int(pk) if kind == PERSON else None,
    }
