"""Which rows changed since a pull, whatever part of them did, and which went.

The paths a serializer reads say of whose history a row depends: its own, that of the visit it is a
part of, of the worker it names, of the needs beneath a plan.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, QuerySet

from casework.children.bulk.horizon import Horizon, Since, history_of, is_told_whole
from casework.children.models.mistakes import even_withdrawn


class NotTold(Exception):
    """Records whose changes no history keeps: they are pulled whole."""


@dataclass(frozen=True)
class Way:
    """A relation that a row reads: the path to it, its model, and how its history leads back."""

    path: str
    model: Any
    back: str = ""
    """Where it was come to from its own side: the column that names the row before it."""

    def touched(self, rows: QuerySet, since: Horizon | Since) -> QuerySet:
        changed = history_of(self.model).filter(since.not_seen())
        if self.back:
            before = self.path.rpartition("__")[0] or "pk"
            ever = history_of(self.model).filter(pgh_obj_id__in=changed.values("pgh_obj_id"))
            return rows.filter(**{f"{before}__in": ever.values(self.back)}).values("pk")
        return rows.filter(**{f"{self.path}__in": changed.values("pgh_obj_id")}).values("pk")


def ways_read(model, paths: Iterable[str]) -> dict[str, Way]:
    """The relations whose rows are read at the end of these paths, or on the way there."""
    ways = {}
    for path in sorted(paths):
        for way in _along(model, path.split("__")):
            ways[way.path] = way
    return ways


def _along(model, parts: list[str]) -> Iterator[Way]:
    for count, part in enumerate(parts, start=1):
        kind = _field(model, part)
        if kind is None or not kind.is_relation:
            return
        model, path = kind.related_model, "__".join(parts[:count])
        if not kind.concrete:
            yield Way(path, model, kind.field.attname)
        elif count < len(parts) and _is_column(model, parts[count]):
            yield Way(path, model)


def _field(model, name: str):
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _is_column(model, name: str) -> bool:
    """A column of the row itself, and not the key by which it was come to."""
    kind = _field(model, name)
    return kind is not None and kind.concrete and not kind.primary_key


def not_told(model, paths: Iterable[str]) -> list[str]:
    """What of these records no history keeps whole."""
    models = {model, *(way.model for way in ways_read(model, paths).values())}
    return sorted(each.__name__ for each in models if not is_told_whole(each))


def touched(model, paths: Iterable[str], since: Horizon | Since) -> QuerySet:
    """The keys of all records of which anything changed, standing, withdrawn or gone."""
    if missing := not_told(model, paths):
        raise NotTold(", ".join(missing))
    rows = even_withdrawn(model).order_by()
    own = history_of(model).filter(since.not_seen()).order_by().values(key=F("pgh_obj_id"))
    others = [way.touched(rows, since) for way in ways_read(model, paths).values()]
    return own.union(*others) if others else own


def no_longer_told(rows: QuerySet, keys: QuerySet, child: str, files: QuerySet) -> QuerySet:
    """Of the records that changed those not among ``rows`` any more: withdrawn, deleted, or put on
    another file. Each with every file it ever stood on that may be known of, and no other."""
    told = rows.order_by().values("pk")
    every = even_withdrawn(rows.model).order_by()
    left = every.filter(pk__in=keys, **{f"{child}__in": files}).exclude(pk__in=told)
    ever = history_of(rows.model).order_by().exclude(pgh_obj_id__in=told)
    stood = ever.filter(pgh_obj_id__in=keys, **{f"{child}__in": files})
    return left.values_list("pk", child).union(stood.values_list("pgh_obj_id", child))
