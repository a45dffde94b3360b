"""Each label on sentences of our own, true and false."""

import json
from pathlib import Path

import pytest

from casework.writing.checks.engine import KINDS, check

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "sentences.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['label']}-{n}" for n, row in enumerate(ROWS)])
def test_what_a_sentence_holds_is_found_and_what_it_does_not_is_not(row):
    assert check(row["kind"], row["text"]).labels[row["label"]] is row["holds"]


@pytest.mark.parametrize("holds", [True, False])
def test_every_label_that_is_not_a_list_is_tried_both_ways(holds):
    tried = {(row["kind"], row["label"]) for row in ROWS if row["holds"] is holds}
    elsewhere = {"timebound", "owner_named", "plain_language", "child_voice"}
    asked = {
        (kind, label.code) for kind, labels in KINDS.items() for label in labels if not label.lists
    }
    assert {one for one in asked - tried if one[1] not in elsewhere} == set()
