"""What the model's card says, and that the weights beside it are those it speaks of."""

import json

import pytest

from casework.writing.checks.engine import KINDS
from casework.writing.classifier.model import FOLDER, version
from casework.writing.classifier.texts import labelled

CARD = json.loads((FOLDER / "card.json").read_text(encoding="utf-8"))
LABELS = [
    (kind, code, figures)
    for kind, facts in CARD["kinds"].items()
    for code, figures in facts["labels"].items()
]
IDS = [f"{kind} {code}" for kind, code, _ in LABELS]


def test_the_card_is_of_these_weights_and_these_texts():
    assert CARD["version"] == version()
    assert sum(CARD["texts"].values()) == len(labelled())
    assert CARD["apart"] == sum(row.apart for row in labelled())


def test_every_label_that_is_no_list_has_its_figures():
    asked = {(kind, one.code) for kind, labels in KINDS.items() for one in labels if not one.lists}
    assert {(kind, code) for kind, code, _ in LABELS} == asked


@pytest.mark.parametrize(("kind", "code", "figures"), LABELS, ids=IDS)
def test_on_texts_its_model_had_not_seen_a_label_is_found_more_often_than_not(kind, code, figures):
    assert figures["folds"]["f1"] >= 0.6


@pytest.mark.parametrize(("kind", "code", "figures"), LABELS, ids=IDS)
def test_nine_in_ten_prompts_are_right_on_texts_the_model_had_not_seen(kind, code, figures):
    seen = figures["folds"]
    assert not seen["prompts"] or seen["prompts_right"] >= 0.9


def test_together_they_do_what_was_asked_or_nearly():
    found = [figures["folds"]["f1"] for _, _, figures in LABELS]
    assert sum(found) / len(found) >= 0.85


def test_near_copies_stand_on_one_side():
    rows = labelled()
    sides = {}
    for row in rows:
        sides.setdefault(row.text, set()).add((row.fold, row.apart))
    assert all(len(side) == 1 for side in sides.values())
