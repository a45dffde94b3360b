"""Records written once for several children, in the words that a reader may have.

Which records those are is said where the search within a file says what can be found (``about``).
Everything that shows their words asks here: pages, the chronology, the API, bulk pulls, letters and
what is given to others. For each sentence left out it is said that something was
(``children/shared_words.py``).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any

from django.db.models import CharField, ForeignKey, Model, Q, TextField, Value

from casework.children.extensions.file_search import within
from casework.children.models import Child
from casework.children.models.mistakes import even_withdrawn
from casework.children.readers import Kept
from casework.children.shared_words import for_reader
from casework.interface.registry import Registry
from casework.interface.statements import Several, any_of

Key = tuple[Any, int]
Hidden = Callable[[Collection[int]], Iterable[Child]]
HiddenIn = Mapping[Key, list[Child]]
AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A record that the search does not read by itself, and that shows words written for several:
    ``about`` leads to every child they are about, ``of_all`` are those words."""

    model: type[Model]
    about: str
    of_all: tuple[str, ...]
    shared: Q = field(default_factory=Q)


beside_the_search = Registry[Beside]("record with shared words", key="model")


def way_to_all(model) -> str:
    """The way from a record to every child it was written for; empty where that is one alone."""
    return next((kind.about for kind in _kinds(model)), "")


def shared_of(model) -> Q:
    """Which records of this kind hold words written for several."""
    return next((kind.shared for kind in _kinds(model) if kind.about), Q())


def words_of(model) -> set[str]:
    """What is left out of, where a child may not be named: what was written for all of them."""
    return {name for kind in _kinds(model) for name in kind.of_all or kind.words}


def _kinds(model) -> list:
    kinds = [kind for kind in within if kind.about and kind.model is model]
    return [*kinds, *(kind for kind in beside_the_search if kind.model is model)]


BENEATH, ABOVE = ("children", "places"), ("process", "group")
GOES_ON = "begun_as__went_on_as"


def children_of(model: type[Model]) -> list[str]:
    """The ways from a row that stands above several children's records to those children: what is
    beneath it is called so on every such row, and what a step or a day of it stands beneath. Words
    that went on without some of them are still about those."""
    every = model._meta.get_fields()
    fields = {field.name: field.related_model for field in every}
    if "child" in fields:
        return []
    ways = ["children"] if any(f.name == "children" and f.many_to_many for f in every) else []
    ways += [f"{name}__child" for name in BENEATH if hasattr(fields.get(name), "child")]
    for name in ABOVE:
        above = fields.get(name)
        if isinstance(above, type) and issubclass(above, Model):
            ways += [f"{name}__{way}" for way in children_of(above)]
    return [f"{GOES_ON}__{way}" for way in ways] if "begun_as" in fields else ways


def unknown_above(row: Model, reader) -> list[Child]:
    """The children a row above several records is about, of whom this reader may not know."""
    return unknown_above_each([row], reader).get(row.pk, []) if row.pk else []


def unknown_above_each(rows: list, reader) -> dict[int, list[Child]]:
    ways = children_of(type(rows[0])) if rows else []
    if not ways:
        return {}
    asked = even_withdrawn(type(rows[0])).filter(pk__in=[row.pk for row in rows]).order_by()
    first, *others = [asked.values_list("pk", way) for way in ways]
    pairs = [(key, child) for key, child in first.union(*others) if child]
    if not pairs:
        return {}
    hidden = {child.pk: child for child in unknown_to(reader)({child for _, child in pairs})}
    named = defaultdict(list)
    for key, child in pairs:
        if child in hidden:
            named[key].append(hidden[child])
    return dict(named)


def tell_above(rows: Iterable, reader) -> list:
    """Rows of one kind that stand above several children's records, to be shown and never saved:
    all their words, for whose they are is not said column by column."""
    hidden = unknown_above_each(told := list(rows), reader)
    for row in told:
        leave_all_out(row, hidden.get(row.pk, []))
    return told


def leave_all_out(row: Model, hidden: list[Child]) -> None:
    for column in row._meta.concrete_fields if hidden else ():
        if isinstance(column, TextField | CharField) and not column.choices:
            leave_out(row, [column.attname], hidden)


@dataclass(frozen=True)
class UnknownTo:
    """Those of whom this reader may not know."""

    reader: Any

    def __call__(self, keys: Collection[int]) -> Iterable[Child]:
        return Child.objects.unknown_to(self.reader).filter(pk__in=keys).with_person()

    def any_in(self, records: Mapping[Any, Collection[int]]) -> bool:
        """Whether any of these was written for a child of whom they may not know: mostly none was,
        and one statement, which is kept, says so of all."""
        reader = self.reader
        if reader is None or not reader.works_here or reader.authority_id is None:
            return True
        keys = {keys_of_model(model): list(records.get(model, ())) for model in shared_models()}
        return bool(unknown_in_shared.read(reader, keys))


def unknown_to(reader) -> UnknownTo:
    return UnknownTo(reader)


@cache
def shared_models() -> tuple[type[Model], ...]:
    """Every kind of record that is written for several children at once."""
    kinds = (*(kind for kind in within if kind.about), *beside_the_search)
    return tuple(dict.fromkeys(kind.model for kind in kinds))


@cache
def keys_of_model(model: type[Model]) -> Several:
    return Several(f"the keys of {model._meta.label}")


