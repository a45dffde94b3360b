"""The help the invented council has: its services first, then whom they worked with."""

from casework.support.demo.catalogue import services

order = 9


def load(world) -> None:
    services(world)
