"""How long a wait usually is, with those who still wait counted.

Leaving out children who still wait makes every wait look short; counting their days so far as if
they had ended does too. The product-limit estimate does neither: each child counts among those
waiting up to the day they were last known to wait (E. L. Kaplan and P. Meier, "Nonparametric
estimation from incomplete observations", Journal of the American Statistical Association 53, 1958,
pages 457 to 481).

A wait that stopped without help is *censored* on that day: whoever still waits on the day asked,
gave up, turned 18, died, moved away, or whose need went. It says of each no more than that they had
waited so long. Where many give up because the wait is long, the true wait is longer than this.
A child censored on the day another starts still counted among those waiting that day, as Kaplan and
Meier have it.

Shares are exact fractions, so that "half of them" is never missed by a rounding.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

HALF, A_TENTH = Fraction(1, 2), Fraction(1, 10)


@dataclass(frozen=True)
class Waited:
    """One wait: so many days, and whether it ended because help started."""

    days: int
    started: bool


@dataclass(frozen=True)
class Step:
    """On this day of their wait so many started, of so many who had waited until then; ``waiting``
    is the share estimated to wait longer."""

    days: int
    at_risk: int
    started: int
    waiting: Fraction


def curve(waits: Iterable[Waited]) -> list[Step]:
    """The share still waiting after each day on which somebody started, the first day first."""
    waits = list(waits)
    started = Counter(wait.days for wait in waits if wait.started)
    stopped = Counter(wait.days for wait in waits)
    at_risk, waiting, steps = len(waits), Fraction(1), []
    for days in sorted(stopped):
        if started[days]:
            waiting *= Fraction(at_risk - started[days], at_risk)
            steps.append(Step(days, at_risk, started[days], waiting))
        at_risk -= stopped[days]
    return steps


def days_until(steps: Iterable[Step], share: Fraction) -> int | None:
    """The first day by which no more than this share still waits; None where so few have started
    that it is not known yet."""
    return next((step.days for step in steps if step.waiting <= share), None)


@dataclass(frozen=True)
class Usual:
    """Of some waits, the days within which half started, and within which nine of ten did."""

    waits: int
    started: int
    median: int | None
    ninetieth: int | None

    @classmethod
    def of(cls, waits: Iterable[Waited]) -> "Usual":
        waits = list(waits)
        steps = curve(waits)
        return cls(
            len(waits),
            sum(wait.started for wait in waits),
            days_until(steps, HALF),
            days_until(steps, A_TENTH),
        )
