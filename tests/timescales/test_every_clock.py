"""Every clock of practice is declared, or docs/clocks.md says why it is not."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from casework.timescales.registry import registry
from tests.timescales.practice import SECTIONS

DOC = Path(__file__).parents[2] / "docs" / "clocks.md"
ROW = re.compile(r"^\| (`.+?) \| (.+) \|$", re.MULTILINE)
OF_PRACTICE = {code for codes in SECTIONS.values() for code in codes.split()}
DECLARED = {rule.code for rule in registry}


def explained() -> dict[str, str]:
    """Each code that has no clock, and why."""
    rows = ROW.findall(DOC.read_text())
    said = [(code, why) for codes, why in rows for code in re.findall(r"`([^`]+)`", codes)]
    assert len(said) == len(dict(said)), "A code is explained twice"
    return dict(said)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_code_is_declared_or_its_absence_explained(section):
    codes = set(SECTIONS[section].split())
    assert len(codes) == len(SECTIONS[section].split()) > 2
    assert codes - DECLARED - explained().keys() == set()


def test_what_is_explained_is_of_practice_and_has_no_clock():
    assert explained().keys() - OF_PRACTICE == set()
    assert explained().keys() & DECLARED == set()
    assert all(len(why) > 10 for why in explained().values())


def test_the_command_lists_every_rule_as_json_and_counts_them():
    out, count = StringIO(), StringIO()
    call_command("timescales", json=True, stdout=out, stderr=count)
    codes = [rule["code"] for rule in json.loads(out.getvalue()) if "stands_for" not in rule]
    assert set(codes) == DECLARED
    assert len(codes) == len(DECLARED) > 30
    assert count.getvalue().startswith(f"{len(DECLARED)} rules: action.due, ")


def test_the_command_ends_its_list_with_how_many_there_are():
    out = StringIO()
    call_command("timescales", stdout=out)
    *rules, last = out.getvalue().splitlines()
    assert {line.split()[0] for line in rules} == DECLARED
    assert last == f"{len(DECLARED)} rules"


def test_the_page_of_clocks_names_no_code_by_a_pattern():
    assert [code for code in explained() if "*" in code] == []
