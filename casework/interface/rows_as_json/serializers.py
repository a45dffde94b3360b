"""Reads a serializer, and says the same in SQL."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Case, F, JSONField, OuterRef, Q, TextField, Value, When
from django.db.models.functions import Cast, Coalesce
from rest_framework import serializers
from rest_framework.fields import empty

from casework.interface.rows_as_json.expressions import Instant, ManyRows, OneRow

AS_THEY_ARE = (
    serializers.BooleanField,
    serializers.CharField,
    serializers.ChoiceField,
    serializers.DateField,
    serializers.FloatField,
    serializers.IntegerField,
    serializers.JSONField,
    serializers.ListField,
    serializers.PrimaryKeyRelatedField,
    serializers.TimeField,
    serializers.UUIDField,
)
TEXTS = (models.CharField, models.TextField, models.UUIDField)


class OnlyInPython(Exception):
    """A field whose value the database is not told how to make."""


@dataclass(frozen=True)
class Place:
    """Where a serializer stands: the model whose facts it reads, and the way there.

    ``way`` leads to it from the rows of the statement it stands in, ``trail`` from the rows that
    were asked for to that statement. ``reads`` gathers every path that was read, so that a change
    of what stands at its end can be told.
    """

    model: type[models.Model]
    worker: Any = None
    annotations: frozenset[str] = frozenset()
    way: str = ""
    trail: str = ""
    outer: bool = False
    """Asked for from a statement within the one it stands in."""
    reads: set[str] = field(default_factory=set)

    def path(self, name: str) -> str:
        self.reads.add(f"{self.trail}{self.way}{name}")
        return f"{self.way}{name}"

    def __call__(self, name: str) -> F | OuterRef:
        return (OuterRef if self.outer else F)(self.path(name))

    def when(self, **conditions) -> Q:
        return Q(**{self.path(name): wanted for name, wanted in conditions.items()})

    def beyond(self, name: str, model) -> "Place":
        """The one row that a relation leads to, in the same statement."""
        return replace(self, model=model, way=f"{self.way}{name}__", annotations=frozenset())

    def beneath(self, name: str, model) -> "Place":
        """The many rows that a relation leads to, in a statement of their own."""
        trail = f"{self.trail}{self.way}{name}__"
        return replace(self, model=model, way="", trail=trail, annotations=frozenset())


@dataclass(frozen=True)
class Column:
    """Where a source ends: the last field of its path, and whether there may be nothing there."""

    lookup: str
    kind: Any
    may_lack: bool = False


def row_of(serializer: serializers.BaseSerializer, place: Place) -> OneRow:
    """One row as this serializer writes it; ``OnlyInPython`` where a field cannot be told."""
    fields = serializer.fields  # type: ignore[attr-defined]
    read = {name: field for name, field in fields.items() if not field.write_only}
    return OneRow({name: value_of(serializer, field, place) for name, field in read.items()})


def value_of(serializer, one: serializers.Field, place: Place):
    in_sql = getattr(serializer, "in_sql", {}).get(one.field_name)
    note_what_else_is_read(serializer, one, place)
    if in_sql:
        return in_sql(place)
    if hasattr(one, "in_sql"):
        return one.in_sql(place)
    if isinstance(one, serializers.ListSerializer):
        return many_of(one, place)
    if isinstance(one, serializers.BaseSerializer):
        return one_of(one, place)
    return plain(one, place)


def note_what_else_is_read(serializer, one: serializers.Field, place: Place) -> None:
    for path in getattr(serializer, "also_reads", {}).get(one.field_name, ()):
        place.path(path)


def plain(one: serializers.Field, place: Place):
    column = find(one, place)
    value: Any = place(column.lookup)
    if isinstance(one, serializers.DateTimeField):
        value = Instant(value)
    elif isinstance(one, serializers.DecimalField):
        value = Cast(value, TextField())
    elif not isinstance(one, AS_THEY_ARE):
        raise OnlyInPython(f"{one.field_name} is a {type(one).__name__}")
    elif isinstance(one, serializers.CharField) and column.kind is not None:
        value = as_text(one, value, column.kind)
    if column.may_lack and one.default not in (empty, None):
        return Coalesce(value, Value(one.default), output_field=TextField())
    return value


def as_text(one, value, kind):
    """What a text field makes of a column: a relation it would ask for its words."""
    if kind.is_relation:
        raise OnlyInPython(f"{one.field_name} says {kind.name} in words")
    return value if isinstance(kind, TEXTS) else Cast(value, TextField())


def find(one: serializers.Field, place: Place) -> Column:
    """The column a field reads; one that may lack on the way needs a ``default``, or it would be
    left out of the row."""
    source = one.source or ""
    if source in place.annotations:
        return Column(source, None)
    model, parts, may_lack = place.model, source.split("."), False
    for count, part in enumerate(parts, start=1):
        kind = known_field(model, part)
        if kind is None or (kind.is_relation and kind.many_to_many):
            raise OnlyInPython(f"{one.field_name} reads {one.source}")
        if count < len(parts):
            may_lack, model = may_lack or may_be_nothing(kind), kind.related_model
    if may_lack and one.default is empty:
        raise OnlyInPython(f"{one.field_name} is left out where {one.source} leads nowhere")
    return Column("__".join(parts), kind, may_lack)


def known_field(model, name: str):
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def may_be_nothing(kind) -> bool:
    return kind.null if kind.concrete else True


def one_of(one: serializers.BaseSerializer, place: Place):
    """The row that a relation leads to, or nothing."""
    source = one.source or ""
    kind = known_field(place.model, source)
    if kind is None or not kind.is_relation:
        raise OnlyInPython(f"{one.field_name} reads {source}")
    there = place.when(**{f"{source}__isnull": False})
    row = row_of(one, place.beyond(source, kind.related_model))
    return Case(When(there, then=row), default=None, output_field=JSONField())


def many_of(one: serializers.ListSerializer, place: Place) -> ManyRows:
    """The rows of a relation that stand, in the order of their model, or of their keys."""
    source = one.source or ""
    *parts, last = source.split(".")
    model = place.model
    for part in parts:
        kind = known_field(model, part)
        if kind is None or not kind.is_relation:
            raise OnlyInPython(f"{one.field_name} reads {one.source}")
        model = kind.related_model
    relation = known_field(model, last)
    if relation is None or not relation.one_to_many:
        raise OnlyInPython(f"{one.field_name} reads {one.source}")
    of = OuterRef(f"{place.way}{''.join(f'{part}__' for part in parts)}pk")
    rows = relation.related_model._default_manager.filter(**{relation.field.name: of})
    beneath = place.beneath(source.replace(".", "__"), relation.related_model)
    return rows_of(rows, one.child, beneath)


def rows_of(rows, serializer, beneath: Place) -> ManyRows:
    """``rows`` of a statement of their own as a list; their order is kept where they have one."""
    if not rows.query.order_by:
        rows = rows.order_by(*(rows.model._meta.ordering or ("pk",)))
    beneath = replace(beneath, annotations=frozenset(rows.query.annotations))
    beneath.path("pk")
    return ManyRows(rows.values_list(row_of(serializer, beneath)))


def paths_read(serializer, model, trail: str = "") -> set[str]:
    """Every path of columns that a serializer reads, as far as what it declares says so."""
    paths = set()
    for declared in serializer.fields.values():
        paths |= {f"{trail}{path}" for path in _also_read(serializer, declared)}
        parts = (declared.source or "").split(".")
        if not _leads_on(model, parts):
            continue
        path = f"{trail}{'__'.join(parts)}"
        inner = getattr(declared, "child", declared)
        if isinstance(inner, serializers.BaseSerializer):
            paths |= {f"{path}__pk"} | paths_read(inner, _end_of(model, parts), f"{path}__")
        else:
            paths.add(path)
    return paths


def _also_read(serializer, declared) -> tuple[str, ...]:
    return tuple(getattr(serializer, "also_reads", {}).get(declared.field_name, ()))


def _leads_on(model, parts: list[str]) -> bool:
    for part in parts:
        kind = known_field(model, part) if model else None
        if kind is None:
            return False
        model = kind.related_model
    return True


def _end_of(model, parts: list[str]):
    for part in parts:
        model = known_field(model, part).related_model
    return model
