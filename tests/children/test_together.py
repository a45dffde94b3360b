"""Brothers and sisters on one page: written once, and nobody taken for another."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.together.record import for_all, tell_apart
from tests.factories import AllocationFactory, ChildFactory, RelationshipFactory

pytestmark = pytest.mark.django_db

YEAR = timezone.localdate().year


def child(name, born=None, **facts):
    return ChildFactory(person__given_name=name, person__born_on=born, **facts)


def names(*children):
    return [child.first_name for child in tell_apart(children)]


def test_two_of_one_name_are_told_apart_by_their_age():
    seven, four = child("Zoë", date(YEAR - 8, 12, 31)), child("Zoë", date(YEAR - 5, 12, 31))
    assert names(seven, child("Sam", date(YEAR - 9, 1, 1)), four) == ["Zoë (7)", "Sam", "Zoë (4)"]


def test_twins_of_one_name_are_told_apart_by_their_number():
    first, second = child("Zoë", date(YEAR - 8, 1, 1)), child("Zoë", date(YEAR - 8, 1, 1))
    assert names(first, second) == [f"Zoë ({first.number})", f"Zoë ({second.number})"]


def test_a_name_of_ones_own_stays_as_it_is():
    assert names(child("Zoë"), child("Sam")) == ["Zoë", "Sam"]


def test_a_note_for_two_sisters_of_one_name_says_which(signed_in, worker):
    older = child("Zoë", date(YEAR - 8, 12, 31), team=worker.team)
    younger = child("Zoë", date(YEAR - 5, 12, 31), team=worker.team)
    RelationshipFactory(person=older.person, relative=younger.person, kind="sister")
    for sister in (older, younger):
        AllocationFactory(child=sister, worker=worker)
    page = signed_in(worker).get(reverse("note-add", args=[older.pk])).content.decode()
    assert "Zoë (7)" in page
    assert "Zoë (4)" in page


@pytest.mark.parametrize(
    ("many", "words"), [(1, ""), (2, "both"), (3, "all three"), (12, "all 12")]
)
def test_for_how_many_is_said_in_words(many, words):
    assert for_all(range(many)) == words
