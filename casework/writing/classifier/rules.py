"""What the rules say of a text, as features beside its words: dates, owners and the rest stay
rules, and a model learns how far to trust each."""

from collections.abc import Callable

from casework.writing.checks import dates, owners, plans, reading_age

TIMEBOUND: tuple[str, Callable] = ("timebound", lambda text: bool(dates.deadlines(text)))
OWNER: tuple[str, Callable] = ("owner_named", lambda text: bool(owners.owners(text)))
RULES: dict[str, tuple[tuple[str, Callable], ...]] = {
    "plan_action": (
        TIMEBOUND,
        OWNER,
        ("child_focused", plans.child_focused),
        ("measurable", plans.measurable),
    ),
    "plan_contingency": (("contingency_clear", plans.contingency_clear),),
    "supervision_action": (TIMEBOUND, OWNER, ("outcome_focused", plans.outcome_focused)),
    "audit_action": (TIMEBOUND, OWNER, ("specific", plans.specific)),
    "letter_paragraph": (("plain_language", reading_age.plain_language),),
}


DECIDE = frozenset({TIMEBOUND[0], OWNER[0]})
"""The labels that their rule alone decides."""


def rules_of(kind: str, text: str) -> dict[str, bool]:
    """Each rule of this kind, and whether it holds of the text."""
    return {name: holds(text) for name, holds in RULES.get(kind, ())}
