"""Merged and undone, both files are as they were in every table."""

import pytest
from django.db.models import ForeignKey

from casework.children.extensions.merges import answer_to, once
from casework.children.models import Child, even_merged
from casework.duplicates.operations import undo
from casework.duplicates.tables import Pair, every_column
from casework.timescales.sweep import sweep
from tests import factories as make
from tests.duplicates.files import differences, every_table, merged
from tests.strangers.world import File, about_a_child

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("column", every_column(), ids=str)
def test_every_row_that_names_a_child_has_an_answer_to_a_merge(column):
    assert answer_to(column) is not None, (
        f"Say in child_file.py what becomes of {column} when two files are merged (answers.add)"
    )


def test_what_hangs_on_a_record_that_gives_way_is_in_the_ledger_too():
    """A gathered record is pointed at only by records that name a child themselves."""
    named = {column.model for column in every_column()}
    for kind in once:
        if kind.gathers and not kind.ends:
            pointing = {
                relation.field.model
                for relation in kind.model._meta.related_objects
                if isinstance(relation.field, ForeignKey)
            }
            assert {model for model in pointing if not hasattr(model, "pgh_tracked_model")} <= named


@pytest.fixture
def two_files(team):
    """One of every record there is on each."""
    people = {
        word: make.WorkerFactory(team=team, role=role, username=word)
        for word, role in (("Zzkept", "social_worker"), ("Zzother", "social_worker"))
    }
    first = File(900101, "Zzkept", team, False, people["Zzkept"]).fill()
    of_the_council = {model: row for model, row in first.kept.items() if not about_a_child(model)}
    second = File(900202, "Zzother", team, False, people["Zzother"], kept=of_the_council).fill()
    sweep()
    return [first.child, second.child]


@pytest.mark.parametrize("choice", ["kept", "absorbed"])
def test_one_of_every_record_is_moved_and_comes_back(two_files, worker, manager, on_commit, choice):
    kept, absorbed = two_files
    before = every_table()
    with on_commit():
        done = merged(kept, absorbed, proposer=worker, manager=manager, choice=choice)
    pair = Pair(kept, absorbed)
    left = {
        str(column)
        for column in pair.moving()
        if pair.rows(column, kept=False).exists() and column.name != "merged_into"
    }
    assert not left
    assert not Child.objects.filter(pk=absorbed.pk).exists()
    with on_commit():
        assert undo(done, with_it=[], because="Two children", by=manager) == []
    assert differences(before, every_table()) == []
    assert even_merged().get(pk=absorbed.pk).merged_into is None
