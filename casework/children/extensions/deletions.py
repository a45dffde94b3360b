"""What stops a file from being deleted when its time is over: said by the apps that know of it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, Q

from casework.interface.registry import Registry


@dataclass(frozen=True, kw_only=True)
class Stop:
    """``stands`` is a condition on the file; ``words`` says what has to be settled first."""

    key: str
    order: int
    words: str
    stands: Callable[[], Exists | Q]


stops = Registry[Stop]("what stops a deletion", key="key")
