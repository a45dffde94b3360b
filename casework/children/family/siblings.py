"""Brothers and sisters together: whatever is listed, a family is one line."""

from collections.abc import Iterable

from casework.children.codes import SIBLING_KINDS
from casework.children.models import Relationship
from casework.interface.words import listed


def families_of(child_ids: Iterable[int]) -> dict[int, int]:
    """For each child, the lowest number among the brothers and sisters here: one key a family."""
    ids = set(child_ids)
    pairs = (
        list(
            Relationship.objects.filter(
                kind__in=SIBLING_KINDS,
                ended_on=None,
                person__child__in=ids,
                relative__child__in=ids,
            ).values_list("person__child", "relative__child")
        )
        if len(ids) > 1
        else []
    )
    family = {child: child for child in ids}
    changed = True
    while changed:
        changed = False
        for first, second in pairs:
            lowest = min(family[first], family[second])
            if (family[first], family[second]) != (lowest, lowest):
                family[first] = family[second] = lowest
                changed = True
    return family


def by_family(things, families: dict[int, int], *alike) -> list[list]:
    """Things about a child, those of one family that are ``alike`` together, in the order given."""
    groups: dict[tuple, list] = {}
    for thing in things:
        key = (families[thing.child_id], *(name(thing) for name in alike))
        groups.setdefault(key, []).append(thing)
    return list(groups.values())


def children_of(things) -> list:
    """The children some things are about, each once, the eldest file first."""
    return sorted(
        {thing.child.pk: thing.child for thing in things}.values(), key=lambda child: child.pk
    )


def names_of(children) -> str:
    """Ruby, Alfie and Noah Whitfield: a family's own name once."""
    last = {child.person.family_name for child in children}
    if len(children) == 1 or len(last) > 1:
        return listed(child.name for child in children)
    return f"{listed(child.first_name for child in children)} {last.pop()}".strip()
