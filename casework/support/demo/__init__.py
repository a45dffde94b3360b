"""The help the invented council has: its services first, then whom they worked with."""

from casework.support.demo.catalogue import services
from casework.support.demo.edge import EdgeStories
from casework.support.demo.groups import groups_and_breaks
from casework.support.demo.sessions import family_support

order = 10


def load(world) -> None:
    edge, *_ = made = services(world)
    EdgeStories(world, edge).write()
    family_support(world)
    by_kind = {service.kind: service for service in made}
    groups_and_breaks(world, by_kind["group"], by_kind["short_breaks"])
