"""Who may be a brother or a sister of a child, as far as one worker may know."""

from casework.children.codes import SIBLING_KINDS
from casework.children.models import Child, Person, Relationship

PARENTS = ("mother", "father", "parent")


def candidates(child: Child, worker) -> list[tuple[Person, str]]:
    """Those linked already with what they are; the children of the same parents, and those of a
    brother's or sister's links."""
    me = child.person_id
    seen = Relationship.objects.visible_to(worker).standing()
    linked = {row.relative_id: row.kind for row in seen.filter(person=me, kind__in=SIBLING_KINDS)}
    parents = seen.filter(person=me, kind__in=PARENTS).values("relative")
    near = set(seen.filter(relative__in=parents, kind__in=PARENTS).values_list("person", flat=True))
    theirs = seen.filter(person__in=linked, kind__in=SIBLING_KINDS)
    near |= set(theirs.values_list("relative", flat=True))
    files = (
        Child.objects.visible_to(worker).filter(person__in=near).values_list("person", flat=True)
    )
    people = Person.objects.filter(pk__in={*linked, *files} - {me})
    return [
        (person, linked.get(person.pk, "")) for person in people.order_by("born_on", "given_name")
    ]
