from collections import Counter

import pytest

from audits.criteria.editions import CURRENT, FOLDER, CriteriaError, edition, read
from casework.timescales.registry import registry
from tests.factories import ChildFactory

ONE = """
edition = "try"
title = "A try"
effective_from = 2026-04-01
[areas]
HP = "Help and protection"
[grades]
good = "Sound"
[sections.plan]
title = "The plan"
"""
CRITERION = """
[[criterion]]
code = "HP.PL.1"
area = "HP"
section = "plan"
asks = "Does the plan start from {name}?"
good = "It starts from the child"
look_in = "plan"
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "try.toml"
        path.write_text(text)
        return path

    return write


def test_every_area_has_all_its_criteria():
    assert Counter(criterion.area for criterion in edition()) == {
        "HP": 62,
        "CC": 13,
        "CL": 9,
        "LD": 18,
    }


def test_every_group_of_criteria_is_counted():
    groups = Counter(
        criterion.code.rpartition(".")[0] for criterion in edition() if criterion.area == "HP"
    )
    assert groups == {
        "HP.FD": 5,
        "HP.S47": 4,
        "HP.AS": 13,
        "HP.PL": 13,
        "HP.RHI": 10,
        "HP.TH": 6,
        "HP.PLO": 7,
        "HP.EC": 4,
    }


def test_no_code_is_given_twice():
    assert max(Counter(criterion.code for criterion in edition()).values()) == 1


def test_what_is_safety_critical_is_exactly_what_a_child_could_be_harmed_by():
    assert {criterion.code for criterion in edition() if criterion.safety_critical} == {
        "HP.FD.1",
        "HP.FD.4",
        "HP.S47.1",
        "HP.S47.2",
        "HP.AS.4",
        "HP.PL.7",
        "HP.PL.11",
        "HP.PL.12",
        "HP.RHI.4",
        "HP.RHI.5",
        "HP.RHI.7",
        "HP.PLO.6",
        "HP.EC.4",
        "CC.PM.1",
        "CC.MS.1",
        "CL.HO.1",
        "CL.RK.1",
        "LD.SU.5",
    }


def test_every_question_is_a_question_and_says_where_to_look():
    assert all("?" in criterion.asks and criterion.look_in for criterion in edition())


def test_all_evidence_is_a_timescale_that_exists():
    assert all(code in registry for criterion in edition() for code in criterion.evidence)
    assert "rhi.complete" in edition()["HP.RHI.1"].evidence


def test_a_childs_audit_leaves_out_what_is_asked_of_the_service():
    codes = {criterion.code for section in edition().for_child for criterion in section.criteria}
    assert "LD.SU.5" in codes
    assert "LD.CU.1" not in codes


def test_a_question_names_the_child(db):
    ruby = ChildFactory(person__given_name="Ruby")
    assert edition()["HP.PL.1"].asks_about(ruby).startswith("Does the plan start from Ruby")


def test_an_edition_is_read_once():
    assert edition() is edition(CURRENT)


def test_every_edition_in_the_folder_can_be_read():
    editions = [read(path) for path in FOLDER.glob("*.toml")]
    assert [edition.code for edition in editions] == [path.stem for path in FOLDER.glob("*.toml")]


def test_a_code_given_twice_is_refused_by_file_and_code(written):
    with pytest.raises(CriteriaError, match=r"try\.toml: HP\.PL\.1 is given 2 times"):
        read(written(ONE + CRITERION + CRITERION))


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ('area = "HP"', 'area = "XX"', "'XX' is not declared"),
        ('section = "plan"', 'section = "plans"', "'plans' is not declared"),
        ('look_in = "plan"', 'look_in = "plan"\nevidence = ["no.such"]', "no timescale 'no.such'"),
        ('look_in = "plan"', "", "look_in"),
        ('look_in = "plan"', 'look_in = "plan"\nscore = 4', "score"),
    ],
)
def test_a_criterion_at_fault_is_named(written, was, becomes, words):
    with pytest.raises(CriteriaError, match=r"try\.toml: HP\.PL\.1: ") as refused:
        read(written(ONE + CRITERION.replace(was, becomes)))
    assert words in str(refused.value)


@pytest.mark.parametrize("text", ["edition = ", CRITERION, ONE])
def test_a_file_that_cannot_be_used_is_named(written, text):
    with pytest.raises(CriteriaError, match=r"^try\.toml: "):
        read(written(text))


def test_an_edition_that_does_not_exist_is_named():
    with pytest.raises(CriteriaError, match="ilacs-1900"):
        edition("ilacs-1900")
