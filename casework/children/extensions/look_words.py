"""What a look may no longer say: a name that left the file it was looked at on."""

from collections.abc import Callable
from dataclasses import dataclass

from casework.interface.registry import Registry


@dataclass(frozen=True)
class LookWords:
    """Looks that begin with these words say whole only what still stands; ``otherwise`` is said of
    any other. The look itself is never rewritten."""

    begins: str
    otherwise: str
    standing: Callable[..., list[str]]


look_words = Registry[LookWords]("words of a look", key="begins")
