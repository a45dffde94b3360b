"""Records written once for several children, in the words that a reader may have.

Which records those are is said where the search within a file says what can be found (``about``).
Everything that shows their words asks here: pages, the chronology, the API, bulk pulls, letters and
what is given to others. For each sentence left out it is said that something was
(``children/shared_words.py``).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.db.models import CharField, Q, Value

from casework.children.extensions.file_search import within
from casework.children.models import Child
from casework.children.models.mistakes import even_withdrawn
from casework.children.shared_words import for_reader

Key = tuple[Any, int]
Hidden = Callable[[Collection[int]], Iterable[Child]]
HiddenIn = Mapping[Key, list[Child]]


def way_to_all(model) -> str:
    """The way from a record to every child it was written for; empty where that is one alone."""
    return next((kind.about for kind in within if kind.about and kind.model is model), "")


def words_of(model) -> set[str]:
    """What is left out of, where a child may not be named: what was written for all of them."""
    kinds = [kind for kind in within if kind.about and kind.model is model]
    return {name for kind in kinds for name in kind.of_all or kind.words}


def unknown_to(reader) -> Hidden:
    """Those of whom this reader may not know."""
    return lambda keys: Child.objects.unknown_to(reader).filter(pk__in=keys).with_person()


def not_for_others(worker) -> Hidden:
    """Those whom nothing may name that leaves the council: who will read it is not known, so every
    child whose file is restricted too."""

    def hidden(keys):
        unknown = Child.objects.unknown_to(worker).values("pk")
        others = Child.objects.filter(Q(restricted=True) | Q(pk__in=unknown))
        return others.filter(pk__in=keys).with_person()

    return hidden


def hidden_in(records: Mapping[Any, Collection[int]], hidden: Hidden) -> dict[Key, list[Child]]:
    """The children whom nothing may name, by each record that was written for them too: of
    ``records`` the keys, by model. Two questions of the database, and one where none is shared."""
    branches = [
        even_withdrawn(model)
        .filter(pk__in=keys)
        .order_by()
        .values_list(Value(model._meta.label, CharField()), "pk", "child", way)
        for model, keys in records.items()
        if keys and (way := way_to_all(model))
    ]
    if not branches:
        return {}
    models = {model._meta.label: model for model in records}
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
        keys[type(record)].append(record.pk)
    return tell_with(told, hidden_in(keys, unknown_to(reader)))


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
    *steps, name = way
    for step in steps:
        record = getattr(record, step)
        if record is None:
            return
    words = getattr(record, name)
    if isinstance(words, str):
        setattr(record, name, for_reader(words, hidden))
