"""An empty database is made in seconds: each app's first tables in one operation."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState, StateApps

from casework.interface.migrations import FirstTables

BEFORE = {
    "access": "extensions",
    "children": "words without accents",
    "governance": "the history of changes, which it seals",
}
FOLDERS = ("casework", "assessments", "missing", "audits")


def table(name, **fields):
    return migrations.CreateModel(
        name, [("id", models.BigAutoField(primary_key=True)), *fields.items()]
    )


def two_tables():
    parent = models.ForeignKey("access.Parent", models.CASCADE)
    return FirstTables(operations=[table("Child", parent=parent), table("Parent")])


def test_each_app_begins_with_one_operation_that_makes_its_tables():
    first = [
        migration
        for (_, name), migration in MigrationLoader(None).disk_migrations.items()
        if name == "0001_initial" and migration.__module__.split(".")[0] in FOLDERS
    ]
    assert len(first) > 15
    for migration in first:
        *before, tables = migration.operations
        assert isinstance(tables, FirstTables), migration
        assert migration.app_label in BEFORE or not before


def test_a_change_of_what_is_made_is_refused():
    with pytest.raises(TypeError, match="RemoveField adds nothing"):
        FirstTables(operations=[migrations.RemoveField("child", "parent")])


def test_the_state_is_drawn_once_however_many_tables_there_are(monkeypatch):
    drawn = []
    draw = StateApps.render_multiple
    monkeypatch.setattr(
        StateApps, "render_multiple", lambda self, states: (drawn.append(1), draw(self, states))
    )
    state = ProjectState()
    assert not state.apps.get_models()
    two_tables().state_forwards("access", state)
    assert {model.__name__ for model in state.apps.get_models()} == {"Child", "Parent"}
    assert len(drawn) == 2


@pytest.mark.django_db
def test_they_are_made_in_any_order_and_taken_away_again():
    before, after = ProjectState(), ProjectState()
    operation = two_tables()
    operation.state_forwards("access", after)
    made = {"access_child", "access_parent"}
    with connection.schema_editor() as editor:
        operation.database_forwards("access", editor, before, after)
    assert made <= set(connection.introspection.table_names())
    with connection.schema_editor() as editor:
        operation.database_backwards("access", editor, after, before)
    assert not made & set(connection.introspection.table_names())
