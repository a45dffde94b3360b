"""Putting an action under a need of the child's plan, whatever raised it.

An interview's finding or a panel's decision leads to an action before any plan is known to it. The
app that keeps plans says here which needs are open, and how an action comes to stand under one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from casework.actions.models import Action
from casework.children.models import Child
from casework.interface.registry import Registry


@dataclass(frozen=True, kw_only=True)
class NeedsOfPlans:
    """``choices`` gives the key and the words of each need open for a child; ``put_under`` makes
    the action stand under the need of that key."""

    code: str
    choices: Callable[[Child], list[tuple[str, str]]]
    put_under: Callable[[Action, str], None]


plan_needs = Registry[NeedsOfPlans]("keeper of needs")


def need_choices(child: Child) -> list[tuple[str, str]]:
    """The needs an action for this child can stand under; none while there is no plan."""
    return [
        (f"{keeper.code}-{key}", words)
        for keeper in plan_needs
        for key, words in keeper.choices(child)
    ]


def put_under_need(action: Action, choice: str) -> None:
    """``choice`` is the key of one of ``need_choices``."""
    code, _, key = choice.rpartition("-")
    plan_needs[code].put_under(action, key)
