"""A name is found in a text in every spelling, and in nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.children.models.spellings import folded, places, spellings
from casework.children.shared_words import LEFT_OUT, for_reader
from casework.disclosure.names import CHILDREN, FAMILY, WORKERS, Known
from casework.disclosure.redaction import Mark, burned
from tests.factories import ChildFactory, PersonFactory, RelationshipFactory, WorkerFactory

ALIKE = [
    ("Łukasz", "Lukasz"),
    ("Zoë", "Zoe"),
    ("Zoe\u0308", "Zoë"),
    ("O'Brien", "O’Brien"),
    ("O’Brien", "OBrien"),
    ("Anne-Marie", "Anne Marie"),
    ("Anne\u2010Marie", "Anne\u00a0Marie"),
    ("Strauß", "Strauss"),
    ("Æthelwin", "Aethelwin"),
    ("Þorunn", "Thorunn"),
    ("ÉLISE", "élise"),
    ("İpek Yılmaz", "Ipek Yilmaz"),
]
NAMES = st.text("abcdefhłlmnorstuzßæœþéèëôöüçñšžőA", min_size=5, max_size=14)
OTHERS = st.text("abcdefgh .,’\n", max_size=30)


@pytest.mark.parametrize(("kept", "written"), [*ALIKE, *((b, a) for a, b in ALIKE)])
def test_a_name_is_found_as_others_write_it(kept, written):
    assert places(kept, f"‘{written}’s mother") == [(1, 1 + len(written))]
    assert folded(kept) == folded(written)


@pytest.mark.parametrize(
    ("kept", "written"),
    [("De Ath", "death"), ("May", "she may come"), ("Ann", "Anna"), ("Will", "will")],
)
def test_what_is_no_spelling_of_it_is_not_found(kept, written):
    assert not places(kept, written)


@given(NAMES, OTHERS, OTHERS, st.sampled_from(["NFC", "NFD"]), st.booleans())
def test_a_name_blacked_out_is_gone_in_whatever_form_it_stood(name, before, after, form, shout):
    written = unicodedata.normalize(form, name)
    written = written.upper() if shout else written
    text = burned(f"{before} {written} {after}", [Mark(name, "A")])
    assert not places(name, text)
    assert folded(written) == folded(name)


@given(NAMES)
def test_no_spelling_of_a_name_is_another_name(name):
    assert {folded(way) for way in spellings(name)} == {folded(name)}


@pytest.mark.django_db
def test_a_child_not_to_be_known_of_is_left_out_however_they_are_spelt(child):
    hidden = ChildFactory(person__given_name="Łukasz")
    told = for_reader("Lukasz was seen. ŁUKASZ slept. Luka played.", [hidden])
    assert told.count(LEFT_OUT) == 1
    assert "Luka played." in told
    assert "seen" not in told
    assert "slept" not in told


@pytest.mark.django_db
def test_people_are_known_by_any_spelling_of_their_name(child, worker):
    mother = PersonFactory(authority=child.authority, given_name="Żaneta", family_name="O’Dowd")
    RelationshipFactory(person=child.person, relative=mother)
    ChildFactory(team=worker.team, person__given_name="Zoë", person__family_name="Brontë")
    WorkerFactory(team=worker.team, first_name="Siân", last_name="Evans", username="sian")
    text = "Zaneta O'Dowd rang. Zoe Bronte was there with Sian Evans and Zaneta ODowd."
    known = Known(child, worker, [text])
    groups = {known.of(name).group for name in known.found_in(text)}
    assert known.of("Zaneta O'Dowd").group == FAMILY
    assert known.of("Zoe Bronte").group == CHILDREN
    assert known.of("Sian Evans").group == WORKERS
    assert {FAMILY, CHILDREN, WORKERS} <= groups
    assert known.found_in(text)["Zoe Bronte"] == 1


@pytest.mark.django_db
def test_a_childs_own_name_is_nobody_elses_however_it_is_spelt(worker):
    child = ChildFactory(team=worker.team, person__given_name="Zoë", person__family_name="O’Dowd")
    text = "Zoe O'Dowd played. Zoe laughed."
    assert not {"Zoe", "Zoe O'Dowd"} & set(Known(child, worker, [text]).found_in(text))
