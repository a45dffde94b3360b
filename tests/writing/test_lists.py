"""The lists the rules go by, and what a council adds to them: plain words in files of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from casework.writing import readings
from casework.writing.checks import blame, dates, jargon, owners
from casework.writing.checks.lists import EXTENDED, ListError, word_lists

MODULES = {"blame": blame, "dates": dates, "jargon": jargon, "owners": owners}
TEXTS = {
    "owner": "The signposter to ring Mum",
    "end": "Amira Hussain to ring Mum before the huddle",
    "hard": "Amira Hussain to ask about the JUMPR form",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("CASEWORK_WRITING_LISTS", str(tmp_path))
    return tmp_path


def found(folder: Path | None = None) -> dict:
    """What a product started with these lists makes of the texts."""
    code = (
        "import json; from casework.writing.checks.engine import check;"
        f"of = {{name: check('plan_action', text).labels for name, text in {TEXTS!r}.items()}};"
        "print(json.dumps([of['owner']['owner_named'], of['end']['timebound'],"
        " of['hard']['jargon']]))"
    )
    environment = {**os.environ, "CASEWORK_WRITING_LISTS": str(folder or "")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_a_role_a_meeting_and_a_short_form_of_the_council_are_read_as_what_they_are(tmp_path):
    assert found() == [False, False, ["JUMPR"]]
    (tmp_path / "owners.toml").write_text('role = ["signposter"]')
    (tmp_path / "dates.toml").write_text('meeting = ["huddle"]')
    (tmp_path / "jargon.toml").write_text('everyday = ["JUMPR"]')
    assert found(tmp_path) == [True, True, []]


def test_every_list_that_may_be_added_to_is_one(folder):
    for name, lists in EXTENDED.items():
        assert set(lists) <= set(MODULES[name].WORDS)
        (folder / f"{name}.toml").write_text("".join(f'{key} = ["wibble"]\n' for key in lists))
        read = word_lists(MODULES[name].__file__)
        assert [read[key] for key in lists] == [
            [*MODULES[name].WORDS[key], "wibble"] for key in lists
        ]


@pytest.mark.parametrize(
    ("file", "words", "says"),
    [
        ("owners", 'role = ["navigator"', "owners.toml: "),
        ("owners", 'roles = ["navigator"]', "“roles” is no list to add to"),
        ("owners", 'verb = ["ought to"]', "“verb” is no list to add to"),
        ("owners", 'role = "navigator"', "must be a list of words"),
        ("owners", 'role = ["navig(ator"]', "is no plain word"),
        ("owners", "role = [7]", "is no plain word"),
        ("lexicon", 'body = ["elbow"]', "nothing is read from it"),
    ],
)
def test_a_list_that_cannot_be_used_says_which_and_why(folder, file, words, says):
    (folder / f"{file}.toml").write_text(words)
    with pytest.raises(ListError, match=says):
        word_lists(owners.__file__)


def test_a_folder_that_is_not_there_is_said(monkeypatch):
    monkeypatch.setenv("CASEWORK_WRITING_LISTS", "/nowhere/at/all")
    with pytest.raises(ListError, match="/nowhere/at/all, which is no folder"):
        word_lists(owners.__file__)


def test_another_list_is_another_check_to_whatever_is_counted(folder):
    readings.check_digest.cache_clear()
    without = readings.check_digest()
    (folder / "owners.toml").write_text('role = ["navigator"]')
    readings.check_digest.cache_clear()
    with_it = readings.check_digest()
    readings.check_digest.cache_clear()
    assert with_it != without


def test_models_are_never_trained_with_a_councils_own_lists(folder, tmp_path):
    (folder / "owners.toml").write_text('role = ["navigator"]')
    with pytest.raises(CommandError, match="CASEWORK_WRITING_LISTS"):
        call_command("train_writing", kind=["audit_action"], to=tmp_path / "weights")
