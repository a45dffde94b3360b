"""Which record of a child an element stands in, by its order among its like and its own day.

A line number is no identity: a file may hold a thousand children on one line.
"""

import re
from collections.abc import Iterator

from casework.returns.items import Day, words
from casework.returns.registry import registry


def place_of(element) -> str:
    """CINdetails 1 of 2025-05-01, Assessments 2 of 2025-05-02; nothing for the child's own."""
    parts = [_named(part, path) for part, path in _way_to(element) if _is_record(path)]
    return ", ".join(parts)


def _way_to(element) -> Iterator[tuple]:
    """Each element below the child's down to this one, with its path."""
    within = [element, *element.iterancestors()]
    tags = [part.tag for part in within]
    below = list(reversed(within[: tags.index("Child")])) if "Child" in tags else []
    for number, part in enumerate(below, start=1):
        yield part, "/".join(step.tag for step in below[:number])


def _is_record(path: str) -> bool:
    return bool(registry.shape.modules.get(path))


def _named(element, path: str) -> str:
    number = 1 + sum(1 for _ in element.itersiblings(element.tag, preceding=True))
    day = next(_days(element, path), "")
    return f"{element.tag} {number} of {day}" if day else f"{element.tag} {number}"


def _days(element, path: str) -> Iterator[str]:
    for module in registry.shape.modules[path]:
        for tag, item in module.items.items():
            if isinstance(item, Day) and item.field in module.key:
                part = element if tag == "." else element.find(tag)
                text = "" if part is None else words(part)
                if re.fullmatch(r"[0-9-]{10}", text):
                    yield text
