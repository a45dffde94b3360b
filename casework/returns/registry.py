"""The modules of a return: each app's ``returns.py`` adds those whose records it owns.

The engine reads a file, hands each module its rows in the journey's order, compares them with what
stands and writes only the difference.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from casework.returns.items import Item
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
    what every row of the module is. ``exists`` says whether a row makes a record at all; ``adds``
    gives the facts that follow from the row and from those it hangs on. Where the module ``keeps``,
    what a file leaves out is not blanked in the record. ``loads`` replaces the engine's own way of
    writing, where a record is more than one row.
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
    loads: Callable[..., None] | None = None

    def column(self, name: str) -> str:
        return self.model._meta.get_field(name).attname

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


class Registry:
    def __init__(self) -> None:
        self._modules: dict[str, Module] = {}
        self._shape: Shape | None = None

    def add(self, module: Module) -> Module:
        if module.name in self._modules:
            raise ValueError(f"The module {module.name!r} is declared twice")
        self._modules[module.name] = module
        self._shape = None
        return module

    def __iter__(self) -> Iterator[Module]:
        """In the journey's order: what a row hangs on is written before it."""
        return iter(sorted(self._modules.values(), key=lambda module: module.order))

    def __getitem__(self, name: str) -> Module:
        return self._modules[name]

    @property
    def shape(self) -> Shape:
        if self._shape is None:
            self._shape = Shape(list(self))
        return self._shape


registry = Registry()
