"""What the demonstration's writing holds, read as every night reads it."""

from casework.writing.readings import read_all

order = 12


def load(world) -> None:
    read_all()
