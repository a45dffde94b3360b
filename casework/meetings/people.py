"""Who is likely to be at a meeting: those who already work with the children, and their family."""

from dataclasses import dataclass

from casework.children.codes import PROFESSIONAL_KINDS, SIBLING_KINDS, Agency
from casework.children.models import Allocation, Relationship
from casework.children.relatives.queries import not_to_be_told
from casework.meetings.models import Attendee, Meeting

AGENCY_OF = {"teacher": Agency.EDUCATION, "health": Agency.HEALTH, "police": Agency.POLICE}
ADULTS_FIRST = ("mother", "father", "parent", "step_parent", "carer", "partner", "grandparent")


@dataclass(frozen=True, kw_only=True)
class Known:
    """Someone who may be asked. ``key`` names them in a form; ``who`` are an attendee's columns."""

    key: str
    label: str
    agency: str
    who: dict
    report: bool = False
    not_told: bool = False

    def attendee(self, **facts) -> Attendee:
        return Attendee(**self.who, agency=self.agency, **facts)


def known_to(child, worker) -> list[Known]:
    """The child, the family, workers and professionals, then the names of the last meeting: each
    once."""
    people = [
        *workers_of(child),
        *child_of(child),
        *relatives_of(child, worker),
        *last_asked(child),
    ]
    return list({person.key: person for person in people}.values())


def workers_of(child) -> list[Known]:
    allocated = Allocation.objects.open().of_child(child).select_related("worker")
    return [
        Known(
            key=f"worker:{allocation.worker_id}",
            agency=Agency.SOCIAL_CARE,
            who={"worker": allocation.worker},
            label=f"{allocation.worker}, {allocation.get_role_display().lower()}",
            report=True,
        )
        for allocation in allocated.order_by("pk")
        if allocation.worker.works_here
    ]


def child_of(child) -> list[Known]:
    """The child is asked like anyone else; whether they come, by age and understanding."""
    if child.person.unborn:
        return []
    return [
        Known(
            key=f"person:{child.person_id}",
            agency=Agency.FAMILY,
            who={"person": child.person},
            label=f"{child.name}, by age and understanding",
        )
    ]


def relatives_of(child, worker) -> list[Known]:
    """The family, adults first, then the professionals; brothers and sisters are not asked as such.

    Someone who has died is never offered.
    """
    relationships = (
        Relationship.objects.visible_to(worker)
        .standing()
        .filter(person=child.person_id, relative__died_on=None)
        .exclude(kind__in=[*SIBLING_KINDS, "cousin", "friend"])
    )
    limited = not_to_be_told(child)
    return [
        known_as(relationship, limited)
        for relationship in sorted(relationships.select_related("relative"), key=place)
    ]


def place(relationship) -> tuple:
    kind = relationship.kind
    first = ADULTS_FIRST.index(kind) if kind in ADULTS_FIRST else 50
    return 100 if kind in PROFESSIONAL_KINDS else first, relationship.pk


def known_as(relationship, limited: set[int]) -> Known:
    """Someone whose contact is limited is never ticked beforehand, and it is said beside them."""
    outside = relationship.kind in PROFESSIONAL_KINDS
    not_told = relationship.relative_id in limited
    words = ": contact is limited, ask before they are told" if not_told else ""
    return Known(
        key=f"person:{relationship.relative_id}",
        report=outside,
        agency=AGENCY_OF.get(relationship.kind, Agency.OTHER) if outside else Agency.FAMILY,
        who={"person": relationship.relative},
        label=f"{relationship.relative}, {relationship.get_kind_display().lower()}{words}",
        not_told=not_told,
    )


def last_asked(child) -> list[Known]:
    """The names asked to the child's last meeting that stand on no file."""
    last = Meeting.objects.filter(children=child).newest_first().values("pk")[:1]
    named = Attendee.objects.filter(meeting__in=last).exclude(name="").order_by("pk")
    return [
        Known(
            key=f"name:{attendee.pk}",
            agency=attendee.agency,
            who={"name": attendee.name},
            report=True,
            label=f"{attendee.name}, {attendee.get_agency_display().lower()}, asked last time",
        )
        for attendee in named
    ]
