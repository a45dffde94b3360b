"""Who must not be named on a page that goes home, and where they would be."""

from django.db.models import Q

from casework.children.models import Child, PersonName, Relationship, even_withdrawn
from casework.children.models.spellings import folded, places
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
        self.names = self.not_told(around, named)
        self.addresses = first_lines([child.person_id, *(row.relative_id for row in around)])

    def named(self, around) -> set[int]:
        """The people of the family whom the page may name."""
        restricted = Child.objects.filter(restricted=True).exclude(pk=self.child.pk)
        seen = Relationship.objects.visible_to(self.worker).filter(person=self.child.person_id)
        seen = seen.exclude(relative__in=restricted.values("person"))
        return set(seen.values_list("relative", flat=True))

    def not_told(self, around, named: set[int]) -> list[str]:
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
        stay = {folded(name) for name in kept}
        left_out = (name for name in hidden if len(name) > 1 and folded(name) not in stay)
        return sorted(left_out, key=len, reverse=True)

    def names_anyone(self, text: str) -> bool:
        return any(places(name, text) for name in self.names)

    def say(self, text: str) -> str:
        """What a worker wrote, without them."""
        for name in self.names:
            for start, end in reversed(places(name, text)):
                text = f"{text[:start]}{SOMEONE}{text[end:]}"
        for pattern in (*self.addresses, POSTCODE):
            text = pattern.sub(LEFT_OUT, text)
        return text.strip()
