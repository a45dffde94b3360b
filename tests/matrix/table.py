"""The table as it is kept: read by people, and by the walk."""

from functools import cached_property
from pathlib import Path

LAW = "KNOW"


class Table:
    def __init__(self, path: Path):
        self.rows = [one for one in path.read_text().splitlines() if one and one[0] != "#"]

    @cached_property
    def law(self) -> list[str]:
        """Who may know of a child, a cell for each kind of file."""
        said = next(one for one in self.rows if one.startswith(LAW))
        return said.rpartition("  ")[0].split()[1:]

    @cached_property
    def lines(self) -> dict[str, list[str]]:
        """By the name of the address: a line for each method."""
        found: dict[str, list[str]] = {}
        for one in self.rows:
            if not one.startswith(LAW):
                said, _, name = one.rpartition("  ")
                found.setdefault(name, []).append(said.rstrip())
        return found
