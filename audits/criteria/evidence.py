"""What the record shows beside a question: facts, never a judgement."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import Count

from audits.criteria.editions import Criterion, Section
from audits.criteria.facts import FACTS, Record
from casework.chronology.timeline import Event, newest
from casework.interface import words
from casework.timescales.models import Deadline
from casework.timescales.registry import registry


@dataclass(frozen=True)
class Shown:
    """How often one duty to this child was done in time, or a fact of the record."""

    title: str
    words: str

    def __str__(self):
        return f"{self.title}: {self.words}" if self.title else self.words


def shown_for(child, section: Section) -> dict[str, list[Shown]]:
    """For each criterion of a section, what the child's deadlines say and the record counts."""
    codes = {code for criterion in section.criteria for code in criterion.evidence}
    counts, kept = _counts(child, codes) if codes else {}, Record(child)
    return {
        criterion.code: _shown(criterion, counts) + _facts(criterion, kept)
        for criterion in section.criteria
    }


def _facts(criterion: Criterion, kept: Record) -> list[Shown]:
    facts = (FACTS[name](kept) for name in criterion.facts)
    return [Shown("", fact) for fact in facts if fact]


def _counts(child, codes) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    known = Deadline.objects.of_child(child).filter(code__in=codes, time_known=True)
    for row in known.with_state().order_by().values("code", "state").annotate(number=Count("pk")):
        counts[row["code"]][row["state"]] = row["number"]
    return counts


def _shown(criterion: Criterion, counts) -> list[Shown]:
    return [
        Shown(registry[code].title, in_words(counts[code]))
        for code in criterion.evidence
        if code in counts
    ]


def in_words(states: dict[str, int]) -> str:
    """4 of 6 on time, 1 late, 1 overdue now; 1 not due yet."""
    on_time, late, overdue = (states.get(state, 0) for state in ("done", "done_late", "overdue"))
    to_come = states.get("on_time", 0) + states.get("due_soon", 0)
    parts = []
    if on_time + late + overdue:
        parts.append(f"{on_time} of {on_time + late + overdue} on time")
    parts += [f"{late} late"] * bool(late) + [f"{overdue} overdue now"] * bool(overdue)
    parts += [f"{to_come} not due yet"] * bool(to_come)
    return ", ".join(parts) or "no longer applied"


@dataclass(frozen=True)
class Piece:
    """Something on the record that can be used as evidence; ``words`` is how it stands there."""

    event: Event
    used: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return f"{self.event.title}, {words.full_day(self.event.at)}"


def pieces_of(child, reader, scores=()) -> list[Piece]:
    """The newest of the record, and the questions each is evidence for."""
    events, _ = newest([child.pk], reader)
    return [_used(Piece(event), scores) for event in events]


def _used(piece: Piece, scores) -> Piece:
    codes = (score.criterion for score in scores if piece.words in score.evidence.splitlines())
    return replace(piece, used=tuple(sorted(codes)))


def links(evidence: str, pieces: list[Piece]) -> list[dict]:
    """Each line of evidence, with the page it is on where it is a piece of the record."""
    pages = {piece.words: piece.event.url for piece in pieces}
    lines = (line.strip() for line in evidence.splitlines())
    return [{"words": line, "url": pages.get(line, "")} for line in lines if line]
