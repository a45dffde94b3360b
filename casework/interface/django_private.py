"""The only module that uses what Django, and pgtrigger, keep private: when they change it, mend it
here."""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from functools import cached_property
from typing import Any, TypeVar

from django import forms
from django.contrib.messages import get_messages
from django.db import connections, models, transaction
from django.db.models.sql.where import WhereNode
from pgtrigger import registry as pgtrigger_registry

Hook = TypeVar("Hook")
Private = Any
"""What the published types leave out, because it is private."""


class ModelForm(forms.ModelForm):
    """Django's form on a model, with the three hooks it keeps to itself under names of ours."""

    def unchecked_fields(self) -> set[str]:
        """Fields whose rules the model is not asked about: this form answers for them itself."""
        return super()._get_validation_exclusions()  # type: ignore[misc]

    def fill_and_check(self) -> None:
        """Puts what was typed into ``instance`` and asks the model's rules. Override to set, before
        the rules are asked, what no field of the form holds."""
        super()._post_clean()  # type: ignore[misc]

    def place_errors(self, errors: Any) -> None:
        """Takes what the model complained of into the form's own errors."""
        super()._update_errors(errors)  # type: ignore[misc]

    def _get_validation_exclusions(self):
        return self.unchecked_fields()

    def _post_clean(self):
        self.fill_and_check()

    def _update_errors(self, errors):
        self.place_errors(errors)


def forget_drawn_fields(form: forms.BaseForm) -> None:
    """What a form drew of its fields before ``initial`` changed is drawn again."""
    private: Private = form
    private._bound_fields_cache.clear()


def waiting_messages(request) -> list:
    """What this request has said and no page has shown yet; they stay to be shown."""
    return list(_storage(request)._queued_messages)


def forget_waiting_messages(request) -> None:
    _storage(request)._queued_messages.clear()


def _storage(request) -> Private:
    return get_messages(request)


def manager_of(asks: type[models.QuerySet], narrowed: Callable) -> Private:
    """Django's own manager on a queryset, as its ``as_manager`` makes it, ``narrowed``."""
    private: Private = models.Manager
    made = private.from_queryset(asks)

    def get_queryset(self):
        return narrowed(super(made, self).get_queryset())

    made.get_queryset = get_queryset
    manager = made()
    manager._built_with_asmanager = True
    return manager


def waiting_for_same_commit(kind: type[Hook]) -> Iterator[Hook]:
    """What of this kind is called when the transaction commits, and is undone with whatever is done
    now; back to the last made in this very savepoint, which had the same said of it."""
    connection: Private = transaction.get_connection()
    open_savepoints = set(connection.savepoint_ids)
    for savepoints, hook, _ in reversed(connection.run_on_commit):
        if isinstance(hook, kind) and open_savepoints <= savepoints:
            yield hook
            if open_savepoints == savepoints:
                return


def say_constraints(model, constraints: list) -> None:
    """These are the model's constraints, as if its ``Meta`` had said so."""
    model._meta.constraints = constraints
    model._meta.original_attrs["constraints"] = constraints


def leave_out_of_joins(field, column: str, kind: type) -> None:
    """A join along this foreign key, from either side, reaches no row of a ``kind`` of model whose
    ``column`` says something. Django asks the two ends of a relation for such a condition and gives
    them the alias of the table that is joined."""
    relation: Private = field.remote_field
    here, there = field.model, relation.model

    def empty(model, alias):
        if alias is None or not issubclass(model, kind):
            return None
        of_column = model._meta.get_field(column)
        return WhereNode([of_column.get_lookup("isnull")(of_column.get_col(alias), True)])

    def forward(alias, related_alias):
        return empty(here, related_alias) if alias is None else empty(there, alias)

    def backward(alias, related_alias):
        return empty(here, alias)

    private: Private = field
    private.get_extra_restriction = forward
    relation.get_extra_restriction = backward


class WrittenOut:
    """A query of records as Django writes it out, to be asked again with other parameters.

    What the compiler found out while it wrote (which columns make which record, and what turns a
    column into a value) is kept with the text, so that nothing is written a second time. Of which
    database it is asked is settled each time anew: one and the same is asked of the replica and of
    the first.
    """

    def __init__(self, rows: models.QuerySet) -> None:
        private: Private = rows
        self.rows = private
        self.compiler: Private = rows.query.get_compiler(using=rows.db)
        self.sql, self.params = self.compiler.as_sql()

    @cached_property
    def converters(self) -> Private:
        """What turns each column into a value: worked out anew for every answer otherwise."""
        columns = [column[0] for column in self.compiler.select[: self.compiler.col_count]]
        return self.compiler.get_converters(columns)

    @property
    def connection(self) -> Private:
        return connections[self.rows.db]

    def asked(self, params: Sequence) -> models.QuerySet:
        compiler = copy(self.compiler)
        compiler.connection = self.connection
        compiler.as_sql = lambda *args, **kwargs: (self.sql, tuple(params))
        compiler.get_converters = lambda columns: self.converters
        query = copy(self.rows.query)
        query.get_compiler = lambda *args, **kwargs: compiler
        rows = self.rows._chain()
        rows.query = query
        return rows


class IndexedTriggers(pgtrigger_registry._Registry):
    """What is declared of triggers, found by its names.

    Whenever one more is declared, pgtrigger looks twice through all there are for a name that is
    taken. With a thousand of them that was seconds of each start.
    """

    @cached_property
    def by_db_table(self) -> Private:
        return super().by_db_table

    @cached_property
    def pg_function_names(self) -> Private:
        return super().pg_function_names

    def __setitem__(self, key, value):
        model, trigger = value
        before = self.data.get(key)
        super().__setitem__(key, value)
        if before and before[0]._meta.db_table != model._meta.db_table:
            return self.forget()
        self.by_db_table[model._meta.db_table, trigger.name] = trigger
        self.pg_function_names.add(trigger.get_pgid(model))

    def __delitem__(self, key):
        super().__delitem__(key)
        self.forget()

    def forget(self) -> None:
        for kept in ("by_db_table", "pg_function_names"):
            self.__dict__.pop(kept, None)


def index_triggers() -> None:
    """Before the first model is read."""
    pgtrigger_registry._registry.__class__ = IndexedTriggers
