"""To whom a document may go, and what must be known before it does."""

from casework.children.family.network import visible_relationships
from casework.documents.models import ContactLimit, Document

SOMEONE_ELSE, THE_CHILD = "else", "child"
FAMILY_MAY_NOT = (Document.Sensitivity.NOT_FAMILY, Document.Sensitivity.SOURCE)


class Recipients:
    """The child, those around them this worker may know of, and anyone else by name."""

    def __init__(self, child, worker, document):
        self.child, self.document = child, document
        self.around = {
            str(relationship.relative_id): relationship
            for relationship in visible_relationships(child, worker)
            if relationship.relative.died_on is None
        }
        self.limits = {
            limit.person_id: limit
            for limit in ContactLimit.objects.standing().of_child(child).select_related("person")
        }

    def choices(self) -> list[tuple[str, str]]:
        people = [(pk, self.words(relationship)) for pk, relationship in self.around.items()]
        return [
            (THE_CHILD, f"{self.child.name} (the child)"),
            *people,
            (SOMEONE_ELSE, "Someone else"),
        ]

    def words(self, relationship) -> str:
        limited = ": contact is limited" if relationship.relative_id in self.limits else ""
        return f"{relationship.relative.name} ({relationship.get_kind_display().lower()}){limited}"

    def named(self, who: str, recipient: str):
        if who == SOMEONE_ELSE:
            return self.same_name(recipient), recipient.strip()
        person = self.child.person if who == THE_CHILD else self.around[who].relative
        return person, person.name

    def same_name(self, recipient: str):
        """Someone whose contact is limited, typed by name instead of chosen."""
        typed = " ".join(recipient.lower().split())
        return next(
            (limit.person for limit in self.limits.values() if limit.person.name.lower() == typed),
            None,
        )

    def warnings(self, person, name: str) -> list[str]:
        warnings = []
        if person and (limit := self.limits.get(person.pk)):
            warnings.append(f"Contact with {name} is limited: {limit.limit}")
            if limit.not_told:
                warnings.append(f"{name} must not be told of meetings, plans or letters")
        if self.document.sensitivity in FAMILY_MAY_NOT and self.is_family(person):
            warnings.append(f"This document is marked: {self.document.get_sensitivity_display()}")
        return warnings

    def is_family(self, person) -> bool:
        return person is not None and not person.organisation
