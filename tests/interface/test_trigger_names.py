"""What is kept of the names of triggers says what pgtrigger would find by looking at each."""

import pgtrigger
import pytest
from pgtrigger import registry

from casework.children.models import Child
from casework.interface.django_private import IndexedTriggers

KEPT = registry._registry


def as_pgtrigger_finds_it() -> tuple[dict, set]:
    plain = registry._Registry
    return plain.by_db_table.fget(KEPT), plain.pg_function_names.fget(KEPT)


def test_every_trigger_is_found_by_its_table_and_by_its_function():
    assert isinstance(KEPT, IndexedTriggers)
    assert len(KEPT) > 500
    assert (KEPT.by_db_table, KEPT.pg_function_names) == as_pgtrigger_finds_it()


def test_a_name_that_is_taken_is_refused():
    taken = next(trigger for model, trigger in KEPT.values() if model is Child)
    other = pgtrigger.Protect(name=taken.name, operation=pgtrigger.Truncate)
    with pytest.raises(KeyError, match="already used"):
        other.register(Child)
    assert (KEPT.by_db_table, KEPT.pg_function_names) == as_pgtrigger_finds_it()


def test_one_that_is_taken_back_may_be_declared_again():
    one = pgtrigger.Protect(name="for_this_test", operation=pgtrigger.Truncate)
    one.register(Child)
    assert KEPT.by_db_table["children_child", one.name] == one
    one.unregister(Child)
    assert ("children_child", one.name) not in KEPT.by_db_table
    assert (KEPT.by_db_table, KEPT.pg_function_names) == as_pgtrigger_finds_it()
