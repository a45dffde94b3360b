"""What starts when a referral is accepted, beyond the episode of need itself.

A later app adds a function from its ``file.py``: it is called inside the same transaction with the
episodes that opened together, one for each child of one decision.
"""

from collections.abc import Callable

from casework.access.models import Worker
from casework.referrals.models import EpisodeOfNeed

follow_ons: list[Callable[[list[EpisodeOfNeed], Worker], None]] = []


def start_what_follows(episodes: list[EpisodeOfNeed], worker: Worker) -> None:
    for start in follow_ons:
        start(episodes, worker)
