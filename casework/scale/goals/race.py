"""Ours against what it is measured by, in one run and one database, in turns.

A machine is quicker at one minute than at the next; what stands beside it a moment later is as
quick. So only ratios count: A B A B, two rounds to warm up, seven that count, the median of the
seven ratios, and how far they spread.

On a machine with more to do than it has processors, what is long is interrupted more often than
what is short, and the ratio says that. There seconds of the processor can be counted instead: those
of this process and of its session in the database, which nobody else's work lengthens much.
"""

import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from django.db import connection

WARM_UP, ROUNDS = 2, 7
Deed = Callable[[], object]


@dataclass
class Allowed:
    """Fewer rounds than a goal would like, where there is no time: said in the table's spread."""

    rounds: int = ROUNDS
    warm_up: int = WARM_UP
    processor: bool = False
    """Count seconds of the processor, not of the clock on the wall."""


allowed = Allowed()


@dataclass(frozen=True)
class Race:
    ratio: float
    least: float
    most: float
    ours_ms: float
    theirs_ms: float

    @property
    def words(self) -> str:
        return f"{self.ratio:.2f}x ({self.least:.2f}-{self.most:.2f})"

    @property
    def times(self) -> str:
        return f"{self.ours_ms:.1f} ms against {self.theirs_ms:.1f} ms"


def race(ours: Deed, theirs: Deed, *, rounds: int = ROUNDS, warm_up: int = WARM_UP) -> Race:
    """How many times as long ours takes. A deed that measures itself returns its seconds."""
    for _ in range(min(warm_up, allowed.warm_up)):
        ours(), theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(min(rounds, allowed.rounds))]
    ratios = sorted(a / b for a, b in pairs)
    return Race(
        median(ratios),
        ratios[0],
        ratios[-1],
        median(a for a, _ in pairs) * 1000,
        median(b for _, b in pairs) * 1000,
    )


def clock() -> float:
    """Seconds, from whenever: what lies between two of them is what was taken."""
    return process_time() + session_time() if allowed.processor else perf_counter()


def session_time() -> float:
    """Seconds of the processor that PostgreSQL took for this session, on this machine."""
    connection.ensure_connection()
    session = connection.connection.info.backend_pid
    return int(Path(f"/proc/{session}/schedstat").read_text().split()[0]) / 1e9


class Took(float):
    """Seconds a deed measured itself, where it has to prepare or to undo."""


def seconds(deed: Deed) -> float:
    gc.collect()
    began = clock()
    answer = deed()
    took = clock() - began
    return float(answer) if isinstance(answer, Took) else took


@dataclass
class Result:
    """What was measured of one goal. ``limits`` are (words, measured, limit, at most) in turn."""

    goal: str
    job: str
    lines: list[dict] = field(default_factory=list)
    beside: dict = field(default_factory=dict)
    left_out: str = ""

    def at_most(self, what: str, measured: float, limit: float, words: str = "") -> None:
        self.line(what, measured, f"<= {limit:g}", measured <= limit, words)

    def at_least(self, what: str, measured: float, limit: float, words: str = "") -> None:
        self.line(what, measured, f">= {limit:g}", measured >= limit, words)

    def is_true(self, what: str, met: bool, words: str = "") -> None:
        self.line(what, float(met), "yes", met, words or ("yes" if met else "no"))

    def line(self, what: str, measured: float, limit: str, met: bool, words: str) -> None:
        self.lines.append(
            {
                "what": what,
                "measured": measured,
                "words": words or f"{measured:g}",
                "limit": limit,
                "met": met,
            }
        )

    @property
    def met(self) -> bool:
        return all(line["met"] for line in self.lines)
