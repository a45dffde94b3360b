"""What is sealed, for those named to read it."""

from dataclasses import dataclass, field

from casework.children.extensions.file_search import Match, within
from casework.children.family.network import relation_words
from casework.children.models import (
    Address,
    Child,
    PersonName,
    Relationship,
    SealedIdentity,
    even_withdrawn,
)
from casework.confidentiality.sealing import operations
from casework.interface.words import capital

SHOWN = 20


@dataclass
class Sealed:
    """The names, the family, the addresses and the numbers; and where the words of the file still
    say a name that is sealed."""

    names: list[PersonName]
    family: list[str]
    addresses: list[Address]
    numbers: list[tuple[str, str]]
    still_said: list[Match] = field(default_factory=list)


def sealed_of(identity: SealedIdentity) -> Sealed:
    child = identity.child
    names = list(even_withdrawn(PersonName).filter(pk__in=identity.names).order_by("pk"))
    rows = even_withdrawn(Relationship).filter(pk__in=identity.relationships)
    family = rows.filter(person=child.person_id).select_related("relative").order_by("kind", "pk")
    addresses = even_withdrawn(Address).filter(pk__in=identity.addresses).order_by("pk")
    return Sealed(
        names=names,
        family=[f"{row.relative.name}, {relation_words(row.kind, row.relative)}" for row in family],
        addresses=list(addresses),
        numbers=[
            (capital(operations.word_of(name)), value) for name, value in identity.numbers.items()
        ],
        still_said=_still_said(child, names),
    )


def _still_said(child: Child, names: list[PersonName]) -> list[Match]:
    now = {child.person.given_name.lower(), child.person.family_name.lower()}
    parts = {part for name in names for part in (name.given_name, name.family_name) if part}
    gone = sorted(part for part in parts if part.lower() not in now)
    matches = [match for part in gone for match in within.find(child, f'"{part}"', SHOWN)]
    once = {(match.label, match.on, match.url, str(match.pieces)): match for match in matches}
    return list(once.values())[:SHOWN]
