"""Whom a search finds: children by themselves first, then those found through a relative."""

from typing import Any

from django.db.models import Window
from django.db.models.functions import DenseRank

from casework.children.family.network import relation_words
from casework.children.models import Child, kin_matching, terms
from casework.children.models.search import WORDS
from casework.children.readers import Kept

BY_NAME = ["person__family_name", "person__given_name", "person__child"]
FOUND = 50
"""So many are shown: to find fewer, more is asked."""


@Kept
def by_themselves(reader, words: tuple[str, ...]):
    known = Child.objects.visible_to(reader).found_by_themselves(" ".join(words), reader)
    return known.with_person().select_related("team").by_name()[:FOUND]


@Kept
def relatives(reader, words: tuple[str, ...]):
    """Who matches, for the first of the children of whom only a relative does."""
    text = " ".join(words)
    children = Child.objects.visible_to(reader).not_by_themselves(text, reader)
    related = kin_matching(text, reader).filter(person__child__in=children)
    place = Window(DenseRank(), order_by=BY_NAME)
    first = related.annotate(place=place).filter(place__lte=FOUND)
    return first.select_related("relative", "person__child__team").order_by("place", "kind", "pk")


def found_by(asked: str, worker) -> list[Any]:
    """The first of the children this worker may know of who match what is asked, by name.

    Relatives are asked for where the children themselves leave room. Beside each child who was
    found by one stands who that is: ``found_through`` says their mother, Kirsty.
    """
    page = _read(by_themselves, asked, worker)
    for child in page:
        child.found_through = []
    if len(page) < FOUND:
        page += _through_relatives(asked, worker)[: FOUND - len(page)]
    return page


def _through_relatives(asked: str, worker) -> list[Any]:
    children: dict[int, Any] = {}
    for row in _read(relatives, asked, worker):
        child = children.setdefault(row.person_id, row.person.child)
        through = child.__dict__.setdefault("found_through", [])
        through.append(f"{relation_words(row.kind, row.relative)}, {row.relative.name}")
        child.by_seal = False
    return list(children.values())


def _read(kept: Kept, asked: str, worker) -> list[Any]:
    """More words than stand-ins are asked as they are: a search of seven words is rare."""
    words = tuple(terms(asked))
    stands_for = WORDS[: len(words)] if len(words) <= len(WORDS) else words
    looked_for: dict[Any, Any] = dict(zip(stands_for, words, strict=True))
    return kept.read(worker, looked_for, (stands_for,))
