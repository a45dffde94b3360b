"""What every extension point is: entries that apps add, each with a key of its own, in order."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Entries that apps declare and a page or an engine reads.

    ``called`` names an entry in a complaint; ``key`` and ``order`` name its attributes (or read
    them). Where no ``order`` is given the entries stand as they were added. An entry whose key is
    taken is refused with ``ValueError``: two apps must not silently answer one question.
    """

    def __init__(
        self,
        called: str,
        *,
        key: str | Callable[[T], Any] = "code",
        order: str | Callable[[T], Any] | None = None,
    ) -> None:
        self.called = called
        self.key_of = attrgetter(key) if isinstance(key, str) else key
        self.order_of = attrgetter(order) if isinstance(order, str) else order
        self.entries: dict[Any, T] = {}

    def add(self, *entries: T) -> None:
        for entry in entries:
            key = self.key_of(entry)
            if key in self.entries:
                raise ValueError(f"The {self.called} {key!r} is declared twice")
            self.check(entry)
            self.entries[key] = entry
        if self.order_of:
            self.entries = dict(sorted(self.entries.items(), key=self._place))

    def check(self, entry: T) -> None:
        """Raise ``ValueError`` for an entry that cannot be taken."""

    def _place(self, item: tuple[Any, T]) -> Any:
        return self.order_of(item[1]) if self.order_of else 0

    def __iter__(self) -> Iterator[T]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, key: Any) -> T:
        try:
            return self.entries[key]
        except KeyError:
            raise KeyError(f"There is no {self.called} {key!r}") from None

    def get(self, key: Any) -> T | None:
        return self.entries.get(key)

    def __contains__(self, key: Any) -> bool:
        return self.get(key) is not None
