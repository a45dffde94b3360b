"""Many changes of tables, made at once.

Django draws the state of every model anew after each operation of a migration that adds a relation:
with two hundred models an empty database takes minutes, of which PostgreSQL needs two seconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState, StateApps
from django.db.migrations.utils import resolve_relation
from django.db.models import Model
from pgtrigger.migrations import AddTrigger

ADDITIVE = (
    migrations.CreateModel,
    migrations.AddField,
    migrations.AddConstraint,
    migrations.AddIndex,
    AddTrigger,
)


@contextmanager
def not_drawn(state: ProjectState) -> Iterator[StateApps | None]:
    """What was drawn of this state is put aside meanwhile, so that nothing is drawn anew."""
    drawn = vars(state).pop("apps", None)
    yield drawn
    if drawn:
        vars(state)["apps"] = drawn


def near(state: ProjectState, app_label: str) -> ProjectState:
    """The part of a state that an app's own tables need: its models, and those they point at.

    Drawing two hundred models for a column of one is what takes the time of a migration.
    """
    wanted: dict[tuple[str, str], None] = {}
    waiting = [key for key in state.models if key[0] == app_label]
    while waiting:
        key = waiting.pop()
        if key in wanted or key not in state.models:
            continue
        wanted[key] = None
        waiting += points_at(state.models[key])
    return ProjectState({key: state.models[key] for key in wanted}, state.real_apps)


def points_at(model):
    """The models without which this one cannot be drawn."""
    for base in model.bases:
        if isinstance(base, str):
            yield resolve_relation(base)
    for field in model.fields.values():
        if not field.is_relation or field.remote_field is None:
            continue
        for other in (field.remote_field.model, getattr(field.remote_field, "through", None)):
            if other is not None:
                yield resolve_relation(other, model.app_label, model.name)


class FirstTables(Operation):
    """The tables of one app's first migration, with their triggers.

    They are drawn once, after all of them, and each is made from the state of the whole. That
    is right only where nothing made is changed again, so any operation that is not an addition is
    refused with a ``TypeError``. Undone, they go in the reverse order.
    """

    serialization_expand_args = ["operations"]

    def __init__(self, operations):
        for operation in operations:
            if not isinstance(operation, ADDITIVE):
                raise TypeError(f"{type(operation).__name__} adds nothing: it needs a migration")
        self.operations = operations

    def deconstruct(self):
        return type(self).__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label, state):
        before = set(state.models)
        with not_drawn(state) as drawn:
            for operation in self.operations:
                operation.state_forwards(app_label, state)
        if drawn:
            with drawn.bulk_update():
                drawn.render_multiple(
                    [model for key, model in state.models.items() if key not in before]
                )

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        before, after = near(from_state, app_label), near(to_state, app_label)
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, before, after)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        before = near(from_state, app_label)
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, before, before)

    def describe(self):
        return f"Make {len(self.operations)} first tables and triggers"


class AtOnce(Operation):
    """Changes of tables none of which reads what another of them made: columns, rules, triggers.

    The models are drawn anew once, after them all, and each is made between the two.
    """

    serialization_expand_args = ["operations"]

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return type(self).__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label, state):
        with not_drawn(state):
            for operation in self.operations:
                operation.state_forwards(app_label, state)
        named = {
            getattr(operation, "model_name", None) or operation.name
            for operation in self.operations
        }
        state.reload_models({(app_label, name.lower()) for name in named} & set(state.models))

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        before, after = near(from_state, app_label), near(to_state, app_label)
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, before, after)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        before, after = near(from_state, app_label), near(to_state, app_label)
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, before, after)

    def describe(self):
        return f"Make {len(self.operations)} changes of tables at once"


def stands(model: type[Model], using: str) -> bool:
    """Whether the model's table is there: it is not, once its migration was taken back."""
    return model._meta.db_table in connections[using].introspection.table_names()


def only_our_tables(function: str) -> str:
    """A function that acts for the owner looks for tables in the schema it was made in, and among
    temporary ones last: PostgreSQL, *Writing SECURITY DEFINER functions safely*."""
    return f"""
    DO $$ BEGIN
        EXECUTE format(
            'ALTER FUNCTION {function} SET search_path = %I, pg_temp', current_schema());
    END $$
    """
