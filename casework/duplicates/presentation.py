"""Two files side by side, and what a merge will move."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from casework.children.extensions.endings import endings
from casework.children.extensions.mistakes import mistakes
from casework.children.models import Address, Allocation, Child, Relationship
from casework.corrections.presentation import title_of
from casework.duplicates.facts import FACTS
from casework.duplicates.tables import Pair
from casework.interface.words import full_day


@dataclass(frozen=True)
class Line:
    """One thing said by each of two files."""

    label: str
    kept: str
    absorbed: str

    @property
    def state(self) -> str:
        """In words: colour alone says nothing."""
        if self.kept == self.absorbed:
            return "The same"
        return "Differs" if self.kept and self.absorbed else "On one file"


@dataclass
class Group:
    """Lines under one heading. What is open and how much there is need not agree."""

    title: str
    lines: list[Line] = field(default_factory=list)
    agrees: bool = True


def side_by_side(pair: Pair, worker) -> list[Group]:
    """Who they are, their family, where they live, what is open, and how much of each there is."""
    both = (pair.kept, pair.absorbed)
    return [
        Group("Who they are", list(_facts(pair))),
        Group("Their family", _listed([_family(child, worker) for child in both])),
        Group("Addresses", _listed([_addresses(child) for child in both])),
        Group("Who works with them", _listed([_workers(child) for child in both])),
        Group("What is open", _listed([_open(child) for child in both]), agrees=False),
        Group("How much is recorded", counts(pair, worker), agrees=False),
    ]


def _facts(pair: Pair) -> Iterable[Line]:
    for fact in FACTS:
        if not (fact.blank(pair.kept) and fact.blank(pair.absorbed)):
            yield Line(fact.label, fact.said(pair.kept), fact.said(pair.absorbed))
    if pair.kept.restricted or pair.absorbed.restricted:
        yield Line("Restricted", *("Yes" if child.restricted else "No" for child in _both(pair)))
    yield Line("Opened on", *(full_day(child.opened_on) for child in _both(pair)))


def _both(pair: Pair) -> tuple[Child, Child]:
    return pair.kept, pair.absorbed


def _listed(of_each: list[dict[str, list[str]]]) -> list[Line]:
    """By what they are called: mother, home, social worker."""
    ours, theirs = of_each
    labels = dict.fromkeys([*ours, *theirs])
    return [
        Line(label, "; ".join(ours.get(label, [])), "; ".join(theirs.get(label, [])))
        for label in labels
    ]


def _group(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for label, words in pairs:
        grouped.setdefault(label, []).append(words)
    return grouped


def _family(child: Child, worker) -> dict[str, list[str]]:
    standing = Relationship.objects.visible_to(worker).standing().filter(person=child.person_id)
    rows = standing.select_related("relative").order_by("kind", "relative__given_name", "pk")
    return _group((row.get_kind_display(), row.relative.name) for row in rows)


def _addresses(child: Child) -> dict[str, list[str]]:
    rows = Address.objects.filter(person=child.person_id).order_by("ended_on", "pk")
    return _group(
        (address.get_kind_display() if address.ended_on is None else "Earlier", str(address))
        for address in rows
    )


def _workers(child: Child) -> dict[str, list[str]]:
    held = Allocation.objects.open().of_child(child).select_related("worker").order_by("pk")
    return _group((part.get_role_display(), str(part.worker)) for part in held)


def _open(child: Child) -> dict[str, list[str]]:
    """What would end with the file; who works with the child stands above."""
    words = (
        (kind.label(record), "Yes")
        for kind in endings
        for record in kind.of_child(child)
        if not isinstance(record, Allocation)
    )
    return _group((label, yes) for label, yes in words if label)


def counts(pair: Pair, worker) -> list[Line]:
    lines = []
    for kind in sorted(mistakes.withdrawable(), key=lambda kind: kind.word):
        ours, theirs = (kind.of_child(child, worker).count() for child in _both(pair))
        if ours or theirs:
            lines.append(Line(kind.word, str(ours or ""), str(theirs or "")))
    return lines


def moving(pair: Pair, worker) -> list[str]:
    """What goes to the file that is kept, as far as this worker may read it."""
    return [f"{line.label}: {line.absorbed}" for line in counts(pair, worker) if line.absorbed]


def named(records: Iterable[Any]) -> list[tuple[str, str]]:
    """Records written since, each by the value of its box and in words."""
    return [
        (f"{record._meta.label_lower}:{record.pk}", title_of(mistakes.of_record(record), record))
        for record in records
    ]
