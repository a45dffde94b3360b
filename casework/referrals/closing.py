"""What still blocks closing an episode of need.

An app that keeps something open for a child adds a function from its ``file.py``: given the child,
it says in plain words what must end first.
"""

from collections.abc import Callable

from casework.children.models import Child

blockers: list[Callable[[Child], list[str]]] = []


def what_blocks(child: Child) -> list[str]:
    return [words for block in blockers for words in block(child)]
