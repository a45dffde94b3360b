from typing import Any


class Telling:
    """What whoever tells a family’s story holds meanwhile."""

    world: Any
    days: Any
    chance: Any
    meetings: Any
    rows: Any
    chair: Any
    family: Any
    kids: Any
    children: Any
    worker: Any
    start: Any
    process: Any
    on: Any
    happened: Any
    in_it: Any
    of_family: Any
    of_child: Any
    letter: Any
    go_to_court: Any
