"""What later apps do as an episode of need begins, and what of theirs must end before it closes.

An app adds its functions from its ``child_file.py``. ``follow_ons`` are called inside the
transaction that accepts a referral, with the episodes that opened together, one for each child of
one decision; ``blockers`` are given the child and say in plain words what is still open.
"""

from collections.abc import Callable

from casework.access.models import Worker
from casework.children.models import Child
from casework.interface.registry import Registry
from casework.referrals.models import EpisodeOfNeed

FollowOn = Callable[[list[EpisodeOfNeed], Worker], None]
Blocker = Callable[[Child], list[str]]


def _name(function: Callable) -> str:
    return f"{function.__module__}.{function.__qualname__}"


follow_ons = Registry[FollowOn]("follow-on", key=_name)
blockers = Registry[Blocker]("blocker", key=_name)


def start_what_follows(episodes: list[EpisodeOfNeed], worker: Worker) -> None:
    for start in follow_ons:
        start(episodes, worker)


def what_blocks(child: Child) -> list[str]:
    return [words for block in blockers for words in block(child)]
