"""What should be on a file and is not: each app's ``timescales.py`` says what it expects.

A duty with a number of days has a clock (``registry.py``); what is here has none, and is simply
missing. Nothing is stored: it is read from the record whenever someone asks, so it is never out of
date, and gone the moment it is mended.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast

from casework.interface.registry import Registry

WHO = tuple(
    f"child__person__{name}"
    for name in ("given_name", "family_name", "known_as", "born_on", "expected_on")
)


@dataclass(frozen=True, kw_only=True)
class Gap:
    """One thing that should be on a file.

    ``records`` gives those on whose file it is missing, each with its ``child``; ``since`` names
    the day from which it should have been there. ``sentence`` follows the child's name ("has no
    plan yet"), ``short`` names the kind in a list. ``action_link`` is the button's words and
    the URL name, taking the child, of the page that mends it.
    """

    code: str
    short: str
    sentence: str
    records: Callable[[], QuerySet]
    since: Any
    action_link: tuple[str, str]

    def rows(self, children: QuerySet) -> QuerySet:
        rows = self.records().filter(child__in=children).order_by()
        since = F(self.since) if isinstance(self.since, str) else self.since
        return rows.annotate(
            gap_code=Value(self.code, CharField()), gap_since=Cast(since, DateField())
        ).values("gap_code", "gap_since", "child_id", *WHO)


class Gaps(Registry[Gap]):
    def among(self, children: QuerySet, *, code: str = "") -> QuerySet:
        """Every gap on these children's files, as one query, the longest missing first: its
        ``gap_code`` and ``gap_since``, and who the child is."""
        first, *others = [gap.rows(children) for gap in self if not code or gap.code == code]
        gaps = first.union(*others, all=True) if others else first
        return gaps.order_by("gap_since", "child_id", "gap_code")


gaps = Gaps("gap")
