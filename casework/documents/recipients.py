"""To whom a document may go, and what must be known before it does."""

from casework.children.pages import visible_relationships
from casework.documents.models import ContactLimit, Document

SOMEONE_ELSE, THE_CHILD = "else", "child"
FAMILY_MAY_NOT = (Document.Sensitivity.NOT_FAMILY, Document.Sensitivity.SOURCE)


class Recipients:
    """The child, those around them this worker may know of, and anyone else by name."""

    def __init__(self, child, worker, document):
        self.child, self.document = child, document
        self.around = {
            str(one.relative_id): one
            for one in visible_relationships(child, worker)
            if one.relative.died_on is None
        }
        self.limits = {
            limit.person_id: limit
            for limit in ContactLimit.objects.standing().of_child(child).select_related("person")
        }

    def choices(self) -> list[tuple[str, str]]:
        people = [(pk, self.words(one)) for pk, one in self.around.items()]
        return [(THE_CHILD, f"{self.child.name} (the child)"), *people,
                (SOMEONE_ELSE, "Someone else")]  # fmt: skip

    def words(self, one) -> str:
        limited = ": contact is limited" if one.relative_id in self.limits else ""
        return f"{one.relative.name} ({one.get_kind_display().lower()}){limited}"

    def named(self, who: str, recipient: str):
        if who == SOMEONE_ELSE:
            return self.same_name(recipient), recipient.strip()
        person = self.child.person if who == THE_CHILD else self.around[who].relative
        return person, person.name

    def same_name(self, recipient: str):
        """Someone whose contact is limited, typed by name instead of chosen."""
        asked = " ".join(recipient.lower().split())
        return next((limit.person for limit in self.limits.values()
                     if limit.person.name.lower() == asked), None)  # fmt: skip

    def warnings(self, person, name: str) -> list[str]:
        said = []
        if person and (limit := self.limits.get(person.pk)):
            said.append(f"Contact with {name} is limited: {limit.limit}")
        if self.document.sensitivity in FAMILY_MAY_NOT and self.is_family(person):
            said.append(f"This document is marked: {self.document.get_sensitivity_display()}")
        return said

    def is_family(self, person) -> bool:
        return person is not None and not person.organisation