@Kept
def unknown_in_shared(reader):
    first, *others = [
        even_withdrawn(model)
        .filter(shared_of(model), pk__in=any_of(keys_of_model(model)))
        .order_by()
        .values_list(way_to_all(model))
        for model in shared_models()
    ]
    return Child.objects.unknown_to(reader).filter(pk__in=first.union(*others))[:1]


def whose_file_is_restricted(keys: Collection[int]) -> Iterable[Child]:
    return Child.objects.filter(restricted=True, pk__in=keys).with_person()


def not_for_others(worker) -> Hidden:
    """Those whom nothing may name that leaves the council: who will read it is not known, so every
    child whose file is restricted too."""

    def hidden(keys):
        unknown = Child.objects.unknown_to(worker).values("pk")
        others = Child.objects.filter(Q(restricted=True) | Q(pk__in=unknown))
        return others.filter(pk__in=keys).with_person()

    return hidden


def for_file_of(child: Child, beside: Iterable[Child], worker, facts: dict) -> dict:
    """What is written once for these children, to be kept on the file of one of them: whoever reads
    that file reads it, so without what names another whose file is restricted."""
    others = {other.pk for other in beside} - {child.pk}
    hidden = list(not_for_others(worker)(others)) if others else []
    return {name: told_of(value, hidden) for name, value in facts.items()} if hidden else facts


def hidden_in(records: Mapping[Any, Collection[int]], hidden: Hidden) -> dict[Key, list[Child]]:
    """The children whom nothing may name, by each record that was written for them too: of
    ``records`` the keys, by model. A question of the database, and two more where there are
    any."""
    shared = {model: keys for model, keys in records.items() if keys and way_to_all(model)}
    if not shared or (isinstance(hidden, UnknownTo) and not hidden.any_in(shared)):
        return {}
    branches = [
        even_withdrawn(model)
        .filter(shared_of(model), pk__in=keys)
        .order_by()
        .values_list(Value(model._meta.label, CharField()), "pk", "child", way)
        for model, keys in shared.items()
        if (way := way_to_all(model))
    ]
    models = {model._meta.label: model for model in shared}
    first, *others = branches
    beside = defaultdict(set)
    for label, key, own, child in first.union(*others):
        if child not in (own, None):
            beside[models[label], key].add(child)
    asked = set().union(*beside.values())
    unknown = {child.pk: child for child in hidden(asked)} if asked else {}
    named = {key: [unknown[pk] for pk in pks if pk in unknown] for key, pks in beside.items()}
    return {key: children for key, children in named.items() if children}


def tell(records: Iterable, reader) -> list:
    """These records, to be shown and never saved: without each sentence of those written for
    several that names a child of whom this reader may not know."""
    told = list(records)
    keys: dict[Any, list[int]] = defaultdict(list)
    for record in told:
        if not stands_alone(record):
            keys[type(record)].append(record.pk)
    return tell_with(told, hidden_in(keys, unknown_to(reader)))


def tell_in_turn(records: Iterable, reader) -> Iterator:
    """The same of many rows that are taken away: few of them are held at once."""
    rows = iter(records)
    while some := list(islice(rows, AT_ONCE)):
        yield from tell(some, reader)


def stands_alone(record: Model) -> bool:
    """Whether it says of itself, unasked, that it hangs from nothing several share."""
    way = way_to_all(type(record)).partition("__")[0]
    above = record._meta.get_field(way) if way else None
    return isinstance(above, ForeignKey) and vars(record).get(above.attname, "unread") is None


def tell_with(records: Iterable, hidden: HiddenIn) -> list:
    """The same where it is known already whom nothing may name in each record."""
    told = list(records)
    for record in told:
        children = hidden.get((type(record), record.pk), [])
        for way in words_of(type(record)) if children else ():
            leave_out(record, way.split("__"), children)
    return told


def tell_rows(rows: Iterable[dict], model_of: Callable, names: Collection[str], hidden: Hidden):
    """The same of rows of some statement: ``model_of`` says of which record each is, ``names`` are
    the columns that hold words. Gives those of which something was left out."""
    keys: dict[Any, list[int]] = defaultdict(list)
    for row in (rows := list(rows)):
        keys[model_of(row)].append(row["pk"])
    named = hidden_in(keys, hidden)
    changed = []
    for row in rows:
        children = named.get((model_of(row), row["pk"]), [])
        words = {name: for_reader(row[name], children) for name in names if children}
        if any(row[name] != told for name, told in words.items()):
            row.update(words)
            changed.append(row)
    return changed


def hidden_beside(record, hidden: Hidden) -> list[Child]:
    """Those it was written for too, and whom nothing may name."""
    return hidden_in({type(record): [record.pk]}, hidden).get((type(record), record.pk), [])


def leave_out(record, way: list[str], hidden: list[Child]) -> None:
    step, *further = way
    below = getattr(record, step)
    if not further:
        setattr(record, step, told_of(below, hidden))
        return
    for row in below if isinstance(below, list) else filter(None, [below]):
        leave_out(row, further, hidden)


def told_of(words: Any, hidden: list[Child]) -> Any:
    """Words, or answers of which each is words; anything else as it is."""
    if isinstance(words, str):
        return for_reader(words, hidden)
    if isinstance(words, list):
        return [told_of(each, hidden) for each in words]
    if isinstance(words, dict):
        return {name: told_of(each, hidden) for name, each in words.items()}
    return words
