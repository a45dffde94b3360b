"""The modules of a return: each app's ``returns.py`` adds those whose records it owns.

The engine reads a file, hands each module its rows in the journey's order, compares them with what
stands and writes only the difference.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Field, Model

from casework.interface.registry import Registry
from casework.returns.items import Day, Item
from casework.returns.rows import Row


def nothing(row: Row) -> dict[str, Any]:
    return {}


def always(row: Row) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Module:
    """One kind of record in a return, and the model that keeps it.

    ``paths`` are where its elements stand, below a child's own element. ``items`` maps each tag (a
    dot for the element's own words) to the field it fills. ``key`` names the fields that say which
    record of a child a row is; rows with the same key are told apart by their order. ``given`` is
    what every row of the module is. A row never starts before those it hangs on of the modules
    named in ``after``: such work belongs to some other one (rule 1103). ``exists`` says whether a
    row makes a record at all; ``adds`` gives the facts that follow from the row and from those it
    hangs on. Where the module ``keeps``, what a file leaves out is not blanked in the record.
    ``together`` are fields that mean something only together, ``decided`` what a file may say only
    of a record nobody has worked on here, and ``locked`` what stands once the record is authorised.
    ``loads`` replaces the engine's own way of writing, where a record is more than one row.
    """

    name: str
    label: str
    order: int
    paths: tuple[str, ...]
    model: type[Model]
    items: dict[str, Item]
    key: tuple[str, ...] = ()
    given: dict[str, Any] = field(default_factory=dict)
    exists: Callable[[Row], bool] = always
    adds: Callable[[Row], dict[str, Any]] = nothing
    keeps: bool = False
    after: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    decided: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    loads: Callable[..., None] | None = None

    def column(self, name: str) -> str:
        field = self.model._meta.get_field(name)
        assert isinstance(field, Field)
        return field.attname

    def day(self) -> tuple[str, str]:
        """The element and the field of the day its records begin."""
        days = ((tag, item.field) for tag, item in self.items.items() if isinstance(item, Day))
        return next((tag, name) for tag, name in days if name in self.key)

    def reads(self) -> Iterator[str]:
        """The path of every element whose words it reads."""
        for path in self.paths:
            for tag in self.items:
                yield path if tag == "." else f"{path}/{tag}".lstrip("/")


class Shape:
    """What a child's element may hold: modules at each path, and the elements read for words."""

    def __init__(self, modules: list[Module]):
        self.modules: dict[str, list[Module]] = {}
        self.leaves = {path for module in modules for path in module.reads()}
        for module in modules:
            for path in (*module.paths, *module.reads()):
                self._know(path)
            for path in module.paths:
                self.modules[path].append(module)

    def _know(self, path: str) -> None:
        parts = path.split("/")
        for end in range(len(parts) + 1):
            self.modules.setdefault("/".join(parts[:end]), [])


class Modules(Registry[Module]):
    """In the journey's order: what a row hangs on is written before it."""

    def add(self, *entries: Module) -> None:
        super().add(*entries)
        self.__dict__.pop("shape", None)

    @cached_property
    def shape(self) -> Shape:
        return Shape(list(self))


registry = Modules("module", key="name", order="order")
