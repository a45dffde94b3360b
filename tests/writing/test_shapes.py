"""Texts in other forms than prose are read as what they are, each character in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.writing.checks.engine import KINDS, check
from casework.writing.checks.shapes import as_prose, shape_of
from casework.writing.checks.text import straight
from casework.writing.prompts.passages import made_of_text


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("HE SLEEPS ON THE LANDING AND NOBODY LOOKS.", "capitals"),
        ("Row 2 | bed | Dad | 4 May", "table"),
        ("Seen alone: Y. Bedroom seen: N.", "ticks"),
        ("Dear Mia, I said I would write.", "letter"),
        ("4.1 School: late. 4.2 Health: seen.", "numbered"),
        ("hes wi nan wk 1 + dont cry no more w/ her", "typed short"),
        ("Mum rang the nurse.", "prose"),
    ],
)
def test_the_form_of_a_text(text, shape):
    assert shape_of(text) == shape


@given(st.text(max_size=200))
def test_read_as_prose_every_character_keeps_its_place(text):
    assert len(as_prose(text)) == len(straight(text)) == len(text)


def test_words_in_capitals_are_no_short_forms_and_short_forms_among_them_are():
    text = "MUM TOLD THE IRO THAT SHE WILL NOT COME TO THE MEETING."
    assert check("letter_paragraph", text).labels["jargon"] == ["IRO"]


def test_a_heading_and_somebodys_initials_are_no_short_forms():
    text = "RISK: she may go again. KZ will ring the LADO."
    assert check("letter_paragraph", text).labels["jargon"] == ["LADO"]


@pytest.mark.parametrize(
    "text",
    [
        "Row 2 | Sleep | Own bed for Ines | Grandad Luis | Sun 5 Oct",
        "JADE TO BOOK THE DENTIST BY FRIDAY.",
        "6.4 Miss Bell will ring home by half term.",
    ],
)
def test_an_owner_and_an_end_are_found_in_rows_minutes_and_capitals(text):
    labels = check("plan_action", text).labels
    assert labels["timebound"]
    assert labels["owner_named"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dear Mia, you went to Shaz's on the number 9.", ["Shaz", "9"]),
        ("Tia told me about Big Mo and the Kwik Fit. DS Moore knows.", ["Big Mo", "Kwik Fit"]),
        ("She got in a silver Astra, plate SG17 KLM.", ["silver Astra", "SG17 KLM"]),
        ("Asked about drugs. Refused. Advice given on Friday.", []),
    ],
)
def test_names_by_what_stands_around_them(text, names):
    assert check("rhi", text).labels["names_places_intel"] == names


def test_a_manager_reads_all_that_the_check_makes_of_a_text_with_how_sure():
    """Also what its writer was not asked for there."""
    made = list(
        made_of_text("assessment_section", "Nan has them when he drinks.", ("child_voice",))
    )
    learned = {label.code for label in KINDS["assessment_section"] if not label.lists}
    assert {line.code for line in made} == learned
    assert [(line.what, line.holds) for line in made if line.asked] == [
        ("what the child said, wants or showed", False)
    ]
    assert all(0 <= line.percent <= 100 for line in made)
