"""Who has a place in a group, as one worker may know of it."""

from dataclasses import dataclass, field

from casework.access.models import Worker
from casework.children.models import Relationship
from casework.interface.words import listed
from casework.support.models import Group, GroupPlace

SOMEBODY = "A relative"
"""Of an adult whom this worker may not know of: their own file is none of theirs."""


def places_in(group: Group, worker: Worker):
    """Only those of children this worker may know of: nobody else is listed, or counted."""
    places = GroupPlace.objects.visible_to(worker).filter(group=group)
    return places.select_related("child__person", "adult").order_by("pk")


def name_adults(places: list[GroupPlace], worker: Worker) -> list[GroupPlace]:
    """Says of each place who comes, naming a relative only where this worker may know of them."""
    asked = [place for place in places if place.adult_id]
    may_name = set()
    if asked:
        named = Relationship.objects.visible_to(worker).filter(
            person__in=[place.child.person_id for place in asked],
            relative__in=[place.adult_id for place in asked],
        )
        may_name = set(named.values_list("person", "relative"))
    for place in places:
        known = (place.child.person_id, place.adult_id) in may_name
        place.adult_name = (str(place.adult) if known else SOMEBODY) if place.adult_id else ""  # type: ignore[attr-defined]
        place.adult_known = known  # type: ignore[attr-defined]
    return places


@dataclass
class Comer:
    """Somebody who comes, once, however many children of theirs the place is for."""

    key: str
    places: list[GroupPlace] = field(default_factory=list)

    @property
    def name(self) -> str:
        first = self.places[0]
        children = listed(place.child.person.name for place in self.places)
        adult = first.adult_name  # type: ignore[attr-defined]
        return f"{adult}, for {children}" if adult else children


def comers(places: list[GroupPlace]) -> list[Comer]:
    """One line for a mother of three; a relative one may not name stands beside each child."""
    by_key: dict[str, Comer] = {}
    for place in places:
        key = f"adult-{place.adult_id}" if place.adult_known else f"place-{place.pk}"  # type: ignore[attr-defined]
        by_key.setdefault(key, Comer(key)).places.append(place)
    return list(by_key.values())
