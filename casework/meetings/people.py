"""Who is likely to be at a meeting: those who already work with the children, and their family."""

from casework.children.codes import PROFESSIONAL_KINDS, SIBLING_KINDS, Agency
from casework.children.models import Allocation, Relationship

AGENCY_OF = {"teacher": Agency.EDUCATION, "health": Agency.HEALTH, "police": Agency.POLICE}
ADULTS_FIRST = ("mother", "father", "parent", "step_parent", "carer", "partner", "grandparent")


def known_to(child) -> list[dict]:
    """Workers, family and professionals on the child's file, each once, as a row to invite."""
    return [*workers_of(child), *relatives_of(child)]


def workers_of(child) -> list[dict]:
    allocated = Allocation.objects.open().of_child(child).select_related("worker")
    seen = {one.worker_id: one for one in allocated.order_by("pk")}
    return [
        {"worker": one.worker, "agency": Agency.SOCIAL_CARE, "is": one.get_role_display()}
        for one in seen.values()
    ]


def relatives_of(child) -> list[dict]:
    """The family, adults first, then the professionals; brothers and sisters are not asked as such.

    Someone who has died is never offered.
    """
    found = Relationship.objects.filter(
        person=child.person_id, ended_on=None, relative__died_on=None
    ).exclude(kind__in=[*SIBLING_KINDS, "cousin", "friend"])
    rows = {one.relative_id: one for one in found.select_related("relative").order_by("pk")}
    return [row_of(one) for one in sorted(rows.values(), key=place)]


def place(relationship) -> int:
    kind = relationship.kind
    if kind in PROFESSIONAL_KINDS:
        return 100
    return ADULTS_FIRST.index(kind) if kind in ADULTS_FIRST else 50


def row_of(relationship) -> dict:
    outside = relationship.kind in PROFESSIONAL_KINDS
    agency = AGENCY_OF.get(relationship.kind, Agency.OTHER) if outside else Agency.FAMILY
    return {
        "person": relationship.relative,
        "agency": agency,
        "is": relationship.get_kind_display(),
    }
