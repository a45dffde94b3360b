"""Short sentences of our own, true and false: most are read as people read them."""

from collections import Counter

from casework.writing.checks.engine import KINDS, check
from casework.writing.classifier.texts import FOLDER, labelled

ROWS = labelled([FOLDER / "sentences.jsonl"])


def test_what_a_sentence_holds_is_found_and_what_it_does_not_is_not():
    judged = [
        check(row.kind, row.text).labels[label] is holds
        for row in ROWS
        for label, holds in row.labels.items()
    ]
    assert sum(judged) >= 0.85 * len(judged)


def test_every_label_that_is_not_a_list_is_tried_both_ways():
    tried = Counter(
        (row.kind, label, holds)
        for row in labelled()
        for label, holds in row.labels.items()
        if isinstance(holds, bool)
    )
    asked = {
        (kind, label.code, holds)
        for kind, labels in KINDS.items()
        for label in labels
        if not label.lists
        for holds in (True, False)
    }
    assert asked <= set(tried)
