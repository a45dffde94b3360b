"""What stands between a file and the record: one row for each record a file tells of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from casework.returns.registry import Module

MOST_SHOWN = 100


@dataclass(frozen=True)
class Refusal:
    """Something in the file that was not taken, and why."""

    line: int
    child: str
    element: str
    value: str
    reason: str


@dataclass(eq=False)
class Row:
    """One record a file tells of.

    ``said`` is what each tag said, ``facts`` the fields to be written; a fact may be another row,
    and then means its record. ``above`` are the rows it hangs on by the name of their module,
    ``below`` those that hang on it, ``beside`` every row of the same child.
    """

    module: Module
    element: Any
    above: dict[str, Row]
    beside: dict[str, list[Row]]
    tell: Callable[..., None]
    said: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    below: list[Row] = field(default_factory=list)
    refused: bool = False
    record: Any = None

    def __post_init__(self):
        self.tag, self.line = self.element.tag, self.element.sourceline or 0

    def note(self, tag: str, reason: str) -> None:
        """Report an element of this row; the rest of the row stands."""
        found = self.element if tag == "." else self.element.find(tag)
        if found is None:
            self.tell(self.element, reason, name=tag)
        else:
            self.tell(found, reason)

    def refuse(self, tag: str, reason: str) -> dict[str, Any]:
        """Report an element, and leave out the whole row with all that hangs on it."""
        self.refused = True
        self.note(tag, reason)
        return {}

    def standing(self, module: str) -> list[Row]:
        """The rows of another module of this child that were not refused."""
        return [row for row in self.beside[module] if not row.refused and not row.hangs_on_refused]

    @property
    def hangs_on_refused(self) -> Row | None:
        return next((row for row in self.above.values() if row.refused), None)

    def columns(self) -> dict[str, Any]:
        """The facts by column, as the record keeps them."""
        kept = {**self.module.given, **self.facts}
        return {self.module.column(name): _kept(value) for name, value in kept.items()}


def _kept(value):
    return value.record.pk if isinstance(value, Row) else value
