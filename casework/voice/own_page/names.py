"""Who must not be named on a page that goes home, and where they would be."""

import re

from django.db.models import Q

from casework.children.models import Child, PersonName, Relationship, even_withdrawn
from casework.plans.family_copy.addresses import LEFT_OUT, POSTCODE, first_lines

SOMEONE = "someone"


class LeftOut:
    """Names and addresses that a page for this child leaves out, whatever text they stand in.

    Not named: relatives whose own file this reader may not know of; other children whose file is
    restricted, because who reads the page at home is not known; and, of a child with a sealed
    identity, the birth family and the names before. A first name someone else around the child has
    as well says nothing, and stays.
    """

    def __init__(self, child: Child, worker):
        self.child, self.worker = child, worker
        around = list(
            even_withdrawn(Relationship).filter(person=child.person_id).select_related("relative")
        )
        named = self.named(around)
        self.names = self.patterns(around, named)
        self.addresses = first_lines([child.person_id, *(row.relative_id for row in around)])

    def named(self, around) -> set[int]:
        """The people of the family whom the page may name."""
        restricted = Child.objects.filter(restricted=True).exclude(pk=self.child.pk)
        seen = Relationship.objects.visible_to(self.worker).filter(person=self.child.person_id)
        seen = seen.exclude(relative__in=restricted.values("person"))
        return set(seen.values_list("relative", flat=True))

    def patterns(self, around, named: set[int]) -> list[re.Pattern]:
        person = self.child.person
        kept = {person.given_name, person.known_as, person.family_name}
        hidden: set[str] = set()
        for row in around:
            names = {row.relative.given_name, row.relative.known_as}
            if row.relative_id in named:
                kept |= names
            else:
                hidden |= {*names, f"{row.relative.given_name} {row.relative.family_name}".strip()}
        before = even_withdrawn(PersonName).filter(Q(person=person), ~Q(withdrawn_at=None))
        for former in before:
            hidden |= {former.given_name, former.family_name, str(former)}
        told = sorted((name for name in hidden - kept if len(name) > 1), key=len, reverse=True)
        return [pattern_of(name) for name in told]

    def names_anyone(self, text: str) -> bool:
        return any(pattern.search(text) for pattern in self.names)

    def say(self, text: str) -> str:
        """What a worker wrote, without them."""
        for pattern in self.names:
            text = pattern.sub(SOMEONE, text)
        for pattern in (*self.addresses, POSTCODE):
            text = pattern.sub(LEFT_OUT, text)
        return text.strip()


def pattern_of(name: str) -> re.Pattern:
    """In any case; a short name, often a word as well (Will, May, Rose), only as it is written."""
    return re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE if len(name) > 4 else 0)
