"""One registry for every extension point: a key of its own for each entry, in order."""

from dataclasses import dataclass

import pytest

from casework.interface.registry import Registry


@dataclass(frozen=True)
class Entry:
    code: str
    order: int = 0


def test_entries_stand_in_their_order_whenever_they_were_added():
    registry = Registry[Entry]("entry", order="order")
    registry.add(Entry("b", 2), Entry("c", 3))
    registry.add(Entry("a", 1))
    assert [entry.code for entry in registry] == ["a", "b", "c"]


def test_without_an_order_they_stand_as_they_were_added():
    registry = Registry[Entry]("entry")
    registry.add(Entry("b"), Entry("a"))
    assert [entry.code for entry in registry] == ["b", "a"]


def test_a_key_that_is_taken_is_refused_and_the_first_entry_stays():
    registry = Registry[Entry]("entry")
    registry.add(Entry("a", 1))
    with pytest.raises(ValueError, match="'a' is declared twice"):
        registry.add(Entry("a", 2))
    assert [entry.order for entry in registry] == [1]


def test_what_is_not_there_is_said_in_words_or_none():
    registry = Registry[Entry]("entry")
    assert registry.get("z") is None
    assert "z" not in registry
    with pytest.raises(KeyError, match="no entry 'z'"):
        registry["z"]
