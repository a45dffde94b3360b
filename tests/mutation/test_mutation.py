"""The runner itself notices: what a test fails for is killed, and what none fails for is told."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutation.__main__ import copied, options, sampled
from tests.mutation.areas import AREAS, ROOT, modules_of, proofs_of
from tests.mutation.mutants import mutants_of, narrowing_methods

AGES = """
LIMIT = 18
WORD = 1

def grown(age):
    return age >= LIMIT

def young(age):
    return age < LIMIT

def never_called(age):
    return age > 3

class Ages:
    @staticmethod
    def both(one, other):
        return one and other
"""
TESTS = """
from ages import Ages, grown, young

def test_one_is_grown_from_their_birthday():
    assert grown(18) and not grown(17)

def test_one_is_young_long_before_it():
    assert young(3) and not young(40)

def test_both_are_wanted():
    assert not Ages.both(True, False)
"""


@pytest.fixture
def tree(tmp_path):
    """A small tree of its own, with the runner in it."""
    shutil.copytree(
        Path(__file__).parent,
        tmp_path / "tests" / "mutation",
        ignore=shutil.ignore_patterns("test_*", "__pycache__"),
    )
    (tmp_path / "tests" / "__init__.py").touch()
    (tmp_path / "ages.py").write_text(AGES)
    (tmp_path / "bare.py").write_text('SECRET_KEY = "x"\n')
    (tmp_path / "tests" / "test_ages.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = .\n")
    return tmp_path


def what_became_of(tree, wanted) -> dict[str, str]:
    """The verdict on each change, by its words."""
    found = mutants_of(tree, "ages.py", frozenset())
    order = tree / "order.json"
    chosen = [("ages.py", one.index) for one in found if (one.before, one.after) in wanted]
    assert len(chosen) == len(wanted)
    order.write_text(
        json.dumps({"seconds": 30, "seconds_in_all": 300, "narrowing": [], "mutants": chosen})
    )
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-n",
            "0",
            "-q",
            "-p",
            "tests.mutation.session",
            "--mutants",
            str(order),
            "tests/test_ages.py",
        ],
        cwd=tree,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "bare"},
        capture_output=True,
    )
    told = [json.loads(line) for line in order.read_text().splitlines()[1:]]
    return {one["mutant"].split(": ", 1)[1]: one["verdict"] for one in told}


@pytest.mark.long
def test_what_a_test_fails_for_is_killed_and_what_none_fails_for_is_told(tree):
    wanted = [
        ("age >= LIMIT", "age > LIMIT"),
        ("age < LIMIT", "age <= LIMIT"),
        ("18", "19"),
        ("1", "2"),
        ("age > 3", "age >= 3"),
        ("one and other", "one or other"),
    ]
    assert what_became_of(tree, wanted) == {
        "age >= LIMIT -> age > LIMIT": "killed",
        "age < LIMIT -> age <= LIMIT": "survived",  # nobody asks about the birthday itself
        "age > 3 -> age >= 3": "called by no test",
        "one and other -> one or other": "killed",
        "18 -> 19": "killed",  # of the module, so in a process of its own
        "1 -> 2": "survived",
    }
    assert (tree / "ages.py").read_text() == AGES


def changed(tmp_path, source, narrowing=frozenset({"filter", "order_by", "open", "visible_to"})):
    (tmp_path / "one.py").write_text(source)
    return {one.after for one in mutants_of(tmp_path, "one.py", narrowing)}


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("a < b", "a <= b"),
        ("a and b", "a or b"),
        ("not a", "a"),
        ("rows.filter(x=1)", "rows"),
        ("rows.filter(x=1)", "rows.exclude(x=1)"),
        ("rows.filter(authority=a, x=b)", "rows.filter(x=b)"),
        ("rows.filter(day__lte=b)", "rows.filter(day__lt=b)"),
        ("rows.open()", "rows"),
        ("Child.objects.visible_to(worker)", "Child.objects"),
        ("rows.order_by('-day', 'pk')", "rows.order_by('day', 'pk')"),
        ("working_days(10)", "11"),
        ("working_days(10)", "9"),
        ("transaction.on_commit(tell)", "pass"),
        ("if not worker.may(SEE): raise Denied", "pass"),
        ("def f():\n    return a", "return None"),
        ("permission = Permission.RECORD", "permission = None"),
        ("Q(a=1) | Q(b=2)", "Q(a=1) & Q(b=2)"),
        ("a if b else c", "c if b else a"),
        ("f(x=True)", "False"),
    ],
)
def test_the_slips_of_a_careless_hand_are_made(tmp_path, source, after):
    assert after in changed(tmp_path, source)


@pytest.mark.parametrize("source", ["'only words'", "a: int", "'a' + b"])
def test_words_are_left_alone(tmp_path, source):
    assert changed(tmp_path, source) == set()


def test_each_change_is_whole_python_and_differs_in_one_place(tmp_path):
    (tmp_path / "ages.py").write_text(AGES)
    was = ast.unparse(ast.parse(AGES)).splitlines()
    for one in mutants_of(tmp_path, "ages.py", frozenset()):
        now = ast.unparse(ast.fix_missing_locations(one.tree)).splitlines()
        assert sum(old != new for old, new in zip(was, now, strict=True)) == 1


def test_the_same_seed_chooses_the_same_changes():
    asked = [options(["--seed", seed, "--count", "5"]) for seed in ("x", "x", "y")]
    one, same, other = (sampled(ROOT, "plans", each)["mutants"] for each in asked)
    assert one == same != other


def test_every_area_has_rules_and_tests():
    for area in AREAS:
        assert modules_of(area)
        assert all((ROOT / name).exists() for name in proofs_of(area))


def test_a_copy_is_changed_never_the_tree(tmp_path):
    copy = copied(tmp_path / "tree")
    assert (copy / "pyproject.toml").read_text() == (ROOT / "pyproject.toml").read_text()
    assert not (copy / ".venv").exists()


def test_what_only_narrows_is_read_from_our_querysets():
    names = narrowing_methods(ROOT, modules_of("plans"))
    assert {"open", "child_protection", "filter"} <= names
    assert "with_first_visit" not in names
