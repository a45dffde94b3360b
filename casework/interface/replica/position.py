"""How the replica stands, told by the log both share.

Clocks cannot say how far a replica is behind: on a quiet night nothing is replayed for hours, and
it misses nothing. Positions in the write-ahead log can (PostgreSQL 18, 9.28.3 *Recovery Control
Functions*): it has replayed what the primary had written, or it has not.
"""

import time
from collections import deque
from collections.abc import Callable
from enum import StrEnum

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections

from casework.interface.replica.router import REPLICA

PATIENCE = 0.25
"""Seconds a request waits for the replica to come to where the primary is."""
GLANCE = 0.01
LEFT_ALONE = 10
"""Seconds in which a replica that did not answer is not asked again by this process."""
NEVER = 1 << 64
"""A position that no log reaches."""
FAULTS = (DatabaseError, InterfaceError)
# What others can see is on the disk before they can, unless commits do not wait for it. What is not
# there yet is of transactions that nobody sees, and no replica is sent it.
OF_PRIMARY = """
    SELECT CASE WHEN pg_is_in_recovery() THEN NULL
                WHEN current_setting('synchronous_commit') = 'off'
                THEN pg_current_wal_insert_lsn()::text
                ELSE pg_current_wal_flush_lsn()::text END,
           (SELECT system_identifier FROM pg_control_system())
"""
OF_REPLICA = """
    SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()::text END,
           (SELECT system_identifier FROM pg_control_system())
"""


class Standing(StrEnum):
    OK = "ok"
    LATE = "late"
    AWAY = "away"
    PROMOTED = "promoted"
    ANOTHER = "of another database"


_marks: deque[tuple[float, int]] = deque(maxlen=120)
"""Where the primary was, and when: at most one a second."""
_state = {"away until": 0.0}


def is_configured() -> bool:
    return REPLICA in connections.settings


def place(lsn: str) -> int:
    """A position as a number, of PostgreSQL's two halves."""
    upper, lower = lsn.split("/")
    return (int(upper, 16) << 32) + int(lower, 16)


def replica_standing(needs: int = 0, *, current: bool = False) -> Standing:
    """Whether the replica may be read by whoever must see all up to ``needs``; ``current`` where
    nothing that the primary holds now may be missing."""
    if time.monotonic() < _state["away until"]:
        return Standing.AWAY
    try:
        primary, identity = ask(DEFAULT_DB_ALIAS, OF_PRIMARY)
    except FAULTS:
        return Standing.LATE  # nobody can say what it misses
    if primary is None:
        return Standing.LATE
    try:
        return compared(identity, enough(place(primary), needs, current=current))
    except FAULTS:
        leave_alone()
        return Standing.AWAY


def ask(alias: str, question: str) -> tuple[str | None, int]:
    with connections[alias].cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()


def enough(primary: int, needs: int, *, current: bool) -> Callable[[int], bool]:
    allowed = 0 if current else settings.REPLICA_LAG
    mark(primary)
    return lambda replayed: (
        replayed >= primary or (replayed >= needs and behind(replayed) < allowed)
    )


def mark(primary: int) -> None:
    now = time.monotonic()
    if not _marks or now - _marks[-1][0] >= 1:
        _marks.append((now, primary))


def behind(replayed: int) -> float:
    """Seconds at most, from when the primary was last known to be where the replica is."""
    reached = next((at for at, position in reversed(_marks) if position <= replayed), None)
    return float("inf") if reached is None else time.monotonic() - reached


def compared(identity: int, is_enough: Callable[[int], bool]) -> Standing:
    give_up_at = time.monotonic() + PATIENCE
    while True:
        replayed, same = ask(REPLICA, OF_REPLICA)
        if same != identity:
            return Standing.ANOTHER
        if replayed is None:
            return Standing.PROMOTED
        if is_enough(place(replayed)):
            return Standing.OK
        if time.monotonic() > give_up_at:
            return Standing.LATE
        time.sleep(GLANCE)


def leave_alone() -> None:
    _state["away until"] = time.monotonic() + LEFT_ALONE
    connections[REPLICA].close()


def primary_position() -> str:
    """Where the primary's log is now; beyond every log where it does not say."""
    try:
        position, _ = ask(DEFAULT_DB_ALIAS, OF_PRIMARY)
    except FAULTS:
        position = None
    return position or "FFFFFFFF/FFFFFFFF"
