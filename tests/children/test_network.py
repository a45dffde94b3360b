"""The family drawn: who is in it, where they stand, and who must leave no trace."""

import re
from datetime import date
from itertools import combinations

import pytest
from django.urls import reverse

from casework.children.family.genogram import drawing_of, name_lines
from casework.children.family.layout import CELL, MOST
from casework.children.family.network import network_of
from tests.children.families import person, relate, thirty_siblings, whitfields
from tests.factories import AddressFactory, ChildFactory
from tests.html import squeezed

pytestmark = pytest.mark.django_db
SESSION, WHO, LOOK = 1, 2, 1


def drawn(child, worker):
    return drawing_of(network_of(child, worker))


def by_name(drawing):
    return {" ".join(one.name): one for one in drawing.symbols}


@pytest.fixture
def family(child):
    return whitfields(child)


def test_everyone_is_drawn_once_in_their_generation(child, worker, family):
    drawing = drawn(child, worker)
    assert len(drawing.symbols) == 9
    at = {name.split()[0]: one for name, one in by_name(drawing).items()}
    assert at["Maureen"].y == at["Alan"].y < at["Kirsty"].y == at["Dean"].y == at["Leanne"].y
    assert at["Kirsty"].y < at["Ruby"].y == at["Alfie"].y == at["Noah"].y
    assert at["Craig"].x < at["Kirsty"].x < at["Dean"].x
    assert (at["Alan"].x + at["Maureen"].x) / 2 == at["Kirsty"].x


def test_the_shapes_say_who_is_who(child, worker, family):
    unborn = person(child, "Baby", "U", expected_on=date(2027, 3, 1))
    relate(child.person, unborn, "half_sibling")
    somebody = person(child, "Sam", "U")
    relate(child.person, somebody, "cousin")
    shapes = {name: one.shape for name, one in by_name(drawn(child, worker)).items()}
    assert shapes["Kirsty Whitfield"] == "circle"
    assert shapes["Craig Holroyd"] == "square"
    assert shapes["Baby Whitfield"] == "triangle"
    assert shapes["Sam Whitfield"] == "diamond"
    found = by_name(drawn(child, worker))
    assert found["Alan Whitfield"].died
    assert found["Alan Whitfield"].note == "died 2018"
    assert found["Baby Whitfield"].note == "due 1 March 2027"
    assert found["Ruby Whitfield"].focus


def test_a_couple_who_parted_is_crossed_and_dated(child, worker, family):
    said = {stroke.words for stroke in drawn(child, worker).strokes if stroke.apart}
    assert said == {"apart since 2020", "apart since 2026"}


def test_who_is_something_only_to_a_brother_is_said_so(child, worker, family):
    words = {one.person.given_name: one.words for one in network_of(child, worker).people}
    assert words["Dean"] == "Alfie and Noah’s dad"
    assert words["Alfie"] == "half-brother"
    assert words["Maureen"] == "grandmother"


def test_half_brothers_hang_from_their_own_father(child, worker, family):
    couples = network_of(child, worker).couples
    pairs = {frozenset(c.parents): len(c.children) for c in couples if c.children}
    assert pairs == {
        frozenset({family["kirsty"].pk, family["craig"].pk}): 1,
        frozenset({family["kirsty"].pk, family["dean"].pk}): 2,
    }


def test_which_parent_a_half_sister_shares_is_said_where_nobody_wrote_it_down(child, worker):
    ella = person(child, "Ella", "F")
    relate(child.person, ella, "half_sibling")
    drawing = drawn(child, worker)
    assert drawing.not_said == [
        "No line leads to Ella: which parents they share with Ruby is not written down."
    ]
    assert drawing.not_said[0] in drawing.desc
    mum, dad = person(child, "Kirsty", "F"), person(child, "Craig", "M")
    relate(child.person, mum, "mother")
    relate(child.person, dad, "father")
    assert drawn(child, worker).not_said == [
        "Which parent Ella shares with Ruby is not written down: the line is drawn from the first"
        " of them."
    ]
    relate(ella, dad, "father")
    assert drawn(child, worker).not_said == []
    pairs = {frozenset(c.parents) for c in network_of(child, worker).couples if c.children}
    assert pairs == {frozenset({mum.pk, dad.pk}), frozenset({dad.pk})}


def test_brothers_of_a_child_without_known_parents_are_said_to_hang_from_no_line(
    signed_in, child, worker
):
    for name in ("Tom", "Sam"):
        relate(child.person, person(child, name, "M"), "brother")
    said = squeezed(signed_in(worker).get(reverse("family", args=[child.pk])).content.decode())
    assert "No line leads to" in said
    assert "which parents they share with Ruby is not written down" in said


def test_nothing_is_said_of_a_family_whose_parents_are_written_down(child, worker, family):
    assert drawn(child, worker).not_said == []


def test_those_at_home_stand_inside_one_line_with_since_when(child, worker, family):
    (home,) = drawn(child, worker).homes
    assert home.words == "14 Tansy Court, since August 2026"
    inside = {
        " ".join(one.name).split()[0]
        for one in drawn(child, worker).symbols
        for x, y, width, height in home.washes
        if x < one.x < x + width and y < one.y < y + height
    }
    assert inside == {"Kirsty", "Ruby", "Alfie", "Noah"}


def test_others_who_share_an_address_are_inside_one_line_too(child, worker, family):
    AddressFactory(person=family["dean"], lines="9 Quay Row")
    AddressFactory(person=family["craig"], lines="9 Quay Row")
    assert len(drawn(child, worker).homes) == 2


# Many


