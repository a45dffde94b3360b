"""What stands between a file and the record: one row for each record a file tells of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_SHOWN = 100


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Something in the file that was not taken, and why; or ``taken``, but not as it is written.

    ``ordinal`` is the child's place in the file, from 1, and ``record`` says which of the child's
    records it is, with its day: a line number says neither in a file without line breaks.
    """

    ordinal: int = 0
    child: str = ""
    record: str = ""
    element: str
    value: str = ""
    reason: str
    line: int = 0
    taken: bool = False


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What the file says otherwise than the record, where the record was kept, and why."""

    ordinal: int
    child: str
    record: str
    element: str
    field: str
    ours: str
    theirs: str
    reason: str


@dataclass(eq=False)
class Row:
    """One record a file tells of.

    ``values`` is what each tag said, ``facts`` the fields to be written; a fact may be another row,
    and then means its record. ``above`` are the rows it hangs on by the name of their module,
    ``below`` those that hang on it, ``beside`` every row of the same child. ``ordinal`` and
    ``place`` say which child and which of their records it is.
    """

    module: Any
    element: Any
    ordinal: int
    place: str
    above: dict[str, Row]
    beside: dict[str, list[Row]]
    tell: Callable[..., None]
    values: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    below: list[Row] = field(default_factory=list)
    refused: bool = False
    record: Any = None

    def __post_init__(self):
        self.tag = self.element.tag

    @property
    def name(self) -> str:
        return self.place.rpartition(", ")[2] or f"{self.tag} {self.ordinal}"

    def note(self, tag: str, reason: str) -> None:
        """Report an element of this row; the rest of the row stands."""
        element = self.element if tag == "." else self.element.find(tag)
        if element is None:
            self.tell(self.element, reason, name=tag)
        else:
            self.tell(element, reason)

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

    def element_of(self, column: str) -> str:
        """The element that fills a column; of what follows from several, the row's own."""
        tags = [tag for tag, item in self.module.items.items() if item.field == column]
        filled = [tag for tag in tags if self.values.get(tag)] or tags
        return filled[0].rpartition("/")[2] if filled and filled[0] != "." else self.tag

    def differs(self, record: Any, column: str, theirs: Any, reason: str) -> Difference:
        item = record._meta.get_field(column)
        return Difference(
            ordinal=self.ordinal,
            child=self.beside["children"][0].facts["local_id"],
            record=self.place,
            element=self.element_of(column),
            field=str(item.verbose_name),
            ours=_shown(getattr(record, column)),
            theirs=_shown(theirs),
            reason=reason,
        )


def _kept(value):
    return value.record.pk if isinstance(value, Row) else value


def _shown(value) -> str:
    """As a file writes it: nothing, yes as 1, a day, codes one after another."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
