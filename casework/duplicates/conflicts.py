"""What two files have of which one child has one, and who may read what after they are merged."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    F,
    ForeignKey,
    OuterRef,
    Q,
    UniqueConstraint,
    Value,
    When,
)
from django.db.models.lookups import IsNull
from django.utils import timezone

from casework.children.extensions.merges import Once, once, once_of
from casework.children.extensions.mistakes import mistakes
from casework.children.models import Allocation, Child, FileGrant, Person
from casework.duplicates.tables import Pair


@dataclass(frozen=True, kw_only=True)
class Twice:
    """A record of each file, of which one stands: which is asked, unless they say the same."""

    once: Once
    kept: Any
    absorbed: Any
    asked: bool = True
    both: bool = False

    @property
    def code(self) -> str:
        return f"{self.once.model._meta.model_name}_{self.absorbed.pk}"

    @property
    def key(self) -> tuple[str, int]:
        return self.once.label, self.absorbed.pk


def twice(pair: Pair) -> list[Twice]:
    """Each record of the absorbed file that stands in the way of one of the kept file."""
    clash_by_key: dict[tuple[str, int], Twice] = {}
    for column in pair.moving():
        for kept, absorbed in clashes(pair, column):
            kind = once_of(column.model)
            clash = Twice(
                once=kind,
                kept=kept,
                absorbed=absorbed,
                asked=_is_asked(kind) and not kind.same(kept, absorbed),
            )
            clash_by_key.setdefault(clash.key, clash)
    for clash in (*_open_twice(pair), *_rivals(pair)):
        clash_by_key.setdefault(clash.key, clash)
    return list(clash_by_key.values())


def _is_asked(kind: Once) -> bool:
    """What is no record of its own goes with the record it is of."""
    record = mistakes.get(kind.label)
    return record is not None and (not record.not_withdrawn or kind.ends is not None)


def clashes(pair: Pair, column: ForeignKey) -> Iterator[tuple[Any, Any]]:
    """Where a rule of the database would let only one of two records stand on one file."""
    for rule in unique_rules(column):
        others: list[Any] = [
            column.model._meta.get_field(name) for name in rule.names if name != column.name
        ]
        becomes = {f"becomes_{other.name}": _becomes(pair, other) for other in others}
        same = [rule.same(other.attname, OuterRef(f"becomes_{other.name}")) for other in others]
        rivals = pair.rows(column, kept=True).filter(rule.condition)
        theirs = pair.rows(column, kept=False).filter(rule.condition).annotate(**becomes)
        for row in theirs.filter(Exists(rivals.filter(*same))).order_by("pk"):
            like = [
                rule.same(other.attname, Value(getattr(row, f"becomes_{other.name}")))
                for other in others
            ]
            yield rivals.filter(*like).first(), row


def _becomes(pair: Pair, other) -> Case | F:
    """What another column of the rule says once the files are merged."""
    if other.is_relation and other.related_model in (Child, Person):
        kept, absorbed = pair.keys(other)
        here = When(**{other.attname: absorbed}, then=Value(kept, BigIntegerField()))
        return Case(here, default=F(other.attname), output_field=BigIntegerField())
    return F(other.attname)


@dataclass(frozen=True)
class UniqueRule:
    """Columns that may stand only once together, and for which rows."""

    names: tuple[str, ...]
    condition: Q = Q()
    nulls_differ: bool = True

    def same(self, column: str, value) -> Q:
        """Whether the rule takes what stands in the column for this value."""
        if self.nulls_differ:
            return Q(**{column: value})
        return Q(**{column: value}) | Q(IsNull(F(column), True), IsNull(value, True))


def unique_rules(column: ForeignKey) -> Iterator[UniqueRule]:
    """Those this column is one of."""
    meta = column.model._meta
    for rule in meta.constraints:
        if isinstance(rule, UniqueConstraint) and column.name in rule.fields:
            differ = rule.nulls_distinct is not False
            yield UniqueRule(tuple(rule.fields), rule.condition or Q(), differ)
    for names in meta.unique_together:
        if column.name in names:
            yield UniqueRule(tuple(names))


def _open_twice(pair: Pair) -> Iterator[Twice]:
    """Work of which both files have one open, where no rule of the database says it."""
    for kind in once:
        if kind.open is None:
            continue
        ours = kind.open().filter(child=pair.kept).order_by("pk").first()
        if ours:
            for row in kind.open().filter(child=pair.absorbed).order_by("pk"):
                yield Twice(once=kind, kept=ours, absorbed=row, both=kind.both)


def _rivals(pair: Pair) -> Iterator[Twice]:
    """Such as two times missing that overlap: the child was in one place."""
    for kind in once:
        if kind.rivals is None:
            continue
        for row in kind.model._default_manager.filter(child=pair.absorbed).order_by("pk"):
            ours = kind.model._default_manager.filter(kind.rivals(row), child=pair.kept)
            if first := ours.order_by("pk").first():
                yield Twice(once=kind, kept=first, absorbed=row)


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Somebody to whom one of the files is open by a part in it, and the other is not.

    A merge opens to nobody what they could not read: their part ends with it, unless the manager
    says that it goes on. On a restricted file that is said where the file is opened to people.
    """

    held: Allocation | FileGrant
    asked: bool
    of_absorbed: bool

    @property
    def code(self) -> str:
        return f"{self.held._meta.model_name}_goes_on_{self.held.pk}"

    def __str__(self):
        if isinstance(self.held, FileGrant):
            return f"{self.held.worker}, to whom the file is open: {self.held.reason}"
        return str(self.held)


def readers(pair: Pair) -> list[Reader]:
    """Whoever holds a part in one file and may not open the other, where that decides what they
    read: the kept file, and of the absorbed one what is restricted."""
    held = list(_readers_of(pair.absorbed, pair.kept, of_absorbed=True))
    if pair.absorbed.restricted:
        held += _readers_of(pair.kept, pair.absorbed, of_absorbed=False)
    return held


def _readers_of(child: Child, other: Child, *, of_absorbed: bool) -> Iterator[Reader]:
    restricted = child.restricted or other.restricted
    parts: list[Any] = list(Allocation.objects.open().of_child(child).select_related("worker"))
    parts += FileGrant.objects.in_force().of_child(child).select_related("worker")
    for held in parts:
        if not Child.objects.visible_to(held.worker).filter(pk=other.pk).exists():
            asked = isinstance(held, Allocation) and not (restricted and of_absorbed)
            yield Reader(held=held, asked=asked, of_absorbed=of_absorbed)


def end_part(reader: Reader, because: str) -> None:
    """Who could read it stays known."""
    today = timezone.localdate()
    if isinstance(reader.held, Allocation):
        reader.held.ended_on = max(today, reader.held.started_on)
        reader.held.reason = because
    else:
        reader.held.until = today - timedelta(days=1)
    reader.held.save()