def test_thirty_brothers_and_sisters_never_overlap_and_the_drawing_stays_narrow(child, worker):
    mother, _ = thirty_siblings(child)
    drawing = drawn(child, worker)
    assert len(drawing.symbols) == 1 + 30 + 2
    for one, two in combinations(drawing.symbols, 2):
        assert abs(one.x - two.x) >= CELL - 1 or abs(one.y - two.y) >= 100
    assert drawing.width <= (MOST + 1) * CELL
    assert all(0 < one.x < drawing.width and 0 < one.y < drawing.height for one in drawing.symbols)


def test_thirty_people_of_every_kind_all_find_a_place(child, worker, family):
    kinds = [
        "aunt_uncle",
        "cousin",
        "friend",
        "carer",
        "grandparent",
        "step_parent",
        "partner",
        "step_sibling",
        "child",
        "other",
    ]
    for n in range(30):
        relate(
            child.person,
            person(child, f"Person{n}", "MFU"[n % 3]),
            kinds[n % len(kinds)],
            lives_with=n % 5 == 0,
        )
    drawing = drawn(child, worker)
    assert len(drawing.symbols) == 9 + 30
    places = [(one.x, one.y) for one in drawing.symbols]
    assert len(set(places)) == len(places)
    for one, two in combinations(drawing.symbols, 2):
        assert abs(one.x - two.x) >= CELL - 1 or abs(one.y - two.y) >= 100


def test_every_line_stays_on_the_sheet(child, worker, family):
    thirty_siblings(child)
    drawing = drawn(child, worker)
    for stroke in drawing.strokes:
        for letter, first, _, second in re.findall(
            r"([MLHV])(-?[\d.]+)( (-?[\d.]+))?", stroke.path
        ):
            if letter in "MLH":
                assert 0 <= float(first) <= drawing.width
            if letter == "V" or second:
                assert 0 <= float(second or first) <= drawing.height


def test_a_child_alone_is_not_drawn(signed_in, worker, child):
    page = signed_in(worker).get(reverse("family", args=[child.pk])).content.decode()
    assert "cw-network__frame" not in page
    assert "No one is on this file yet." in page


# Who may see


@pytest.fixture
def hidden(child, restricted_child, family):
    """A brother whose file is restricted, and people known through him alone."""
    father = person(child, "Secret", "M")
    kirsty = family["kirsty"]
    relate(child.person, restricted_child.person, "half_sibling", lives_with=True)
    relate(family["alfie"].person, restricted_child.person, "half_sibling")
    relate(restricted_child.person, kirsty, "mother")
    relate(restricted_child.person, father, "father")
    relate(kirsty, restricted_child.person, "child")
    AddressFactory(person=restricted_child.person, lines="1 Hidden Lane")
    return restricted_child


def test_a_restricted_brother_leaves_no_trace_in_drawing_or_table(
    signed_in, worker, child, family, hidden
):
    before = drawn(child, worker)
    page = signed_in(worker).get(reverse("family", args=[child.pk])).content.decode()
    for trace in ("Hidden", "Secret", hidden.number):
        assert trace not in page
    assert "8 people besides Ruby" in page
    assert len(before.symbols) == 9


def test_the_drawing_is_the_same_as_if_he_were_not_there(child, worker, family, hidden):
    with_him = drawn(child, worker)
    hidden.person.relationships.all().delete()
    hidden.person.related_to.all().delete()
    assert drawn(child, worker) == with_him


def test_who_may_know_of_the_brother_sees_him(child, family, hidden, team):
    trusted = hidden.allocations.get().worker
    found = drawn(child, trusted)
    assert "Hidden Whitfield" in by_name(found)
    assert "Secret Whitfield" in by_name(found)


def test_links_go_only_to_files_the_worker_may_know_of(signed_in, worker, child, family):
    other = ChildFactory(team=child.team, person__given_name="Cousin", restricted=True)
    relate(child.person, other.person, "cousin")
    urls = [one.url for one in drawn(child, worker).symbols if one.url]
    assert len(urls) == 2
    assert other.get_absolute_url() not in urls


# On the page


def test_the_page_has_drawing_and_table_within_twelve_questions(
    signed_in, worker, child, family, django_assert_max_num_queries
):
    thirty_siblings(child)
    client = signed_in(worker)
    with django_assert_max_num_queries(12 + SESSION + WHO + LOOK):
        page = client.get(reverse("family", args=[child.pk])).content.decode()
    assert 'role="region"' in page
    assert 'tabindex="0"' in page
    assert "<desc" in page
    assert " style=" not in page


def test_who_was_family_before_is_in_the_table_and_not_in_the_drawing(
    signed_in, worker, child, family
):
    step = person(child, "Gary", "M")
    relate(
        child.person, step, "step_parent", started_on=date(2021, 2, 1), ended_on=date(2023, 5, 1)
    )
    page = signed_in(worker).get(reverse("family", args=[child.pk])).content.decode()
    assert "until 1 May 2023" in page
    assert "Gary Whitfield" not in by_name(drawn(child, worker))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ruby Whitfield", ["Ruby Whitfield"]),
        ("Maximiliana Featherstonehaugh", ["Maximiliana", "Featherstonehaugh"]),
        (
            "Anna Maria Teresa Isabella Josefina Whitfield",
            ["Anna Maria Teresa", "Isabella Josefina…"],
        ),
        ("Wolfeschlegelsteinhausen", ["Wolfeschlegelstei…"]),
    ],
)
def test_a_long_name_takes_two_lines_at_most(name, lines):
    assert name_lines(name) == lines
